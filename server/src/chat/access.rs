//! Asking for proofs. Who may do what stands in [`crate::rights`]; the store asks it and hands out
//! the proofs.

use hark_protocol::RoomId;

use super::Refused;
use crate::rights::Right;
use crate::store::{Keeper, Mandate, Membership, Store, StoreError, Viewer};

/// Members read and write. To everybody else the room does not exist.
pub async fn member(store: &Store, viewer: &Viewer, room: RoomId) -> Result<Membership, Refused> {
    Ok(store.membership(viewer.user.id, room).await?)
}

/// Who looks after a room archives it and removes others.
pub async fn keeper(store: &Store, viewer: &Viewer, room: RoomId) -> Result<Keeper, Refused> {
    Ok(store.keeper(viewer.user.id, room).await?)
}

/// Whether the viewer has a right in a room of theirs: for what its page offers.
pub async fn may(
    store: &Store,
    viewer: &Viewer,
    room: RoomId,
    right: Right,
) -> Result<bool, Refused> {
    match store.has_right(viewer.user.id, room, right).await {
        Ok(()) => Ok(true),
        Err(StoreError::Forbidden | StoreError::Silenced) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Says that the viewer may write in a room: for what is told to others and never stored.
pub async fn may_write(store: &Store, viewer: &Viewer, room: RoomId) -> Result<(), Refused> {
    Ok(store.has_right(viewer.user.id, room, Right::Write).await?)
}

/// A right on the server.
pub async fn mandate(store: &Store, viewer: &Viewer, right: Right) -> Result<Mandate, Refused> {
    Ok(store.mandate(viewer.user.id, right).await?)
}
