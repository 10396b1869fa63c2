//! The composer: what is typed is kept, and what is sent leaves it.

use std::cell::Cell;
use std::rc::Rc;

use hark_protocol::markup::written;
use hark_protocol::sync::Input;
use hark_protocol::{Body, ClientMessageId, Person, RoomId};
use web_sys::HtmlTextAreaElement;

use super::dom;
use super::drafts;
use super::host::{Host, wall_clock};
use super::mentioning::Wide;
use crate::chat::screen::update;
use crate::chat::words;

/// Which room's draft stands in the field.
#[derive(Debug, Default)]
pub(super) struct Drafting(Cell<Option<RoomId>>);

impl Host {
    /// Puts the draft of the room in view into the field, when that shows another room's or is
    /// new. What was typed before the page came to life is kept.
    pub(super) fn restore_composer(self: &Rc<Self>) {
        let Some(field) = dom::composer() else { return self.drafting.0.set(None) };
        let (room, before) = (self.open_room(), self.drafting.0.get());
        let Some(room) = room.filter(|room| Some(*room) != before) else { return };
        self.drafting.0.set(Some(room));
        let typed_early = before.is_none() && !field.value().is_empty();
        if typed_early {
            return self.composer_typed(&field);
        }
        self.suggest_nobody();
        field.set_value(&drafts::read(self.me(), room));
        dom::grow(&field);
    }

    pub(super) fn composer_typed(self: &Rc<Self>, field: &HtmlTextAreaElement) {
        let Some(room) = self.drafting.0.get() else { return };
        let text = field.value();
        drafts::write(self.me(), room, &text);
        self.suggest(field);
        if !text.trim().is_empty() {
            self.clear_note();
            self.feed(Input::Typing(room));
        }
    }

    /// Sends what the field holds. Says that the key was taken.
    pub(super) fn send_composer(self: &Rc<Self>) -> bool {
        let (Some(field), Some(room)) = (dom::composer(), self.drafting.0.get()) else {
            return false;
        };
        match Body::parse(&self.written(&field.value())) {
            Ok(body) if self.asks_before(&body, Wide::Send) => {}
            Ok(body) => self.send(&field, room, body),
            Err(error) => update(self.screen.composer_note, words::text_error(error)),
        }
        true
    }

    /// Sends what the field holds, whoever is told of it.
    pub(super) fn send_now(self: &Rc<Self>) {
        if let (Some(field), Some(room)) = (dom::composer(), self.drafting.0.get())
            && let Ok(body) = Body::parse(&self.written(&field.value()))
        {
            dom::focus(&field);
            self.send(&field, room, body);
        }
    }

    fn send(self: &Rc<Self>, field: &HtmlTextAreaElement, room: RoomId, body: Body) {
        self.suggest_nobody();
        field.set_value("");
        dom::grow(field);
        let client_message_id = fresh_id();
        self.feed(Input::Send { room, body, client_message_id, typed_at: wall_clock() });
        self.jump();
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
        if drafts::read(self.me(), room).is_empty() {
            drafts::write(self.me(), room, text);
        }
    }

    /// The outbox holds what was sent: the draft may go, unless more was typed since.
    pub(super) fn forget_draft(&self) {
        if let (Some(field), Some(room)) = (dom::composer(), self.drafting.0.get()) {
            drafts::write(self.me(), room, &field.value());
        }
    }
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
