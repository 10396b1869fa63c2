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

/// How many in a window are noted in the audit log: enough to see that somebody tries, too few to
/// fill a disk.
const NOTED: u32 = 60;

/// Places remembered at the most, about a megabyte. Beyond it those whose window is over are
/// forgotten, and failing that all.
const REMEMBERED: usize = 10_000;

/// Failed sign-ins. Clones are the same count.
#[derive(Clone, Debug, Default)]
pub struct Tries {
    failed: Arc<Mutex<HashMap<Place, Failures>>>,
    /// Those that were noted in the audit log of late.
    noted: Arc<Mutex<Option<Failures>>>,
}

/// As whom, and from where.
type Place = (String, IpAddr);

/// Since when, and how many.
type Failures = (Instant, u32);

impl Tries {
    /// Whether a sign-in as this address from this place may be tried now.
    pub fn may_try(&self, email: &str, from: IpAddr) -> bool {
        let tries = lock(&self.failed);
        match tries.get(&key(email, from)) {
            Some((since, failures)) => since.elapsed() >= WINDOW || *failures < ENOUGH,
            None => true,
        }
    }

    /// It failed.
    pub fn failed(&self, email: &str, from: IpAddr) {
        let mut tries = lock(&self.failed);
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

    /// Whether one more failure may be noted in the audit log.
    pub fn may_note(&self) -> bool {
        let mut noted = lock(&self.noted);
        let (since, many) = noted.get_or_insert((Instant::now(), 0));
        if since.elapsed() >= WINDOW {
            (*since, *many) = (Instant::now(), 0);
        }
        *many += 1;
        *many <= NOTED
    }

    /// It worked: earlier failures were its owner's.
    pub fn worked(&self, email: &str, from: IpAddr) {
        lock(&self.failed).remove(&key(email, from));
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

    #[tokio::test(start_paused = true)]
    async fn of_a_flood_of_failures_a_few_are_noted() {
        let tries = Tries::default();
        assert_eq!((0..1_000).filter(|_| tries.may_note()).count(), NOTED as usize);
        tokio::time::advance(WINDOW).await;
        assert!(tries.may_note());
    }
}
