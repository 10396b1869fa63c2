//! Direct rooms: choosing with whom to talk.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use hark_client::pages;
use hark_client::pages::new_direct::NewDirect;
use hark_client::words::direct as words;
use hark_protocol::{Room, UserId};

use super::fields::Fields;
use super::{Problem, SignedIn, Visit};
use crate::chat;
use crate::store::Viewer;

/// `GET /direct/new`.
pub async fn form(visit: Visit, SignedIn(viewer): SignedIn) -> Result<Response, Problem> {
    show(&visit, &viewer, StatusCode::OK, None, Vec::new()).await
}

/// `POST /direct`: to the room of these people, which is made where there is none yet.
pub async fn start(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    fields: Fields,
) -> Result<Response, Problem> {
    let mut others: Vec<UserId> = fields.all("person")?;
    others.retain(|person| *person != viewer.user.id);
    let why = match others.len() {
        0 => Some(words::nobody_chosen()),
        many if many >= Room::MAX_DIRECT => Some(words::too_many()),
        _ => None,
    };
    if why.is_some() {
        return show(&visit, &viewer, StatusCode::UNPROCESSABLE_ENTITY, why, others).await;
    }
    let room = chat::direct_room(&visit.app.store, &viewer, others).await?;
    Ok(Redirect::to(&format!("/rooms/{room}")).into_response())
}

async fn show(
    visit: &Visit,
    viewer: &Viewer,
    status: StatusCode,
    error: Option<&'static str>,
    chosen: Vec<UserId>,
) -> Result<Response, Problem> {
    let people = chat::people(&visit.app.store, viewer).await?.into_iter();
    let people = people.filter(|info| !info.banned).map(|info| info.person);
    let people = people.filter(|person| person.id != viewer.user.id).collect();
    let page = NewDirect { people, chosen, error };
    Ok(visit.page(status, words::title(), || pages::new_direct::new_direct(page)))
}
