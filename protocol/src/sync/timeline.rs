//! The rows of a room that are held, and the one function that turns events into rows.

use crate::{Event, Page, Row};

/// A window of a room's rows: without gaps, at most [`Timeline::MAX_ROWS`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Timeline {}

impl Timeline {
    /// Rows held at the most. Beyond it the end far from the reader is let go.
    pub const MAX_ROWS: usize = 300;

    /// The rows, oldest first.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = &Row> {
        std::iter::empty()
    }

    /// There are rows before these.
    pub fn has_older(&self) -> bool {
        false
    }

    /// There are rows after these: the reader is far from the newest.
    pub fn has_newer(&self) -> bool {
        false
    }
}
