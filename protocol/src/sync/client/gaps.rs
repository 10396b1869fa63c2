//! Events that came too early. A healthy server leaves no gaps; this end repairs them all the same.

use crate::{Command, Cursor, Event, Refusal, RoomId, Seq};

use super::super::{Applied, Millis};
use super::requests::Asked;
use super::{Change, Client};

/// The rooms in which events are missing.
#[derive(Clone, Debug, Default)]
pub(super) struct Gaps {
    gaps: Vec<Gap>,
}

#[derive(Clone, Debug)]
struct Gap {
    room: RoomId,
    /// What came too early, in order.
    events: Vec<Event>,
    /// When to ask for what is missing; `None`: that was done.
    ask_at: Option<Millis>,
    until: Millis,
}

impl Gaps {
    /// Events held of one room. The answer to [`Command::Fill`] brings those beyond.
    const MAX_EVENTS: usize = 256;
    /// How long a gap may stay open, in milliseconds. After that the room is fetched afresh.
    const FILL_MS: u64 = 5_000;

    pub(super) fn hold(&mut self, room: RoomId, event: Event, now: Millis) {
        let gap = match self.gaps.iter().position(|gap| gap.room == room) {
            Some(at) => &mut self.gaps[at],
            None => {
                let until = now + Self::FILL_MS;
                self.gaps.push(Gap { room, events: Vec::new(), ask_at: Some(now), until });
                self.gaps.last_mut().expect("a gap was just put there")
            }
        };
        if let Err(at) = gap.events.binary_search_by_key(&event.seq, |held| held.seq)
            && gap.events.len() < Self::MAX_EVENTS
        {
            gap.events.insert(at, event);
        }
    }

    pub(super) fn forget(&mut self, room: RoomId) {
        self.gaps.retain(|gap| gap.room != room);
    }

    pub(super) fn clear(&mut self) {
        self.gaps.clear();
    }

    /// When the first is to be asked for, or given up.
    pub(super) fn deadline(&self) -> Option<Millis> {
        self.gaps.iter().map(|gap| gap.ask_at.unwrap_or(gap.until)).min()
    }

    /// The server is too busy to fill this gap now.
    fn put_off(&mut self, room: RoomId, until: Millis) {
        if let Some(gap) = self.gaps.iter_mut().find(|gap| gap.room == room) {
            gap.ask_at = Some(until);
            gap.until = until + Self::FILL_MS;
        }
    }

    /// The next event held of this room, if it follows this one. What is older goes.
    fn next(&mut self, room: RoomId, cursor: Seq) -> Option<Event> {
        let at = self.gaps.iter().position(|gap| gap.room == room)?;
        let events = &mut self.gaps[at].events;
        events.retain(|event| event.seq > cursor);
        if events.is_empty() {
            self.gaps.remove(at);
            return None;
        }
        let follows = events[0].seq == cursor.next();
        follows.then(|| events.remove(0))
    }

    /// A room with a gap that was not asked for yet.
    fn take_due(&mut self, now: Millis) -> Option<RoomId> {
        let due = |gap: &&mut Gap| gap.ask_at.is_some_and(|at| at <= now);
        let gap = self.gaps.iter_mut().find(due)?;
        gap.ask_at = None;
        Some(gap.room)
    }

    fn take_overdue(&mut self, now: Millis) -> Option<RoomId> {
        let at = self.gaps.iter().position(|gap| gap.until <= now)?;
        Some(self.gaps.remove(at).room)
    }
}

impl Client {
    /// Takes in what came too early and now follows.
    pub(super) fn apply_held(&mut self, room: RoomId) {
        while let Some(cursor) = self.cursor(room)
            && let Some(event) = self.gaps.next(room, cursor.seq)
        {
            let applied = self.apply(room, &event);
            debug_assert_eq!(applied, Some(Applied::Yes), "it was said to follow");
        }
    }

    /// Asks for what is missing.
    pub(super) fn fill(&mut self) {
        while let Some(room) = self.gaps.take_due(self.now) {
            if let Some(after) = self.cursor(room) {
                self.ask(Asked::Fill { room }, Command::Fill { room, after });
            }
        }
    }

    /// Gives up on gaps that stayed open: the room in view is fetched afresh; for another one the
    /// whole connection is, since opening it would take the one in view away.
    pub(super) fn give_up_gaps(&mut self) {
        while let Some(room) = self.gaps.take_overdue(self.now) {
            self.give_up(room);
        }
    }

    pub(super) fn not_filled(&mut self, room: RoomId, refusal: Refusal) {
        match refusal.retry_after_ms {
            Some(wait) => self.gaps.put_off(room, self.now + u64::from(wait)),
            None => self.give_up(room),
        }
    }

    fn give_up(&mut self, room: RoomId) {
        self.gaps.forget(room);
        if self.open == Some(room) {
            self.want_open = Some(0);
        } else if let Some(held) = self.rooms.get_mut(room) {
            held.state.let_go();
            self.connection.fail(self.now, &mut self.out);
        }
        self.changed(Change::Room(room));
    }

    fn cursor(&self, room: RoomId) -> Option<Cursor> {
        self.rooms.get(room).map(|held| held.state.cursor())
    }
}
