//! The people around the viewer: who types, who is here or was, and what they say of themselves.
//! Nothing of this is in the log.

use super::super::Here;
use super::{Change, Client};
use crate::{
    About, Access, Attention, ClientFrame, Ephemeral, List, Person, Present, Receipt, RoomId, Seen,
    Seq, Timestamp, UserId,
};

/// What is known of them.
#[derive(Clone, Debug)]
pub(super) struct Around {
    here: Option<(RoomId, Here)>,
    /// Whoever was connected when the server said so, and is no more, is among them with an older
    /// time until it answers.
    seen: Option<(RoomId, Vec<Seen>)>,
    receipts: Option<(RoomId, Vec<Receipt>)>,
    /// Of each person once.
    about: Vec<About>,
    /// The viewer's own.
    pub(super) attention: Attention,
    /// What the server knows of that on this connection.
    told: Attention,
}

impl Around {
    pub(super) fn new(about: List<About, { About::MAX }>) -> Self {
        let about = about.into_vec();
        let (attention, told) = Default::default();
        Self { here: None, seen: None, receipts: None, about, attention, told }
    }

    /// The connection is gone, and whoever is connected anew is there until they say otherwise.
    pub(super) fn lost(&mut self) {
        self.told = Attention::default();
    }
}

impl Client {
    /// Who types in this room or this thread of it, the viewer left out. Only the room in view has
    /// news of that.
    pub fn typing(&self, room: RoomId, thread: Option<Seq>) -> Vec<Person> {
        self.typing.of(room, thread)
    }

    /// Who is here in this room, if the server has said so.
    pub fn here(&self, room: RoomId) -> Option<&Here> {
        self.around.here.as_ref().filter(|(of, _)| *of == room).map(|(_, here)| here)
    }

    /// When this member of the room was connected last, if that is known.
    pub fn seen(&self, room: RoomId, user: UserId) -> Option<Timestamp> {
        let (_, seen) = self.around.seen.as_ref().filter(|(of, _)| *of == room)?;
        seen.iter().find(|seen| seen.user == user)?.at
    }

    /// How far the others have read in this direct room, as far as they let it be seen.
    pub fn receipts(&self, room: RoomId) -> &[Receipt] {
        let receipts = self.around.receipts.as_ref().filter(|(of, _)| *of == room);
        receipts.map_or(&[], |(_, receipts)| receipts)
    }

    /// What this person says of themselves, if they say anything.
    pub fn about(&self, user: UserId) -> Option<&About> {
        self.around.about.iter().find(|about| about.user == user)
    }

    /// Says whether the viewer is there, where the server does not know.
    pub(super) fn tell_attention(&mut self) {
        if self.around.told != self.around.attention {
            self.around.told = self.around.attention;
            self.put(&ClientFrame::Attention(self.around.attention));
        }
    }

    /// Asks when the members of the room in view were seen last.
    pub(super) fn who_was_here(&mut self) {
        if let Some(room) = self.open.filter(|_| self.connection.is_live()) {
            self.put(&ClientFrame::WhoWasHere { room });
        }
    }

    /// What is known of that may be old: people came and went while there was no connection.
    pub(super) fn who_was_here_again(&mut self) {
        if self.around.seen.is_some() {
            self.who_was_here();
        }
    }

    /// Takes in when they were.
    pub(super) fn were_seen(&mut self, room: RoomId, people: Vec<Seen>) {
        self.around.seen = Some((room, people));
        self.changed(Change::Here(room));
    }

    /// Takes in how far the others have read.
    pub(super) fn were_read(&mut self, room: RoomId, receipts: Vec<Receipt>) {
        self.around.receipts = Some((room, receipts));
        self.changed(Change::Room(room));
    }

    /// Takes in all that is said, in place of what was said before.
    pub(super) fn everybody(&mut self, people: Vec<About>) {
        self.around.about = people;
        self.changed(Change::About);
    }

    /// Takes in what one person says.
    pub(super) fn somebody(&mut self, about: About) {
        self.around.about.retain(|old| old.user != about.user);
        self.around.about.push(about);
        self.changed(Change::About);
    }

    /// Takes in what may be lost.
    pub(super) fn ephemeral(&mut self, news: Ephemeral) {
        match news {
            Ephemeral::Typing { room, thread, person } => {
                let others = self.open == Some(room) && person.id != self.me.id;
                if others && self.typing.saw((room, thread), person, self.now) {
                    self.changed(Change::Typing(room));
                }
            }
            Ephemeral::Here { room, count, people } => {
                let here = Here { count, people: people.into_vec() };
                if self.is_worth_asking(room, &here) {
                    self.who_was_here();
                }
                self.around.here = Some((room, here));
                self.changed(Change::Here(room));
            }
        }
    }

    /// Where it is shown when people were seen, those who went were seen just now. Of the other in
    /// a direct room it is always shown.
    fn is_worth_asking(&self, room: RoomId, now: &Here) -> bool {
        let known = self.around.seen.as_ref().is_some_and(|(of, _)| *of == room);
        if !known {
            return self.is_direct(room);
        }
        let gone = |one: &Present| now.people.iter().all(|other| other.person.id != one.person.id);
        self.here(room).is_some_and(|here| here.people.iter().any(gone))
    }

    fn is_direct(&self, room: RoomId) -> bool {
        self.room(room).is_some_and(|state| state.summary().room.access == Access::Direct)
    }
}
