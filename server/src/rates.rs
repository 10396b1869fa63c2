//! Whoever asks faster than the [rates](crate::config::Rates) is told when to come again; whoever
//! does not listen to that floods. Kept in memory: a restart forgets it.

mod book;

use std::net::IpAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use hark_protocol::{Limits, Pace, Rate, RoomId, UserId};
use tokio::time::Instant;

use crate::config::Rates;
use crate::panics::lock;
use book::Book;

/// Refusals that one person may cause. Clients that wait as they are told cause one now and then,
/// or a few at once from several tabs; who sends a hundred in a second floods within one.
const REFUSALS: Rate = Rate { per_second: 10, burst: 100 };

/// How long a connection that floods is asked to stay away, in milliseconds.
pub(crate) const FLOOD_REST_MS: u32 = 30_000;

/// How long somebody with too many connections waits, in seconds.
pub(crate) const CONNECTIONS_RETRY_S: u64 = 30;

/// Over how many seconds those come back who were not let in, and after how many at the soonest.
const COME_BACK: (u64, u64) = (1, 10);

/// A room that takes no more asks for this much more, in milliseconds, at the most: all who wait
/// for it do not come at once.
const ROOM_SPREAD_MS: u64 = 1_000;

/// How long a refusal at the door is remembered for those who ask why.
const AT_THE_DOOR: Duration = Duration::from_secs(5);

/// Why something is not done now.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum TooFast {
    /// It may be asked again in so many milliseconds.
    Wait(u32),
    /// It was asked again and again without waiting.
    Flood,
}

/// How fast everybody goes on. Clones are the same count.
#[derive(Clone, Debug)]
pub struct Pacing(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    rates: Rates,
    begun: Instant,
    posts: Book<UserId>,
    commands: Book<UserId>,
    refusals: Book<UserId>,
    rooms: Book<RoomId>,
    forms: Book<IpAddr>,
    door: Mutex<Door>,
    /// Counts those who are asked to come back, to spread them.
    waiting: AtomicU64,
}

/// Who was let in of those who want a WebSocket.
#[derive(Debug, Default)]
struct Door {
    pace: Pace,
    shut: Option<Instant>,
}

impl Pacing {
    /// At these rates.
    pub fn new(rates: Rates) -> Self {
        Self(Arc::new(Shared {
            rates,
            begun: Instant::now(),
            posts: Book::default(),
            commands: Book::default(),
            refusals: Book::default(),
            rooms: Book::default(),
            forms: Book::default(),
            door: Mutex::default(),
            waiting: AtomicU64::new(0),
        }))
    }

    /// The limits to announce.
    pub fn limits(&self) -> Limits {
        let Rates { posts_per_second, commands_per_second, .. } = self.0.rates;
        Limits {
            posts: Rates::of(posts_per_second),
            commands: Rates::of(commands_per_second),
            ..Limits::default()
        }
    }

    /// Whether this person may post in this room now. That a room takes no more is not their fault.
    pub fn post(&self, user: UserId, room: RoomId) -> Result<(), TooFast> {
        let Shared { rates, posts, rooms, .. } = &*self.0;
        let taken = posts.take(user, Rates::of(rates.posts_per_second), self.now());
        taken.or_else(|wait| self.refused(user, wait))?;
        let taken = rooms.take(room, Rates::of(rates.room_posts_per_second), self.now());
        taken.map_err(|wait| {
            let more = self.spread(ROOM_SPREAD_MS);
            TooFast::Wait(wait.saturating_add(u32::try_from(more).unwrap_or(0)))
        })
    }

    /// Whether this person may ask for something now.
    pub fn command(&self, user: UserId) -> Result<(), TooFast> {
        let Shared { rates, commands, .. } = &*self.0;
        let taken = commands.take(user, Rates::of(rates.commands_per_second), self.now());
        taken.or_else(|wait| self.refused(user, wait))
    }

    /// Whether a form may come from this address now.
    pub fn form(&self, from: IpAddr) -> Result<(), TooFast> {
        let Shared { rates, forms, .. } = &*self.0;
        let taken = forms.take(from, Rates::of(rates.forms_per_second), self.now());
        taken.map_err(TooFast::Wait)
    }

    /// Whether one more WebSocket may be opened now; if not, after how many seconds.
    pub fn upgrade(&self) -> Result<(), u64> {
        let rate = Rates::of(self.0.rates.upgrades_per_second);
        let mut door = lock(&self.0.door);
        if door.pace.take(rate, self.now()).is_ok() {
            return Ok(());
        }
        door.shut = Some(Instant::now());
        Err(self.come_back())
    }

    /// Whether somebody was turned away at the door just now; if so, after how many seconds whoever
    /// asks should come back.
    pub fn is_open(&self) -> Result<(), u64> {
        match lock(&self.0.door).shut {
            Some(shut) if shut.elapsed() < AT_THE_DOOR => Err(self.come_back()),
            Some(_) | None => Ok(()),
        }
    }

    fn refused(&self, user: UserId, wait: u32) -> Result<(), TooFast> {
        match self.0.refusals.take(user, REFUSALS, self.now()) {
            Ok(()) => Err(TooFast::Wait(wait)),
            Err(_) => Err(TooFast::Flood),
        }
    }

    fn come_back(&self) -> u64 {
        let (soonest, within) = COME_BACK;
        soonest + self.spread(within - soonest + 1)
    }

    /// A number below this one; those asked in a row spread evenly.
    fn spread(&self, below: u64) -> u64 {
        // A prime that shares no factor with what it is divided by.
        self.0.waiting.fetch_add(1, Ordering::Relaxed).wrapping_mul(7919) % below
    }

    fn now(&self) -> u64 {
        u64::try_from(self.0.begun.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}

#[cfg(test)]
mod tests;
