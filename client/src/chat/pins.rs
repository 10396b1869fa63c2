//! The list of a room's pinned messages, in a popover that the browser opens from the header, with
//! or without a script; and the mark on a message that is pinned.

use hark_protocol::sync::RoomState;
use hark_protocol::{Person, Pin, Seq};
use leptos::prelude::*;

use super::deed::Deed;
use super::screen::{Door, Reader, Screen};
use super::words::pins as said;
use crate::ui::view::{Node, view};
use crate::ui::{Avatar, Icon, address, icon};

/// The id of the popover.
pub const PINS_ID: &str = "pins";

/// A pinned message as the list shows it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PinView {
    /// The message.
    pub seq: Seq,
    /// Who wrote it.
    pub author: Person,
    /// When.
    pub moment: String,
    /// How its text begins.
    pub text: String,
    /// Who pinned it and when.
    pub by: String,
    /// Where it stands, with what was said around it.
    pub address: String,
}

/// What the list shows of this room, the last pinned first.
pub(super) fn views(state: &RoomState, reader: &Reader) -> Vec<PinView> {
    let room = state.summary().room.id;
    let view = |pin: &Pin| PinView {
        seq: pin.target,
        author: pin.message.author.clone(),
        moment: reader.moment(pin.message.at),
        text: pin.message.text.as_str().to_owned(),
        by: [&mark(pin), " · ", &reader.moment(pin.at)].concat(),
        address: address::message(room, pin.target),
    };
    state.pins().into_iter().flat_map(|pins| pins.iter().rev()).map(view).collect()
}

/// What stands by a message with this pin.
pub(super) fn mark(pin: &Pin) -> String {
    said::pinned_by(pin.by.name.as_str())
}

/// The mark on a message.
pub(super) fn draw_mark(pinned: &Option<String>) -> Option<Node> {
    let pinned = pinned.clone()?;
    Some(view! { <p class="message__pin">{icon(Icon::Pin)} <span dir="auto">{pinned}</span></p> })
}

/// The button that opens the list, and how many there are.
pub(super) fn button(screen: Screen) -> Node {
    let count = move || screen.pins.with(Vec::len);
    let class = move || match count() {
        0 => "pins-button pins-button--none",
        _ => "pins-button",
    };
    let shown = move || match count() {
        0 => String::new(),
        some => some.to_string(),
    };
    view! {
        <button class=class type="button" popovertarget=PINS_ID aria-haspopup="dialog"
            aria-label=move || said::button(count())>
            {icon(Icon::Pin)}
            <span aria-hidden="true">{shown}</span>
        </button>
    }
}

/// The list, closed.
pub(super) fn pins(screen: Screen) -> Node {
    let list = move || screen.pins.with(|pins| pins.iter().map(|pin| entry(screen, pin)).collect());
    let list = move || -> Vec<Node> { list() };
    let none = move || {
        let empty = screen.pins.with(Vec::is_empty);
        empty.then(|| view! { <p class="pins__none">{said::none()}</p> })
    };
    view! {
        <div class="pins" id=PINS_ID popover="auto" role="dialog" aria-labelledby="pins-title"
            tabindex="-1">
            <h2 class="pins__title" id="pins-title">{said::title()}</h2>
            {none}
            <ul class="pins__list">{list}</ul>
        </div>
    }
}

fn entry(screen: Screen, pin: &PinView) -> Node {
    let PinView { seq, author, moment, text, by, address } = pin.clone();
    let name = author.name.as_str().to_owned();
    let unpin = screen.room.with_untracked(|room| room.door == Door::Open).then(unpin);
    view! {
        <li class="pin" data-seq=seq.0>
            {Avatar::of(&author).view()}
            <div class="pin__main">
                <p class="pin__head">
                    <span class="pin__author" dir="auto">{name}</span> " "
                    <a class="pin__link" href=address>{moment}</a>
                </p>
                <p class="pin__text" dir="auto">{text}</p>
                <p class="pin__by" dir="auto">{by}</p>
            </div>
            {unpin}
        </li>
    }
}

fn unpin() -> Node {
    view! {
        <button class="icon-button pin__off" type="button" aria-label=said::unpin()
            title=said::unpin() data-do=Deed::Unpin.word()>
            {icon(Icon::Close)}
        </button>
    }
}
