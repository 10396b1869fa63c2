//! The second step of signing in: a code from an app, or a recovery code.

use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use hark_client::pages;
use hark_client::words::entry as words;
use hark_protocol::UserId;

use super::fields::Fields;
use super::sign_in::{come_again, wait_words};
use super::{Problem, Visit, beginning};
use crate::door::{self, Counted};
use crate::store::{Shown, StoreError};

/// Where it is.
const ADDRESS: &str = "/sign-in/code";

/// Asks somebody for a code who has shown their password.
pub(super) fn halfway(visit: &Visit, user: UserId, next: &str) -> Result<Response, StoreError> {
    let app = &visit.app;
    let token = app.halfway.begin(user, next).map_err(|_| StoreError::NoRandomness)?;
    let cookie = door::keep_halfway(&app.config, token.as_str());
    Ok((AppendHeaders([(SET_COOKIE, cookie)]), Redirect::to(ADDRESS)).into_response())
}

/// `GET /sign-in/code`.
pub async fn form(visit: Visit) -> Response {
    let token = door::halfway_token(&visit.app.config, &visit.headers);
    match token.and_then(|token| visit.app.halfway.find(token)) {
        Some(_) => show(&visit, StatusCode::OK, None),
        None => again(&visit, "/sign-in"),
    }
}

/// `POST /sign-in/code`. Too many that are wrong, and the password is asked for again.
pub async fn sign_in(visit: Visit, fields: Fields) -> Result<Response, Problem> {
    let app = &visit.app;
    let token = door::halfway_token(&app.config, &visit.headers);
    let half = token.and_then(|token| Some((token, app.halfway.find(token)?)));
    let Some((token, half)) = half else { return Ok(again(&visit, "/sign-in")) };
    let counted = known_device(&visit, half.user).await?.unwrap_or(Counted::Code(half.user));
    let attempt = match app.tries.begin([counted]) {
        Ok(attempt) => attempt,
        Err(wait) => {
            let page = show(&visit, StatusCode::TOO_MANY_REQUESTS, Some(wait_words(wait)));
            return Ok(come_again(page, wait));
        }
    };
    if !app.halfway.may_try(token) {
        attempt.undone();
        app.halfway.end(token);
        return Ok(again(&visit, "/sign-in?note=again"));
    }
    let shown = shown(&visit, half.user, fields.get("code")).await?;
    // Whoever used one up is told how many are left.
    let next = match shown {
        Shown::RecoveryCode(_) => "/account/second-step?note=used",
        Shown::Code(_) | Shown::Password | Shown::Passkey { .. } => &half.next,
    };
    match beginning::begin(&visit, half.user, shown, next).await {
        Ok(mut answer) => {
            attempt.worked();
            app.halfway.end(token);
            answer.headers_mut().append(SET_COOKIE, door::forget_halfway(&app.config));
            Ok(answer)
        }
        Err(StoreError::TokenInvalid) => {
            beginning::failed(&visit, Some(half.user));
            Ok(show(&visit, StatusCode::UNPROCESSABLE_ENTITY, Some(words::wrong_code().into())))
        }
        Err(error) => Err(error.into()),
    }
}

/// What was written: a code of about now, else it can only be a recovery code.
async fn shown(visit: &Visit, user: UserId, written: &str) -> Result<Shown, Problem> {
    let store = &visit.app.store;
    let step = store.second_step(user).await?;
    let step = step.and_then(|step| step.secret.step_of(written, store.now()));
    Ok(match step {
        Some(step) => Shown::Code(step),
        None => Shown::RecoveryCode(written.to_owned()),
    })
}

async fn known_device(visit: &Visit, user: UserId) -> Result<Option<Counted>, Problem> {
    let Some(token) = door::device_token(&visit.app.config, &visit.headers) else {
        return Ok(None);
    };
    let me = visit.app.store.person(user).await?;
    Ok(visit.app.store.device(token, &me.email).await?.map(Counted::Device))
}

/// To the beginning, where the password is asked for.
fn again(visit: &Visit, address: &str) -> Response {
    let forget = door::forget_halfway(&visit.app.config);
    (AppendHeaders([(SET_COOKIE, forget)]), Redirect::to(address)).into_response()
}

fn show(visit: &Visit, status: StatusCode, error: Option<String>) -> Response {
    visit.page(status, words::code_title(), || pages::sign_in_code::sign_in_code(error))
}
