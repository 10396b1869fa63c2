//! Brings what was published to those who follow the rooms. Rooms take turns, with some of their
//! connections at a time, so that a big room keeps no small one waiting.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::thread;

use futures::executor::block_on;
use tokio::sync::Notify;
use tokio::task::yield_now;
use tokio_util::sync::CancellationToken;

use super::Hub;
use super::feed::{Feed, Lap};
use crate::panics::{caught_here, lock};

/// The rooms that have something to bring.
#[derive(Default)]
pub(super) struct Rounds {
    waiting: Mutex<VecDeque<Round>>,
    wake: Notify,
}

/// A room, and how far it has come.
struct Round {
    feed: Arc<Feed>,
    lap: Lap,
}

impl Rounds {
    /// A room has something to bring, and no turn yet.
    pub(super) fn begin(&self, feed: Arc<Feed>) {
        lock(&self.waiting).push_back(Round { feed, lap: Lap::default() });
        self.wake.notify_one();
    }

    /// Brings something to some of a room's connections. Whether there was anything to bring.
    fn turn(&self) -> bool {
        let Some(mut round) = lock(&self.waiting).pop_front() else { return false };
        let goes_on = caught_here(|| round.feed.bring(&mut round.lap)).unwrap_or_else(|_| {
            // Whoever was left out reads for themselves.
            round.feed.mark_all();
            round.lap.give_up();
            true
        });
        if goes_on {
            lock(&self.waiting).push_back(round);
        }
        true
    }
}

impl Hub {
    /// Brings everything that is published, until it is stopped. On a thread of its own: who
    /// writes to thousands at once keeps nobody from being answered.
    pub(crate) fn bring_until(&self, stop: CancellationToken) {
        let bringing = stop.run_until_cancelled_owned(self.clone().bring());
        thread::Builder::new()
            .name("fan-out".to_owned())
            .spawn(move || block_on(bringing))
            .expect("a thread can be started");
    }

    /// Brings everything that is published, for as long as this is polled.
    pub(crate) async fn bring(self) {
        loop {
            while self.shared.rounds.turn() {
                yield_now().await;
            }
            self.shared.rounds.wake.notified().await;
        }
    }

    /// Brings everything that was published.
    #[cfg(test)]
    pub(crate) fn bring_now(&self) {
        while self.shared.rounds.turn() {}
    }
}

#[cfg(test)]
pub(super) mod tests;
