//! How often a sign-in may fail before it has to wait. Kept in memory: a restart forgets it.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::time::Instant;

use crate::panics::lock;

/// How long failures count.
const WINDOW: Duration = Duration::from_secs(60);

/// How many in a window for one e-mail address from one place: more than a person needs to find
/// which of their passwords it was.
const ENOUGH: u32 = 10;

/// Places remembered at the most, about a megabyte. Beyond it those whose window is over are
/// forgotten, and failing that all.
const REMEMBERED: usize = 10_000;

/// Failed sign-ins. Clones are the same count.
#[derive(Clone, Debug, Default)]
pub struct Tries(Arc<Mutex<HashMap<Place, Failures>>>);

/// As whom, and from where.
type Place = (String, IpAddr);

/// Since when, and how many.
type Failures = (Instant, u32);

impl Tries {
    /// Whether a sign-in as this address from this place may be tried now.
    pub fn may_try(&self, email: &str, from: IpAddr) -> bool {
        let tries = lock(&self.0);
        match tries.get(&key(email, from)) {
            Some((since, failures)) => since.elapsed() >= WINDOW || *failures < ENOUGH,
            None => true,
        }
    }

    /// It failed.
    pub fn failed(&self, email: &str, from: IpAddr) {
        let mut tries = lock(&self.0);
        if tries.len() >= REMEMBERED {
            tries.retain(|_, (since, _)| since.elapsed() < WINDOW);
        }
        if tries.len() >= REMEMBERED {
            tries.clear();
        }
        let (since, failures) = tries.entry(key(email, from)).or_insert((Instant::now(), 0));
        if since.elapsed() >= WINDOW {
            (*since, *failures) = (Instant::now(), 0);
        }
        *failures += 1;
    }

    /// It worked: earlier failures were its owner's.
    pub fn worked(&self, email: &str, from: IpAddr) {
        lock(&self.0).remove(&key(email, from));
    }
}

fn key(email: &str, from: IpAddr) -> Place {
    // Cut, so that long nonsense is not remembered whole.
    (email.to_lowercase().chars().take(64).collect(), from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn ten_failures_a_minute_are_enough() {
        let (tries, home) = (Tries::default(), IpAddr::from([192, 0, 2, 7]));
        for _ in 0..ENOUGH {
            assert!(tries.may_try("ann@example.org", home));
            tries.failed("Ann@example.org", home);
        }
        assert!(!tries.may_try("ann@example.org", home));
        assert!(tries.may_try("ann@example.org", IpAddr::from([192, 0, 2, 8])));
        assert!(tries.may_try("bob@example.org", home));
        tokio::time::advance(WINDOW).await;
        assert!(tries.may_try("ann@example.org", home));
    }
}
