//! Looking after the server and its people.

use std::time::Duration;

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use hark_client::pages;
use hark_client::pages::admin::person::{ManagedPerson, TIMEOUTS, address};
use hark_client::pages::admin::{Admin, PersonRow};
use hark_client::words::{admin as words, role, rooms};
use hark_protocol::{Role, UserId};
use serde::Deserialize;

use super::fields::Fields;
use super::sessions::rows_of;
use super::visit::now;
use super::{Problem, SignedIn, Visit};
use crate::chat;
use crate::rights::{Right, may_give};
use crate::store::{PersonInfo, Viewer};

/// What the address of a page may say.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    note: Option<String>,
}

/// `GET /admin`.
pub async fn page(visit: Visit, SignedIn(viewer): SignedIn) -> Result<Response, Problem> {
    chat::mandate(&visit.app.store, &viewer, Right::Silence).await?;
    let keeps = viewer.may(Right::KeepPeople);
    let people = chat::people(&visit.app.store, &viewer).await?.into_iter();
    let people = people.map(|info| PersonRow {
        role: info.role,
        banned: info.banned,
        silenced: is_silenced(&info),
        email: keeps.then(|| info.email.as_str().to_owned()),
        person: info.person,
    });
    let reads_audit = viewer.may(Right::ReadAudit);
    let waiting_reports = chat::open_reports(&visit.app.store, &viewer).await?;
    let page = Admin { people: people.collect(), waiting_reports, reads_audit };
    Ok(visit.page(StatusCode::OK, words::title(), || pages::admin::admin(page)))
}

/// `GET /admin/people/{user}`.
pub async fn person(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    Path(user): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let store = &visit.app.store;
    chat::mandate(store, &viewer, Right::Silence).await?;
    let people = chat::people(store, &viewer).await?;
    let user = parse(&user)?;
    let owners = people.iter().filter(|info| info.role == Role::Owner).count();
    let info = people.into_iter().find(|info| info.person.id == user).ok_or(Problem::NotFound)?;
    let is_last = info.role == Role::Owner && owners == 1;
    let gives =
        |role: &Role| !is_last && may_give(viewer.role, info.role, *role, user == viewer.user.id);
    let below = |right| viewer.may(right) && viewer.role.outranks(info.role);
    let until = info.silenced_until.filter(|_| is_silenced(&info));
    let sees_sessions = below(Right::KeepPeople);
    let step = if sees_sessions { store.second_step(user).await? } else { None };
    let page = ManagedPerson {
        role: info.role,
        others: Role::ALL.into_iter().filter(gives).collect(),
        banned: below(Right::Ban).then_some(info.banned),
        silenced: below(Right::Silence).then(|| until.map(|until| visit.clock().moment(until))),
        sessions: match sees_sessions {
            true => Some(rows_of(&visit, user, None).await?),
            false => None,
        },
        second_step: step.is_some_and(|step| step.since.is_some()),
        note: asked.note.map(|_| rooms::saved()),
        person: info.person,
    };
    let title = page.person.name.to_string();
    Ok(visit.page(StatusCode::OK, &title, || pages::admin::person::managed_person(page)))
}

/// `POST /admin/people/{user}/role`: their other role.
pub async fn set_role(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    Path(user): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    chat::mandate(&visit.app.store, &viewer, Right::KeepPeople).await?;
    let (user, role) = (parse(&user)?, role::of_word(fields.get("role")));
    chat::set_role(&visit.app.store, &viewer, user, role.ok_or(Problem::BadRequest)?).await?;
    Ok(after(&viewer, user))
}

/// `POST /admin/people/{user}/ban`: they are gone at once.
pub async fn ban(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    Path(user): Path<String>,
) -> Result<Response, Problem> {
    chat::mandate(&visit.app.store, &viewer, Right::Ban).await?;
    let user = parse(&user)?;
    chat::ban(&visit.app.store, &viewer, user).await?;
    Ok(after(&viewer, user))
}

/// `POST /admin/people/{user}/lift`: they may sign in again.
pub async fn lift(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    Path(user): Path<String>,
) -> Result<Response, Problem> {
    chat::mandate(&visit.app.store, &viewer, Right::Ban).await?;
    let user = parse(&user)?;
    chat::lift_ban(&visit.app.store, &viewer, user).await?;
    Ok(after(&viewer, user))
}

/// `POST /admin/people/{user}/silence`: for so many minutes from now on; none ends it.
pub async fn silence(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    Path(user): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    chat::mandate(&visit.app.store, &viewer, Right::Silence).await?;
    let (user, minutes) = (parse(&user)?, fields.parse::<u64>("minutes")?);
    if minutes != 0 && !TIMEOUTS.contains(&minutes) {
        return Err(Problem::BadRequest);
    }
    let how_long = Duration::from_secs(minutes * 60);
    chat::silence(&visit.app.store, &viewer, user, how_long).await?;
    Ok(after(&viewer, user))
}

/// `POST /admin/people/{user}/sign-out`: all their sessions end.
pub async fn sign_out(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    Path(user): Path<String>,
) -> Result<Response, Problem> {
    chat::mandate(&visit.app.store, &viewer, Right::KeepPeople).await?;
    let user = parse(&user)?;
    chat::end_sessions_of(&visit.app.store, &viewer, user).await?;
    Ok(after(&viewer, user))
}

fn is_silenced(info: &PersonInfo) -> bool {
    info.silenced_until.is_some_and(|until| until > now())
}

/// What is no number is nobody.
pub(super) fn parse(user: &str) -> Result<UserId, Problem> {
    user.parse().map_err(|_| Problem::NotFound)
}

/// Back to their page, which says that it is done; for who stepped down, to what everybody sees.
pub(super) fn after(viewer: &Viewer, user: UserId) -> Response {
    let next = match viewer.user.id == user {
        true => "/people".to_owned(),
        false => format!("{}?note=saved", address(user)),
    };
    Redirect::to(&next).into_response()
}
