//! The few things asked of the document again and again.

use js_sys::Function;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, Element, Event, EventTarget, HtmlElement, HtmlTextAreaElement, Window};

use crate::chat::composer::text_id;
use crate::chat::spot::Side;
use crate::chat::thread::PANEL_ID;

pub(super) fn window() -> Window {
    web_sys::window().expect("this runs in a page")
}

pub(super) fn document() -> Document {
    window().document().expect("a page has a document")
}

pub(super) fn by_id(id: &str) -> Option<Element> {
    document().get_element_by_id(id)
}

/// The composer's text field on this side, where there is one.
pub(super) fn composer(side: Side) -> Option<HtmlTextAreaElement> {
    by_id(text_id(side))?.dyn_into().ok()
}

/// The side that this element is on.
pub(super) fn side_of(element: &Element) -> Side {
    let in_thread =
        element.closest(["#", PANEL_ID].concat().as_str()).is_ok_and(|found| found.is_some());
    if in_thread { Side::Thread } else { Side::Room }
}

/// Calls this at each such event, for as long as the page lives.
pub(super) fn listen(target: &EventTarget, name: &str, call: impl FnMut(Event) + 'static) {
    let call: Box<dyn FnMut(Event)> = Box::new(call);
    let call = Closure::wrap(call).into_js_value();
    // Only ever refused for arguments of another type.
    let _ = target.add_event_listener_with_callback(name, call.unchecked_ref());
}

/// A function for JavaScript that may be called again and again.
pub(super) fn function(call: impl FnMut() + 'static) -> Function {
    let call: Box<dyn FnMut()> = Box::new(call);
    Closure::wrap(call).into_js_value().unchecked_into()
}

/// Calls this in so many milliseconds. Says under which number, so that it can be called off.
pub(super) fn later(call: &Function, after_ms: u64) -> i32 {
    // A timer holds 31 bits; asked too early, the client just asks again.
    let after_ms = after_ms.min(1_000_000_000) as i32;
    window().set_timeout_with_callback_and_timeout_and_arguments_0(call, after_ms).unwrap_or(0)
}

/// Milliseconds since the page was opened.
pub(super) fn now_ms() -> u64 {
    window().performance().map_or(0, |clock| clock.now() as u64)
}

/// Gives the keyboard to an element without moving the page.
pub(super) fn focus(element: &HtmlElement) {
    let _ = element.focus();
}

/// Whether a media query holds.
pub(super) fn media(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|media| media.matches())
}

/// Makes a text field as high as its text, where CSS cannot.
pub(super) fn grow(field: &HtmlTextAreaElement) {
    if !web_sys::css::supports_with_value("field-sizing", "content").unwrap_or(false) {
        let style = field.style();
        let _ = style.set_property("height", "auto");
        let _ = style.set_property("height", &[&field.scroll_height().to_string(), "px"].concat());
    }
}
