//! What follows from where the reader is: rows that are wanted, what counts as read, and the way
//! to the newest.

use std::rc::Rc;

use hark_protocol::sync::Input;
use leptos::prelude::*;

use super::dom;
use super::host::Host;
use super::scroll::{Place, distances};
use crate::chat::screen::{Door, Jump, update};

/// More rows are wanted when less than this many screens of them are left.
const AHEAD: f64 = 2.0;

/// Further than this many screens from the end, a way back is offered.
const FAR: f64 = 1.0;

impl Host {
    /// What is held of the room in view.
    pub(super) fn place(&self) -> Place {
        let client = self.client.borrow();
        let Some(room) = client.open() else { return Place::default() };
        let timeline = client.room(room).and_then(|state| state.timeline());
        timeline.map_or_else(Place::default, |timeline| Place {
            older: timeline.has_older(),
            newer: timeline.has_newer(),
            ready: !client.is_opening(room),
        })
    }

    /// The reader scrolled.
    pub(super) fn scrolled(self: &Rc<Self>) {
        self.scroll.moved(self.place());
        self.place_changed();
    }

    /// The timeline got another size or other contents.
    pub(super) fn resized(self: &Rc<Self>) {
        self.scroll.restore(self.place());
        self.place_changed();
    }

    /// Rows came or the reader moved.
    pub(super) fn place_changed(self: &Rc<Self>) {
        let Some(room) = self.open_room() else { return };
        let place = self.place();
        let Some((above, below)) = distances().filter(|_| place.ready) else { return };
        self.show_jump(place, below);
        if place.older && above < AHEAD {
            self.feed(Input::LoadOlder(room));
        }
        if place.newer && below < AHEAD {
            self.feed(Input::LoadNewer(room));
        }
        self.mark_read();
    }

    /// Everything counts as read when its end is in view, on a page that is looked at.
    pub(super) fn mark_read(self: &Rc<Self>) {
        let shown = !dom::document().hidden() && self.scroll.is_stuck() && distances().is_some();
        let Some(room) = self.open_room().filter(|_| shown) else { return };
        let last = {
            let client = self.client.borrow();
            let state = client.room(room).filter(|_| client.is_member(room));
            let timeline = state.and_then(|state| state.timeline());
            let row = timeline.filter(|timeline| !timeline.has_newer());
            let last = row.and_then(|timeline| timeline.rows().next_back().map(|row| row.seq()));
            last.filter(|last| state.is_some_and(|state| *last > state.summary().read))
        };
        if let Some(seq) = last {
            self.feed(Input::MarkRead { room, seq });
        }
    }

    /// Takes the reader to the newest row.
    pub(super) fn jump(self: &Rc<Self>) {
        let Some(room) = self.open_room() else { return };
        self.forget_linked(room);
        let newer = self.place().newer;
        if newer {
            self.scroll.renew();
            self.reader.borrow_mut().unread_after = None;
            self.feed(Input::JumpToNewest(room));
        } else {
            self.scroll.stick();
        }
        self.room_changed();
    }

    fn show_jump(&self, place: Place, below: f64) {
        let unread = || {
            let client = self.client.borrow();
            let state = client.open().and_then(|room| client.room(room));
            state.is_some_and(|state| state.summary().unread > 0)
        };
        let inside = self.screen.room.with_untracked(|room| room.door != Door::Left);
        let jump = match (self.scroll.is_stuck(), unread()) {
            (true, _) => Jump::Hidden,
            (false, true) if inside => Jump::New,
            (false, _) if inside && (place.newer || below > FAR) => Jump::Far,
            (false, _) => Jump::Hidden,
        };
        update(self.screen.jump, jump);
    }
}
