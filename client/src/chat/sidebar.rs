//! The viewer's rooms, and the viewer.

use hark_protocol::{Access, Level, RoomId, RoomSummary, UserId};
use hark_words::{keys, sidebar as said, threads};
use leptos::prelude::*;

use super::deed::Deed;
use super::screen::Screen;
use super::switcher;
use crate::ui::view::{IntoNode, Node, view};
use crate::ui::{Avatar, Icon, icon};
use crate::words;
use crate::words::direct::called;

/// The list of rooms at the side; on a narrow page a pane of its own.
pub(super) fn sidebar(screen: Screen) -> Node {
    view! {
        <nav class="sidebar" aria-label=said::rooms()>
            <header class="sidebar__head">
                <a class="mark" href="/" aria-label=words::HARK>{icon(Icon::Mark)}</a>
                <span class="sidebar__server">{words::HARK}</span>
                <a class="icon-button" href="/rooms/new" aria-label=said::new_room()>
                    {icon(Icon::Plus)}
                </a>
            </header>
            <div class="sidebar__scroll">
                {switcher::button()}
                <a class="sidebar__link" href="/threads">
                    {icon(Icon::Thread)} {threads::threads()} {move || threads_badge(screen)}
                </a>
                <h2 class="sidebar__title">{said::rooms()}</h2>
                <ul class="room-list">{move || room_links(screen)}</ul>
                <a class="sidebar__link" href="/rooms">{icon(Icon::Search)} {said::browse()}</a>
                <h2 class="sidebar__title">{said::direct()}</h2>
                <ul class="room-list">{move || direct_links(screen)}</ul>
                <a class="sidebar__link" href="/direct/new">{icon(Icon::Direct)} {said::new_direct()}</a>
                <a class="sidebar__link" href="/people">{icon(Icon::People)} {said::people()}</a>
            </div>
            <footer class="sidebar__foot">{move || me(screen)} {keys_button()}</footer>
        </nav>
    }
}

fn room_links(screen: Screen) -> Vec<Node> {
    let open = screen.room.with(|room| room.id);
    screen.rooms.with(|rooms| {
        let named = rooms.iter().filter(|summary| summary.room.access != Access::Direct);
        let named = named.filter(|summary| stands(summary, open));
        let link = |summary: &RoomSummary| {
            room_link(summary, summary.room.name.as_str().to_owned(), glyph(summary), open)
        };
        named.map(link).collect()
    })
}

fn direct_links(screen: Screen) -> Vec<Node> {
    let (open, me) = (screen.room.with(|room| room.id), screen.me.with(|me| me.id));
    screen.rooms.with(|rooms| {
        let direct = rooms.iter().filter(|summary| summary.room.access == Access::Direct);
        let direct = direct.filter(|summary| stands(summary, open));
        // Put where their names belong: a sort is kilobytes of the page's module.
        let mut links: Vec<((String, RoomId), Node)> = Vec::new();
        for summary in direct {
            let name = called(&summary.room, me);
            let key = (name.to_ascii_lowercase(), summary.room.id);
            let at = links.partition_point(|(other, _)| *other < key);
            links.insert(at, (key, room_link(summary, name, portrait(summary, me), open)));
        }
        links.into_iter().map(|(_, link)| link).collect()
    })
}

/// A hidden room stands in the sidebar only while one is in it.
fn stands(summary: &RoomSummary, open: RoomId) -> bool {
    summary.level() != Level::Hidden || summary.room.id == open
}

fn room_link(summary: &RoomSummary, name: String, glyph: Node, open: RoomId) -> Node {
    let id = summary.room.id;
    let class = match summary.level() {
        Level::Nothing | Level::Hidden => "room-link room-link--quiet",
        Level::Everything | Level::Mentions if summary.unread > 0 => "room-link room-link--unread",
        Level::Everything | Level::Mentions => "room-link",
    };
    let badge = badge(summary);
    view! {
        <li>
            <a
                class=class
                aria-current=(id == open).then_some("page")
                href=["/rooms/", &id.to_string()].concat()
                data-room=id.0
            >
                <span class="room-link__glyph" aria-hidden="true">{glyph}</span>
                <span class="room-link__name" dir="auto">{name}</span>
                {badge}
            </a>
        </li>
    }
}

/// How many messages are for the viewer: those that mention them, and all in a direct room. Else
/// how many are unread.
fn badge(summary: &RoomSummary) -> Option<Node> {
    if matches!(summary.level(), Level::Nothing | Level::Hidden) {
        return None;
    }
    let meant = summary.meant();
    let (class, words, many) = match summary.room.access {
        Access::Direct => ("badge badge--meant", said::unread(), meant),
        Access::Open | Access::Closed if meant > 0 => {
            ("badge badge--meant", said::mentions(), meant)
        }
        Access::Open | Access::Closed => ("badge", said::unread(), summary.unread),
    };
    (many > 0).then(|| number(class, words, many))
}

/// How many threads have unread replies. Where some mention the viewer, how many do.
fn threads_badge(screen: Screen) -> Option<Node> {
    let unread = screen.thread.unread.get();
    if unread.mentions > 0 {
        return Some(number("badge badge--meant", said::threads_with_mention(), unread.mentions));
    }
    (unread.threads > 0).then(|| number("badge", said::unread_threads(), unread.threads))
}

fn number(class: &'static str, words: &'static str, many: u32) -> Node {
    view! {
        <span class=class>
            <span class="visually-hidden">{words}</span>
            {count(many)}
        </span>
    }
}

fn glyph(summary: &RoomSummary) -> Node {
    match (&summary.room.archived_by, summary.room.access) {
        (Some(_), _) => icon(Icon::Archive).into_node(),
        (None, Access::Closed | Access::Direct) => icon(Icon::Lock).into_node(),
        (None, Access::Open) => "#".into_node(),
    }
}

/// The one whom a direct room is with; a group has no single face.
fn portrait(summary: &RoomSummary, me: UserId) -> Node {
    let mut others = summary.room.people.iter().filter(|person| person.id != me);
    match (others.next(), others.next()) {
        (Some(one), None) => Avatar::of(one).view().into_node(),
        _ => icon(Icon::People).into_node(),
    }
}

/// The way to the map of the keys, for those who have some.
fn keys_button() -> Node {
    view! {
        <button class="icon-button keys-button" type="button" aria-label=keys::title()
            title=keys::title() aria-keyshortcuts="?" data-do=Deed::Keys.word()>
            <span aria-hidden="true">"?"</span>
        </button>
    }
}

/// More than 99 is many.
fn count(unread: u32) -> String {
    if unread > 99 { "99+".to_owned() } else { unread.to_string() }
}

fn me(screen: Screen) -> Node {
    screen.me.with(|me| {
        view! {
            <a class="me" href="/account">
                {Avatar::of(me).view()}
                <span class="me__name" dir="auto">{me.name.as_str().to_owned()}</span>
            </a>
        }
    })
}
