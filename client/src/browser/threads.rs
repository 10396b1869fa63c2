//! The thread beside the room: opened with an address of its own, and closed again.

use std::rc::Rc;

use hark_protocol::sync::Input;
use hark_protocol::{RoomId, Seq};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event};

use super::gestures::is_special;
use super::host::Host;
use super::{cast, dom, scroll};
use crate::chat::screen::{Pane, update};
use crate::chat::spot::{Side, Spot};
use crate::ui::address;

impl Host {
    /// A way to a thread was clicked. What opens a tab or a window is left to the browser.
    pub(super) fn thread_clicked(self: &Rc<Self>, event: &Event, link: &Element) {
        let number = |name: &str| link.get_attribute(name).and_then(|seq| seq.parse::<Seq>().ok());
        let (Some(room), Some(root)) = (self.open_room(), number("data-thread")) else { return };
        if is_special(event) {
            return;
        }
        event.prevent_default();
        let near = number("data-near");
        let address = match near {
            Some(near) => address::reply(room, near),
            None => address::thread(room, root),
        };
        self.remember(&JsValue::NULL, Some(&address));
        self.show_thread(root, near);
    }

    /// Shows a thread of the room in view; the keyboard goes there.
    pub(super) fn show_thread(self: &Rc<Self>, root: Seq, near: Option<Seq>) {
        self.thread_scroll.renew();
        self.clear_note(Side::Thread);
        update(self.screen.people_shown, false);
        update(self.screen.pane, Pane::Thread);
        self.feed(Input::OpenThread { root, near });
        self.room_changed();
        self.refresh_now();
        let host = Rc::clone(self);
        spawn_local(async move { host.focus_side(Side::Thread) });
    }

    /// Leaves the thread. The keyboard goes back to the message that it hangs on.
    pub(super) fn close_thread(self: &Rc<Self>) {
        let (Some(room), Some(root)) = self.place_of_thread() else { return };
        let address = ["/rooms/", &room.to_string()].concat();
        self.remember(&JsValue::NULL, Some(&address));
        self.hide_thread();
        spawn_local(async move { focus_row(root) });
    }

    /// Shows the room alone.
    pub(super) fn hide_thread(self: &Rc<Self>) {
        update(self.screen.pane, Pane::Room);
        self.thread_drafting.forget();
        self.feed(Input::CloseThread);
        self.room_changed();
        self.refresh_now();
    }

    /// The thread of a message that is held: its root, and the message where it is a reply.
    pub(super) fn root_of(&self, seq: Seq) -> Option<(Seq, Option<Seq>)> {
        let message = self.message(seq)?;
        Some(message.to.map_or((seq, None), |to| (to.root, Some(seq))))
    }

    /// Takes the reader to the newest reply.
    pub(super) fn to_newest_reply(self: &Rc<Self>) {
        if self.place(Side::Thread).newer {
            self.thread_scroll.renew();
            if let (_, Some(root)) = self.place_of_thread() {
                self.feed(Input::OpenThread { root, near: None });
            }
        } else {
            self.thread_scroll.stick();
        }
        self.room_changed();
    }

    fn place_of_thread(&self) -> (Option<RoomId>, Option<Seq>) {
        let client = self.client.borrow();
        (client.open(), client.thread())
    }
}

/// To the way to the thread that was closed, or where that row is not held, to the messages.
fn focus_row(root: Seq) {
    let row = dom::by_id(&Spot { side: Side::Room, seq: root }.anchor());
    let link = row.as_ref().and_then(|row| row.query_selector(".replies").ok().flatten());
    link.or(row)
        .or_else(|| scroll::timeline(Side::Room))
        .and_then(cast)
        .iter()
        .for_each(dom::focus);
}
