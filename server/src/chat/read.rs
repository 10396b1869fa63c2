//! Reading: rooms, timelines, and how far one has read.

use hark_protocol::{
    Cursor, HistoryFrom, Level, Page, RoomId, RoomSnapshot, RoomSummary, Seq, Timestamp, Versions,
};

use super::{Refused, mandate, member};
use crate::rights::Right;
use crate::store::{Resume, RoomInfo, Store, Viewer};

/// The viewer's rooms, by name.
pub async fn room_summaries(store: &Store, viewer: &Viewer) -> Result<Vec<RoomSummary>, Refused> {
    Ok(store.room_summaries(viewer.user.id).await?)
}

/// The room and its newest rows.
pub async fn snapshot(
    store: &Store,
    viewer: &Viewer,
    room: RoomId,
) -> Result<RoomSnapshot, Refused> {
    let member = member(store, viewer, room).await?;
    Ok(store.snapshot(&member).await?)
}

/// The room and the rows around one of them.
pub async fn snapshot_around(
    store: &Store,
    viewer: &Viewer,
    room: RoomId,
    place: Seq,
) -> Result<RoomSnapshot, Refused> {
    let member = member(store, viewer, room).await?;
    Ok(store.snapshot_around(&member, place).await?)
}

/// A part of the room's timeline.
pub async fn history(
    store: &Store,
    viewer: &Viewer,
    room: RoomId,
    from: HistoryFrom,
    limit: u16,
) -> Result<Page, Refused> {
    Ok(store.history(viewer.user.id, room, from, limit).await?)
}

/// What a message said before it was changed. Whoever may see the message may see that.
pub async fn versions(
    store: &Store,
    viewer: &Viewer,
    room: RoomId,
    target: Seq,
    before: Option<Seq>,
) -> Result<Versions, Refused> {
    let member = member(store, viewer, room).await?;
    Ok(store.versions(&member, target, before).await?)
}

/// The first row at this moment or after it.
pub async fn first_since(
    store: &Store,
    viewer: &Viewer,
    room: RoomId,
    moment: Timestamp,
) -> Result<Option<Seq>, Refused> {
    let member = member(store, viewer, room).await?;
    Ok(store.first_since(&member, moment).await?)
}

/// What a viewer needs whose timeline stands at this cursor.
pub async fn resume(
    store: &Store,
    viewer: &Viewer,
    room: RoomId,
    cursor: Cursor,
) -> Result<Resume, Refused> {
    let member = member(store, viewer, room).await?;
    Ok(store.resume(&member, cursor).await?)
}

/// Moves the viewer's read cursor forward. `set_back`: how often it had been set back then.
pub async fn mark_read(
    store: &Store,
    viewer: &Viewer,
    room: RoomId,
    seq: Seq,
    set_back: u32,
) -> Result<(), Refused> {
    let member = member(store, viewer, room).await?;
    Ok(store.mark_read(&member, seq, set_back).await?)
}

/// Sets the viewer's read cursor to just before a message.
pub async fn mark_unread(
    store: &Store,
    viewer: &Viewer,
    room: RoomId,
    target: Seq,
) -> Result<(), Refused> {
    let member = member(store, viewer, room).await?;
    Ok(store.mark_unread(&member, target).await?)
}

/// Keeps of what the viewer chose to be told in a room; `None`: they no longer choose.
pub async fn choose_level(
    store: &Store,
    viewer: &Viewer,
    room: RoomId,
    chosen: Option<Level>,
) -> Result<(), Refused> {
    let member = member(store, viewer, room).await?;
    Ok(store.choose_level(&member, chosen).await?)
}

/// A room as the viewer's sidebar shows it.
pub async fn room_summary(
    store: &Store,
    viewer: &Viewer,
    room: RoomId,
) -> Result<RoomSummary, Refused> {
    let member = member(store, viewer, room).await?;
    Ok(store.room_summary(&member).await?)
}

/// The rooms that anybody who finds them may join, by name.
pub async fn open_rooms(store: &Store, viewer: &Viewer) -> Result<Vec<RoomInfo>, Refused> {
    let by = mandate(store, viewer, Right::FindRooms).await?;
    Ok(store.open_rooms(&by).await?)
}

/// A room that the viewer may know of: an open one, or one of their own.
pub async fn room_info(store: &Store, viewer: &Viewer, room: RoomId) -> Result<RoomInfo, Refused> {
    Ok(store.room_info(viewer.user.id, room).await?)
}
