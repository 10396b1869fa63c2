//! Coming to rooms and going from them.

use hark_protocol::{Person, RoomId, UserId};

use super::{Refused, keeper, member};
use crate::store::{Store, Viewer};

/// The room's members, by name.
pub async fn members(store: &Store, viewer: &Viewer, room: RoomId) -> Result<Vec<Person>, Refused> {
    let member = member(store, viewer, room).await?;
    Ok(store.members(&member).await?)
}

/// Joins an open room.
pub async fn join(store: &Store, viewer: &Viewer, room: RoomId) -> Result<(), Refused> {
    store.join(viewer.user.id, room).await?;
    Ok(())
}

/// Leaves a room.
pub async fn leave(store: &Store, viewer: &Viewer, room: RoomId) -> Result<(), Refused> {
    let member = member(store, viewer, room).await?;
    Ok(store.leave(&member).await?)
}

/// Makes somebody a member of a room the viewer is in.
pub async fn add_member(
    store: &Store,
    viewer: &Viewer,
    room: RoomId,
    user: UserId,
) -> Result<(), Refused> {
    let by = member(store, viewer, room).await?;
    Ok(store.add_member(&by, user).await?)
}

/// Ends somebody's membership.
pub async fn remove_member(
    store: &Store,
    viewer: &Viewer,
    room: RoomId,
    user: UserId,
) -> Result<(), Refused> {
    let by = keeper(store, viewer, room).await?;
    Ok(store.remove_member(&by, user).await?)
}
