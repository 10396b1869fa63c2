//! Moments on plain pages, in the reader's time zone.

use hark_protocol::Timestamp;

use crate::chat::words;
use crate::clock::Zone;

/// What it takes to write a moment down for a reader.
#[derive(Clone, Debug)]
pub struct Clock {
    /// Where the reader is.
    pub zone: Zone,
    /// When the page is made.
    pub now: Timestamp,
}

impl Clock {
    /// `Today at 14:05`, `Friday, November 13 at 14:05`.
    pub fn moment(&self, at: Timestamp) -> String {
        words::moment(self.zone.local(at), self.zone.local(self.now).day)
    }

    /// `Today`, `Friday, November 13`.
    pub fn day(&self, at: Timestamp) -> String {
        words::day(self.zone.local(at).day, self.zone.local(self.now).day)
    }
}
