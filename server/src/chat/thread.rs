//! Reading threads and following them. Replies are posted like every message.

use hark_protocol::{HistoryFrom, RoomId, Seq, ThreadPage, ThreadState, UnreadThreads};

use super::{Refused, member};
use crate::store::{FollowedThread, Store, ThreadPlace, Viewer};

/// A part of the thread that this message is the root of, or a reply in.
pub async fn thread(
    store: &Store,
    viewer: &Viewer,
    room: RoomId,
    message: Seq,
    from: HistoryFrom,
    limit: u16,
) -> Result<ThreadPage, Refused> {
    let member = member(store, viewer, room).await?;
    Ok(store.thread(&member, message, from, limit).await?)
}

/// What the thread that hangs on this message is to the viewer.
pub async fn thread_state(
    store: &Store,
    viewer: &Viewer,
    room: RoomId,
    root: Seq,
) -> Result<ThreadState, Refused> {
    let member = member(store, viewer, room).await?;
    Ok(store.thread_state(&member, root).await?)
}

/// What the viewer did not see of all threads that they follow.
pub async fn unread_threads(store: &Store, viewer: &Viewer) -> Result<UnreadThreads, Refused> {
    Ok(store.unread_threads(viewer.user.id).await?)
}

/// The threads that the viewer follows, the newest reply first, from this place on, and whether
/// there are more.
pub async fn followed_threads(
    store: &Store,
    viewer: &Viewer,
    before: Option<ThreadPlace>,
) -> Result<(Vec<FollowedThread>, bool), Refused> {
    Ok(store.followed_threads(viewer.user.id, before).await?)
}

/// Moves the viewer's read cursor in a thread forward.
pub async fn mark_thread_read(
    store: &Store,
    viewer: &Viewer,
    room: RoomId,
    root: Seq,
    seq: Seq,
) -> Result<(), Refused> {
    let member = member(store, viewer, room).await?;
    Ok(store.mark_thread_read(&member, root, seq).await?)
}

/// The viewer follows this thread.
pub async fn follow_thread(
    store: &Store,
    viewer: &Viewer,
    room: RoomId,
    root: Seq,
) -> Result<(), Refused> {
    let member = member(store, viewer, room).await?;
    Ok(store.follow_thread(&member, root).await?)
}

/// The viewer does not follow this thread.
pub async fn unfollow_thread(
    store: &Store,
    viewer: &Viewer,
    room: RoomId,
    root: Seq,
) -> Result<(), Refused> {
    let member = member(store, viewer, room).await?;
    Ok(store.unfollow_thread(&member, root).await?)
}
