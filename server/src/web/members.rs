//! Coming to a room and going from it, by oneself or by others.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};

use super::fields::Fields;
use super::room::parse;
use super::room_settings::saved;
use super::{Problem, SignedIn, Visit};
use crate::chat;

/// `POST /rooms/{room}/join`.
pub async fn join(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    Path(room): Path<String>,
) -> Result<Response, Problem> {
    let room = parse(&room)?;
    chat::join(&visit.app.store, &viewer, room).await?;
    Ok(Redirect::to(&format!("/rooms/{room}")).into_response())
}

/// `POST /rooms/{room}/leave`.
pub async fn leave(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    Path(room): Path<String>,
) -> Result<Response, Problem> {
    chat::leave(&visit.app.store, &viewer, parse(&room)?).await?;
    Ok(Redirect::to("/rooms").into_response())
}

/// `POST /rooms/{room}/members/add`.
pub async fn add(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    Path(room): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let room = parse(&room)?;
    chat::add_member(&visit.app.store, &viewer, room, fields.parse("user")?).await?;
    Ok(saved(room))
}

/// `POST /rooms/{room}/members/remove`.
pub async fn remove(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    Path(room): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let room = parse(&room)?;
    chat::remove_member(&visit.app.store, &viewer, room, fields.parse("user")?).await?;
    Ok(saved(room))
}
