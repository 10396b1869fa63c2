//! Who is on this server in which role, and how others are let in.

use std::time::Duration;

use axum::http::StatusCode;
use axum::http::header::{HeaderValue, SET_COOKIE};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use hark_client::pages;
use hark_client::pages::Entry;
use hark_client::pages::people::{INVITE_DAYS, InviteRow, Invites, People, PersonRow};
use hark_client::words::people as words;

use super::fields::Fields;
use super::{Problem, SignedIn, Visit};
use crate::chat;
use crate::door;
use crate::rights::Right;
use crate::store::{InviteId, Viewer};

/// Carries a new invite's token over the redirect to the one page that shows it. The store keeps
/// its hash only, and an address with it would stay in the browser's history.
const NEW_INVITE: &str = "hark_invite";

/// How many people one invite may let in.
const USES: std::ops::RangeInclusive<u32> = 1..=1000;

/// `GET /people`.
pub async fn page(visit: Visit, SignedIn(viewer): SignedIn) -> Result<Response, Problem> {
    let token = door::read(&visit.headers, NEW_INVITE).map(str::to_owned);
    let mut page = load(&visit, &viewer).await?;
    let (Some(invites), Some(token)) = (&mut page.invites, token) else {
        return Ok(show(&visit, StatusCode::OK, page));
    };
    let origin = door::own_origin(&visit.app.config, &visit.headers).unwrap_or_default();
    invites.link = Some(format!("{origin}/join/{token}"));
    let forget = AppendHeaders([(SET_COOKIE, new_invite("", 0))]);
    Ok((forget, show(&visit, StatusCode::OK, page)).into_response())
}

/// `POST /people/invites`.
pub async fn invite(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    fields: Fields,
) -> Result<Response, Problem> {
    chat::mandate(&visit.app.store, &viewer, Right::Invite).await?;
    let uses = fields.get("uses").trim().parse().ok().filter(|uses| USES.contains(uses));
    let Some(uses) = uses else {
        let mut page = load(&visit, &viewer).await?;
        if let Some(invites) = &mut page.invites {
            invites.uses =
                Entry { value: fields.get("uses").into(), error: Some(words::uses_wrong()) };
        }
        return Ok(show(&visit, StatusCode::UNPROCESSABLE_ENTITY, page));
    };
    let days: u32 = fields.parse("days")?;
    if !INVITE_DAYS.contains(&days) {
        return Err(Problem::BadRequest);
    }
    let valid = Duration::from_secs(u64::from(days) * 24 * 60 * 60);
    let token = chat::create_invite(&visit.app.store, &viewer, uses, valid).await?;
    let carry = AppendHeaders([(SET_COOKIE, new_invite(token.as_str(), 60))]);
    Ok((carry, Redirect::to("/people")).into_response())
}

/// `POST /people/invites/revoke`.
pub async fn revoke(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    fields: Fields,
) -> Result<Response, Problem> {
    let invite = InviteId(fields.parse("invite")?);
    chat::revoke_invite(&visit.app.store, &viewer, invite).await?;
    Ok(Redirect::to("/people").into_response())
}

fn new_invite(token: &str, seconds: u32) -> HeaderValue {
    let cookie =
        format!("{NEW_INVITE}={token}; Path=/people; Max-Age={seconds}; HttpOnly; SameSite=Lax");
    HeaderValue::try_from(cookie).expect("a token is base64url")
}

async fn load(visit: &Visit, viewer: &Viewer) -> Result<People, Problem> {
    let clock = visit.clock();
    let store = &visit.app.store;
    let keeps = viewer.may(Right::KeepPeople);
    let people = chat::people(store, viewer).await?.into_iter().map(|info| PersonRow {
        is_viewer: info.person.id == viewer.user.id,
        role: info.role,
        banned: info.banned,
        since: clock.day(info.since),
        email: keeps.then(|| info.email.as_str().to_owned()),
        person: info.person,
    });
    let people = people.collect();
    let keeps_people = viewer.may(Right::Silence);
    if !viewer.may(Right::Invite) {
        return Ok(People { people, keeps_people, invites: None });
    }
    let list = chat::invites(store, viewer).await?.into_iter().map(|invite| InviteRow {
        id: invite.id.0.to_string(),
        uses_left: invite.uses_left,
        until: clock.moment(invite.expires_at),
        by: invite.created_by,
    });
    let invites = Invites { link: None, uses: Entry::of("1"), list: list.collect() };
    Ok(People { people, keeps_people, invites: Some(invites) })
}

fn show(visit: &Visit, status: StatusCode, page: People) -> Response {
    visit.page(status, words::title(), || pages::people::people(page))
}
