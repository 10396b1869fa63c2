//! Posting a message or a reply by a plain form, for browsers without scripts.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use hark_client::ui::address;
use hark_protocol::{Body, ClientMessageId, ErrorCode, ReplyTo, TextError};

use super::fields::Fields;
use super::room::parse;
use super::{Problem, SignedIn, Visit};
use crate::chat;
use crate::faults::{self, Place};

/// `POST /rooms/{room}/messages`.
pub async fn post(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    Path(room): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let room = parse(&room)?;
    let root = Some(fields.get("thread")).filter(|root| !root.is_empty());
    let root = root.map(|root| root.parse().map_err(|_| Problem::BadRequest)).transpose()?;
    let to = root.map(|root| ReplyTo { root, in_room: !fields.get("in_room").is_empty() });
    let back = to.map_or_else(|| format!("/rooms/{room}"), |to| address::thread(room, to.root));
    // Browsers send a line break as two characters (HTML, "Constructing the entry list").
    let body = match Body::parse(&fields.get("body").replace("\r\n", "\n")) {
        Ok(body) => body,
        Err(TextError::Empty) => return Ok(Redirect::to(&back).into_response()),
        Err(TextError::TooLong | TextError::Control) => return Err(Problem::BadRequest),
    };
    visit.app.pacing.post(viewer.user.id, room)?;
    faults::at(Place::Page, body.as_str());
    let id = fields.get("client_message_id").parse().map_or_else(|_| random_id(), Ok)?;
    let store = &visit.app.store;
    let posted = match chat::post(store, &viewer, room, id, body.clone(), to).await {
        // Somebody went back in their browser and wrote something else into the same form.
        Err(refused) if refused.code() == ErrorCode::ClientMessageIdConflict => {
            chat::post(store, &viewer, room, random_id()?, body, to).await?
        }
        posted => posted?,
    };
    let posted = match to {
        None => format!("{back}#m-{}", posted.seq),
        Some(_) => address::reply(room, posted.seq),
    };
    Ok(Redirect::to(&posted).into_response())
}

/// A fresh id: for a form that is sent out, or for one that came back without.
pub(super) fn random_id() -> Result<ClientMessageId, Problem> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(Problem::internal)?;
    Ok(ClientMessageId(bytes))
}
