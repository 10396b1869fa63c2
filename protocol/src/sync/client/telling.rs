//! What somebody is to be told of beside the page: new messages, as the level of their room says,
//! and until they are read or removed.

use crate::markup::Mentions;
use crate::{Access, Body, Event, Excerpt, Level, Person, RoomId, RoomSummary, Seq, UserId};

use super::{Client, Effect};

/// A new message that the person wants to be told of.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Telling {
    /// Where.
    pub room: RoomId,
    /// Which message.
    pub seq: Seq,
    /// Whose.
    pub author: Person,
    /// How it begins.
    pub text: Excerpt,
    /// It stands in a thread only.
    pub aside: bool,
    /// Why they are told.
    pub why: Why,
}

/// Why somebody is told of a message.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Why {
    /// It mentions them, or everybody in the room.
    Mention,
    /// It stands in a direct room of theirs.
    Direct,
    /// They want to hear of every message there.
    Everything,
}

/// What was told and is not read yet.
#[derive(Clone, Debug, Default)]
pub(super) struct Tellings {
    /// What came while the client caught up: of each room the last.
    late: Vec<Telling>,
    told: Vec<(RoomId, Seq)>,
}

impl Tellings {
    /// So many are remembered, to be taken back once they are read. Nobody leaves more standing.
    const MAX: usize = 50;
}

impl Client {
    /// A message came. What is caught up with after a while away is told of as one for each room.
    pub(super) fn tell_of(&mut self, room: RoomId, event: &Event, body: &Body, aside: bool) {
        let Some(held) = self.rooms.get(room) else { return };
        let summary = held.state.summary();
        let is_new = event.actor.id != self.me.id && event.seq > summary.read;
        let why = why(summary, body, aside, self.me.id).filter(|_| is_new);
        let Some(why) = why else { return };
        let (seq, author, text) = (event.seq, event.actor.clone(), Excerpt::of(body));
        let telling = Telling { room, seq, author, text, aside, why };
        if self.connection.is_live() {
            self.tell(telling);
        } else {
            self.tellings.late.retain(|late| late.room != room);
            self.tellings.late.push(telling);
        }
    }

    /// All that was missed has come.
    pub(super) fn tell_late(&mut self) {
        for telling in std::mem::take(&mut self.tellings.late) {
            let state = self.rooms.get(telling.room).map(|held| &held.state);
            if state.is_some_and(|state| state.summary().read < telling.seq) {
                self.tell(telling);
            }
        }
    }

    fn tell(&mut self, telling: Telling) {
        let told = &mut self.tellings.told;
        if told.len() == Tellings::MAX {
            told.remove(0);
        }
        told.push((telling.room, telling.seq));
        self.out.push(Effect::Tell(telling));
    }

    /// A message was removed: nothing of it is to be seen any more.
    pub(super) fn untell(&mut self, room: RoomId, target: Seq) {
        let is_it = |seq: Seq| seq == target;
        self.tellings.late.retain(|late| late.room != room || !is_it(late.seq));
        self.untell_where(|told, seq| told == room && is_it(seq));
    }

    /// Takes back what was read since.
    pub(super) fn untell_read(&mut self) {
        let read = |room| self.rooms.get(room).map(|held| held.state.summary().read);
        let reads: Vec<_> = self.tellings.told.iter().map(|(room, _)| read(*room)).collect();
        let mut reads = reads.into_iter();
        self.untell_where(|_, seq| reads.next().flatten().is_none_or(|read| read >= seq));
    }

    fn untell_where(&mut self, mut is_over: impl FnMut(RoomId, Seq) -> bool) {
        let out = &mut self.out;
        self.tellings.told.retain(|(room, seq)| {
            let over = is_over(*room, *seq);
            if over {
                out.push(Effect::Untell { room: *room, seq: *seq });
            }
            !over
        });
    }
}

/// Why this message is to be told, if it is.
fn why(summary: &RoomSummary, body: &Body, aside: bool, me: UserId) -> Option<Why> {
    let is_mentioned = || Mentions::of(body).reach(me);
    let is_direct = summary.room.access == Access::Direct;
    match summary.level() {
        Level::Nothing | Level::Hidden => None,
        Level::Everything if is_direct && !aside => Some(Why::Direct),
        Level::Everything | Level::Mentions if is_mentioned() => Some(Why::Mention),
        Level::Everything if !aside => Some(Why::Everything),
        Level::Everything | Level::Mentions => None,
    }
}
