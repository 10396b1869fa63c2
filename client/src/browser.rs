//! The browser's half of the chat page: hosts the client, carries its effects out, and turns what
//! the person does into its inputs. Absent on the server. It decides nothing about messages.

mod dom;
mod host;
mod effects;
mod socket;
mod outbox_store;
mod drafts;
mod refresh;
mod scroll;
mod reading;
mod unread;
mod announcer;
mod notifying;
mod navigation;
mod recent;
mod switching;
mod gestures;
mod reaching;
mod pressing;
mod keys;
mod composing;
mod marking;
mod mentioning;
mod text;
mod threads;
mod editing;
mod popover;
mod reacting;
mod menu;
mod pinning;
mod quoting;
mod versions;
mod lifecycle;
mod attention;

use std::cell::OnceCell;
use std::rc::Rc;

use hark_protocol::ChatPage;
use hark_words::{Language, install};
use wasm_bindgen::JsCast;

use crate::chat::chat;
use crate::clock::Zone;
use host::Host;

/// Brings the page to life, from the value it was rendered from, in the language and the zone it
/// was rendered in.
pub fn hydrate(words: String) {
    let Some(page) = read_page() else { return };
    let root = dom::document().document_element();
    let language = root.and_then(|root| Language::of_tag(&root.get_attribute("lang")?));
    install(language.unwrap_or_default(), words);
    std::panic::set_hook(Box::new(|panic| {
        // The message would cost kilobytes; the place says enough to find it.
        if let Some(place) = panic.location() {
            let line = place.line().to_string();
            web_sys::console::error_1(&["panic at ", place.file(), ":", &line].concat().into());
        }
    }));
    let zone = dom::by_id("app").and_then(|app| app.get_attribute("data-zone")).unwrap_or_default();
    let made = Rc::new(OnceCell::new());
    let making = Rc::clone(&made);
    crate::ui::view::hydrate_body(move || {
        let host = Host::new(page, Zone::named(&zone));
        let view = chat(host.screen, zone);
        let _ = making.set(host);
        view
    });
    if let Some(host) = made.get() {
        lifecycle::begin(host);
    }
}

/// What the server put beside the page.
fn read_page() -> Option<ChatPage> {
    let base64 = dom::by_id("chat-page")?.text_content()?;
    let binary = dom::window().atob(base64.trim()).ok()?;
    // Each character of `atob`'s answer is one byte.
    let bytes: Vec<u8> = binary.chars().map(|byte| byte as u8).collect();
    ChatPage::decode(&bytes).ok()
}

/// What an element really is.
fn cast<T: JsCast>(value: impl JsCast) -> Option<T> {
    value.dyn_into().ok()
}
