//! What a member is told of in a room, of any content.

use hark_protocol::{Command, Level, List, RoomSummary, Seq, ServerFrame};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::{room_id, seq};

pub(super) fn level() -> impl Strategy<Value = Option<Level>> {
    option::of(proptest::sample::select(Level::ALL.to_vec()))
}

pub(super) fn mentions() -> impl Strategy<Value = List<Seq, { RoomSummary::MAX_MENTIONS }>> {
    vec(seq(), 0..9).prop_map(List::first_of)
}

/// How far somebody has read, as they say.
pub(super) fn reading() -> impl Strategy<Value = Command> {
    (room_id(), seq(), any::<Option<u32>>()).prop_map(|(room, seq, set_back)| match set_back {
        Some(set_back) => Command::MarkRead { room, seq, set_back },
        None => Command::MarkUnread { room, target: seq },
    })
}

/// How far somebody has read, as they are told.
pub(super) fn read() -> impl Strategy<Value = ServerFrame> {
    (room_id(), seq(), any::<(u32, u32)>(), mentions(), seq()).prop_map(
        |(room, read, (set_back, unread), mentions, as_of)| ServerFrame::Read {
            room,
            read,
            set_back,
            unread,
            mentions,
            as_of,
        },
    )
}
