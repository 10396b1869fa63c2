//! Keys as the browser tells of them, the map of what they mean, and those that go from message to
//! message.

use std::iter::successors;
use std::rc::Rc;

use web_sys::{Element, Event, HtmlDialogElement, KeyboardEvent};

use super::host::Host;
use super::{cast, dom};
use crate::chat::keys::{DIALOG_ID, Press, Shortcut};
use crate::chat::screen::update;

/// What was pressed.
pub(super) fn press(key: &KeyboardEvent) -> Press {
    let mac = dom::window().navigator().platform().is_ok_and(|name| name.starts_with("Mac"));
    let (command, other) =
        if mac { (key.meta_key(), key.ctrl_key()) } else { (key.ctrl_key(), key.meta_key()) };
    Press { key: key.key(), command, other, shift: key.shift_key(), alt: key.alt_key() }
}

/// Takes the keyboard from a message, or from something of it, to the one above or below; from
/// elsewhere in a timeline to the last message in view. Says whether there was one.
pub(super) fn step(press: &Press, event: &Event) -> bool {
    let next = if Shortcut::Above.is(press) {
        Element::previous_element_sibling
    } else if Shortcut::Below.is(press) {
        Element::next_element_sibling
    } else {
        return false;
    };
    let Some(at) = event.target().and_then(cast::<Element>) else { return false };
    let closest = |selector: &str| at.closest(selector).ok().flatten();
    let is_message = |row: &Element| row.class_list().contains("message");
    let row = match closest(".message") {
        Some(row) => successors(next(&row), next).find(is_message),
        None => closest(".timeline").and_then(|timeline| last_in_view(&timeline)),
    };
    let row = row.and_then(cast);
    row.iter().for_each(dom::focus);
    row.is_some()
}

fn last_in_view(timeline: &Element) -> Option<Element> {
    let list = timeline.query_selector(".timeline__rows").ok().flatten()?;
    let bottom = timeline.get_bounding_client_rect().bottom();
    let mut rows = successors(list.last_element_child(), Element::previous_element_sibling);
    rows.find(|row| {
        row.class_list().contains("message") && row.get_bounding_client_rect().top() < bottom
    })
}

impl Host {
    /// Opens the map of the keys; where it is open, closes it. Says that the key was taken.
    pub(super) fn show_keys(self: &Rc<Self>) -> bool {
        if let Some(dialog) = dom::by_id(DIALOG_ID).and_then(cast::<HtmlDialogElement>) {
            if dialog.open() {
                dialog.close();
            } else {
                update(self.screen.keys_shown, true);
                let _ = dialog.show_modal();
            }
        }
        true
    }
}
