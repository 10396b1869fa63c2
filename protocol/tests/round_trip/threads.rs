//! What is on the wire for threads, of any content.

use hark_protocol::{Command, EventKind, HistoryFrom, List, Replies, ReplyTo};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use crate::any::{at, body, id, person, room_id, seq};

pub(crate) fn to() -> impl Strategy<Value = ReplyTo> {
    (seq(), any::<bool>()).prop_map(|(root, in_room)| ReplyTo { root, in_room })
}

pub(crate) fn replies() -> impl Strategy<Value = Replies> {
    let people = vec(person(), 0..=Replies::MAX_PEOPLE).prop_map(List::first_of);
    (any::<u32>(), people, at(), seq()).prop_map(|(count, people, newest_at, revision)| Replies {
        count,
        people,
        newest_at,
        revision,
    })
}

pub(crate) fn kind() -> impl Strategy<Value = EventKind> {
    prop_oneof![
        (to(), id(), option::of(body())).prop_map(|(to, client_message_id, body)| {
            EventKind::ReplyPosted { to, client_message_id, body }
        }),
        (to(), seq()).prop_map(|(to, target)| EventKind::ReplyRemoved { to, target }),
    ]
}

pub(crate) fn command() -> impl Strategy<Value = Command> {
    let from = seq().prop_map(HistoryFrom::Around);
    (room_id(), seq(), from, any::<u16>())
        .prop_map(|(room, message, from, limit)| Command::Thread { room, message, from, limit })
}
