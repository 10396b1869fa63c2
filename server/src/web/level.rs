//! Of what the viewer wants to be told in a room.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use hark_client::pages;
use hark_client::pages::level::RoomLevel;
use hark_client::words::direct::called;
use hark_client::words::level as words;

use super::fields::Fields;
use super::room::parse;
use super::{Problem, SignedIn, Visit};
use crate::chat;

/// `GET /rooms/{room}/level`.
pub async fn page(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    Path(room): Path<String>,
) -> Result<Response, Problem> {
    let summary = chat::room_summary(&visit.app.store, &viewer, parse(&room)?).await?;
    let page = RoomLevel {
        room: summary.room.id,
        name: called(&summary.room, viewer.user.id),
        access: summary.room.access,
        chosen: summary.chosen_level,
    };
    Ok(visit.page(StatusCode::OK, words::title(), || pages::level::level(page)))
}

/// `POST /rooms/{room}/level`: back to the room.
pub async fn choose(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    Path(room): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let room = parse(&room)?;
    let chosen = pages::level::of_word(fields.get("level"));
    chat::choose_level(&visit.app.store, &viewer, room, chosen).await?;
    Ok(Redirect::to(&format!("/rooms/{room}")).into_response())
}
