//! Browsing: the viewer's rooms, and the open ones to join.

use hark_protocol::{Access, Room, RoomId, UserId};

use super::column::{column, section};
use crate::ui::view::{Node, view};
use crate::ui::{Icon, icon};
use crate::words::{direct as direct_words, rooms as words};

/// The rooms a viewer may know of.
#[derive(Clone, Debug)]
pub struct Rooms {
    /// Those they are in.
    pub mine: Vec<Room>,
    /// Their direct rooms, and who the viewer is in them.
    pub direct: Vec<Room>,
    /// The viewer.
    pub me: UserId,
    /// Open ones they are not in; `None`: they find none.
    pub others: Option<Vec<OtherRoom>>,
    /// They may make one.
    pub may_make: bool,
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
pub fn rooms(page: Rooms) -> Node {
    let Rooms { mine, direct, me, others, may_make } = page;
    let new_room = may_make.then(|| {
        view! {
            <a class="button button--primary" href="/rooms/new">
                {icon(Icon::Plus)} {words::new_room()}
            </a>
        }
    });
    let none = if may_make { words::no_rooms() } else { words::brought_to_none() };
    let none_of_mine = mine.is_empty().then(|| view! { <p class="empty">{none}</p> });
    let mine = mine.iter().map(my_room).collect::<Node>();
    let none_direct = direct.is_empty();
    let direct = direct.iter().map(|room| direct_room(room, me)).collect::<Node>();
    let new_direct = view! { <a class="link" href="/direct/new">{direct_words::title()}</a> };
    let others = others.map(|others| {
        let none = others.is_empty().then(|| view! { <p class="empty">{words::no_others()}</p> });
        let rows = others.into_iter().map(other_room).collect::<Node>();
        section(words::others(), view! { <ul class="list">{rows}</ul> {none} })
    });
    column(
        words::rooms(),
        ("/".into(), words::back_to_chat()),
        new_room,
        (
            section(words::yours(), view! { <ul class="list">{mine}</ul> {none_of_mine} }),
            section(
                direct_words::direct(),
                view! {
                    {(!none_direct).then(|| view! { <ul class="list">{direct}</ul> })}
                    <p class="list__meta">{new_direct}</p>
                },
            ),
            others,
        ),
    )
}

fn direct_room(room: &Room, me: UserId) -> Node {
    view! {
        <li class="list__row">
            <div class="list__main">
                <a class="link" href=address(room.id)>{direct_words::called(room, me)}</a>
            </div>
        </li>
    }
}

/// Where a room is.
pub(super) fn address(room: RoomId) -> String {
    format!("/rooms/{room}")
}

/// The topic, if there is one, and how many are in the room.
pub(super) fn about(room: &Room, member_count: u32) -> String {
    match room.topic.as_str() {
        "" => words::members_count(member_count),
        topic => words::about(&words::members_count(member_count), topic),
    }
}

/// What a list says of a room besides its name.
fn tag(room: &Room) -> Option<&'static str> {
    match (&room.archived_by, room.access) {
        (Some(_), _) => Some(words::archived_tag()),
        (None, Access::Closed) => Some(words::closed_tag()),
        (None, Access::Open | Access::Direct) => None,
    }
}

fn my_room(room: &Room) -> Node {
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

fn other_room(other: OtherRoom) -> Node {
    let OtherRoom { room, member_count } = other;
    let join = format!("{}/join", address(room.id));
    let label = format!("{} {}", words::join(), room.name);
    view! {
        <li class="list__row">
            <div class="list__main">
                <a class="link" href=address(room.id)>{room.name.to_string()}</a>
                <p class="list__meta">{about(&room, member_count)}</p>
            </div>
            <form method="post" action=join>
                <button class="button" aria-label=label>{words::join()}</button>
            </form>
        </li>
    }
}
