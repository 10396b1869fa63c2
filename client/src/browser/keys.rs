//! Keys as the browser tells of them, and the map of what they mean.

use std::rc::Rc;

use web_sys::{HtmlDialogElement, KeyboardEvent};

use super::dom;
use super::host::Host;
use crate::chat::keys::{DIALOG_ID, Press};

/// What was pressed.
pub(super) fn press(key: &KeyboardEvent) -> Press {
    let mac = dom::window().navigator().platform().is_ok_and(|name| name.starts_with("Mac"));
    let (command, other) =
        if mac { (key.meta_key(), key.ctrl_key()) } else { (key.ctrl_key(), key.meta_key()) };
    Press { key: key.key(), command, other, shift: key.shift_key(), alt: key.alt_key() }
}

impl Host {
    /// Opens the map of the keys; where it is open, closes it. Says that the key was taken.
    pub(super) fn show_keys(self: &Rc<Self>) -> bool {
        if let Some(dialog) = dom::by_id(DIALOG_ID).and_then(super::cast::<HtmlDialogElement>) {
            if dialog.open() {
                dialog.close();
            } else {
                let _ = dialog.show_modal();
            }
        }
        true
    }
}
