//! Replies in threads: where a reply stands, and what a message says of those to it. All of them
//! are events of the room's one log.

use serde::{Deserialize, Serialize};

use crate::{Event, List, Message, Page, Person, Seq, Timestamp};

/// Where a reply stands. There is no thread inside a thread: a reply to a reply goes to its root.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Deserialize, Serialize)]
pub struct ReplyTo {
    /// The message whose thread it is in.
    pub root: Seq,
    /// It is shown in the room, too.
    pub in_room: bool,
}

/// What a message says of the replies to it.
#[derive(Clone, Debug, Default, Eq, PartialEq, Deserialize, Serialize)]
pub struct Replies {
    /// How many stand; those that were removed do not count.
    pub count: u32,
    /// Who replied last, the last one first, under the names they bear now. That they did stays
    /// when a reply is removed.
    pub people: List<Person, { Replies::MAX_PEOPLE }>,
    /// When the newest reply was posted; zero where there was none.
    pub newest_at: Timestamp,
    /// The last event that changed any of this; [`Seq::ZERO`] where none did.
    pub revision: Seq,
}

/// A part of a thread, read at one moment.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize, Serialize)]
pub struct ThreadPage {
    /// The message that it hangs on, maybe removed.
    pub root: Message,
    /// Some of the replies.
    pub page: Page,
}

impl Replies {
    /// People named: as many faces as fit beside the count on a phone.
    pub const MAX_PEOPLE: usize = 3;

    /// Somebody replies.
    pub(crate) fn add(&mut self, person: &Person, at: Timestamp) {
        self.count += 1;
        self.newest_at = at;
        let others = self.people.iter().filter(|other| other.id != person.id);
        self.people = List::first_of([person].into_iter().chain(others).cloned());
    }

    /// A reply was removed.
    pub(crate) fn remove(&mut self) {
        self.count = self.count.saturating_sub(1);
    }

    /// Somebody goes by another name or picture.
    pub(crate) fn renew(&mut self, event: &Event) {
        self.people.iter_mut().for_each(|person| event.renew(person));
    }
}
