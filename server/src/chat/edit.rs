//! Changing one's own messages, and removing one's own and others'.

use hark_protocol::{Body, RoomId, Seq};

use super::{Refused, member};
use crate::store::{Store, Viewer};

/// Replaces the text of one's own message.
pub async fn edit(
    store: &Store,
    viewer: &Viewer,
    room: RoomId,
    target: Seq,
    body: Body,
) -> Result<(), Refused> {
    let author = member(store, viewer, room).await?;
    Ok(store.edit(&author, target, body).await?)
}

/// Removes a message, one's own or, by whoever looks after what is said, anybody's; a tombstone
/// stays.
pub async fn delete(
    store: &Store,
    viewer: &Viewer,
    room: RoomId,
    target: Seq,
) -> Result<(), Refused> {
    let by = member(store, viewer, room).await?;
    Ok(store.delete(&by, target).await?)
}
