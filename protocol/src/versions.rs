//! What a message said before it was changed.

use serde::{Deserialize, Serialize};

use crate::{Body, List, Seq, Timestamp};

/// A part of the texts that a message had, the newest first.
#[derive(Clone, Debug, Default, Eq, PartialEq, Deserialize, Serialize)]
pub struct Versions {
    /// Each, without a hole. As with a page, they end early where they are long; one comes whatever
    /// its length.
    pub all: List<Version, { Versions::MAX }>,
    /// There are some before these.
    pub earlier: bool,
}

/// A text that a message had.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize, Serialize)]
pub struct Version {
    /// The event by which it got it: the message's own for the first.
    pub seq: Seq,
    /// When, for show.
    pub at: Timestamp,
    /// The text.
    pub body: Body,
}

impl Versions {
    /// Versions at once at the most: more than anybody reads at a time.
    pub const MAX: usize = 20;
}
