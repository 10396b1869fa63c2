//! Signing in and out.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, Query};
use axum::http::StatusCode;
use axum::http::header::{SET_COOKIE, USER_AGENT};
use axum::http::request::Parts;
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use hark_client::pages;
use hark_client::pages::sign_in::SignIn;
use hark_client::words::entry as words;
use hark_protocol::{RoomId, UserId};
use serde::Deserialize;

use super::fields::Fields;
use super::home::unclaimed;
use super::signed_in::viewer;
use super::{Problem, SignedIn, Visit};
use crate::door;
use crate::passwords::{self, PasswordError};
use crate::store::Email;

/// What the address of the form may say.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    next: Option<String>,
    note: Option<String>,
}

/// `GET /sign-in`.
pub async fn form(
    visit: Visit,
    Query(asked): Query<Asked>,
    parts: Parts,
) -> Result<Response, Problem> {
    let next = asked.next.filter(|next| is_ours(next));
    if viewer(&visit.app, &parts).await?.is_some() {
        return Ok(Redirect::to(next.as_deref().unwrap_or("/")).into_response());
    }
    if !visit.app.store.has_owner().await? {
        return Ok(unclaimed(&visit));
    }
    let note = match asked.note.as_deref() {
        Some("out") => Some(words::signed_out()),
        Some("password") => Some(words::password_changed()),
        Some(_) | None => None,
    };
    Ok(show(&visit, StatusCode::OK, SignIn { next, note, ..SignIn::default() }))
}

/// `POST /sign-in`. An address that nobody has takes as long and gets the same answer as a wrong
/// password.
pub async fn sign_in(
    visit: Visit,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    fields: Fields,
) -> Result<Response, Problem> {
    let email = fields.get("email").to_owned();
    let next = Some(fields.get("next").to_owned()).filter(|next| is_ours(next));
    let refused = |status, error| {
        let (email, next) = (email.clone(), next.clone());
        Ok(show(&visit, status, SignIn { email, next, error: Some(error), note: None }))
    };
    let tries = &visit.app.tries;
    if !tries.may_try(&email, from.ip()) {
        return refused(StatusCode::TOO_MANY_REQUESTS, words::too_many_tries());
    }
    let password = fields.get("password");
    if password.len() > passwords::MAX_BYTES {
        return refused(StatusCode::UNPROCESSABLE_ENTITY, words::wrong_sign_in());
    }
    let known = match Email::parse(&email) {
        Some(email) => visit.app.store.credentials(&email).await?,
        None => None,
    };
    let hash = known.as_ref().map(|known| known.password.as_str());
    match (visit.app.passwords.verify(password.to_owned(), hash).await, known) {
        (Ok(true), Some(known)) if known.banned => refused(StatusCode::FORBIDDEN, words::banned()),
        (Ok(true), Some(known)) => {
            tries.worked(&email, from.ip());
            let answer = begin_session_at(&visit, known.user, next.as_deref().unwrap_or("/"));
            answer.await
        }
        (Ok(_), known) => {
            tries.failed(&email, from.ip());
            if tries.may_note() {
                visit.app.store.note_failed_sign_in(known.map(|known| known.user));
            }
            refused(StatusCode::UNPROCESSABLE_ENTITY, words::wrong_sign_in())
        }
        (Err(PasswordError::Busy), _) => refused(StatusCode::SERVICE_UNAVAILABLE, words::busy()),
        (Err(error @ PasswordError::Failed), _) => Err(error.into()),
    }
}

/// `POST /sign-out`: ends the session this was sent in.
pub async fn sign_out(visit: Visit, SignedIn(viewer): SignedIn) -> Result<Response, Problem> {
    visit.app.store.end_session(viewer.user.id, viewer.session).await?;
    Ok(signed_out(&visit))
}

/// `POST /sign-out-everywhere`: ends all of one's sessions.
pub async fn sign_out_everywhere(
    visit: Visit,
    SignedIn(viewer): SignedIn,
) -> Result<Response, Problem> {
    visit.app.store.end_sessions(viewer.user.id).await?;
    Ok(signed_out(&visit))
}

/// Signs somebody in and brings them to this room, or to the start.
pub(super) async fn begin_session(
    visit: &Visit,
    user: UserId,
    room: Option<RoomId>,
) -> Result<Response, Problem> {
    let next = room.map_or_else(|| "/".to_owned(), |room| format!("/rooms/{room}"));
    begin_session_at(visit, user, &next).await
}

/// Signs somebody in under a fresh token. The session that the browser had, planted or not, ends.
async fn begin_session_at(visit: &Visit, user: UserId, next: &str) -> Result<Response, Problem> {
    let Visit { app, headers, zone: _ } = visit;
    let agent = headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    let session = app.store.create_session(user, agent).await?;
    if let Some(old) = door::session_token(&app.config, headers)
        && let Some(old) = app.store.viewer(&old).await?
    {
        app.store.end_session(old.user.id, old.session).await?;
    }
    let cookie = door::keep_session(&app.config, session.token.as_str());
    Ok((AppendHeaders([(SET_COOKIE, cookie)]), Redirect::to(next)).into_response())
}

fn signed_out(visit: &Visit) -> Response {
    let cookie = door::forget_session(&visit.app.config);
    (AppendHeaders([(SET_COOKIE, cookie)]), Redirect::to("/sign-in?note=out")).into_response()
}

/// Whether this is a path of this server: nothing that a browser could read as another host.
fn is_ours(next: &str) -> bool {
    let elsewhere = next.starts_with("//") || next.contains(['\\', '\t', '\n', '\r']);
    next.starts_with('/') && !elsewhere && next.is_ascii() && !next.starts_with("/sign-")
}

fn show(visit: &Visit, status: StatusCode, form: SignIn) -> Response {
    visit.page(status, words::sign_in_title(), || pages::sign_in::sign_in(form))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_onward_stays_on_this_server() {
        assert!(is_ours("/rooms/3?before=7"));
        for next in ["", "rooms", "//evil.example", "/\\evil.example", "/\t/evil.example"] {
            assert!(!is_ours(next), "{next:?}");
        }
        assert!(!is_ours("https://evil.example/"));
        assert!(!is_ours("/sign-out"));
    }
}
