//! How fast something may go on: so many in a second, and a few at once. Pure: time comes in as a
//! value, so that a server which refuses and a client which would rather wait count alike.

use serde::{Deserialize, Serialize};

/// So many in a second over time, and so many at once after a rest.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Deserialize, Serialize)]
pub struct Rate {
    /// In a second. None is taken for one.
    pub per_second: u32,
    /// At once. None is taken for one.
    pub burst: u32,
}

/// What was taken of a [`Rate`]: a token bucket told by one number, the time at which it is full
/// again ("virtual scheduling", ITU-T I.371, annex A).
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Pace {
    /// In microseconds of the caller's clock.
    full_at: u64,
}

impl Pace {
    /// Takes one now, by a clock in milliseconds that only moves forward. `Err`: there is none yet,
    /// but there will be in so many milliseconds.
    pub fn take(&mut self, rate: Rate, now_ms: u64) -> Result<(), u32> {
        let now = now_ms.saturating_mul(1_000);
        let each = 1_000_000 / u64::from(rate.per_second.max(1));
        let most = each * u64::from(rate.burst.max(1));
        let full_at = self.full_at.max(now) + each;
        if full_at > now + most {
            let wait = (full_at - now - most).div_ceil(1_000);
            return Err(u32::try_from(wait).unwrap_or(u32::MAX));
        }
        self.full_at = full_at;
        Ok(())
    }

    /// Whether as many may be taken as if none ever was.
    pub fn is_full(&self, now_ms: u64) -> bool {
        self.full_at <= now_ms.saturating_mul(1_000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POSTS: Rate = Rate { per_second: 5, burst: 20 };

    #[test]
    fn a_few_at_once_and_then_one_by_one() {
        let mut pace = Pace::default();
        let now = 1_000_000;
        for taken in 0..20 {
            assert_eq!(pace.take(POSTS, now), Ok(()), "number {taken}");
        }
        assert_eq!(pace.take(POSTS, now), Err(200));
        assert_eq!(pace.take(POSTS, now + 199), Err(1), "asking costs nothing");
        assert_eq!(pace.take(POSTS, now + 200), Ok(()));
        assert_eq!(pace.take(POSTS, now + 200), Err(200));
    }

    #[test]
    fn a_rest_fills_it_and_not_more() {
        let mut pace = Pace::default();
        for _ in 0..20 {
            pace.take(POSTS, 0).unwrap();
        }
        assert!(!pace.is_full(3_999) && pace.is_full(4_000));
        let later = 1_000_000_000;
        let at_once = (0..100).filter(|_| pace.take(POSTS, later).is_ok()).count();
        assert_eq!(at_once, 20);
    }

    #[test]
    fn over_time_it_is_the_rate() {
        let mut pace = Pace::default();
        let taken = (0..60_000).filter(|now| pace.take(POSTS, *now).is_ok()).count();
        assert_eq!(taken, 20 + 5 * 60 - 1);
    }

    #[test]
    fn a_rate_of_nothing_is_one_a_second() {
        let mut pace = Pace::default();
        let none = Rate { per_second: 0, burst: 0 };
        assert_eq!(pace.take(none, 0), Ok(()));
        assert_eq!(pace.take(none, 0), Err(1_000));
        let endless = Rate { per_second: u32::MAX, burst: u32::MAX };
        assert!((0..1_000).all(|_| pace.take(endless, 5_000).is_ok()));
    }
}
