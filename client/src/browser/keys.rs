//! Keys as the browser tells of them, the map of what they mean, and those that go from message to
//! message.

use std::rc::Rc;

use web_sys::{Element, Event, HtmlDialogElement, KeyboardEvent};

use super::host::Host;
use super::{cast, dom};
use crate::chat::keys::{DIALOG_ID, Press, Shortcut};

/// What was pressed.
pub(super) fn press(key: &KeyboardEvent) -> Press {
    let mac = dom::window().navigator().platform().is_ok_and(|name| name.starts_with("Mac"));
    let (command, other) =
        if mac { (key.meta_key(), key.ctrl_key()) } else { (key.ctrl_key(), key.meta_key()) };
    Press { key: key.key(), command, other, shift: key.shift_key(), alt: key.alt_key() }
}

/// Takes the keyboard from something of a message to the same of the next one above or below that
/// has it, or to its menu. Says whether there was one.
pub(super) fn step(press: &Press, event: &Event) -> bool {
    let next = if Shortcut::Above.is(press) {
        Element::previous_element_sibling
    } else if Shortcut::Below.is(press) {
        Element::next_element_sibling
    } else {
        return false;
    };
    let Some(at) = event.target().and_then(cast::<Element>) else { return false };
    let same = match at.get_attribute("data-do") {
        Some(deed) => ["[data-do=", &deed, "]"].concat(),
        None => "a[data-thread]".to_owned(),
    };
    let mut row = at.closest(".message").ok().flatten();
    while let Some(other) = row.as_ref().and_then(next) {
        let find = |what: &str| other.query_selector(what).ok().flatten();
        if let Some(there) = find(&same).or_else(|| find("[data-do=more]")).and_then(cast) {
            dom::focus(&there);
            return true;
        }
        row = Some(other);
    }
    false
}

impl Host {
    /// Opens the map of the keys; where it is open, closes it. Says that the key was taken.
    pub(super) fn show_keys(self: &Rc<Self>) -> bool {
        if let Some(dialog) = dom::by_id(DIALOG_ID).and_then(cast::<HtmlDialogElement>) {
            if dialog.open() {
                dialog.close();
            } else {
                let _ = dialog.show_modal();
            }
        }
        true
    }
}
