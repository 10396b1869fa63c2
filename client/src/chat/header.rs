//! The top of a room: its name, its topic, who is in it; and the line that says when the page is
//! not live.

use hark_protocol::query;
use hark_words::{connection, header as words};
use leptos::prelude::*;

use super::deed::Deed;
use super::pins;
use super::screen::{RoomView, Screen};
use super::words::Remedy;
use crate::ui::view::{Node, view};
use crate::ui::{Icon, address, icon};

/// The room's header.
pub(super) fn header(screen: Screen) -> Node {
    let settings = move || {
        let of = |room: &RoomView| ["/rooms/", &room.id.to_string(), "/settings"].concat();
        // A direct room has none.
        screen.room.with(|room| (!room.direct).then(|| settings(of(room))))
    };
    let level =
        move || screen.room.with(|room| ["/rooms/", &room.id.to_string(), "/level"].concat());
    let search = move || screen.room.with(|room| address::search(&query::in_room(&room.name)));
    view! {
        <header class="room-header">
            <a class="room-header__back icon-button" href="/rooms" aria-label=words::rooms()
                data-do=Deed::Rooms.word()>
                {icon(Icon::Back)}
            </a>
            <div class="room-header__text">
                <h1 class="room-header__name" dir="auto">
                    {move || screen.room.with(|room| room.name.clone())}
                </h1>
                <p class="room-header__topic" dir="auto">
                    {move || screen.room.with(|room| room.topic.clone())}
                </p>
            </div>
            <a class="icon-button room-header__search" href=search aria-label=words::search()>
                {icon(Icon::Search)}
            </a>
            {pins::button(screen)}
            <button class="people-button" type="button" aria-label=move || people_label(screen)
                aria-expanded=move || if screen.people_shown.get() { "true" } else { "false" }
                aria-controls="people" data-do=Deed::People.word()>
                {icon(Icon::People)}
                <span aria-hidden="true">{move || members(screen)}</span>
            </button>
            <a class=move || screen.room.with(level_class) href=level
                aria-label=words::level()>
                {icon(Icon::Bell)}
            </a>
            {settings}
        </header>
    }
}

/// A phone has no room for it where the room's settings lead there, too.
fn level_class(room: &RoomView) -> &'static str {
    if room.direct { "icon-button" } else { "icon-button room-header__level" }
}

fn settings(address: String) -> Node {
    view! {
        <a class="icon-button" href=address aria-label=words::settings()>{icon(Icon::Settings)}</a>
    }
}

fn members(screen: Screen) -> String {
    screen.room.with(|room| room.members.map_or_else(|| "–".into(), |count| count.to_string()))
}

fn people_label(screen: Screen) -> String {
    let count = screen.room.with(|room| room.members);
    match count {
        None => words::who().into(),
        Some(count) => words::members(count),
    }
}

/// The line that says when the page is not live. Empty while it is.
pub(super) fn connection_line(screen: Screen) -> Node {
    let class = move || match screen.status.get() {
        "stopped" => "connection-line connection-line--stopped",
        "waiting" => "connection-line connection-line--waiting",
        _ => "connection-line",
    };
    view! { <div class=class role="status">{move || line(screen)}</div> }
}

fn line(screen: Screen) -> Option<Node> {
    let line = screen.connection.get()?;
    let remedy = match line.remedy {
        Remedy::None => None,
        Remedy::TryNow => Some(button(Deed::TryNow, connection::try_now())),
        Remedy::Reload => Some(button(Deed::Reload, connection::reload())),
        Remedy::SignIn => {
            Some(view! { <a class="link-button" href="/sign-in">{connection::sign_in()}</a> })
        }
    };
    // What counts down is seen, what stays is heard.
    let counted = !line.counting.is_empty();
    Some(view! {
        <span class=counted.then_some("visually-hidden")>{line.text}</span>
        <span aria-hidden="true">{line.counting}</span>
        {if counted { " · " } else { " " }}
        {remedy}
    })
}

fn button(deed: Deed, label: &'static str) -> Node {
    view! { <button class="link-button" type="button" data-do=deed.word()>{label}</button> }
}
