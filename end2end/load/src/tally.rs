//! What is counted of messages between two moments.

use crate::histogram::Histogram;

/// What one stretch of time came to.
#[derive(Debug, Default)]
pub struct Tally {
    /// Messages that were posted.
    pub posted: u64,
    /// Most of them that were on their way at once.
    pub outstanding: usize,
    /// Messages that reached everybody.
    pub complete: u64,
    /// Deliveries that counted.
    pub deliveries: u64,
    /// From the post until one client had it: every delivery is a sample.
    pub to_one: Histogram,
    /// From the post until the last client had it.
    pub to_all: Histogram,
    /// From the post until its answer.
    pub to_ack: Histogram,
}
