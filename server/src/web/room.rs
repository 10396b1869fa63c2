//! A room: the chat page for its members, a door for others.

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use hark_client::clock::Day;
use hark_client::pages;
use hark_client::ui::address;
use hark_protocol::query::Date;
use hark_protocol::{ChatPage, HistoryFrom, List, Page, RoomId, RoomSnapshot, Seq, ThreadPage};
use serde::Deserialize;

use super::visit::now;
use super::{Asker, Problem, Visit, thread};
use crate::chat;
use crate::rights::moderates;
use crate::store::Viewer;

/// What the address of a room may say.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// Show the rows before this one instead of the newest.
    before: Option<String>,
    /// Go to the first row of this day or after it, `2026-01-31` where the reader is.
    date: Option<String>,
}

/// `GET /rooms/{room}`, and `?before=SEQ` and `?date=DAY` for its past.
pub async fn room(
    visit: Visit,
    asker: Asker,
    Path(room): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    if let Some(kept) = visit.kept(&asker)? {
        return Ok(kept);
    }
    let room = parse(&room)?;
    let (store, viewer) = (&visit.app.store, &asker.viewer);
    let mut open = match chat::snapshot(store, viewer, room).await.map_err(Problem::from) {
        Ok(open) => open,
        Err(Problem::NotFound) => return door(&visit, viewer, room).await,
        Err(problem) => return Err(problem),
    };
    if let Some(day) = asked.date.as_deref().and_then(Date::parse) {
        return to_the_day(&visit, viewer, room, day).await;
    }
    let before = asked.before.and_then(|before| before.parse().ok());
    if let Some(before) = before {
        to_the_past(&visit, viewer, &mut open, before).await?;
    }
    send(&visit, asker, open, None, before.is_none()).await
}

/// `GET /rooms/{room}/messages/{message}`: the room around one of its messages. The page goes on
/// from there.
pub async fn message(
    visit: Visit,
    asker: Asker,
    Path((room, message)): Path<(String, String)>,
) -> Result<Response, Problem> {
    if let Some(kept) = visit.kept(&asker)? {
        return Ok(kept);
    }
    let room = parse(&room)?;
    let message = message.parse().map_err(|_| Problem::NotFound)?;
    let (store, viewer) = (&visit.app.store, &asker.viewer);
    match chat::snapshot_around(store, viewer, room, message).await.map_err(Problem::from) {
        Ok(open) => send(&visit, asker, open, None, true).await,
        Err(Problem::NotFound) => thread::of_reply(store, viewer, room, message).await,
        Err(problem) => Err(problem),
    }
}

/// Sends the chat page with this room open, and a thread of it. Without `alive` nothing goes on
/// from it.
pub(super) async fn send(
    visit: &Visit,
    asker: Asker,
    open: RoomSnapshot,
    thread: Option<ThreadPage>,
    alive: bool,
) -> Result<Response, Problem> {
    let (store, viewer) = (&visit.app.store, &asker.viewer);
    let rooms = chat::room_summaries(store, viewer).await?;
    let threads = chat::unread_threads(store, viewer).await?;
    let about = List::first_of(chat::around(store, viewer).await?);
    let (me, moderates) = (viewer.user.clone(), moderates(viewer.role));
    let page = ChatPage { me, moderates, rooms, open, thread, threads, about, now: now() };
    visit.chat(&asker, &page, alive)
}

/// The number in a room's address. What is no number is no room.
pub(super) fn parse(room: &str) -> Result<RoomId, Problem> {
    room.parse().map_err(|_| Problem::NotFound)
}

/// An open room is shown from outside. A closed one is not there for others, exactly like one that
/// never was.
async fn door(visit: &Visit, viewer: &Viewer, room: RoomId) -> Result<Response, Problem> {
    let info = chat::room_info(&visit.app.store, viewer, room).await?;
    Ok(visit.page(StatusCode::OK, info.room.name.as_str(), || {
        pages::room_door::room_door(&info.room, info.member_count)
    }))
}

/// To the first that was said on this day or after it, or to the newest where there is nothing.
async fn to_the_day(
    visit: &Visit,
    viewer: &Viewer,
    room: RoomId,
    day: Date,
) -> Result<Response, Problem> {
    let begins = visit.zone.begins(Day(day.day_number()));
    let first = chat::first_since(&visit.app.store, viewer, room, begins).await?;
    let address = match first {
        Some(seq) => address::message(room, seq),
        None => format!("/rooms/{room}"),
    };
    Ok(Redirect::to(&address).into_response())
}

/// Puts rows of the past in the place of the newest.
async fn to_the_past(
    visit: &Visit,
    viewer: &Viewer,
    open: &mut RoomSnapshot,
    before: Seq,
) -> Result<(), Problem> {
    let (room, from) = (open.summary.room.id, HistoryFrom::Before(before));
    let limit = Page::FIRST_ROWS as u16;
    let past = chat::history(&visit.app.store, viewer, room, from, limit).await?;
    open.rows = past.rows;
    open.older = past.older;
    open.newer = past.newer;
    Ok(())
}
