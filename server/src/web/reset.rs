//! Choosing a new password by a link that an operator made.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use hark_client::pages;
use hark_client::words::entry as words;
use hark_protocol::Person;

use super::fields::Fields;
use super::first_run::{dead_link, password_error};
use super::{Problem, Visit};
use crate::passwords::NewPassword;
use crate::store::StoreError;

/// `GET /reset/{token}`.
pub async fn form(visit: Visit, Path(token): Path<String>) -> Result<Response, Problem> {
    Ok(match visit.app.store.reset(&token).await? {
        Some(person) => show(&visit, StatusCode::OK, &person, None),
        None => dead_link(&visit),
    })
}

/// `POST /reset/{token}`.
pub async fn reset(
    visit: Visit,
    Path(token): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let Some(person) = visit.app.store.reset(&token).await? else {
        return Ok(dead_link(&visit));
    };
    let password = fields.get("password").to_owned();
    let password = match NewPassword::parse(password, &[person.name.as_str()]) {
        Ok(password) => password,
        Err(error) => {
            let error = Some(password_error(error));
            return Ok(show(&visit, StatusCode::UNPROCESSABLE_ENTITY, &person, error));
        }
    };
    let hash = visit.app.passwords.hash(password).await?;
    match visit.app.store.use_reset(&token, hash).await {
        Ok(_) => Ok(Redirect::to("/sign-in?note=password").into_response()),
        Err(StoreError::TokenInvalid) => Ok(dead_link(&visit)),
        Err(error) => Err(error.into()),
    }
}

fn show(
    visit: &Visit,
    status: StatusCode,
    person: &Person,
    error: Option<&'static str>,
) -> Response {
    visit.page(status, words::reset_title(), || pages::reset::reset(person, error))
}
