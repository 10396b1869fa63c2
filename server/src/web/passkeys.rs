//! Passkeys: a list of one's own, adding one, and signing in with one. The script `passkey.js` asks
//! the browser between a question and its answer; both are plain forms.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, Query};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect, Response};
use hark_client::pages;
use hark_client::pages::Entry;
use hark_client::pages::passkeys::{PasskeyRow, Passkeys};
use hark_client::pages::sign_in::SignIn;
use hark_client::words::{account, entry, passkeys as words};
use serde::Deserialize;
use serde_json::{Value, from_str, json, to_string, to_value};
use webauthn_rs::prelude::{PublicKeyCredential, RegisterPublicKeyCredential, Uuid};

use super::account::is_password;
use super::fields::Fields;
use super::second_step::renewed;
use super::sign_in::{is_ours, show as show_sign_in};
use super::{Problem, SignedIn, Visit, beginning};
use crate::door;
use crate::passkeys::{Asked, Party};
use crate::store::{NewPasskey, PasskeyId, Shown, Store, StoreError, StoredPasskey, Viewer};

/// Where one's own are.
const ADDRESS: &str = "/account/passkeys";

/// What the address of the page may say.
#[derive(Debug, Default, Deserialize)]
pub struct Noted {
    note: Option<String>,
}

/// The server as passkeys know it, if it is reached by an address that has any.
pub(super) fn party(visit: &Visit) -> Option<Party> {
    Party::of(&door::own_origin(&visit.app.config, &visit.headers)?)
}

/// `GET /account/passkeys`.
pub async fn page(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    Query(noted): Query<Noted>,
) -> Result<Response, Problem> {
    let note = match noted.note.as_deref() {
        Some("added") => Some(words::added()),
        Some("removed") => Some(words::removed()),
        Some(_) | None => None,
    };
    let page = Passkeys { note, ..load(&visit, &viewer).await? };
    Ok(show(&visit, StatusCode::OK, page))
}

/// `POST /account/passkeys/ask`: the question for a new one, for whoever knows the password.
pub async fn ask_for_new(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    fields: Fields,
) -> Result<Response, Problem> {
    let mut page = load(&visit, &viewer).await?;
    let Some(party) = party(&visit).filter(|_| page.closed.is_none()) else {
        return Ok(show(&visit, StatusCode::UNPROCESSABLE_ENTITY, page));
    };
    let name: String = fields.get("name").trim().chars().filter(|c| !c.is_control()).collect();
    page.name = Entry::of(name.as_str());
    if name.is_empty() || name.chars().count() > Store::PASSKEY_NAME_CHARS {
        page.name.error = Some(words::name_wrong());
        return Ok(show(&visit, StatusCode::UNPROCESSABLE_ENTITY, page));
    }
    if !is_password(&visit, &viewer, fields.get("current")).await? {
        page.password = Some(account::password_wrong());
        return Ok(show(&visit, StatusCode::UNPROCESSABLE_ENTITY, page));
    }
    let Visit { app, .. } = &visit;
    let me = app.store.person(viewer.user.id).await?;
    let known = app.store.passkeys(viewer.user.id).await?;
    let handle = match known.first() {
        Some(passkey) => Uuid::from_bytes(passkey.handle),
        None => random_handle()?,
    };
    let known = known.into_iter().map(|passkey| passkey.credential).collect();
    let called = (me.email.as_str(), viewer.user.name.as_str());
    let (asked, state) = party.ask_for_new(handle, called, known).map_err(Problem::internal)?;
    let state = Asked::New { session: viewer.session, handle, name, state: Box::new(state) };
    question(&visit, from, to_value(asked), state)
}

/// `POST /account/passkeys`: the answer.
pub async fn add(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    fields: Fields,
) -> Result<Response, Problem> {
    let party = party(&visit).ok_or(Problem::BadRequest)?;
    let Some(new) = new_passkey(&visit, &party, &viewer, &fields) else {
        let page = Passkeys { error: Some(words::refused()), ..load(&visit, &viewer).await? };
        return Ok(show(&visit, StatusCode::UNPROCESSABLE_ENTITY, page));
    };
    let (user, session) = (viewer.user.id, viewer.session);
    let token = visit.app.store.add_passkey(user, new, session).await?;
    let onward = Redirect::to(&format!("{ADDRESS}?note=added")).into_response();
    Ok(renewed(&visit, &token, onward))
}

/// `POST /account/passkeys/remove`.
pub async fn remove(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    fields: Fields,
) -> Result<Response, Problem> {
    let passkey = PasskeyId(fields.parse("passkey")?);
    visit.app.store.remove_passkey(viewer.user.id, passkey).await?;
    Ok(Redirect::to(&format!("{ADDRESS}?note=removed")).into_response())
}

