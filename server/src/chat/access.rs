//! The one place that says who may do what in a room. The store hands out the proofs.

use hark_protocol::RoomId;

use super::Refused;
use crate::store::{Keeper, Membership, Store, Viewer};

/// Members read and write, name the room, set its topic and add others. To everybody else the room
/// does not exist.
pub async fn member(store: &Store, viewer: &Viewer, room: RoomId) -> Result<Membership, Refused> {
    Ok(store.membership(viewer.user.id, room).await?)
}

/// The member who made the room, or a member who owns the server, archives it and removes others.
pub async fn keeper(store: &Store, viewer: &Viewer, room: RoomId) -> Result<Keeper, Refused> {
    Ok(store.keeper(viewer, room).await?)
}
