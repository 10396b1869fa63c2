//! How often a sign-in may fail before it has to wait: for one account, for one address, and apart
//! from both for a browser that somebody has signed in with before, so that nobody locks another
//! out of it. Kept in memory: a restart forgets it.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use hark_protocol::UserId;
use sha2::{Digest as _, Sha256};
use tokio::time::Instant;

use crate::panics::lock;
use crate::store::DeviceId;

/// How long a failure counts.
const WINDOW: Duration = Duration::from_secs(15 * 60);

/// The first wait; each that follows is twice as long.
const FIRST_WAIT: Duration = WINDOW;

/// How often it doubles: to a day at the most.
const DOUBLINGS: u32 = 6;
const LONGEST_WAIT: Duration = Duration::from_secs(24 * 60 * 60);

/// After so long without a failure, all before are forgotten.
const FORGOTTEN: Duration = LONGEST_WAIT.saturating_mul(2);

/// How many in a minute are noted in the audit log: enough to see that somebody tries, too few to
/// fill a disk.
const NOTED: u32 = 60;
const NOTED_WITHIN: Duration = Duration::from_secs(60);

/// Counts that are kept at the most, some megabytes. Beyond it those go that nobody has added to
/// for longest.
const REMEMBERED: usize = 20_000;

/// Tries to sign in. Clones are the same count.
#[derive(Clone, Debug)]
pub struct Tries(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    /// How many may fail within [`WINDOW`].
    most: usize,
    failures: Mutex<HashMap<Counted, Failures>>,
    /// Those that were noted in the audit log of late: since when, and how many.
    noted: Mutex<Option<(Instant, u32)>>,
}

/// What failures are counted for.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Counted {
    /// Passwords for whoever has, or would have, this e-mail address, by its hash.
    Account([u8; 16]),
    /// Whatever is tried from this place.
    Address(IpAddr),
    /// Whatever is tried from a browser that its owner has signed in with before.
    Device(DeviceId),
    /// The password of somebody who is signed in already.
    Person(UserId),
    /// Codes of somebody who has shown their password, from a browser that is not known.
    Code(UserId),
}

#[derive(Debug, Default)]
struct Failures {
    /// Those that count, in order.
    at: Vec<Instant>,
    /// How many waits there were.
    waits: u32,
    until: Option<Instant>,
}

/// A try that is under way. It has failed unless it says otherwise: a hundred at once are a
/// hundred.
#[derive(Debug)]
pub struct Try<'t> {
    tries: &'t Tries,
    counted: Vec<Counted>,
}

impl Counted {
    /// The account of this e-mail address, as it was written.
    pub fn account(email: &str) -> Self {
        let hash = Sha256::digest(email.trim().to_lowercase());
        Self::Account(std::array::from_fn(|at| hash[at]))
    }
}

impl Tries {
    /// Of which so many may fail in a quarter of an hour.
    pub fn new(most: u32) -> Self {
        let (failures, noted) = (Mutex::default(), Mutex::default());
        Self(Arc::new(Shared { most: most.max(1) as usize, failures, noted }))
    }

    /// Begins a try that counts for all of these; where one of them has to wait, says for how long.
    pub fn begin(&self, counted: impl Into<Vec<Counted>>) -> Result<Try<'_>, Duration> {
        let (counted, now) = (counted.into(), Instant::now());
        let mut failures = lock(&self.0.failures);
        let waits = counted.iter().filter_map(|one| failures.get(one)?.wait(now));
        if let Some(wait) = waits.max() {
            return Err(wait);
        }
        for one in &counted {
            make_room(&mut failures, one, now);
            failures.entry(*one).or_default().add(now, self.0.most);
        }
        Ok(Try { tries: self, counted })
    }

    /// Whether one more failure may be noted in the audit log.
    pub fn may_note(&self) -> bool {
        let mut noted = lock(&self.0.noted);
        let (since, many) = noted.get_or_insert((Instant::now(), 0));
        if since.elapsed() >= NOTED_WITHIN {
            (*since, *many) = (Instant::now(), 0);
        }
        *many += 1;
        *many <= NOTED
    }
}

impl Try<'_> {
    /// It worked: what failed before for this account was its owner's. What failed from an address
    /// stays, else whoever has an account could try all others.
    pub fn worked(self) {
        let mut failures = lock(&self.tries.0.failures);
        for one in &self.counted {
            match one {
                Counted::Address(_) => take_back(&mut failures, one),
                Counted::Account(_)
                | Counted::Device(_)
                | Counted::Person(_)
                | Counted::Code(_) => {
                    failures.remove(one);
                }
            }
        }
    }

    /// Nothing came of it: it was neither right nor wrong.
    pub fn undone(self) {
        let mut failures = lock(&self.tries.0.failures);
        self.counted.iter().for_each(|one| take_back(&mut failures, one));
    }
}

impl Failures {
    fn wait(&self, now: Instant) -> Option<Duration> {
        self.until.map(|until| until.duration_since(now)).filter(|wait| !wait.is_zero())
    }

    fn add(&mut self, now: Instant, most: usize) {
        if self.is_over(now) {
            self.waits = 0;
        }
        self.until = None;
        self.at.retain(|at| now.duration_since(*at) < WINDOW);
        self.at.push(now);
        if self.at.len() >= most {
            let wait = FIRST_WAIT * 2_u32.pow(self.waits.min(DOUBLINGS));
            self.until = Some(now + wait.min(LONGEST_WAIT));
            self.waits += 1;
        }
    }

    /// Takes the last back, and the wait that began with it.
    fn take_back(&mut self) {
        self.at.pop();
        if self.until.take().is_some() {
            self.waits -= 1;
        }
    }

    /// Nothing of it counts any more.
    fn is_over(&self, now: Instant) -> bool {
        self.at.last().is_none_or(|last| now.duration_since(*last) >= FORGOTTEN)
    }
}

fn take_back(failures: &mut HashMap<Counted, Failures>, one: &Counted) {
    if let Some(counted) = failures.get_mut(one) {
        counted.take_back();
        if counted.at.is_empty() && counted.waits == 0 {
            failures.remove(one);
        }
    }
}

/// Forgets what is over, and failing that the half that nobody has added to for longest.
fn make_room(failures: &mut HashMap<Counted, Failures>, one: &Counted, now: Instant) {
    if failures.len() < REMEMBERED || failures.contains_key(one) {
        return;
    }
    failures.retain(|_, counted| !counted.is_over(now));
    if failures.len() >= REMEMBERED {
        let last = |(one, counted): (&Counted, &Failures)| (counted.at.last().copied(), *one);
        let mut by_age: Vec<_> = failures.iter().map(last).collect();
        let half = by_age.len() / 2;
        by_age.select_nth_unstable_by_key(half, |(last, _)| *last);
        by_age[..half].iter().for_each(|(_, one)| drop(failures.remove(one)));
    }
}

#[cfg(test)]
mod tests;
