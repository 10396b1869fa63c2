//! Reacting to messages, one's own and others'.

use hark_protocol::{Reaction, RoomId, Seq};

use super::{Refused, member};
use crate::store::{Store, Viewer};

/// Adds the viewer's reaction to a message. Twice is as good as once.
pub async fn react(
    store: &Store,
    viewer: &Viewer,
    room: RoomId,
    target: Seq,
    reaction: Reaction,
) -> Result<(), Refused> {
    let member = member(store, viewer, room).await?;
    Ok(store.react(&member, target, reaction).await?)
}

/// Takes one of the viewer's reactions back.
pub async fn unreact(
    store: &Store,
    viewer: &Viewer,
    room: RoomId,
    target: Seq,
    reaction: Reaction,
) -> Result<(), Refused> {
    let member = member(store, viewer, room).await?;
    Ok(store.unreact(&member, target, reaction).await?)
}
