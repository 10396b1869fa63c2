//! How many messages are unread, kept between the server's counts. Knows nothing of rows.

use crate::{Event, EventKind, Seq, UserId};

/// `unread = messages by others after the read cursor, not deleted`: what the server counted at
/// one event, and what the events after that add and take away.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Unread {
    read: Seq,
    counted: u32,
    /// The last event that `counted` includes. Events up to here that come later do not count.
    as_of: Seq,
    since: Vec<Step>,
}

/// An event that may change the count.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
struct Step {
    seq: Seq,
    /// A message was posted, or this one was deleted.
    deleted: Option<Seq>,
}

impl Unread {
    /// Steps kept so that a count told late can be continued. The server tells counts before
    /// events, so that more than a few never come between.
    const MAX_STEPS: usize = 256;

    pub(super) fn new(read: Seq, counted: u32, as_of: Seq) -> Self {
        Self { read, counted, as_of, since: Vec::new() }
    }

    pub(super) fn read(&self) -> Seq {
        self.read
    }

    pub(super) fn as_of(&self) -> Seq {
        self.as_of
    }

    pub(super) fn count(&self) -> u32 {
        let since: i64 = self.since.iter().map(|step| self.worth(*step)).sum();
        u32::try_from(i64::from(self.counted) + since).unwrap_or(0)
    }

    /// Takes in the next event of the room.
    pub(super) fn apply(&mut self, event: &Event, me: UserId) {
        let deleted = match &event.kind {
            Some(EventKind::MessagePosted { .. }) if event.actor.id == me => {
                // Posting reads everything up to the post.
                if event.seq > self.as_of {
                    *self = Self::new(event.seq, 0, event.seq);
                }
                self.read = self.read.max(event.seq);
                return;
            }
            // Also one that was deleted since: its deletion follows and takes it off again.
            Some(EventKind::MessagePosted { .. }) => None,
            Some(EventKind::MessageDeleted { target }) => Some(*target),
            Some(
                EventKind::RoomCreated { .. }
                | EventKind::MessageEdited { .. }
                | EventKind::MemberJoined { .. }
                | EventKind::MemberLeft { .. }
                | EventKind::MemberRenamed { .. }
                | EventKind::RoomRenamed { .. }
                | EventKind::TopicChanged { .. }
                | EventKind::RoomArchived
                | EventKind::RoomUnarchived
                | EventKind::ReactionAdded { .. }
                | EventKind::ReactionRemoved { .. }
                | EventKind::MessagePinned { .. }
                | EventKind::MessageUnpinned { .. }
                | EventKind::DirectStarted { .. },
            )
            | None => return,
        };
        if event.seq > self.as_of {
            self.since.push(Step { seq: event.seq, deleted });
        }
        if self.since.len() > Self::MAX_STEPS {
            let oldest = self.since.remove(0);
            let counted = i64::from(self.counted) + self.worth(oldest);
            self.counted = u32::try_from(counted).unwrap_or(0);
            self.as_of = oldest.seq;
        }
    }

    /// Takes in what the server counted. A count that is older than the one held, or that was
    /// taken before this end moved the read cursor on, is news of the past.
    pub(super) fn told(&mut self, read: Seq, counted: u32, as_of: Seq) {
        if as_of >= self.as_of && read >= self.read {
            self.counted = counted;
            self.as_of = as_of;
            self.since.retain(|step| step.seq > as_of);
        }
        self.read = self.read.max(read);
    }

    /// The person has read up to here. `counted`: how many are unread now, as of `cursor`, if that
    /// is known here; else the server tells.
    pub(super) fn mark(&mut self, read: Seq, counted: Option<u32>, cursor: Seq) {
        self.read = read;
        if let Some(counted) = counted
            && self.as_of <= cursor
        {
            *self = Self::new(read, counted, cursor);
        }
    }

    fn worth(&self, step: Step) -> i64 {
        match step.deleted {
            None => i64::from(step.seq > self.read),
            Some(target) => -i64::from(target > self.read),
        }
    }
}
