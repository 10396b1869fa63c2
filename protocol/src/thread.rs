//! Replies in threads: where a reply stands, what a message says of those to it, and what a thread
//! is to a viewer. Replies are events of the room's one log; what a viewer has read of them and
//! follows is the viewer's alone, and told to nobody else.

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
    /// What it is to the viewer.
    pub state: ThreadState,
}

/// What a thread is to the viewer.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Deserialize, Serialize)]
pub struct ThreadState {
    /// The viewer is told of new replies: because they chose so, or because they take part and did
    /// not choose otherwise.
    pub followed: bool,
    /// The last reply that the viewer has seen, as far as that is kept: while they follow.
    pub read: Seq,
    /// How many replies stand after it, up to [`ThreadState::MAX_UNREAD`]; none where the thread
    /// is not followed. One's own never do: replying moves the read cursor.
    pub unread: u32,
    /// How many of those mention the viewer.
    pub mentions: u32,
}

/// What the viewer did not see of all threads that they follow.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Deserialize, Serialize)]
pub struct UnreadThreads {
    /// How many of them have unread replies, up to [`UnreadThreads::MAX`].
    pub threads: u32,
    /// How many of these mention the viewer in such a reply.
    pub mentions: u32,
}

impl ThreadState {
    /// The most replies that are counted: whoever has more has many.
    pub const MAX_UNREAD: u32 = 100;
}

impl UnreadThreads {
    /// The most threads that are counted.
    pub const MAX: u32 = 100;
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
