//! Beginning a session, once somebody has shown who they are, and noting that somebody has not.

use axum::http::header::{SET_COOKIE, USER_AGENT};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use hark_protocol::{RoomId, UserId};

use super::{Problem, Visit};
use crate::door;
use crate::store::{Shown, StoreError};

/// Signs somebody in who has just come, and brings them to this room, or to the start.
pub(super) async fn welcome(
    visit: &Visit,
    user: UserId,
    room: Option<RoomId>,
) -> Result<Response, Problem> {
    let next = room.map_or_else(|| "/".to_owned(), |room| format!("/rooms/{room}"));
    Ok(begin(visit, user, Shown::Password, &next).await?)
}

/// Notes that a sign-in failed, of this person if there is one, and not too many of them.
pub(super) fn failed(visit: &Visit, user: Option<UserId>) {
    if visit.app.tries.may_note() {
        visit.app.store.note_failed_sign_in(user);
    }
}

/// Signs somebody in under a fresh token. The session that the browser had, planted or not, ends.
pub(super) async fn begin(
    visit: &Visit,
    user: UserId,
    shown: Shown,
    next: &str,
) -> Result<Response, StoreError> {
    let Visit { app, headers, zone: _ } = visit;
    let agent = headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    let device = door::device_token(&app.config, headers);
    let session = app.store.begin_session(user, shown, agent, device).await?;
    if let Some(old) = door::session_token(&app.config, headers)
        && let Some(old) = app.store.viewer(&old).await?
    {
        app.store.end_session(old.user.id, old.session).await?;
    }
    let cookies = [
        door::keep_session(&app.config, session.token.as_str()),
        door::keep_device(&app.config, session.device.as_str()),
    ];
    let cookies = AppendHeaders(cookies.map(|cookie| (SET_COOKIE, cookie)));
    Ok((cookies, Redirect::to(next)).into_response())
}
