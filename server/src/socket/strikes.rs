//! Patience with frames that cannot be read: a few may be a fault, many are misuse.

use std::time::Duration;

use tokio::time::Instant;

/// This many bad frames within [`WINDOW`] end a connection.
pub(super) const STRIKES_MAX: usize = 5;

/// How long a bad frame is remembered.
pub(super) const WINDOW: Duration = Duration::from_secs(60);

/// The bad frames of one connection.
#[derive(Debug, Default)]
pub(super) struct Strikes {
    at: Vec<Instant>,
}

impl Strikes {
    /// Counts one more. Whether that was one too many.
    pub(super) fn strike(&mut self, now: Instant) -> bool {
        self.at.retain(|then| now.duration_since(*then) < WINDOW);
        self.at.push(now);
        self.at.len() >= STRIKES_MAX
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fifth_in_a_minute_is_one_too_many() {
        let start = Instant::now();
        let mut strikes = Strikes::default();
        for second in [0, 10, 20, 30] {
            assert!(!strikes.strike(start + Duration::from_secs(second)));
        }
        // The first was a minute ago.
        assert!(!strikes.strike(start + WINDOW));
        assert!(strikes.strike(start + Duration::from_secs(69)));
    }
}
