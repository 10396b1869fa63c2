//! Browsing: the viewer's rooms, and the open ones to join.

use hark_protocol::{Access, Room, RoomId};
use leptos::prelude::*;

use super::column::{column, section};
use crate::ui::{Icon, icon};
use crate::words::rooms as words;

/// The rooms a viewer may know of.
#[derive(Clone, Debug, Default)]
pub struct Rooms {
    /// Those they are in.
    pub mine: Vec<Room>,
    /// Open ones they are not in.
    pub others: Vec<OtherRoom>,
}

/// A room to join.
#[derive(Clone, Debug)]
pub struct OtherRoom {
    /// The room.
    pub room: Room,
    /// How many are in it.
    pub member_count: u32,
}

/// The two lists.
pub fn rooms(page: Rooms) -> impl IntoView {
    let Rooms { mine, others } = page;
    let new_room = view! {
        <a class="button button--primary" href="/rooms/new">{icon(Icon::Plus)} {words::NEW_ROOM}</a>
    };
    let none_of_mine = mine.is_empty().then(|| view! { <p class="empty">{words::NO_ROOMS}</p> });
    let no_others = others.is_empty().then(|| view! { <p class="empty">{words::NO_OTHERS}</p> });
    let mine = mine.iter().map(my_room).collect_view();
    let others = others.into_iter().map(other_room).collect_view();
    column(
        words::ROOMS,
        ("/".into(), words::BACK_TO_CHAT),
        new_room,
        (
            section(words::YOURS, view! { <ul class="list">{mine}</ul> {none_of_mine} }),
            section(words::OTHERS, view! { <ul class="list">{others}</ul> {no_others} }),
        ),
    )
}

/// Where a room is.
pub(super) fn address(room: RoomId) -> String {
    format!("/rooms/{room}")
}

/// The topic, if there is one, and how many are in the room.
pub(super) fn about(room: &Room, member_count: u32) -> String {
    match room.topic.as_str() {
        "" => words::members(member_count),
        topic => format!("{topic} · {}", words::members(member_count)),
    }
}

/// What a list says of a room besides its name.
fn tag(room: &Room) -> Option<&'static str> {
    match (&room.archived_by, room.access) {
        (Some(_), _) => Some(words::ARCHIVED_TAG),
        (None, Access::Closed) => Some(words::CLOSED_TAG),
        (None, Access::Open) => None,
    }
}

fn my_room(room: &Room) -> impl IntoView + use<> {
    let tag = tag(room).map(|tag| view! { <span class="tag">{tag}</span> });
    view! {
        <li class="list__row">
            <div class="list__main">
                <a class="link" href=address(room.id)>{room.name.to_string()}</a>
                <p class="list__meta">{room.topic.to_string()}</p>
            </div>
            {tag}
        </li>
    }
}

fn other_room(other: OtherRoom) -> impl IntoView {
    let OtherRoom { room, member_count } = other;
    let join = format!("{}/join", address(room.id));
    let label = format!("{} {}", words::JOIN, room.name);
    view! {
        <li class="list__row">
            <div class="list__main">
                <a class="link" href=address(room.id)>{room.name.to_string()}</a>
                <p class="list__meta">{about(&room, member_count)}</p>
            </div>
            <form method="post" action=join>
                <button class="button" aria-label=label>{words::JOIN}</button>
            </form>
        </li>
    }
}
