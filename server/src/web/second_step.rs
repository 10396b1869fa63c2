//! Codes from an app: turning them on and off, and recovery codes. What is secret is shown in the
//! answer to the form that asked for it, and never at an address that can be opened again.

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use hark_client::pages;
use hark_client::pages::second_step::{Prepared, Step};
use hark_client::words::steps as words;
use serde::Deserialize;

use super::account::is_password;
use super::admin::{after, parse};
use super::fields::Fields;
use super::{Problem, SignedIn, Visit, qr};
use crate::chat;
use crate::door;
use crate::rights::Right;
use crate::store::{RecoveryCode, SecondStep, Token, Viewer};
use crate::totp::Secret;

/// What the address of the page may say.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    note: Option<String>,
}

/// `GET /account/second-step`.
pub async fn page(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let note = match asked.note.as_deref() {
        Some("off") => Some(words::turned_off()),
        Some("used") => Some(words::recovery_used()),
        Some(_) | None => None,
    };
    Ok(show(&visit, StatusCode::OK, state(&visit, &viewer, None).await?, note))
}

/// `POST /account/second-step/prepare`: what an app is to be given, for whoever knows the password.
pub async fn prepare(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    fields: Fields,
) -> Result<Response, Problem> {
    if !is_password(&visit, &viewer, fields.get("current")).await? {
        return wrong_password(&visit, &viewer).await;
    }
    let secret = visit.app.store.prepare_second_step(viewer.user.id).await?;
    let step = Step::Prepared(prepared(&visit, &viewer, secret, None).await?);
    Ok(show(&visit, StatusCode::OK, step, None))
}

/// `POST /account/second-step/on`: with a code that shows that the app has it.
pub async fn turn_on(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    fields: Fields,
) -> Result<Response, Problem> {
    let store = &visit.app.store;
    let Some(SecondStep { secret, since: None, .. }) = store.second_step(viewer.user.id).await?
    else {
        return Ok(Redirect::to("/account/second-step").into_response());
    };
    let Some(step) = secret.step_of(fields.get("code"), store.now()) else {
        let error = Some(hark_client::words::entry::wrong_code());
        let step = Step::Prepared(prepared(&visit, &viewer, secret, error).await?);
        return Ok(show(&visit, StatusCode::UNPROCESSABLE_ENTITY, step, None));
    };
    let (user, session) = (viewer.user.id, viewer.session);
    let (token, codes) = store.turn_on_second_step(user, step, session).await?;
    Ok(renewed(&visit, &token, show(&visit, StatusCode::OK, listed(&codes), None)))
}

/// `POST /account/second-step/codes`: new recovery codes, for whoever knows the password.
pub async fn renew_codes(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    fields: Fields,
) -> Result<Response, Problem> {
    if !is_password(&visit, &viewer, fields.get("current")).await? {
        return wrong_password(&visit, &viewer).await;
    }
    let codes = visit.app.store.renew_recovery_codes(viewer.user.id).await?;
    Ok(show(&visit, StatusCode::OK, listed(&codes), None))
}

/// `POST /account/second-step/off`, for whoever knows the password.
pub async fn turn_off(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    fields: Fields,
) -> Result<Response, Problem> {
    if !is_password(&visit, &viewer, fields.get("current")).await? {
        return wrong_password(&visit, &viewer).await;
    }
    let store = &visit.app.store;
    let token = store.turn_off_second_step(viewer.user.id, viewer.session).await?;
    Ok(renewed(&visit, &token, Redirect::to("/account/second-step?note=off").into_response()))
}

/// `POST /admin/people/{user}/second-step`: takes it off somebody who has lost their app.
pub async fn take_off(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    Path(user): Path<String>,
) -> Result<Response, Problem> {
    chat::mandate(&visit.app.store, &viewer, Right::KeepPeople).await?;
    let user = parse(&user)?;
    chat::take_off_second_step(&visit.app.store, &viewer, user).await?;
    Ok(after(&viewer, user))
}

/// An answer to whoever goes on under another token.
pub(super) fn renewed(visit: &Visit, token: &Token, answer: Response) -> Response {
    let cookie = door::keep_session(&visit.app.config, token.as_str());
    (AppendHeaders([(SET_COOKIE, cookie)]), answer).into_response()
}

async fn wrong_password(visit: &Visit, viewer: &Viewer) -> Result<Response, Problem> {
    let error = Some(hark_client::words::account::password_wrong());
    let step = state(visit, viewer, error).await?;
    Ok(show(visit, StatusCode::UNPROCESSABLE_ENTITY, step, None))
}

async fn state(
    visit: &Visit,
    viewer: &Viewer,
    error: Option<&'static str>,
) -> Result<Step, Problem> {
    Ok(match visit.app.store.second_step(viewer.user.id).await? {
        Some(SecondStep { since: Some(since), codes_left, .. }) => {
            Step::On { since: visit.clock().day(since), codes_left, error }
        }
        Some(_) | None => Step::Off { error },
    })
}

async fn prepared(
    visit: &Visit,
    viewer: &Viewer,
    secret: Secret,
    error: Option<&'static str>,
) -> Result<Prepared, Problem> {
    let me = visit.app.store.person(viewer.user.id).await?;
    let origin = door::own_origin(&visit.app.config, &visit.headers).unwrap_or_default();
    let host = origin.split_once("://").map_or("", |(_, host)| host);
    let address = secret.address(&format!("Hark ({host})"), me.email.as_str());
    let text = secret.text();
    let groups: Vec<&str> = (0..text.len()).step_by(4).map(|at| &text[at..at + 4]).collect();
    Ok(Prepared { picture: qr::picture(&address), secret: groups.join(" "), address, error })
}

fn listed(codes: &[RecoveryCode]) -> Step {
    Step::Codes(codes.iter().map(ToString::to_string).collect())
}

fn show(visit: &Visit, status: StatusCode, step: Step, note: Option<&'static str>) -> Response {
    visit.page(status, words::title(), || pages::second_step::second_step(step, note))
}
