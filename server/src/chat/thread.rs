//! Reading threads. Replies are posted like every message.

use hark_protocol::{HistoryFrom, RoomId, Seq, ThreadPage};

use super::{Refused, member};
use crate::store::{Store, Viewer};

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
