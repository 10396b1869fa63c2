//! The way around a room's audience. What is published meanwhile goes to those who are still to
//! come, together with what they were to get; and the way goes on until everybody has everything.

use std::ops::Bound::{self, Excluded, Included, Unbounded};

use hark_protocol::Seq;

use crate::hub::batch::Batch;
use crate::hub::mailbox::ConnectionId;

/// How far the events of a room were brought.
#[derive(Debug, Default)]
pub(in crate::hub) struct Lap {
    /// The last event.
    head: Seq,
    /// Who has it: those after this connection, ...
    from: Option<ConnectionId>,
    /// ... up to this one.
    at: Option<ConnectionId>,
    /// The last connection has it, and it goes on with the first.
    around: bool,
    /// Everybody has it.
    over: bool,
    /// What was brought last. It is what most get.
    batch: Option<Batch>,
}

impl Lap {
    /// What everybody has.
    pub(super) fn done(&self) -> Option<Seq> {
        self.over.then_some(self.head)
    }

    /// From here on everything up to this event is brought.
    pub(super) fn aim(&mut self, head: Seq) {
        if self.head != head {
            *self = Self { head, from: self.at, at: self.at, ..Self::default() };
        }
    }

    /// Who is to come.
    pub(super) fn ahead(&self) -> (Bound<ConnectionId>, Bound<ConnectionId>) {
        let end = if self.around { self.from.map_or(Unbounded, Included) } else { Unbounded };
        (self.at.map_or(Unbounded, Excluded), end)
    }

    /// It was brought up to this connection; `None`: to all that were ahead.
    pub(super) fn reach(&mut self, last: Option<ConnectionId>) {
        match last {
            Some(_) => self.at = last,
            None if self.around || self.from.is_none() => (self.over, self.at) = (true, self.from),
            None => (self.around, self.at) = (true, None),
        }
    }

    /// What follows this event.
    pub(super) fn batch(&mut self, after: Seq, make: impl FnOnce() -> Batch) -> &Batch {
        self.batch.take_if(|batch| batch.before != after);
        self.batch.get_or_insert_with(make)
    }

    /// Whoever did not get it was told to read.
    pub(in crate::hub) fn give_up(&mut self) {
        self.over = true;
    }
}
