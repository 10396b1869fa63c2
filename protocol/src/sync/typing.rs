//! Who types in the room in view, and how often the viewer says so.

use crate::{Person, RoomId, UserId};

use super::Millis;

/// Who types in the room in view.
#[derive(Clone, Debug, Default)]
pub(super) struct Typing {
    room: Option<RoomId>,
    people: Vec<Person>,
    until: Vec<Millis>,
    /// When the viewer may say so again.
    tell_after: Millis,
}

impl Typing {
    /// How long somebody counts as typing, in milliseconds: twice the time between two tellings.
    const SHOWN_MS: u64 = 6_500;
    /// How often it is told, in milliseconds: a little more than the three seconds within which the
    /// server tells on once.
    const TELL_MS: u64 = 3_250;
    /// People kept at the most: nobody reads more names.
    const MAX_PEOPLE: usize = 32;

    pub(super) fn of_room(&self, room: RoomId) -> &[Person] {
        if self.room == Some(room) { &self.people } else { &[] }
    }

    /// Somebody types. Says whether that is news.
    pub(super) fn saw(&mut self, room: RoomId, person: Person, now: Millis) -> bool {
        if self.room != Some(room) {
            self.clear();
            self.room = Some(room);
        }
        let until = now + Self::SHOWN_MS;
        match self.people.iter().position(|known| known.id == person.id) {
            Some(at) => {
                self.until[at] = until;
                let renamed = self.people[at] != person;
                self.people[at] = person;
                renamed
            }
            None if self.people.len() == Self::MAX_PEOPLE => false,
            None => {
                self.people.push(person);
                self.until.push(until);
                true
            }
        }
    }

    /// Somebody posted, and so no longer types. Says whether that is news.
    pub(super) fn posted(&mut self, room: RoomId, person: UserId) -> bool {
        if self.room != Some(room) {
            return false;
        }
        let at = self.people.iter().position(|known| known.id == person);
        if let Some(at) = at {
            self.people.remove(at);
            self.until.remove(at);
        }
        at.is_some()
    }

    /// Forgets those who were last seen too long ago. Tells the room if there were any.
    pub(super) fn expire(&mut self, now: Millis) -> Option<RoomId> {
        let before = self.people.len();
        for at in (0..before).rev() {
            if self.until[at] <= now {
                self.people.remove(at);
                self.until.remove(at);
            }
        }
        self.room.filter(|_| self.people.len() < before)
    }

    /// Forgets all. Tells the room if there was anybody.
    pub(super) fn clear(&mut self) -> Option<RoomId> {
        let room = self.room.take().filter(|_| !self.people.is_empty());
        self.people.clear();
        self.until.clear();
        room
    }

    pub(super) fn deadline(&self) -> Option<Millis> {
        self.until.iter().copied().min()
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