/// `POST /sign-in/passkey/ask`: the question for any.
pub async fn ask_for_any(
    visit: Visit,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
) -> Result<Response, Problem> {
    let party = party(&visit).ok_or(Problem::NotFound)?;
    let (asked, state) = party.ask_for_any().map_err(Problem::internal)?;
    question(&visit, from, to_value(asked), Asked::Any(Box::new(state)))
}

/// `POST /sign-in/passkey`: the answer. It stands for the password and for a code.
pub async fn sign_in(visit: Visit, fields: Fields) -> Result<Response, Problem> {
    let party = party(&visit).ok_or(Problem::NotFound)?;
    let next = Some(fields.get("next").to_owned()).filter(|next| is_ours(next));
    let refused = |status, error: &str| {
        let (next, error) = (next.clone(), Some(error.to_owned()));
        Ok(show_sign_in(&visit, status, SignIn { next, error, ..SignIn::default() }))
    };
    let shown = shown(&visit, &party, &fields).await?;
    let begun = match shown {
        Some((user, shown)) => {
            beginning::begin(&visit, user, shown, next.as_deref().unwrap_or("/")).await
        }
        None => Err(StoreError::TokenInvalid),
    };
    match begun {
        Ok(answer) => Ok(answer),
        Err(StoreError::TokenInvalid) => {
            beginning::failed(&visit, None);
            refused(StatusCode::UNPROCESSABLE_ENTITY, words::not_taken())
        }
        Err(StoreError::Banned) => refused(StatusCode::FORBIDDEN, entry::banned()),
        Err(error) => Err(error.into()),
    }
}

/// Whose passkey it is, and that they have shown it: right in everything, or nothing.
async fn shown(
    visit: &Visit,
    party: &Party,
    fields: &Fields,
) -> Result<Option<(hark_protocol::UserId, Shown)>, Problem> {
    let Some(Asked::Any(state)) = visit.app.questions.take(fields.get("question")) else {
        return Ok(None);
    };
    let Ok(answer) = from_str::<PublicKeyCredential>(fields.get("answer")) else {
        return Ok(None);
    };
    let Some((handle, credential)) = party.named(&answer) else { return Ok(None) };
    let Some(passkey) = visit.app.store.passkey(credential).await? else { return Ok(None) };
    if passkey.handle != handle.into_bytes() {
        return Ok(None);
    }
    let known = from_str(&passkey.key).map_err(Problem::internal)?;
    let Ok(known) = party.take(&answer, *state, known) else { return Ok(None) };
    let key = to_string(&known).map_err(Problem::internal)?;
    Ok(Some((passkey.user, Shown::Passkey { passkey, key })))
}

/// The passkey that an answer brings, if it is right and was asked for in this session.
fn new_passkey(
    visit: &Visit,
    party: &Party,
    viewer: &Viewer,
    fields: &Fields,
) -> Option<NewPasskey> {
    let asked = visit.app.questions.take(fields.get("question"))?;
    let Asked::New { session, handle, name, state } = asked else { return None };
    let answer: RegisterPublicKeyCredential = from_str(fields.get("answer")).ok()?;
    if session != viewer.session {
        return None;
    }
    let passkey = party.take_new(&answer, &state).ok()?;
    let (credential, key) = (passkey.cred_id().to_vec(), to_string(&passkey).ok()?);
    Some(NewPasskey { credential, handle: handle.into_bytes(), name, key })
}

fn random_handle() -> Result<Uuid, Problem> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(Problem::internal)?;
    Ok(Uuid::from_bytes(bytes))
}

/// A question for the browser, and what its answer has to come with.
fn question(
    visit: &Visit,
    from: SocketAddr,
    asked: serde_json::Result<Value>,
    state: Asked,
) -> Result<Response, Problem> {
    let asked = asked.map_err(Problem::internal)?;
    let from = door::customer(from.ip());
    let token = visit.app.questions.ask(from, state).map_err(Problem::internal)?;
    let body = json!({ "question": token.as_str(), "asked": asked }).to_string();
    let kind = [(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "no-store")];
    Ok((kind, body).into_response())
}

async fn load(visit: &Visit, viewer: &Viewer) -> Result<Passkeys, Problem> {
    let clock = visit.clock();
    let row = |passkey: StoredPasskey| PasskeyRow {
        id: passkey.id.0.to_string(),
        name: passkey.name,
        made: clock.day(passkey.created_at),
        used: passkey.used_at.map(|used| clock.moment(used)),
    };
    let passkeys = visit.app.store.passkeys(viewer.user.id).await?;
    let closed = match party(visit) {
        None => Some(words::not_here()),
        Some(_) if passkeys.len() >= Store::PASSKEYS_MAX => Some(words::too_many()),
        Some(_) => None,
    };
    let passkeys = passkeys.into_iter().map(row).collect();
    Ok(Passkeys { passkeys, closed, ..Passkeys::default() })
}

fn show(visit: &Visit, status: StatusCode, page: Passkeys) -> Response {
    visit.page(status, words::title(), || pages::passkeys::passkeys(page))
}
