//! Brings what changed to the screen, once in a frame, and keeps the reader's place meanwhile.

use std::rc::Rc;

use hark_protocol::RoomSummary;
use hark_protocol::sync::{Change, Input};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::dom;
use super::host::{Host, wall_clock};
use crate::chat::screen::update;
use crate::chat::spot::Side;
use crate::chat::words;

impl Host {
    /// Remembers that this part of the page is to be shown anew, and asks for that.
    pub(super) fn changed(&self, change: Change) {
        let mut dirty = self.dirty.borrow_mut();
        if !dirty.contains(&change) {
            dirty.push(change);
        }
        if self.refresh_asked.replace(true) {
            return;
        }
        // A hidden page has no frames, but a title that counts.
        if dom::document().hidden() {
            dom::later(&self.refresh, 0);
        } else {
            let _ = dom::window().request_animation_frame(&self.refresh);
        }
    }

    /// The rows of the room in view are to be shown anew.
    pub(super) fn room_changed(&self) {
        if let Some(room) = self.open_room() {
            self.changed(Change::Room(room));
        }
    }

    /// Shows everything anew that changed.
    pub(super) fn refresh_now(self: &Rc<Self>) {
        self.refresh_asked.set(false);
        let changes = self.dirty.take();
        if changes.is_empty() {
            return;
        }
        self.scroll.hold();
        self.thread_scroll.hold();
        {
            let mut reader = self.reader.borrow_mut();
            reader.now = wall_clock();
            reader.meet_thread(&self.client.borrow());
        }
        self.settle_reactions();
        self.show(&changes);
        // The signals' effects are queued by now and run before this.
        let host = Rc::clone(self);
        spawn_local(async move { host.settled() });
    }

    fn show(&self, changes: &[Change]) {
        let (client, reader) = (self.client.borrow(), self.reader.borrow());
        let open = client.open();
        let mut rooms = false;
        for change in changes {
            match *change {
                Change::Status => {}
                Change::Rooms | Change::RoomLeft(_) => rooms = true,
                Change::Typing(_) => self.screen.show_typing(&client),
                Change::Here(_) | Change::About => self.screen.show_people(&client, &reader),
                Change::Room(_) | Change::SetBack(_) => {}
            }
        }
        if rooms {
            self.screen.show_rooms(&client);
        }
        let shown = |change: &Change| match change {
            Change::Room(room) => open.is_none_or(|open| open == *room),
            Change::Rooms | Change::RoomLeft(_) => true,
            Change::Status
            | Change::Typing(_)
            | Change::Here(_)
            | Change::About
            | Change::SetBack(_) => false,
        };
        if changes.iter().any(shown) {
            self.screen.show_room(&client, &reader);
            self.show_status();
        }
        let meant: u32 = client.rooms().map(RoomSummary::meant).sum();
        let meant = meant + client.unread_threads().mentions;
        let title =
            self.screen.room.with_untracked(|room| words::mentions::title(&room.name, meant));
        self.show_title(&title, meant > 0);
    }

    /// The new rows stand in the document and were not drawn yet.
    fn settled(self: &Rc<Self>) {
        for side in [Side::Room, Side::Thread] {
            self.scroll(side).restore(self.place(side));
            self.place_changed(side);
            self.restore_composer(side);
        }
        self.keep_focus_at_reactions();
        self.keep_versions_true();
        self.announce_new();
    }

    fn show_title(&self, title: &str, meant: bool) {
        let document = dom::document();
        if document.title() != title {
            document.set_title(title);
            let icon = if meant { "/favicon-unread.svg" } else { "/favicon.svg" };
            if let Ok(Some(link)) = document.query_selector("link[rel=icon]") {
                let _ = link.set_attribute("href", icon);
            }
        }
    }

    /// Shows what the time is elsewhere, and lets go what has ended, with each minute that begins.
    pub(super) fn next_minute(self: &Rc<Self>) {
        const MINUTE: i64 = 60_000;
        self.changed(Change::About);
        self.attend();
        dom::later(&self.minute, (MINUTE - wall_clock().0 % MINUTE) as u64);
    }

    /// Says who types and who is here anew.
    pub(super) fn show_people_anew(self: &Rc<Self>) {
        if self.screen.people_shown.get_untracked() {
            self.feed(Input::WhoWasHere);
        }
        update(self.screen.here, None);
        self.screen.show_typing(&self.client.borrow());
        self.screen.show_people(&self.client.borrow(), &self.reader.borrow());
    }
}
