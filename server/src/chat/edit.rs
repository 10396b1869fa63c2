//! Changing and removing one's own messages.

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

/// Removes one's own message; a tombstone stays.
pub async fn delete(
    store: &Store,
    viewer: &Viewer,
    room: RoomId,
    target: Seq,
) -> Result<(), Refused> {
    let author = member(store, viewer, room).await?;
    Ok(store.delete(&author, target).await?)
}
