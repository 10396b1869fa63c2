//! The viewer's rooms, and the viewer.

use hark_protocol::{RoomId, RoomSummary};
use leptos::prelude::*;

use super::screen::Screen;
use super::switcher;
use crate::ui::{Avatar, Erase, Icon, icon};
use crate::words;

/// The list of rooms at the side; on a narrow page a pane of its own.
pub(super) fn sidebar(screen: Screen) -> AnyView {
    view! {
        <nav class="sidebar" aria-label="Rooms">
            <header class="sidebar__head">
                <a class="mark" href="/" aria-label=words::HARK>{icon(Icon::Mark)}</a>
                <span class="sidebar__server">{words::HARK}</span>
                <a class="icon-button" href="/rooms/new" aria-label="New room">
                    {icon(Icon::Plus)}
                </a>
            </header>
            <div class="sidebar__scroll">
                {switcher::button()}
                <h2 class="sidebar__title">"Rooms"</h2>
                <ul class="room-list">{move || room_links(screen)}</ul>
                <a class="sidebar__link" href="/rooms">{icon(Icon::Search)} "Browse rooms"</a>
                <a class="sidebar__link" href="/people">{icon(Icon::People)} "People"</a>
            </div>
            <footer class="sidebar__foot">{move || me(screen)}</footer>
        </nav>
    }
    .erase()
}

fn room_links(screen: Screen) -> Vec<AnyView> {
    let open = screen.room.with(|room| room.id);
    screen.rooms.with(|rooms| rooms.iter().map(|room| room_link(room, open)).collect())
}

fn room_link(summary: &RoomSummary, open: RoomId) -> AnyView {
    let id = summary.room.id;
    let name = summary.room.name.as_str().to_owned();
    let class = if summary.unread > 0 { "room-link room-link--unread" } else { "room-link" };
    let badge = (summary.unread > 0).then(|| {
        view! {
            <span class="badge">
                <span class="visually-hidden">"unread messages: "</span>
                {count(summary.unread)}
            </span>
        }
        .erase()
    });
    view! {
        <li>
            <a
                class=class
                aria-current=(id == open).then_some("page")
                href=["/rooms/", &id.to_string()].concat()
                data-room=id.0
            >
                <span class="room-link__glyph" aria-hidden="true">{glyph(summary)}</span>
                <span class="room-link__name" dir="auto">{name}</span>
                {badge}
            </a>
        </li>
    }
    .erase()
}

fn glyph(summary: &RoomSummary) -> AnyView {
    use hark_protocol::Access;
    match (&summary.room.archived_by, summary.room.access) {
        (Some(_), _) => icon(Icon::Archive).erase(),
        (None, Access::Closed) => icon(Icon::Lock).erase(),
        (None, Access::Open) => "#".erase(),
    }
}

/// More than 99 is many.
fn count(unread: u32) -> String {
    if unread > 99 { "99+".to_owned() } else { unread.to_string() }
}

fn me(screen: Screen) -> AnyView {
    screen.me.with(|me| {
        view! {
            <a class="me" href="/account">
                {Avatar::of(me).view()}
                <span class="me__name" dir="auto">{me.name.as_str().to_owned()}</span>
            </a>
        }
        .erase()
    })
}
