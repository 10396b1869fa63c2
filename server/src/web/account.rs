//! The viewer's own page: their name and password.

use axum::extract::Query;
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use hark_client::look::{Contrast, Density, Look, Theme};
use hark_client::pages;
use hark_client::pages::Entry;
use hark_client::pages::account::Account;
use hark_client::words::{account as words, rooms};
use hark_protocol::PersonName;
use hark_words::Language;
use serde::Deserialize;

use super::fields::Fields;
use super::first_run::password_error;
use super::second_step::renewed;
use super::sessions::rows;
use super::visit::now;
use super::{Problem, SignedIn, Visit};
use crate::chat;
use crate::door::{self, Counted, keep_look};
use crate::passwords::{MAX_BYTES, NewPassword};
use crate::store::Viewer;

/// What the address of the page may say.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    note: Option<String>,
}

/// `GET /account`.
pub async fn page(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let mut page = load(&visit, &viewer).await?;
    page.note = match asked.note.as_deref() {
        Some("saved") => Some(rooms::saved()),
        Some("password") => Some(words::password_saved()),
        Some(_) | None => None,
    };
    Ok(show(&visit, StatusCode::OK, page))
}

/// `POST /account/name`.
pub async fn rename(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    fields: Fields,
) -> Result<Response, Problem> {
    match PersonName::parse(fields.get("name")) {
        Ok(name) => {
            chat::rename_person(&visit.app.store, &viewer, name).await?;
            Ok(Redirect::to("/account?note=saved").into_response())
        }
        Err(error) => {
            let mut page = load(&visit, &viewer).await?;
            page.name =
                Entry { value: fields.get("name").into(), error: Some(rooms::name_error(error)) };
            Ok(show(&visit, StatusCode::UNPROCESSABLE_ENTITY, page))
        }
    }
}

/// `POST /account/look`: how pages look in this browser.
pub async fn choose_look(_: SignedIn, fields: Fields) -> Response {
    let look = Look {
        theme: Theme::of(fields.get("theme")),
        contrast: Contrast::of(fields.get("contrast")),
        density: Density::of(fields.get("density")),
        language: Language::of_tag(fields.get("language")),
    };
    let keep = AppendHeaders([(SET_COOKIE, keep_look(look))]);
    (keep, Redirect::to("/account?note=saved")).into_response()
}

/// `POST /account/password`: a new one for whoever knows the old one. All other sessions end.
pub async fn change_password(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    fields: Fields,
) -> Result<Response, Problem> {
    let is_theirs = is_password(&visit, &viewer, fields.get("current")).await?;
    let mut page = load(&visit, &viewer).await?;
    page.current_password = (!is_theirs).then(words::password_wrong);
    let new = fields.get("password").to_owned();
    let new = NewPassword::parse(new, &[viewer.user.name.as_str(), &page.email]);
    page.new_password = new.as_ref().err().map(|error| password_error(*error));
    match new {
        Ok(new) if page.current_password.is_none() => {
            let hash = visit.app.passwords.hash(new).await?;
            let (user, session) = (viewer.user.id, viewer.session);
            let token = visit.app.store.change_password(user, hash, session).await?;
            let onward = Redirect::to("/account?note=password").into_response();
            Ok(renewed(&visit, &token, onward))
        }
        Ok(_) | Err(_) => Ok(show(&visit, StatusCode::UNPROCESSABLE_ENTITY, page)),
    }
}

/// Whether this is the viewer's password. Whoever guesses has to wait as at the door.
pub(super) async fn is_password(
    visit: &Visit,
    viewer: &Viewer,
    password: &str,
) -> Result<bool, Problem> {
    if password.len() > MAX_BYTES {
        return Ok(false);
    }
    let Visit { app, .. } = visit;
    let attempt = app.tries.begin([Counted::Person(viewer.user.id)]).map_err(Problem::wait)?;
    let me = app.store.person(viewer.user.id).await?;
    let known = app.store.credentials(&me.email).await?;
    let hash = known.as_ref().map(|known| known.password.as_str());
    let answer = app.passwords.verify(password.to_owned(), hash).await;
    match answer {
        Ok(true) => attempt.worked(),
        Ok(false) => {}
        Err(_) => attempt.undone(),
    }
    Ok(answer?)
}

pub(super) async fn load(visit: &Visit, viewer: &Viewer) -> Result<Account, Problem> {
    let me = visit.app.store.person(viewer.user.id).await?;
    let about = visit.app.store.about(viewer.user.id).await?;
    let status = about.status_at(now());
    let second_step = visit.app.store.second_step(viewer.user.id).await?;
    Ok(Account {
        email: me.email.as_str().to_owned(),
        name: Entry::of(me.person.name.as_str()),
        me: me.person,
        picture_error: None,
        status: Entry::of(status.map_or("", |status| status.text.as_str())),
        status_until: status
            .and_then(|status| status.until)
            .map(|until| visit.clock().moment(until)),
        zone: about.zone.map(|zone| zone.as_str().to_owned()),
        receipts: visit.app.store.lets_see_receipts(viewer.user.id).await?,
        browser_zone: visit.zone.name().to_owned(),
        current_password: None,
        new_password: None,
        second_step: second_step.is_some_and(|step| step.since.is_some()),
        look: door::look(&visit.headers),
        sessions: rows(visit, viewer).await?,
        note: None,
    })
}

pub(super) fn show(visit: &Visit, status: StatusCode, page: Account) -> Response {
    visit.page(status, words::title(), || pages::account::account(page))
}
