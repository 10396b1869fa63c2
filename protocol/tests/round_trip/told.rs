//! What a member is told of in a room, of any content.

use hark_protocol::{Level, List, RoomSummary, Seq};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::seq;

pub(super) fn level() -> impl Strategy<Value = Option<Level>> {
    option::of(proptest::sample::select(Level::ALL.to_vec()))
}

pub(super) fn mentions() -> impl Strategy<Value = List<Seq, { RoomSummary::MAX_MENTIONS }>> {
    vec(seq(), 0..9).prop_map(List::first_of)
}
