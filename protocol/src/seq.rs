//! Positions in a room's log.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The number of an event in its room: 1 for the first, then without gaps. Zero stands before the
/// first event. Order, paging and resume use it; the clock is only for show.
#[derive(
    Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd, Deserialize, Serialize,
)]
pub struct Seq(pub u64);

impl Seq {
    /// Before the first event.
    pub const ZERO: Self = Self(0);

    /// The one after this. The last number there is comes from nobody honest and stays.
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl fmt::Display for Seq {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl FromStr for Seq {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

/// The identity of a log: 64 random bits that change when a server's data is restored from
/// elsewhere, so that a cursor into another history is noticed.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq, Deserialize, Serialize)]
pub struct Epoch(pub u64);

/// 32 random bits stored with each event. They tell two events apart that bear the same [`Seq`] in
/// two histories, as after a whole machine was rolled back.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq, Deserialize, Serialize)]
pub struct Tag(pub u32);

/// How far somebody has read a room's log: the last event applied, and in which history.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq, Deserialize, Serialize)]
pub struct Cursor {
    /// The history.
    pub epoch: Epoch,
    /// The last event that was applied.
    pub seq: Seq,
    /// That event's tag; zero at [`Seq::ZERO`].
    pub tag: Tag,
}
