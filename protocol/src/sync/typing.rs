//! Who types in the room in view and its threads, and how often the viewer says so.

use crate::{Person, RoomId, Seq, UserId};

use super::Millis;

/// Who types in the room in view and its threads.
#[derive(Clone, Debug, Default)]
pub(super) struct Typing {
    room: Option<RoomId>,
    people: Vec<Typist>,
    /// When the viewer may say so again.
    tell_after: Millis,
}

#[derive(Clone, Debug)]
struct Typist {
    person: Person,
    /// Where they typed last.
    thread: Option<Seq>,
    until: Millis,
}

impl Typing {
    /// How long somebody counts as typing, in milliseconds: twice the time between two tellings.
    const SHOWN_MS: u64 = 6_500;
    /// How often it is told, in milliseconds: a little more than the three seconds within which the
    /// server tells on once.
    const TELL_MS: u64 = 3_250;
    /// People kept at the most: nobody reads more names.
    const MAX_PEOPLE: usize = 32;

    pub(super) fn of(&self, room: RoomId, thread: Option<Seq>) -> Vec<Person> {
        let there = |typist: &&Typist| self.room == Some(room) && typist.thread == thread;
        self.people.iter().filter(there).map(|typist| typist.person.clone()).collect()
    }

    /// Somebody types. Says whether that is news.
    pub(super) fn saw(
        &mut self,
        (room, thread): (RoomId, Option<Seq>),
        person: Person,
        now: Millis,
    ) -> bool {
        if self.room != Some(room) {
            self.clear();
            self.room = Some(room);
        }
        let until = now + Self::SHOWN_MS;
        let full = self.people.len() == Self::MAX_PEOPLE;
        match self.people.iter_mut().find(|known| known.person.id == person.id) {
            Some(known) => {
                let news = (&known.person, known.thread) != (&person, thread);
                *known = Typist { person, thread, until };
                news
            }
            None if full => false,
            None => {
                self.people.push(Typist { person, thread, until });
                true
            }
        }
    }

    /// Somebody posted, and so no longer types. Says whether that is news.
    pub(super) fn posted(&mut self, room: RoomId, person: UserId) -> bool {
        if self.room != Some(room) {
            return false;
        }
        let before = self.people.len();
        self.people.retain(|known| known.person.id != person);
        self.people.len() < before
    }

    /// Forgets those who were last seen too long ago. Tells the room if there were any.
    pub(super) fn expire(&mut self, now: Millis) -> Option<RoomId> {
        let before = self.people.len();
        self.people.retain(|known| known.until > now);
        self.room.filter(|_| self.people.len() < before)
    }

    /// Forgets all. Tells the room if there was anybody.
    pub(super) fn clear(&mut self) -> Option<RoomId> {
        let room = self.room.take().filter(|_| !self.people.is_empty());
        self.people.clear();
        room
    }

    pub(super) fn deadline(&self) -> Option<Millis> {
        self.people.iter().map(|known| known.until).min()
    }

    /// The viewer types. Says whether to tell the others now.
    pub(super) fn tell(&mut self, now: Millis) -> bool {
        let tell = now >= self.tell_after;
        if tell {
            self.tell_after = now + Self::TELL_MS;
        }
        tell
    }
}
