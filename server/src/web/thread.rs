//! A thread beside its room.

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use hark_client::ui::address;
use hark_protocol::{HistoryFrom, Page, RoomId, Seq};
use serde::Deserialize;

use super::room::{parse, send};
use super::{Asker, Problem, Visit};
use crate::chat;
use crate::store::{Store, Viewer};

/// What the address of a thread may say.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// Show the replies before this one instead of the newest.
    before: Option<String>,
}

/// `GET /rooms/{room}/threads/{message}`: the room's newest rows and beside them the newest replies
/// to this message, or where it is a reply itself, those around it; and `?before=SEQ` for the past.
pub async fn thread(
    visit: Visit,
    asker: Asker,
    Path((room, message)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    if let Some(kept) = visit.kept(&asker)? {
        return Ok(kept);
    }
    let room = parse(&room)?;
    let message: Seq = message.parse().map_err(|_| Problem::NotFound)?;
    let (store, viewer) = (&visit.app.store, &asker.viewer);
    let read = async |from| {
        let limit = Page::FIRST_ROWS as u16;
        chat::thread(store, viewer, room, message, from, limit).await
    };
    let before = asked.before.and_then(|before| before.parse().ok());
    // The room first: what is read of the thread after it is no older.
    let open = chat::snapshot(store, viewer, room).await?;
    let mut thread = read(HistoryFrom::Before(before.unwrap_or(Seq(u64::MAX)))).await?;
    let held =
        message == thread.root.seq || thread.page.rows.iter().any(|row| row.seq() == message);
    if before.is_none() && !held {
        thread = read(HistoryFrom::Around(message)).await?;
    }
    send(&visit, asker, open, Some(thread), before.is_none()).await
}

/// The address of a reply that stands in its thread only.
pub(super) async fn of_reply(
    store: &Store,
    viewer: &Viewer,
    room: RoomId,
    reply: Seq,
) -> Result<Response, Problem> {
    chat::thread(store, viewer, room, reply, HistoryFrom::Around(reply), 1).await?;
    Ok(Redirect::to(&address::reply(room, reply)).into_response())
}
