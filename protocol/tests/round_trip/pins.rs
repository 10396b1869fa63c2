//! Any list of pins.

use hark_protocol::{Excerpt, Pin, Pinned, Pins};
use proptest::collection::vec;
use proptest::prelude::*;

use super::{at, body, person, seq};

pub(super) fn pins() -> impl Strategy<Value = Pins> {
    let pin = (seq(), pinned(), person(), at()).prop_map(|(target, message, by, at)| Pin {
        target,
        message,
        by,
        at,
    });
    vec(pin, 0..4).prop_map(Pins::first_of)
}

pub(super) fn pinned() -> impl Strategy<Value = Pinned> {
    (person(), at(), body()).prop_map(|(author, at, body)| Pinned {
        author,
        at,
        text: Excerpt::of(&body),
    })
}
