//! The last events of a room, without a gap.

use std::collections::VecDeque;

use bytes::Bytes;
use hark_protocol::Seq;

use super::batch::{Batch, Frame};

/// Events kept for connections a little behind: half a minute of the busiest room.
pub(crate) const RING_EVENTS: usize = 1024;

/// Bytes of events kept for a room: 16 of the largest messages.
pub(crate) const RING_BYTES: usize = 256 * 1024;

/// Events read at once, so that news and the end of a session get between two reads.
pub(crate) const READ_EVENTS: usize = 64;

/// How much a ring keeps.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RingSize {
    pub(crate) events: usize,
    pub(crate) bytes: usize,
}

/// The last events, the newest last. Empty while nobody subscribes.
#[derive(Default)]
pub(super) struct Ring {
    size: RingSize,
    pub(super) head: Seq,
    frames: VecDeque<Frame>,
    bytes: usize,
    /// What is new is being brought, or about to be.
    is_brought: bool,
}

/// What comes after a cursor.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Next {
    /// Nothing.
    Nothing,
    /// The frames that were added, up to this event; maybe not the last.
    Frames(Seq),
    /// Events that the ring no longer holds. The store has them, up to this one at least.
    Behind(Seq),
    /// The viewer is no longer a member.
    Ended,
}

impl Default for RingSize {
    fn default() -> Self {
        Self { events: RING_EVENTS, bytes: RING_BYTES }
    }
}

impl Ring {
    pub(super) fn new(size: RingSize) -> Self {
        Self { size, ..Self::default() }
    }

    /// Keeps an event. Whether nobody brings anything yet.
    pub(super) fn push(&mut self, seq: Seq, frame: Frame) -> bool {
        if seq != self.head.next() {
            self.empty();
        }
        self.head = seq;
        self.bytes += frame.len();
        self.frames.push_back(frame);
        while self.frames.len() > self.size.events || self.bytes > self.size.bytes {
            self.bytes -= self.frames.pop_front().map_or(self.bytes, |frame| frame.len());
        }
        !std::mem::replace(&mut self.is_brought, true)
    }

    /// Moves on without keeping the event: nobody would read it.
    pub(super) fn skip(&mut self, seq: Seq) {
        self.empty();
        self.head = seq;
    }

    pub(super) fn empty(&mut self) {
        self.frames = VecDeque::new();
        self.bytes = 0;
    }

    /// The last event, if everybody has another one. `None`: this is it, and nothing is brought any
    /// more until there is another.
    pub(super) fn news(&mut self, done: Option<Seq>) -> Option<Seq> {
        self.is_brought = done != Some(self.head);
        self.is_brought.then_some(self.head)
    }

    /// Some of what comes after this event.
    pub(super) fn batch(&self, after: Seq) -> Batch {
        let missing = self.head.0.saturating_sub(after.0) as usize;
        let from = self.frames.len().checked_sub(missing);
        let frames: Vec<Frame> = from.map_or_else(Vec::new, |from| self.some(from).collect());
        let last = match frames.len() {
            0 => self.head,
            many => Seq(after.0 + many as u64),
        };
        Batch::new(after, last, frames)
    }

    pub(super) fn next(&self, after: Seq, frames: &mut Vec<Bytes>) -> Next {
        let missing = self.head.0.saturating_sub(after.0) as usize;
        if missing == 0 {
            return Next::Nothing;
        }
        let Some(from) = self.frames.len().checked_sub(missing) else {
            return Next::Behind(self.head);
        };
        let old = frames.len();
        frames.extend(self.some(from).map(|frame| frame.payload()));
        Next::Frames(Seq(after.0 + (frames.len() - old) as u64))
    }

    fn some(&self, from: usize) -> impl Iterator<Item = Frame> {
        self.frames.range(from..).take(READ_EVENTS).cloned()
    }
}
