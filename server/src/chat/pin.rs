//! Pinning messages, one's own and others': every member of a room may, wherever they may write,
//! and anybody's pin may be taken off. A pin says what the room needs, not whose message it is.

use hark_protocol::{RoomId, Seq};

use super::{Refused, member};
use crate::store::{Store, Viewer};

/// Pins a message for everybody in the room. Twice is as good as once.
pub async fn pin(store: &Store, viewer: &Viewer, room: RoomId, target: Seq) -> Result<(), Refused> {
    let member = member(store, viewer, room).await?;
    Ok(store.pin(&member, target).await?)
}

/// Takes the pin off a message, whoever put it there.
pub async fn unpin(
    store: &Store,
    viewer: &Viewer,
    room: RoomId,
    target: Seq,
) -> Result<(), Refused> {
    let member = member(store, viewer, room).await?;
    Ok(store.unpin(&member, target).await?)
}
