//! The composer: what is typed is kept, and what is sent leaves it.

use std::cell::Cell;
use std::rc::Rc;

use hark_protocol::markup::written;
use hark_protocol::sync::Input;
use hark_protocol::{Body, ClientMessageId, Person, ReplyTo, RoomId};
use leptos::prelude::RwSignal;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};

use super::drafts::{self, Place};
use super::host::{Host, wall_clock};
use super::mentioning::Wide;
use super::{cast, dom};
use crate::chat::screen::update;
use crate::chat::spot::Side;
use crate::chat::words;

/// Whose draft stands in the field.
#[derive(Debug, Default)]
pub(super) struct Drafting(Cell<Option<Place>>);

impl Drafting {
    /// What comes next is put into the field anew.
    pub(super) fn forget(&self) {
        self.0.set(None);
    }
}

impl Host {
    /// Puts the draft of the room or the thread in view into its field, when that shows another's
    /// or is new. What was typed before the page came to life is kept.
    pub(super) fn restore_composer(self: &Rc<Self>, side: Side) {
        let drafting = self.drafting(side);
        let Some(field) = dom::composer(side) else { return drafting.0.set(None) };
        let (place, before) = (self.place_in_view(side), drafting.0.get());
        let Some(place) = place.filter(|place| Some(*place) != before) else { return };
        drafting.0.set(Some(place));
        let typed_early = before.is_none() && !field.value().is_empty();
        if typed_early {
            return self.composer_typed(side, &field);
        }
        self.suggest_nobody();
        field.set_value(&drafts::read(self.me(), place));
        dom::grow(&field);
    }

    pub(super) fn composer_typed(self: &Rc<Self>, side: Side, field: &HtmlTextAreaElement) {
        let Some(place) = self.drafting(side).0.get() else { return };
        let text = field.value();
        drafts::write(self.me(), place, &text);
        self.suggest(side, field);
        if !text.trim().is_empty() {
            self.clear_note(side);
            self.feed(match side {
                Side::Room => Input::Typing(place.0),
                Side::Thread => Input::TypingReply,
            });
        }
    }

    /// Sends what the field holds. Says that the key was taken.
    pub(super) fn send_composer(self: &Rc<Self>, side: Side) -> bool {
        let (Some(field), Some(place)) = (dom::composer(side), self.drafting(side).0.get()) else {
            return false;
        };
        match Body::parse(&self.written(&field.value())) {
            Ok(body) if self.asks_before(&body, Wide::Send(side)) => {}
            Ok(body) => self.send(&field, place, body),
            Err(error) => update(self.note(side), words::text_error(error)),
        }
        true
    }

    /// Sends what the field on this side holds, whoever is told of it.
    pub(super) fn send_now(self: &Rc<Self>, side: Side) {
        if let (Some(field), Some(place)) = (dom::composer(side), self.drafting(side).0.get())
            && let Ok(body) = Body::parse(&self.written(&field.value()))
        {
            dom::focus(&field);
            self.send(&field, place, body);
        }
    }

    fn send(self: &Rc<Self>, field: &HtmlTextAreaElement, (room, thread): Place, body: Body) {
        self.suggest_nobody();
        field.set_value("");
        dom::grow(field);
        let to = thread.map(|root| ReplyTo { root, in_room: take_choice(field) });
        let client_message_id = fresh_id();
        self.feed(Input::Send { room, body, to, client_message_id, typed_at: wall_clock() });
        match thread {
            None => self.jump(),
            Some(_) => self.to_newest_reply(),
        }
    }

    /// A text with the people of the room that it names as mentions.
    pub(super) fn written(&self, text: &str) -> String {
        written(text, &self.members())
    }

    /// The members of the room in view.
    pub(super) fn members(&self) -> Vec<Person> {
        let client = self.client.borrow();
        let state = client.open().and_then(|room| client.room(room));
        state.map(|state| state.members().to_vec()).unwrap_or_default()
    }

    /// Keeps a text that has lost its place, unless the room has a draft.
    pub(super) fn keep_as_draft(&self, room: RoomId, text: &str) {
        if drafts::read(self.me(), (room, None)).is_empty() {
            drafts::write(self.me(), (room, None), text);
        }
    }

    /// The outbox holds what was sent: the draft may go, unless more was typed since.
    pub(super) fn forget_draft(&self) {
        for side in [Side::Room, Side::Thread] {
            if let (Some(field), Some(place)) = (dom::composer(side), self.drafting(side).0.get()) {
                drafts::write(self.me(), place, &field.value());
            }
        }
    }

    /// What the composer on this side has to say.
    pub(super) fn note(&self, side: Side) -> RwSignal<&'static str> {
        match side {
            Side::Room => self.screen.composer_note,
            Side::Thread => self.screen.thread.note,
        }
    }

    fn drafting(&self, side: Side) -> &Drafting {
        match side {
            Side::Room => &self.drafting,
            Side::Thread => &self.thread_drafting,
        }
    }

    /// Where what is written on this side goes.
    pub(super) fn place_in_view(&self, side: Side) -> Option<Place> {
        let client = self.client.borrow();
        let room = client.open()?;
        match side {
            Side::Room => Some((room, None)),
            Side::Thread => client.thread().map(|root| (room, Some(root))),
        }
    }
}

/// Where one chooses that the reply is shown in the room, too.
pub(super) fn choice(field: &HtmlTextAreaElement) -> Option<HtmlInputElement> {
    let form = field.form();
    form.and_then(|form| form.query_selector("[type=checkbox]").ok().flatten()).and_then(cast)
}

/// Whether that is chosen. Asked anew for each.
fn take_choice(field: &HtmlTextAreaElement) -> bool {
    choice(field).is_some_and(|choice| {
        let chosen = choice.checked();
        choice.set_checked(false);
        chosen
    })
}

/// 128 random bits.
fn fresh_id() -> ClientMessageId {
    let mut bits = [0; 16];
    let crypto = dom::window().crypto();
    let filled =
        crypto.is_ok_and(|crypto| crypto.get_random_values_with_u8_array(&mut bits).is_ok());
    if !filled {
        bits.fill_with(|| (js_sys::Math::random() * 256.0) as u8);
    }
    ClientMessageId(bits)
}
