//! The start: where one goes from `/`.

use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use hark_client::pages;
use hark_client::words::entry as words;
use hark_protocol::{RoomId, RoomSummary};

use super::signed_in::viewer;
use super::{Problem, Visit};
use crate::{chat, door};

/// The room last looked at, by number. Written when a room's page is sent, and by the chat page
/// when somebody goes from room to room.
const LAST_ROOM: &str = "hark_room";

/// How long it is remembered, in seconds: a year.
const LAST_ROOM_SECONDS: u32 = 365 * 24 * 60 * 60;

/// What has the browser remember this room as the last.
pub(super) fn last_room(room: RoomId) -> HeaderValue {
    let last = format!("{LAST_ROOM}={room}; Path=/; Max-Age={LAST_ROOM_SECONDS}; SameSite=Lax");
    HeaderValue::try_from(last).expect("a number fits a cookie")
}

/// `GET /`: to the room last looked at; without a session to sign in; and before there is an owner,
/// to a page that says where the link is.
pub async fn home(visit: Visit) -> Result<Response, Problem> {
    if let Some(viewer) = viewer(&visit.app, &visit.headers).await? {
        let rooms = chat::room_summaries(&visit.app.store, &viewer).await?;
        let last = door::read(&visit.headers, LAST_ROOM).and_then(|room| room.parse().ok());
        return Ok(match first_room(&rooms, last) {
            Some(room) => Redirect::to(&format!("/rooms/{room}")).into_response(),
            None => Redirect::to("/rooms").into_response(),
        });
    }
    match visit.app.store.has_owner().await? {
        true => Ok(Redirect::to("/sign-in").into_response()),
        false => Ok(unclaimed(&visit)),
    }
}

/// What everybody sees until there is an owner.
pub(super) fn unclaimed(visit: &Visit) -> Response {
    visit.page(StatusCode::OK, words::unclaimed_title(), pages::first_run::unclaimed)
}

/// The room last looked at if one is still in it, else the first that goes on, else any.
fn first_room(rooms: &[RoomSummary], last: Option<RoomId>) -> Option<RoomId> {
    let mut of = rooms.iter().map(|summary| &summary.room);
    let known = of.clone().find(|room| Some(room.id) == last);
    known
        .or_else(|| of.clone().find(|room| room.archived_by.is_none()))
        .or_else(|| of.next())
        .map(|room| room.id)
}
