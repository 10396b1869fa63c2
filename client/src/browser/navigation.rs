//! From room to room without loading a page, with an address and a way back for each.

use std::rc::Rc;

use hark_protocol::sync::{Change, Input};
use hark_protocol::{RoomId, Seq};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::announcer::Announcer;
use super::dom;
use super::host::{Host, wall_clock};
use super::recent;
use super::scroll;
use crate::chat::screen::{Jump, Pane, Reader, update};
use crate::chat::spot::{Side, Spot};
use crate::ui::address::{self, Place};

/// Below this there is room for one pane.
const NARROW: &str = "(max-width: 699.98px)";

/// What the history remembers of an entry that shows the list of rooms.
const LIST: &str = "rooms";

impl Host {
    /// Shows a room of the viewer, as a new entry of the history.
    pub(super) fn go_to(self: &Rc<Self>, room: RoomId) {
        let address = ["/rooms/", &room.to_string()].concat();
        self.remember(&JsValue::NULL, Some(&address));
        self.look_at(room);
    }

    /// Shows the list of rooms, where that is a pane of its own. Says whether it is.
    pub(super) fn go_to_list(&self) -> bool {
        let narrow = dom::media(NARROW);
        if narrow {
            self.remember(&LIST.into(), None);
            update(self.screen.pane, Pane::Rooms);
        }
        narrow
    }

    /// The person went back or forward.
    pub(super) fn history_moved(self: &Rc<Self>) {
        let state = dom::window().history().and_then(|history| history.state());
        if state.is_ok_and(|state| state.as_string().as_deref() == Some(LIST)) {
            return update(self.screen.pane, Pane::Rooms);
        }
        let is_open = |room| Some(room) == self.open_room();
        match place_of_address() {
            Some((room, Place::Thread(seq))) if is_open(room) => match self.root_of(seq) {
                Some((root, near)) => self.show_thread(root, near),
                None => reload(),
            },
            // A message that was linked to and is not held any more.
            Some((_, Place::Message(seq))) if self.message(seq).is_none() => reload(),
            Some((room, Place::Newest | Place::Message(_))) if is_open(room) => self.hide_thread(),
            Some((room, Place::Newest)) if self.client.borrow().is_member(room) => {
                self.look_at(room);
            }
            Some(_) | None => reload(),
        }
    }

    /// The reader leaves the message that the address names: it is the room's again.
    pub(super) fn forget_linked(&self, room: RoomId) {
        // A thread has an address of its own, and stays open.
        let linked = linked(Side::Room).is_some();
        if let Ok(history) = dom::window().history()
            && linked
        {
            let address = ["/rooms/", &room.to_string()].concat();
            let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
        }
    }

    fn look_at(self: &Rc<Self>, room: RoomId) {
        let (zone, detached) = {
            let client = self.client.borrow();
            let timeline = client.room(room).and_then(|state| state.timeline());
            let detached = timeline.is_some_and(|timeline| timeline.has_newer());
            (self.reader.borrow().zone.clone(), detached)
        };
        {
            let client = self.client.borrow();
            let state = client.room(room);
            *self.reader.borrow_mut() = Reader::of(state, zone, wall_clock());
            let head = state.map(|state| state.cursor().seq);
            *self.announcer.borrow_mut() = Announcer::after(head);
        }
        recent::add(self.me(), room);
        self.scroll.renew();
        self.thread_drafting.forget();
        update(self.screen.pane, Pane::Room);
        update(self.screen.jump, Jump::Hidden);
        self.clear_note(Side::Room);
        self.feed(Input::Open(room));
        if detached {
            self.feed(Input::JumpToNewest(room));
        }
        self.show_people_anew();
        self.changed(Change::Rooms);
        self.changed(Change::Room(room));
        self.refresh_now();
        // Once the pane is shown: what is not shown takes no keyboard.
        let host = Rc::clone(self);
        spawn_local(async move { host.focus_side(Side::Room) });
    }

    /// The keyboard goes to the composer, or where that would open a phone's own, to the messages.
    pub(super) fn focus_side(&self, side: Side) {
        let composer = dom::composer(side).filter(|_| !dom::media("(pointer: coarse)"));
        if let Some(composer) = composer {
            dom::focus(&composer);
        } else if let Some(timeline) = scroll::timeline(side).and_then(super::cast) {
            dom::focus(&timeline);
        }
    }

    /// The side that was opened last.
    pub(super) fn front(&self) -> Side {
        self.client.borrow().thread().map_or(Side::Room, |_| Side::Thread)
    }

    pub(super) fn remember(&self, state: &JsValue, address: Option<&str>) {
        if let Ok(history) = dom::window().history() {
            // Browsers refuse a flood of entries; the page works without.
            let _ = history.push_state_with_url(state, "", address);
        }
    }
}

/// The message that the browser's address names on this side.
pub(super) fn linked(side: Side) -> Option<Seq> {
    let hash = dom::window().location().hash().ok()?;
    let named = hash.strip_prefix('#').and_then(Spot::of_anchor);
    if let Some(spot) = named.filter(|spot| spot.side == side) {
        return Some(spot.seq);
    }
    match (side, place_of_address()?.1) {
        (Side::Room, Place::Message(seq)) | (Side::Thread, Place::Thread(seq)) => Some(seq),
        _ => None,
    }
}

/// The room that the browser's address names, and what in it.
fn place_of_address() -> Option<(RoomId, Place)> {
    address::place(&dom::window().location().pathname().ok()?)
}

fn reload() {
    let _ = dom::window().location().reload();
}
