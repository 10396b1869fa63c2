//! Popovers beside what opened them. The browser closes them, by Escape or a click elsewhere, and
//! gives the keyboard back to what had it.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlElement};

use super::host::Host;
use super::{cast, dom};

/// What opened the popover that is open.
#[derive(Default)]
pub(super) struct Opener(RefCell<Option<HtmlElement>>);

/// Calls this whenever the popover was closed, by whatever means.
pub(super) fn when_closed(host: &Rc<Host>, id: &'static str, call: fn(&Host)) {
    let Some(popover) = dom::by_id(id) else { return };
    let host = Rc::clone(host);
    dom::listen(&popover, "toggle", move |event| {
        let is_open = |popover: Element| popover.matches(":popover-open").unwrap_or(false);
        if !event.target().and_then(cast::<Element>).is_some_and(is_open) {
            host.popover_closed(call);
        }
    });
}

impl Host {
    /// Opens a popover beside what was clicked, once its contents stand in the document, and gives
    /// the keyboard to the first of these in it.
    pub(super) fn open_popover(
        self: &Rc<Self>,
        id: &'static str,
        source: &Element,
        first: &'static str,
    ) {
        *self.opener.0.borrow_mut() = cast(source.clone());
        let source = source.clone();
        spawn_local(async move {
            let Some(popover) = get(id) else { return };
            place(&popover, &source);
            // Fails where it is open already.
            let _ = popover.show_popover();
            let first = popover.query_selector(first).ok().flatten();
            first.and_then(cast).iter().for_each(dom::focus);
        });
    }

    /// Not every click gives the keyboard to what was clicked, for the browser to give it back.
    fn popover_closed(&self, call: fn(&Self)) {
        call(self);
        let opener = self.opener.0.take();
        if is_focus_lost() {
            opener.iter().for_each(dom::focus);
        }
    }
}

/// Closes a popover.
pub(super) fn close(id: &str) {
    if let Some(popover) = get(id) {
        // Fails where it is closed already.
        let _ = popover.hide_popover();
    }
}

/// Whether nothing has the keyboard.
pub(super) fn is_focus_lost() -> bool {
    dom::document().active_element().is_none_or(|at| at.tag_name() == "BODY")
}

fn get(id: &str) -> Option<HtmlElement> {
    dom::by_id(id).and_then(cast)
}

/// Tells the style where the button is that was clicked, in pixels of the window.
fn place(popover: &HtmlElement, source: &Element) {
    let button = source.get_bounding_client_rect();
    let style = popover.style();
    for (name, value) in [("--at-x", button.right()), ("--at-y", button.bottom())] {
        let _ = style.set_property(name, &[&(value as i32).to_string(), "px"].concat());
    }
}
