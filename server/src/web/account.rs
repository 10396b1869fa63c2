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
use super::sessions::rows;
use super::visit::now;
use super::{Problem, SignedIn, Visit};
use crate::chat;
use crate::door::{self, keep_look};
use crate::passwords::{MAX_BYTES, NewPassword};
use crate::store::{Email, Viewer};

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
    let mut page = load(&visit, &viewer).await?;
    page.current_password = match is_current(&visit, &page.email, fields.get("current")).await? {
        true => None,
        false => Some(words::password_wrong()),
    };
    let new = fields.get("password").to_owned();
    let new = NewPassword::parse(new, &[viewer.user.name.as_str(), &page.email]);
    page.new_password = new.as_ref().err().map(|error| password_error(*error));
    match new {
        Ok(new) if page.current_password.is_none() => {
            let hash = visit.app.passwords.hash(new).await?;
            let (user, keep) = (viewer.user.id, Some(viewer.session));
            visit.app.store.set_password(user, hash, keep).await?;
            Ok(Redirect::to("/account?note=password").into_response())
        }
        Ok(_) | Err(_) => Ok(show(&visit, StatusCode::UNPROCESSABLE_ENTITY, page)),
    }
}

async fn is_current(visit: &Visit, email: &str, password: &str) -> Result<bool, Problem> {
    if password.len() > MAX_BYTES {
        return Ok(false);
    }
    let known = match Email::parse(email) {
        Some(email) => visit.app.store.credentials(&email).await?,
        None => None,
    };
    let hash = known.as_ref().map(|known| known.password.as_str());
    Ok(visit.app.passwords.verify(password.to_owned(), hash).await?)
}

pub(super) async fn load(visit: &Visit, viewer: &Viewer) -> Result<Account, Problem> {
    let me = visit.app.store.person(viewer.user.id).await?;
    let about = visit.app.store.about(viewer.user.id).await?;
    let status = about.status_at(now());
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
        look: door::look(&visit.headers),
        sessions: rows(visit, viewer).await?,
        note: None,
    })
}

pub(super) fn show(visit: &Visit, status: StatusCode, page: Account) -> Response {
    visit.page(status, words::title(), || pages::account::account(page))
}
