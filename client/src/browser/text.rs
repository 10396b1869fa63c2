//! What can be done with the text of a message: unfolding a long one, copying code.

use std::rc::Rc;

use hark_words::message;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Element;

use super::dom;
use super::host::Host;

/// How long a button says that it copied, in milliseconds: long enough to look back at it.
const COPIED_MS: u64 = 2_000;

impl Host {
    /// Shows all of the message before this button, or its beginning. What the reader looks at
    /// stays where it is.
    pub(super) fn unfold(self: &Rc<Self>, button: &Element) {
        let Some(body) = button.previous_element_sibling() else { return };
        let side = dom::side_of(button);
        let scroll = self.scroll(side);
        scroll.unstick();
        scroll.hold();
        let open = body.toggle_attribute("data-open").unwrap_or(false);
        let _ = button.set_attribute("aria-expanded", if open { "true" } else { "false" });
        scroll.restore(self.place(side));
        scroll.moved(self.place(side));
    }
}

/// Copies the code that this button stands at. Where a page may not copy, the code is chosen, so
/// that the keyboard can.
pub(super) fn copy_code(button: &Element) {
    let Some(code) = button.previous_element_sibling() else { return };
    if !dom::window().is_secure_context() {
        if let Ok(Some(selection)) = dom::window().get_selection() {
            let _ = selection.select_all_children(&code);
        }
        return;
    }
    let text = code.text_content().unwrap_or_default();
    let copied = dom::window().navigator().clipboard().write_text(&text);
    let button = button.clone();
    spawn_local(async move {
        if JsFuture::from(copied).await.is_ok() {
            let _ = button.set_attribute("data-copied", "");
            let _ = button.set_attribute("aria-label", message::code_copied());
            let again = dom::function(move || {
                let _ = button.remove_attribute("data-copied");
                let _ = button.set_attribute("aria-label", message::copy_code());
            });
            dom::later(&again, COPIED_MS);
        }
    });
}
