//! A room: the chat page for its members, a door for others.

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::http::header::{HeaderValue, SET_COOKIE};
use axum::response::{IntoResponse, Redirect, Response};
use hark_client::clock::Day;
use hark_client::pages;
use hark_client::ui::address;
use hark_protocol::query::Date;
use hark_protocol::{ChatPage, HistoryFrom, List, Page, RoomId, RoomSnapshot, Seq, ThreadPage};
use serde::Deserialize;

use super::home::LAST_ROOM;
use super::visit::now;
use super::{Problem, SignedIn, Visit, thread};
use crate::chat;
use crate::rights::moderates;
use crate::store::Viewer;

/// How long the room last looked at is remembered, in seconds: a year.
const LAST_ROOM_SECONDS: u32 = 365 * 24 * 60 * 60;

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
    SignedIn(viewer): SignedIn,
    Path(room): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let room = parse(&room)?;
    let store = &visit.app.store;
    let mut open = match chat::snapshot(store, &viewer, room).await.map_err(Problem::from) {
        Ok(open) => open,
        Err(Problem::NotFound) => return door(&visit, &viewer, room).await,
        Err(problem) => return Err(problem),
    };
    if let Some(day) = asked.date.as_deref().and_then(Date::parse) {
        return to_the_day(&visit, &viewer, room, day).await;
    }
    let before = asked.before.and_then(|before| before.parse().ok());
    if let Some(before) = before {
        to_the_past(&visit, &viewer, &mut open, before).await?;
    }
    send(&visit, viewer, open, None, before.is_none()).await
}

/// `GET /rooms/{room}/messages/{message}`: the room around one of its messages. The page goes on
/// from there.
pub async fn message(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    Path((room, message)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let room = parse(&room)?;
    let message = message.parse().map_err(|_| Problem::NotFound)?;
    let store = &visit.app.store;
    match chat::snapshot_around(store, &viewer, room, message).await.map_err(Problem::from) {
        Ok(open) => send(&visit, viewer, open, None, true).await,
        Err(Problem::NotFound) => thread::of_reply(store, &viewer, room, message).await,
        Err(problem) => Err(problem),
    }
}

/// Sends the chat page with this room open, and a thread of it. Without `alive` nothing goes on
/// from it.
pub(super) async fn send(
    visit: &Visit,
    viewer: Viewer,
    open: RoomSnapshot,
    thread: Option<ThreadPage>,
    alive: bool,
) -> Result<Response, Problem> {
    let room = open.summary.room.id;
    let rooms = chat::room_summaries(&visit.app.store, &viewer).await?;
    let threads = chat::unread_threads(&visit.app.store, &viewer).await?;
    let about = List::first_of(chat::around(&visit.app.store, &viewer).await?);
    let (me, moderates) = (viewer.user, moderates(viewer.role));
    let page = ChatPage { me, moderates, rooms, open, thread, threads, about, now: now() };
    let mut response = visit.chat(&page, alive)?;
    let last = format!("{LAST_ROOM}={room}; Path=/; Max-Age={LAST_ROOM_SECONDS}; SameSite=Lax");
    let last = HeaderValue::try_from(last).expect("a number fits a cookie");
    response.headers_mut().append(SET_COOKIE, last);
    Ok(response)
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
