//! Pinning a message, and taking a pin off from its menu or from the list.

use std::rc::Rc;

use hark_protocol::Seq;
use hark_protocol::sync::Input;
use web_sys::{Element, HtmlElement};

use super::host::Host;
use super::{cast, dom};
use crate::chat::pins::PINS_ID;

impl Host {
    /// Whether a message of the room in view is pinned.
    pub(super) fn is_pinned(&self, seq: Seq) -> bool {
        let client = self.client.borrow();
        let state = client.open().and_then(|room| client.room(room));
        state.and_then(|state| state.pins()).is_some_and(|pins| pins.of(seq).is_some())
    }

    /// Pins the message whose menu is open.
    pub(super) fn pin(self: &Rc<Self>) {
        if let Some((room, message)) = self.close_menu() {
            self.feed(Input::Pin { room, target: message.seq });
        }
    }

    /// Takes the pin off the message whose menu is open, or off the one of the list beside whose
    /// name the button stands.
    pub(super) fn unpin(self: &Rc<Self>, source: &Element, listed: Option<Seq>) {
        let menu = self.close_menu().map(|(_, message)| message.seq);
        if listed.is_some() && source.closest(".pins").is_ok_and(|list| list.is_some()) {
            // The button goes with its entry: the keyboard stays with the list.
            dom::by_id(PINS_ID).and_then(cast::<HtmlElement>).iter().for_each(dom::focus);
        }
        if let (Some(room), Some(target)) = (self.open_room(), listed.or(menu)) {
            self.feed(Input::Unpin { room, target });
        }
    }
}
