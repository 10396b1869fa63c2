//! How fast the outbox is emptied: as the server announced, and not at all while it asked to wait.

use crate::{Pace, Rate};

use super::Millis;

/// What holds the outbox back.
#[derive(Clone, Debug, Default)]
pub(super) struct Slowing {
    /// What the server takes; `None`: it has not said yet.
    posts: Option<Rate>,
    pace: Pace,
    /// Nothing is sent before this time.
    after: Millis,
    /// Messages have waited since then without a rest.
    since: Option<Millis>,
}

impl Slowing {
    pub(super) fn keep_to(&mut self, posts: Rate) {
        self.posts = Some(posts);
    }

    /// Whether one more may be sent now.
    pub(super) fn take(&mut self, now: Millis) -> bool {
        if now >= self.after {
            let taken = self.posts.map_or(Ok(()), |posts| self.pace.take(posts, now));
            let Err(wait) = taken else { return true };
            self.after = now + u64::from(wait);
        }
        self.since.get_or_insert(now);
        false
    }

    /// The server refused one, and asks to wait for so many milliseconds.
    pub(super) fn told(&mut self, now: Millis, wait: u32) {
        self.after = self.after.max(now + u64::from(wait));
        self.since.get_or_insert(now);
    }

    /// Nothing waits any more.
    pub(super) fn rest(&mut self) {
        self.since = None;
    }

    /// When something may be sent that may not be sent before this time for another reason.
    pub(super) fn after(&self, other: Millis) -> Millis {
        self.after.max(other)
    }

    pub(super) fn since(&self) -> Option<Millis> {
        self.since
    }
}
