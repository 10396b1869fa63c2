//! What is going to happen, and when. What is due at the same time happens in the order in which it
//! was put down.

use std::collections::BTreeMap;

use hark_protocol::sync::{Generation, Millis};

use super::network::LineId;

/// One thing that is going to happen.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Due {
    /// Somebody does something.
    Act,
    /// Something goes wrong.
    Fault,
    /// The disk takes what waits.
    Commit,
    /// The server's process is gone.
    Kill,
    /// This server, by its number, has had its time to stop.
    Stop(u32),
    /// A new server process starts.
    Start,
    /// The disk has room again.
    Room,
    /// Whatever is wrong is mended, and nobody does anything any more.
    Heal,
    /// Is everybody done?
    Settled,
    /// A browser's storage has done the next thing it was asked for.
    Storage(Life),
    /// The time that a client asked to be woken at.
    Wake(Life, Millis),
    /// A handshake comes to the server.
    Reach(Life, Generation),
    /// A handshake failed, or the end of a socket that never opened.
    Failed(Life, Generation),
    /// The answer to whether there is a session.
    Look(Life),
    /// A tab that slept is looked at again.
    Rouse(Life),
    /// A socket is open.
    Opened(LineId),
    /// Something comes to the server.
    Up(LineId),
    /// Something comes to the browser.
    Down(LineId),
    /// The server's socket takes bytes again.
    Writable(LineId),
}

/// A tab between two loads of its page: what was under way for one life is nothing to the next.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Life {
    pub(crate) tab: usize,
    pub(crate) number: u32,
}

/// Everything that is going to happen.
#[derive(Debug, Default)]
pub(crate) struct Agenda {
    due: BTreeMap<(Millis, u64), Due>,
    last: u64,
}

impl Agenda {
    pub(crate) fn put(&mut self, at: Millis, due: Due) {
        self.last += 1;
        self.due.insert((at, self.last), due);
    }

    /// When the next thing is due.
    pub(crate) fn next(&self) -> Option<Millis> {
        self.due.keys().next().map(|(at, _)| *at)
    }

    pub(crate) fn take(&mut self, now: Millis) -> Option<Due> {
        let first = self.due.first_entry()?;
        (first.key().0 <= now).then(|| first.remove())
    }
}
