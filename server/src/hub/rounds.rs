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
use super::batch::Batch;
use super::feed::Feed;
use super::mailbox::ConnectionId;
use crate::panics::{caught_here, lock};

/// The rooms that have something to bring.
#[derive(Default)]
pub(super) struct Rounds {
    waiting: Mutex<VecDeque<Round>>,
    wake: Notify,
}

/// A room's turn.
struct Round {
    feed: Arc<Feed>,
    under_way: Option<Brought>,
}

/// A batch that some have got, up to this connection.
struct Brought {
    batch: Batch,
    last: Option<ConnectionId>,
}

impl Rounds {
    /// A room has something to bring for which no round is under way.
    pub(super) fn begin(&self, feed: Arc<Feed>) {
        lock(&self.waiting).push_back(Round { feed, under_way: None });
        self.wake.notify_one();
    }

    /// Brings something to some of a room's connections. Whether there was anything to bring.
    fn turn(&self) -> bool {
        let Some(Round { feed, under_way }) = lock(&self.waiting).pop_front() else { return false };
        let new = |batch| Brought { batch, last: None };
        if let Some(mut brought) = under_way.or_else(|| feed.take().map(new)) {
            let bring = || feed.bring(&brought.batch, brought.last);
            brought.last = caught_here(bring).unwrap_or_else(|_| {
                // Whoever was left out reads for themselves.
                feed.mark_all();
                None
            });
            // More of its connections, or more that was published meanwhile.
            let under_way = brought.last.is_some().then_some(brought);
            lock(&self.waiting).push_back(Round { feed, under_way });
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
