//! What follows from where the reader is: rows that are wanted, what counts as read, and the way
//! to the newest.

use std::rc::Rc;

use hark_protocol::sync::{Input, Timeline};
use leptos::prelude::*;
use web_sys::{Element, Event};

use super::host::Host;
use super::scroll::{Place, Scroll};
use super::{cast, dom};
use crate::chat::screen::{Door, Jump, update};
use crate::chat::spot::Side;

/// More rows are wanted when less than this many screens of them are left: what comes back in a
/// third of a second to somebody who scrolls quickly.
const AHEAD: f64 = 3.0;

/// Further than this many screens from the end, a way back is offered.
const FAR: f64 = 1.0;

impl Place {
    /// Whether an end that is this many screens away is near enough for more rows to be wanted
    /// there. When no more can be held, those at the other end are let go for them, and on a high
    /// screen they would be wanted back at once.
    fn is_near(self, end: f64, other: f64) -> bool {
        end < AHEAD && (!self.full || 2.0 * end < other)
    }
}

impl Host {
    /// What is held on this side.
    pub(super) fn place(&self, side: Side) -> Place {
        let client = self.client.borrow();
        let Some(state) = client.open().and_then(|room| client.room(room)) else {
            return Place::default();
        };
        let (window, ready) = match side {
            Side::Room => (state.timeline(), !client.is_opening(state.summary().room.id)),
            Side::Thread => (client.thread().and_then(|root| state.thread(root)), true),
        };
        window.map_or_else(Place::default, |window| Place {
            older: window.has_older(),
            newer: window.has_newer(),
            full: window.rows().len() >= Timeline::MAX_ROWS,
            ready,
        })
    }

    /// Where the reader is on this side.
    pub(super) fn scroll(&self, side: Side) -> &Scroll {
        match side {
            Side::Room => &self.scroll,
            Side::Thread => &self.thread_scroll,
        }
    }

    /// The reader scrolled.
    pub(super) fn scrolled(self: &Rc<Self>, side: Side) {
        let was_stuck = self.scroll(side).is_stuck();
        self.scroll(side).moved(self.place(side));
        // Who scrolls down to the end means to read it.
        if side == Side::Room && !was_stuck && self.scroll.is_stuck() {
            self.read_on();
        }
        self.place_changed(side);
    }

    /// The timeline got another size or other contents.
    pub(super) fn resized(self: &Rc<Self>, side: Side) {
        self.scroll(side).restore(self.place(side));
        self.place_changed(side);
    }

    /// Rows came or the reader moved.
    pub(super) fn place_changed(self: &Rc<Self>, side: Side) {
        let Some(room) = self.open_room() else { return };
        let place = self.place(side);
        let distances = self.scroll(side).distances().filter(|_| place.ready);
        let Some((above, below)) = distances else { return };
        if side == Side::Thread {
            if place.older && place.is_near(above, below) {
                self.feed(Input::LoadOlderReplies);
            }
            if place.newer && place.is_near(below, above) {
                self.feed(Input::LoadNewerReplies);
            }
            self.mark_thread_read();
            return;
        }
        self.show_jump(place, below);
        if place.older && place.is_near(above, below) {
            self.feed(Input::LoadOlder(room));
        }
        if place.newer && place.is_near(below, above) {
            self.feed(Input::LoadNewer(room));
        }
        self.mark_read();
    }

    /// Everything counts as read when its end is in view, on a page that is looked at.
    pub(super) fn mark_read(self: &Rc<Self>) {
        let Some(room) = self.open_room().filter(|_| self.sees_end(Side::Room)) else { return };
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

    /// So do the replies of the thread in view, where it is followed.
    fn mark_thread_read(self: &Rc<Self>) {
        let shown = self.sees_end(Side::Thread);
        let last = {
            let client = self.client.borrow();
            let (Some(room), Some(root)) = (client.open(), client.thread()) else { return };
            let thread = client.room(room).and_then(|state| state.thread(root));
            let end = thread.filter(|thread| shown && !thread.has_newer());
            let state = client.thread_state(room, root).filter(|state| state.followed);
            end.and_then(|thread| thread.last())
                .filter(|last| state.is_some_and(|state| *last > state.read))
        };
        last.into_iter().for_each(|seq| self.feed(Input::MarkThreadRead(seq)));
    }

    /// Whether the end of what is held on this side is looked at.
    fn sees_end(&self, side: Side) -> bool {
        let scroll = self.scroll(side);
        !dom::document().hidden() && scroll.is_stuck() && scroll.distances().is_some()
    }

    /// Takes the reader to the newest row.
    pub(super) fn jump(self: &Rc<Self>) {
        let Some(room) = self.open_room() else { return };
        self.forget_linked(room);
        self.read_on();
        let newer = self.place(Side::Room).newer;
        if newer {
            self.scroll.renew();
            self.reader.borrow_mut().unread_after = None;
            self.feed(Input::JumpToNewest(room));
        } else {
            self.scroll.stick();
        }
        self.room_changed();
    }

    /// Takes the reader to the newest row of the timeline that the keyboard is in. Says whether it
    /// is in one.
    pub(super) fn to_newest_at(self: &Rc<Self>, event: &Event) -> bool {
        let at = event.target().and_then(cast::<Element>);
        let timeline = at.and_then(|at| at.closest(".timeline").ok().flatten());
        match timeline.as_ref().map(dom::side_of) {
            Some(Side::Room) => self.jump(),
            Some(Side::Thread) => self.to_newest_reply(),
            None => return false,
        }
        true
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
