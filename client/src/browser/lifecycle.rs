//! The page's life: its start, the network's coming and going, being hidden, frozen and left.

use std::rc::Rc;

use hark_protocol::sync::Input;
use wasm_bindgen::JsCast;
use web_sys::{EventTarget, HtmlElement, PageTransitionEvent, ResizeObserver};

use super::attention;
use super::gestures;
use super::host::Host;
use super::menu;
use super::outbox_store::OutboxStore;
use super::pressing;
use super::reacting;
use super::recent;
use super::scroll;
use super::{cast, dom};
use crate::chat::spot::Side;
use crate::clock::Zone;

/// The page is hydrated: listens, connects and shows times in the browser's own zone.
pub(super) fn begin(host: &Rc<Host>) {
    gestures::listen(host);
    pressing::listen(host);
    reacting::watch(host);
    attention::watch(host);
    menu::watch(host);
    watch_page(host);
    watch_scrolling(host, Side::Room);
    watch_scrolling(host, Side::Thread);
    OutboxStore::open(host);
    host.reader.borrow_mut().zone = Zone::LOCAL;
    host.scroll.renew();
    host.thread_scroll.renew();
    host.room_changed();
    host.refresh_now();
    focus_composer(host);
    if let Some(room) = host.open_room() {
        recent::add(host.me(), room);
    }
    host.feed(Input::Start);
    host.show_status();
    host.next_minute();
    if !dom::window().navigator().on_line() {
        host.feed(Input::Offline);
    }
    if let Some(root) = dom::document().document_element() {
        let _ = root.set_attribute("data-hydrated", "true");
    }
}

/// One who came to write can write at once; a phone keeps its keyboard down.
fn focus_composer(host: &Host) {
    let untouched = dom::document().active_element().is_none_or(|at| at.tag_name() == "BODY");
    if let Some(composer) =
        dom::composer(host.front()).filter(|_| untouched && !dom::media("(pointer: coarse)"))
    {
        dom::focus(&composer);
    }
}

fn watch_page(host: &Rc<Host>) {
    let on = |target: &EventTarget, name: &str, call: fn(&Rc<Host>)| {
        let host = Rc::clone(host);
        dom::listen(target, name, move |_| call(&host));
    };
    let (window, document) = (dom::window(), dom::document());
    on(&window, "online", |host| host.feed(Input::Online));
    on(&window, "offline", |host| host.feed(Input::Offline));
    on(&window, "popstate", |host| host.history_moved());
    on(&window, "pagehide", |host| host.feed(Input::Leaving));
    let leaving = Rc::clone(host);
    dom::listen(&window, "beforeunload", move |event| {
        if leaving.would_lose() {
            event.prevent_default();
        }
    });
    on(&document, "visibilitychange", |host| host.visibility_changed());
    if let Some(viewport) = window.visual_viewport() {
        on(&viewport, "resize", |_| fit_keyboard());
    }
    let host = Rc::clone(host);
    dom::listen(&window, "pageshow", move |event| {
        if event.dyn_into::<PageTransitionEvent>().is_ok_and(|event| event.persisted()) {
            host.feed(Input::Visible);
        }
    });
}

/// In some browsers (Safari on a phone) a keyboard on the screen covers the foot of the page, and
/// with it the composer: the page becomes as high as what is left, and nothing scrolls away.
fn fit_keyboard() {
    let window = dom::window();
    let height = window.visual_viewport().filter(|viewport| viewport.scale() <= 1.0);
    let height = height.map(|viewport| viewport.height());
    let whole = window.inner_height().ok().and_then(|height| height.as_f64());
    let Some(app) = dom::by_id("app").and_then(cast::<HtmlElement>) else { return };
    // Who zooms in sees a part of the page, and not a lower one.
    let left = height.zip(whole).filter(|(height, whole)| *height < whole - 1.0);
    let _ = match left {
        Some((height, _)) => {
            window.scroll_to_with_x_and_y(0.0, 0.0);
            app.style().set_property("--left", &[&(height as i32).to_string(), "px"].concat())
        }
        None => app.style().remove_property("--left").map(drop),
    };
}

fn watch_scrolling(host: &Rc<Host>, side: Side) {
    let Some(timeline) = scroll::timeline(side) else { return };
    let scrolling = Rc::clone(host);
    dom::listen(&timeline, "scroll", move |_| scrolling.scrolled(side));
    let resizing = Rc::clone(host);
    let resized = dom::function(move || resizing.resized(side));
    if let Ok(observer) = ResizeObserver::new(&resized) {
        observer.observe(&timeline);
        if let Ok(Some(rows)) = timeline.query_selector(".timeline__rows") {
            observer.observe(&rows);
        }
        // It watches as long as the page lives.
        std::mem::forget(observer);
    }
}

impl Host {
    /// The page is looked at again, or no more. What came while nobody looked is marked as new.
    fn visibility_changed(self: &Rc<Self>) {
        if dom::document().hidden() {
            self.attend();
            return self.refresh_now();
        }
        self.feed(Input::Visible);
        self.attended();
        let missed = {
            let client = self.client.borrow();
            let state = client.open().and_then(|room| client.room(room));
            state.map(|state| state.summary()).filter(|room| room.unread > 0).map(|room| room.read)
        };
        {
            let mut reader = self.reader.borrow_mut();
            reader.unread_after = missed.or(reader.unread_after);
            reader.look_at_thread_again(&self.client.borrow());
        }
        self.room_changed();
        self.refresh_now();
    }
}
