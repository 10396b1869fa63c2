//! Pinning a message, and taking a pin off from its menu or from the list.

use std::rc::Rc;

use hark_protocol::Seq;
use hark_protocol::sync::Input;
use leptos::prelude::*;
use web_sys::{Element, HtmlElement};

use super::host::Host;
use super::{cast, dom, popover};
use crate::chat::menu::MENU_ID;
use crate::chat::pins::PINS_ID;
use crate::chat::screen::Door;

impl Host {
    /// Whether a message is pinned, where the viewer may change that.
    pub(super) fn is_pinned(&self, seq: Seq) -> Option<bool> {
        let writable = self.screen.room.with_untracked(|room| room.door == Door::Open);
        let client = self.client.borrow();
        let pins = client.room(client.open()?)?.pins().filter(|_| writable)?;
        Some(pins.of(seq).is_some())
    }

    /// Pins the message whose menu is open.
    pub(super) fn pin(self: &Rc<Self>) {
        let menu = self.screen.menu.get_untracked();
        popover::close(MENU_ID);
        if let (Some(room), Some(menu)) = (self.open_room(), menu) {
            self.feed(Input::Pin { room, target: menu.seq });
        }
    }

    /// Takes the pin off the message whose menu is open, or off the one of the list beside whose
    /// name the button stands.
    pub(super) fn unpin(self: &Rc<Self>, source: &Element, listed: Option<Seq>) {
        let menu = self.screen.menu.get_untracked().map(|menu| menu.seq);
        popover::close(MENU_ID);
        if listed.is_some() && source.closest(".pins").is_ok_and(|list| list.is_some()) {
            // The button goes with its entry: the keyboard stays with the list.
            dom::by_id(PINS_ID).and_then(cast::<HtmlElement>).iter().for_each(dom::focus);
        }
        if let (Some(room), Some(target)) = (self.open_room(), listed.or(menu)) {
            self.feed(Input::Unpin { room, target });
        }
    }
}
