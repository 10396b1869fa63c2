//! A room's settings: its name and topic, and whether it goes on.

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use hark_client::pages;
use hark_client::pages::Entry;
use hark_client::pages::room_settings::RoomSettings;
use hark_client::words::rooms as words;
use hark_protocol::{Access, Room, RoomId};
use serde::Deserialize;

use super::fields::Fields;
use super::room::parse;
use super::rooms::read_about;
use super::{Problem, SignedIn, Visit};
use crate::chat;
use crate::rights::Right;
use crate::store::Viewer;

/// How many seconds a member may be made to wait between two messages, as the page offers it.
const SLOW_CHOICES: [u32; 8] = [0, 10, 30, 60, 300, 900, 3_600, Room::MAX_SLOW_SECONDS];

/// What the address of the page may say.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    note: Option<String>,
}

/// `GET /rooms/{room}/settings`.
pub async fn page(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    Path(room): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let mut page = load(&visit, &viewer, parse(&room)?).await?;
    page.note = asked.note.map(|_| words::saved());
    Ok(show(&visit, StatusCode::OK, page))
}

/// `POST /rooms/{room}/settings`: another name, another topic.
pub async fn save(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    Path(room): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let room = parse(&room)?;
    match read_about(&fields) {
        Ok((name, topic)) => {
            chat::rename_room(&visit.app.store, &viewer, room, name).await?;
            chat::set_topic(&visit.app.store, &viewer, room, topic).await?;
            Ok(saved(room))
        }
        Err((name, topic)) => {
            let page = load(&visit, &viewer, room).await?;
            if !page.may_shape {
                return Err(Problem::Forbidden);
            }
            let page = RoomSettings { name, topic, ..page };
            Ok(show(&visit, StatusCode::UNPROCESSABLE_ENTITY, page))
        }
    }
}

/// `POST /rooms/{room}/slow`: how long a member waits between two messages.
pub async fn slow(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    Path(room): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let room = parse(&room)?;
    let seconds = fields.parse("seconds")?;
    chat::set_slow_mode(&visit.app.store, &viewer, room, seconds).await?;
    Ok(saved(room))
}

/// `POST /rooms/{room}/archive`.
pub async fn archive(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    Path(room): Path<String>,
) -> Result<Response, Problem> {
    let room = parse(&room)?;
    chat::archive(&visit.app.store, &viewer, room).await?;
    Ok(saved(room))
}

/// `POST /rooms/{room}/unarchive`.
pub async fn unarchive(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    Path(room): Path<String>,
) -> Result<Response, Problem> {
    let room = parse(&room)?;
    chat::unarchive(&visit.app.store, &viewer, room).await?;
    Ok(saved(room))
}

/// Back to the page, which says that it is done.
pub(super) fn saved(room: RoomId) -> Response {
    Redirect::to(&format!("/rooms/{room}/settings?note=saved")).into_response()
}

async fn load(visit: &Visit, viewer: &Viewer, room: RoomId) -> Result<RoomSettings, Problem> {
    let store = &visit.app.store;
    let members = chat::members(store, viewer, room).await?;
    let info = chat::room_info(store, viewer, room).await?;
    if info.room.access == Access::Direct {
        return Err(Problem::NotFound);
    }
    let keeper = chat::may(store, viewer, room, Right::KeepRoom).await?;
    let may_shape = chat::may(store, viewer, room, Right::ShapeRoom).await?;
    let may_slow = chat::may(store, viewer, room, Right::SlowRoom).await?;
    let people = chat::people(store, viewer).await?.into_iter();
    let people = people.filter(|info| !info.banned).map(|info| info.person);
    let others = people.filter(|person| members.iter().all(|member| member.id != person.id));
    Ok(RoomSettings {
        name: Entry::of(info.room.name.as_str()),
        topic: Entry::of(info.room.topic.as_str()),
        room: info.room,
        me: viewer.user.id,
        slow_choices: may_slow.then(|| SLOW_CHOICES.to_vec()),
        keeper,
        may_shape,
        others: others.collect(),
        members,
        note: None,
    })
}

fn show(visit: &Visit, status: StatusCode, page: RoomSettings) -> Response {
    visit.page(status, words::settings(), || pages::room_settings::room_settings(page))
}
