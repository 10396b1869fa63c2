//! Setting the room in view unread from a message on, and reading on in it.

use std::rc::Rc;

use hark_protocol::sync::Input;
use hark_protocol::{RoomId, Seq};
use web_sys::{Element, Event};

use super::host::Host;
use super::{cast, dom};
use crate::chat::spot::Spot;
use crate::chat::words::menu as words;

impl Host {
    /// Whether the room can be set unread from this message on: it is another's, and the room's.
    pub(super) fn may_be_unread(&self, seq: Seq) -> bool {
        let message = self.message(seq);
        let is_shown = |to: Option<hark_protocol::ReplyTo>| to.is_none_or(|to| to.in_room);
        message.is_some_and(|message| message.author.id != self.me() && is_shown(message.to))
    }

    /// From the message whose menu is open.
    pub(super) fn mark_unread_of_menu(self: &Rc<Self>) {
        if let Some((_, message)) = self.close_menu() {
            self.mark_unread(message.seq);
        }
    }

    /// From the message that the keyboard is on. Says whether it is on one.
    pub(super) fn mark_unread_at(self: &Rc<Self>, event: &Event) -> bool {
        let at = event.target().and_then(cast::<Element>);
        let row = at.and_then(|at| at.closest("li.message").ok().flatten());
        let spot = row.and_then(|row| Spot::of_anchor(&row.id()));
        let spot = spot.filter(|spot| self.may_be_unread(spot.seq));
        spot.iter().for_each(|spot| self.mark_unread(spot.seq));
        spot.is_some()
    }

    fn mark_unread(self: &Rc<Self>, target: Seq) {
        if let Some(room) = self.open_room() {
            self.feed(Input::MarkUnread { room, target });
        }
    }

    /// The room in view was set unread, here or elsewhere: the line shows from where on.
    pub(super) fn was_set_back(&self, room: RoomId) {
        let read = self.client.borrow().room(room).map(|state| state.summary().read);
        self.reader.borrow_mut().unread_after = read;
        self.room_changed();
        if !dom::document().hidden() {
            self.say(words::marked_unread());
        }
    }

    /// The reader means to read what they had set unread.
    pub(super) fn read_on(self: &Rc<Self>) {
        self.open_room().into_iter().for_each(|room| self.feed(Input::ReadOn(room)));
    }
}
