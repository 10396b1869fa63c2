//! Who is on this server, and how owners let others in.

use std::time::Duration;

use axum::http::StatusCode;
use axum::http::header::{HeaderValue, SET_COOKIE};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use hark_client::pages;
use hark_client::pages::Entry;
use hark_client::pages::people::{INVITE_DAYS, InviteRow, Invites, People, PersonRow};
use hark_client::words::people as words;
use hark_protocol::Role;

use super::fields::Fields;
use super::{Problem, SignedIn, Visit};
use crate::chat;
use crate::door;
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
    owner(&viewer)?;
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
    let token = visit.app.store.create_invite(viewer.user.id, uses, valid).await?;
    let carry = AppendHeaders([(SET_COOKIE, new_invite(token.as_str(), 60))]);
    Ok((carry, Redirect::to("/people")).into_response())
}

/// `POST /people/invites/revoke`.
pub async fn revoke(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    fields: Fields,
) -> Result<Response, Problem> {
    owner(&viewer)?;
    visit.app.store.revoke_invite(InviteId(fields.parse("invite")?)).await?;
    Ok(Redirect::to("/people").into_response())
}

/// Only owners let people in.
fn owner(viewer: &Viewer) -> Result<(), Problem> {
    match viewer.role {
        Role::Owner => Ok(()),
        Role::Member => Err(Problem::Forbidden),
    }
}

fn new_invite(token: &str, seconds: u32) -> HeaderValue {
    let cookie =
        format!("{NEW_INVITE}={token}; Path=/people; Max-Age={seconds}; HttpOnly; SameSite=Lax");
    HeaderValue::try_from(cookie).expect("a token is base64url")
}

async fn load(visit: &Visit, viewer: &Viewer) -> Result<People, Problem> {
    let clock = visit.clock();
    let is_owner = owner(viewer).is_ok();
    let people = chat::people(&visit.app.store).await?.into_iter().map(|info| PersonRow {
        is_viewer: info.person.id == viewer.user.id,
        person: info.person,
        role: info.role,
        since: clock.day(info.since),
        email: is_owner.then(|| info.email.as_str().to_owned()),
    });
    let people = people.collect();
    if !is_owner {
        return Ok(People { people, invites: None });
    }
    let list = visit.app.store.invites().await?.into_iter().map(|invite| InviteRow {
        id: invite.id.0.to_string(),
        uses_left: invite.uses_left,
        until: clock.moment(invite.expires_at),
        by: invite.created_by,
    });
    let invites = Invites { link: None, uses: Entry::of("1"), list: list.collect() };
    Ok(People { people, invites: Some(invites) })
}

fn show(visit: &Visit, status: StatusCode, page: People) -> Response {
    visit.page(status, words::title(), || pages::people::people(page))
}
