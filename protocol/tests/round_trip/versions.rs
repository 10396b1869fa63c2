//! Any texts that a message had.

use hark_protocol::{List, Version, Versions};
use proptest::collection::vec;
use proptest::prelude::*;

use super::{at, body, seq};

pub(super) fn versions() -> impl Strategy<Value = Versions> {
    let version = (seq(), at(), body()).prop_map(|(seq, at, body)| Version { seq, at, body });
    (vec(version, 0..4), any::<bool>())
        .prop_map(|(all, earlier)| Versions { all: List::first_of(all), earlier })
}
