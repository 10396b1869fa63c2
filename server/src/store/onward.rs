//! The time as sessions see it: it does not go back by a little.
//!
//! Whoever sets a clock, or lets a time server set it, moves it by seconds or minutes. A session
//! that was over stays over meanwhile, and [`CLOCK_STEP`] more than it was promised lets none end
//! too early.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use hark_protocol::Timestamp;

use super::{Store, Viewer, millis};

/// Smaller steps of the clock end no session and bring none back. A machine that is further off
/// was not right before, and is taken at its new word.
pub(super) const CLOCK_STEP: Duration = Duration::from_secs(5 * 60);

/// The latest time that was seen.
#[derive(Debug, Default)]
pub(super) struct Onward(AtomicI64);

impl Onward {
    /// The time, if the clock says this.
    pub(super) fn at(&self, now: Timestamp) -> Timestamp {
        let latest = self.0.load(Ordering::Relaxed);
        if now.0 < latest && latest.saturating_sub(now.0) < millis(CLOCK_STEP) {
            return Timestamp(latest);
        }
        self.0.store(now.0, Ordering::Relaxed);
        now
    }
}

impl Store {
    /// How long the session that somebody asks in goes on at the most.
    pub fn session_left(&self, viewer: &Viewer) -> Duration {
        let left = viewer.session_ends.0.saturating_sub(self.0.onward.at(self.now()).0);
        Duration::from_millis(u64::try_from(left).unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_steps_back_are_overlooked_and_large_ones_taken() {
        let onward = Onward::default();
        let minute = 60_000;
        let noon = 720 * minute;
        let at = |time| onward.at(Timestamp(time)).0;
        assert_eq!(at(noon), noon);
        assert_eq!(at(noon - 1), noon);
        assert_eq!(at(noon - 4 * minute), noon, "measured from the latest, not from the last");
        assert_eq!(at(noon + 1), noon + 1);
        assert_eq!(at(noon - 6 * minute), noon - 6 * minute);
        assert_eq!(at(noon - 5 * minute), noon - 5 * minute);
    }
}
