//! Browsing rooms and making one.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use hark_client::pages;
use hark_client::pages::Entry;
use hark_client::pages::new_room::{CLOSED, NewRoom};
use hark_client::pages::rooms::{OtherRoom, Rooms};
use hark_client::words::rooms as words;
use hark_protocol::{Access, RoomName, Topic};

use super::fields::Fields;
use super::{Problem, SignedIn, Visit};
use crate::chat;
use crate::rights::Right;

/// `GET /rooms`.
pub async fn browse(visit: Visit, SignedIn(viewer): SignedIn) -> Result<Response, Problem> {
    let store = &visit.app.store;
    let mine = chat::room_summaries(store, &viewer).await?;
    let finds = viewer.may(Right::FindRooms);
    let open = if finds { chat::open_rooms(store, &viewer).await? } else { Vec::new() };
    let others = open.into_iter().filter(|info| !info.joined);
    let others = others.map(|info| OtherRoom { room: info.room, member_count: info.member_count });
    let mine = mine.into_iter().map(|summary| summary.room);
    let (direct, mine) = mine.partition(|room| room.access == Access::Direct);
    let page = Rooms {
        mine,
        direct,
        me: viewer.user.id,
        others: finds.then(|| others.collect()),
        may_make: viewer.may(Right::MakeRooms),
    };
    Ok(visit.page(StatusCode::OK, words::rooms(), || pages::rooms::rooms(page)))
}

/// `GET /rooms/new`.
pub async fn form(visit: Visit, SignedIn(viewer): SignedIn) -> Result<Response, Problem> {
    chat::mandate(&visit.app.store, &viewer, Right::MakeRooms).await?;
    let form = NewRoom { name: Entry::default(), topic: Entry::default(), access: Access::Open };
    Ok(visit.page(StatusCode::OK, words::new_room(), || pages::new_room::new_room(form)))
}

/// `POST /rooms/new`.
pub async fn create(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    fields: Fields,
) -> Result<Response, Problem> {
    chat::mandate(&visit.app.store, &viewer, Right::MakeRooms).await?;
    let access = if fields.get("access") == CLOSED { Access::Closed } else { Access::Open };
    let (name, topic) = match read_about(&fields) {
        Ok(about) => about,
        Err((name, topic)) => {
            let form = NewRoom { name, topic, access };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return Ok(visit.page(status, words::new_room(), || pages::new_room::new_room(form)));
        }
    };
    let room = chat::create_room(&visit.app.store, &viewer, name, topic, access).await?;
    Ok(Redirect::to(&format!("/rooms/{room}")).into_response())
}

/// A room's name and topic as a form sent them, else both fields with what to mend.
pub(super) fn read_about(fields: &Fields) -> Result<(RoomName, Topic), (Entry, Entry)> {
    let name = RoomName::parse(fields.get("name"));
    let topic = Topic::parse(fields.get("topic"));
    match (name, topic) {
        (Ok(name), Ok(topic)) => Ok((name, topic)),
        (name, topic) => Err((
            Entry { value: fields.get("name").into(), error: name.err().map(words::name_error) },
            Entry { value: fields.get("topic").into(), error: topic.err().map(words::topic_error) },
        )),
    }
}
