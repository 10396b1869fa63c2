//! Making rooms and changing them.

use hark_protocol::{Access, RoomId, RoomName, Topic, UserId};

use super::{Refused, keeper, member};
use crate::store::{Store, Viewer};

/// Makes a room with the viewer as its first member.
pub async fn create_room(
    store: &Store,
    viewer: &Viewer,
    name: RoomName,
    topic: Topic,
    access: Access,
) -> Result<RoomId, Refused> {
    Ok(store.create_room(viewer.user.id, name, topic, access).await?)
}

/// The room of these people and the viewer, and nobody else. Anybody may talk to whomever they may
/// know of.
pub async fn direct_room(
    store: &Store,
    viewer: &Viewer,
    others: Vec<UserId>,
) -> Result<RoomId, Refused> {
    Ok(store.direct_room(viewer.user.id, others).await?)
}

/// Gives the room another name.
pub async fn rename_room(
    store: &Store,
    viewer: &Viewer,
    room: RoomId,
    name: RoomName,
) -> Result<(), Refused> {
    let by = member(store, viewer, room).await?;
    Ok(store.rename_room(&by, name).await?)
}

/// Gives the room another topic.
pub async fn set_topic(
    store: &Store,
    viewer: &Viewer,
    room: RoomId,
    topic: Topic,
) -> Result<(), Refused> {
    let by = member(store, viewer, room).await?;
    Ok(store.set_topic(&by, topic).await?)
}

/// Has a member wait for so many seconds between two messages; 0: no more.
pub async fn set_slow_mode(
    store: &Store,
    viewer: &Viewer,
    room: RoomId,
    seconds: u32,
) -> Result<(), Refused> {
    let by = member(store, viewer, room).await?;
    Ok(store.set_slow_mode(&by, seconds).await?)
}

/// Closes the room for writing.
pub async fn archive(store: &Store, viewer: &Viewer, room: RoomId) -> Result<(), Refused> {
    let by = keeper(store, viewer, room).await?;
    Ok(store.archive(&by).await?)
}

/// Opens the room for writing again.
pub async fn unarchive(store: &Store, viewer: &Viewer, room: RoomId) -> Result<(), Refused> {
    let by = keeper(store, viewer, room).await?;
    Ok(store.unarchive(&by).await?)
}
