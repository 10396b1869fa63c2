//! Signing in and out.

use std::net::SocketAddr;
use std::time::Duration;

use axum::extract::{ConnectInfo, Query};
use axum::http::StatusCode;
use axum::http::header::{RETRY_AFTER, SET_COOKIE};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use hark_client::pages;
use hark_client::pages::sign_in::SignIn;
use hark_client::words::entry as words;
use serde::Deserialize;

use super::fields::Fields;
use super::home::unclaimed;
use super::passkeys::party;
use super::signed_in::viewer;
use super::{Problem, SignedIn, Visit, beginning, sign_in_code};
use crate::door::{self, Counted};
use crate::passwords::{self, PasswordError};
use crate::store::{DeviceId, Email, Shown};

/// What the address of the form may say.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    next: Option<String>,
    note: Option<String>,
}

/// `GET /sign-in`.
pub async fn form(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let next = asked.next.filter(|next| is_ours(next));
    if viewer(&visit.app, &visit.headers).await?.is_some() {
        return Ok(Redirect::to(next.as_deref().unwrap_or("/")).into_response());
    }
    if !visit.app.store.has_owner().await? {
        return Ok(unclaimed(&visit));
    }
    let note = match asked.note.as_deref() {
        Some("out") => Some(words::signed_out()),
        Some("password") => Some(words::password_changed()),
        Some("again") => Some(words::password_again()),
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
    let form = |error: &str| SignIn {
        email: email.clone(),
        next: next.clone(),
        error: Some(error.to_owned()),
        ..SignIn::default()
    };
    let refused = |status, error| Ok(show(&visit, status, form(error)));
    let password = fields.get("password");
    if password.len() > passwords::MAX_BYTES {
        return refused(StatusCode::UNPROCESSABLE_ENTITY, words::wrong_sign_in());
    }
    let address = Email::parse(&email);
    let device = known_device(&visit, address.as_ref()).await?;
    let counted = match device {
        Some(device) => vec![Counted::Device(device)],
        None => vec![Counted::account(&email), Counted::Address(door::customer(from.ip()))],
    };
    let attempt = match visit.app.tries.begin(counted) {
        Ok(attempt) => attempt,
        Err(wait) => {
            let elsewhere = device.is_none().then(words::wait_elsewhere);
            let page = SignIn { hint: elsewhere, ..form(&wait_words(wait)) };
            return Ok(come_again(show(&visit, StatusCode::TOO_MANY_REQUESTS, page), wait));
        }
    };
    let known = match address {
        Some(address) => visit.app.store.credentials(&address).await?,
        None => None,
    };
    let hash = known.as_ref().map(|known| known.password.as_str());
    match (visit.app.passwords.verify(password.to_owned(), hash).await, known) {
        (Ok(true), Some(known)) if known.banned => refused(StatusCode::FORBIDDEN, words::banned()),
        (Ok(true), Some(known)) => {
            attempt.worked();
            let next = next.as_deref().unwrap_or("/");
            match known.second_step {
                true => Ok(sign_in_code::halfway(&visit, known.user, next)?),
                false => Ok(beginning::begin(&visit, known.user, Shown::Password, next).await?),
            }
        }
        (Ok(_), known) => {
            beginning::failed(&visit, known.map(|known| known.user));
            refused(StatusCode::UNPROCESSABLE_ENTITY, words::wrong_sign_in())
        }
        (Err(PasswordError::Busy), _) => {
            attempt.undone();
            refused(StatusCode::SERVICE_UNAVAILABLE, words::busy())
        }
        (Err(error @ PasswordError::Failed), _) => Err(error.into()),
    }
}

/// The browser this was sent from, if whoever has this address has signed in there before.
async fn known_device(visit: &Visit, email: Option<&Email>) -> Result<Option<DeviceId>, Problem> {
    match (door::device_token(&visit.app.config, &visit.headers), email) {
        (Some(token), Some(email)) => Ok(visit.app.store.device(token, email).await?),
        (None, _) | (_, None) => Ok(None),
    }
}

/// That one has to wait, in whole minutes or hours.
pub(super) fn wait_words(wait: Duration) -> String {
    const HOUR: u64 = 60;
    let minutes = wait.as_secs().div_ceil(60);
    let count = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
    match minutes {
        0..=HOUR => words::wait_minutes(count(minutes)),
        _ => words::wait_hours(count(minutes.div_ceil(HOUR))),
    }
}

pub(super) fn come_again(mut page: Response, wait: Duration) -> Response {
    page.headers_mut().insert(RETRY_AFTER, wait.as_secs().max(1).into());
    page
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

fn signed_out(visit: &Visit) -> Response {
    let cookie = door::forget_session(&visit.app.config);
    (AppendHeaders([(SET_COOKIE, cookie)]), Redirect::to("/sign-in?note=out")).into_response()
}

/// Whether this is a path of this server: nothing that a browser could read as another host.
pub(super) fn is_ours(next: &str) -> bool {
    let elsewhere = next.starts_with("//") || next.contains(['\\', '\t', '\n', '\r']);
    next.starts_with('/') && !elsewhere && next.is_ascii() && !next.starts_with("/sign-")
}

pub(super) fn show(visit: &Visit, status: StatusCode, form: SignIn) -> Response {
    let form = SignIn { passkeys: party(visit).is_some(), ..form };
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
