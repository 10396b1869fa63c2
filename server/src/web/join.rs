//! Taking an invite.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use hark_client::pages;
use hark_client::pages::first_run::Introduction;
use hark_client::words::entry as words;

use super::fields::Fields;
use super::first_run::{dead_link, read};
use super::{Problem, Visit, beginning};
use crate::store::{Invite, StoreError};

/// `GET /join/{token}`.
pub async fn form(visit: Visit, Path(token): Path<String>) -> Result<Response, Problem> {
    Ok(match visit.app.store.invite(&token).await? {
        Some(invite) => show(&visit, StatusCode::OK, &invite, Introduction::default()),
        None => dead_link(&visit),
    })
}

/// `POST /join/{token}`.
pub async fn join(
    visit: Visit,
    Path(token): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let Some(invite) = visit.app.store.invite(&token).await? else {
        return Ok(dead_link(&visit));
    };
    let again = |form| show(&visit, StatusCode::UNPROCESSABLE_ENTITY, &invite, form);
    let newcomer = match read(&visit, &fields).await? {
        Ok(newcomer) => newcomer,
        Err(form) => return Ok(again(form)),
    };
    let mut form = Introduction {
        name: pages::Entry::of(newcomer.name.as_str()),
        email: pages::Entry::of(newcomer.email.as_str()),
        ..Introduction::default()
    };
    match visit.app.store.accept_invite(&token, newcomer).await {
        Ok(welcomed) => beginning::welcome(&visit, welcomed.person.id, welcomed.room).await,
        Err(StoreError::EmailTaken) => {
            form.email.error = Some(words::email_taken());
            Ok(again(form))
        }
        Err(StoreError::TokenInvalid) => Ok(dead_link(&visit)),
        Err(error) => Err(error.into()),
    }
}

fn show(visit: &Visit, status: StatusCode, invite: &Invite, form: Introduction) -> Response {
    visit.page(status, words::join_title(), || pages::join::join(&invite.created_by, form))
}
