//! The first run: whoever has the link that the server printed becomes its owner. Once.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use hark_client::pages;
use hark_client::pages::Entry;
use hark_client::pages::first_run::Introduction;
use hark_client::words::{entry as words, rooms};
use hark_protocol::PersonName;

use super::fields::Fields;
use super::{Problem, Visit, beginning};
use crate::passwords::{NewPassword, NewPasswordError, PasswordError};
use crate::store::{Email, NewPerson, StoreError};

/// `GET /first-run/{token}`.
pub async fn form(visit: Visit, Path(token): Path<String>) -> Result<Response, Problem> {
    match is_current(&visit, &token).await? {
        true => Ok(show(&visit, StatusCode::OK, Introduction::default())),
        false => Ok(dead_link(&visit)),
    }
}

/// `POST /first-run/{token}`.
pub async fn claim(
    visit: Visit,
    Path(token): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    // Before hashing: a wrong link must not cost the server anything.
    if !is_current(&visit, &token).await? {
        return Ok(dead_link(&visit));
    }
    let newcomer = match read(&visit, &fields).await? {
        Ok(newcomer) => newcomer,
        Err(form) => return Ok(show(&visit, StatusCode::UNPROCESSABLE_ENTITY, form)),
    };
    match visit.app.store.claim(&token, newcomer).await {
        Ok(welcomed) => beginning::welcome(&visit, welcomed.person.id, welcomed.room).await,
        Err(StoreError::TokenInvalid | StoreError::AlreadyClaimed) => Ok(dead_link(&visit)),
        Err(error) => Err(error.into()),
    }
}

/// What stands behind a link that does not work, whatever the reason.
pub(super) fn dead_link(visit: &Visit) -> Response {
    visit.page(StatusCode::NOT_FOUND, words::link_title(), pages::first_run::dead_link)
}

/// Reads who somebody says they are and hashes the password; else the form with what to mend.
pub(super) async fn read(
    visit: &Visit,
    fields: &Fields,
) -> Result<Result<NewPerson, Introduction>, Problem> {
    let mut form = Introduction {
        name: Entry::of(fields.get("name")),
        email: Entry::of(fields.get("email")),
        ..Introduction::default()
    };
    let name = PersonName::parse(fields.get("name"));
    let email = Email::parse(fields.get("email"));
    let password = fields.get("password").to_owned();
    let password = NewPassword::parse(password, &[fields.get("name"), fields.get("email")]);
    form.name.error = name.as_ref().err().map(|error| rooms::name_error(*error));
    form.email.error = email.is_none().then_some(words::email_wrong());
    form.password.error = password.as_ref().err().map(|error| password_error(*error));
    let (Ok(name), Some(email), Ok(password)) = (name, email, password) else {
        return Ok(Err(form));
    };
    match visit.app.passwords.hash(password).await {
        Ok(password) => Ok(Ok(NewPerson { name, email, password })),
        Err(PasswordError::Busy) => {
            form.error = Some(words::busy());
            Ok(Err(form))
        }
        Err(error @ PasswordError::Failed) => Err(error.into()),
    }
}

/// Why a chosen password was not taken.
pub(super) fn password_error(error: NewPasswordError) -> &'static str {
    match error {
        NewPasswordError::TooShort => words::password_short(),
        NewPasswordError::TooLong => words::password_long(),
        NewPasswordError::Guessable => words::password_guessable(),
    }
}

async fn is_current(visit: &Visit, token: &str) -> Result<bool, Problem> {
    let store = &visit.app.store;
    let right = store.first_run_token().is_some_and(|current| current.as_str() == token);
    Ok(right && !store.has_owner().await?)
}

fn show(visit: &Visit, status: StatusCode, form: Introduction) -> Response {
    visit.page(status, words::first_run_title(), || pages::first_run::first_run(form))
}
