//! The menu of a message: its keys, and what it does.

use std::rc::Rc;

use hark_protocol::markup::readable;
use hark_protocol::{Message, RoomId, Seq};
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, HtmlElement, KeyboardEvent};

use super::host::Host;
use super::{cast, dom, popover};
use crate::chat::menu::{MENU_ID, Menu};
use crate::chat::screen::{Door, update};
use crate::chat::spot::Side;
use crate::chat::words::menu as words;
use crate::ui::address;

/// Notices when the menu is closed.
pub(super) fn watch(host: &Rc<Host>) {
    popover::when_closed(host, MENU_ID, |host| update(host.screen.menu, None));
}

impl Host {
    /// Opens the menu of a message, beside what was clicked.
    pub(super) fn open_menu(self: &Rc<Self>, seq: Seq, source: &Element) {
        let writable = self.screen.room.with_untracked(|room| room.door == Door::Open);
        let pinned = self.is_pinned(seq);
        let unreadable = self.may_be_unread(seq);
        let removable = writable && self.may_remove(seq);
        let report = self.open_room().filter(|_| self.is_others(seq));
        let report = report.map(|room| address::report(room, seq));
        let menu = Menu { seq, writable, pinned, unreadable, report, removable };
        update(self.screen.menu, Some(menu));
        self.open_popover(MENU_ID, source, ".menu__item");
    }

    /// The keys of the menu. Says that one was taken; Escape is the browser's.
    pub(super) fn menu_key(&self, key: &KeyboardEvent) -> bool {
        let Some(at) = key.target().and_then(cast::<HtmlElement>) else { return false };
        let next = match key.key().as_str() {
            "ArrowDown" => {
                at.next_element_sibling().or_else(|| end(&at, Element::first_element_child))
            }
            "ArrowUp" => {
                at.previous_element_sibling().or_else(|| end(&at, Element::last_element_child))
            }
            "Home" => end(&at, Element::first_element_child),
            "End" => end(&at, Element::last_element_child),
            "Tab" => {
                popover::close(MENU_ID);
                return true;
            }
            _ => return false,
        };
        next.and_then(cast).iter().for_each(dom::focus);
        true
    }

    /// Puts the address of the message on the clipboard.
    pub(super) fn copy_link(self: &Rc<Self>) {
        let Some((room, message)) = self.close_menu() else { return };
        let link = address::of(room, &message);
        let host = Rc::clone(self);
        spawn_local(async move {
            let words =
                if copy(&at_origin(&link)).await { words::copied() } else { words::not_copied() };
            if words == words::not_copied()
                && let Ok(history) = dom::window().history()
            {
                let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&link));
            }
            host.say(words);
        });
    }

    /// Puts the text of the message on the clipboard.
    pub(super) fn copy_text(self: &Rc<Self>) {
        let Some((_, message)) = self.close_menu() else { return };
        let host = Rc::clone(self);
        spawn_local(async move {
            let members = host.members();
            let text = message.body.as_ref().map(|body| readable(body, &members));
            let copied = copy(&text.unwrap_or_default()).await;
            host.say(if copied { words::text_copied() } else { words::text_not_copied() });
        });
    }

    /// Closes the menu. Says whose it was.
    pub(super) fn close_menu(&self) -> Option<(RoomId, Message)> {
        let menu = self.screen.menu.get_untracked();
        popover::close(MENU_ID);
        self.open_room().zip(self.message(menu?.seq))
    }

    /// Says something in the line under the composer, or where there is none, to those who listen.
    pub(super) fn say(&self, words: &'static str) {
        if dom::composer(Side::Room).is_some() {
            update(self.screen.composer_note, words);
        } else {
            self.screen.announcement.set(words.to_owned());
        }
    }
}

/// Puts a text on the clipboard. Says whether that was done.
async fn copy(text: &str) -> bool {
    let window = dom::window();
    // Pages that are not secure have no clipboard.
    window.is_secure_context()
        && JsFuture::from(window.navigator().clipboard().write_text(text)).await.is_ok()
}

/// The whole address of a path of this server.
pub(super) fn at_origin(path: &str) -> String {
    [&dom::window().location().origin().unwrap_or_default(), path].concat()
}

/// The first or last item beside this one.
fn end(at: &HtmlElement, which: fn(&Element) -> Option<Element>) -> Option<Element> {
    at.parent_element().as_ref().and_then(which)
}
