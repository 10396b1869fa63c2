//! What each of many has taken of the same rate. Who has rested is forgotten.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Mutex;

use hark_protocol::{Pace, Rate};

use crate::panics::lock;

/// Remembered at the most, about a megabyte. Beyond it those who rested are forgotten, and failing
/// that all.
const REMEMBERED: usize = 20_000;

#[derive(Debug)]
pub(super) struct Book<K>(Mutex<HashMap<K, Pace>>);

impl<K> Default for Book<K> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Eq + Hash> Book<K> {
    /// As [`Pace::take`].
    pub(super) fn take(&self, key: K, rate: Rate, now_ms: u64) -> Result<(), u32> {
        let mut paces = lock(&self.0);
        if paces.len() >= REMEMBERED && !paces.contains_key(&key) {
            paces.retain(|_, pace| !pace.is_full(now_ms));
            if paces.len() >= REMEMBERED {
                paces.clear();
            }
        }
        paces.entry(key).or_default().take(rate, now_ms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: Rate = Rate { per_second: 1, burst: 1 };

    #[test]
    fn each_has_its_own_pace() {
        let book = Book::default();
        assert_eq!(book.take("ann", RATE, 0), Ok(()));
        assert_eq!(book.take("bob", RATE, 0), Ok(()));
        assert_eq!(book.take("ann", RATE, 0), Err(1_000));
    }

    #[test]
    fn no_more_are_remembered_than_there_is_room_for() {
        let book = Book::default();
        for number in 0..REMEMBERED {
            book.take(number, RATE, 0).unwrap();
        }
        book.take(0, RATE, 1_000).unwrap();
        book.take(REMEMBERED, RATE, 1_000).unwrap();
        assert_eq!(lock(&book.0).len(), 2, "all others have rested");
        assert_eq!(book.take(0, RATE, 1_000), Err(1_000));
    }
}
