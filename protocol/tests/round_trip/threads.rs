//! What is on the wire for threads, of any content.

use hark_protocol::{
    Command, Ephemeral, EventKind, HistoryFrom, List, Replies, Reply, ReplyTo, ServerFrame,
    ThreadPage, ThreadState, UnreadThreads, UserId,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use crate::any::{at, body, id, page, person, room_id, seq};
use crate::messages::message;

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
        (to(), seq(), any::<u64>()).prop_map(|(to, target, author)| EventKind::ReplyRemoved {
            to,
            target,
            author: UserId(author)
        }),
        (to(), seq(), option::of(body())).prop_map(|(to, target, body)| EventKind::ReplyEdited {
            to,
            target,
            body
        }),
    ]
}

pub(crate) fn command() -> impl Strategy<Value = Command> {
    let from = seq().prop_map(HistoryFrom::Around);
    let place = || (room_id(), seq());
    prop_oneof![
        (place(), from, any::<u16>()).prop_map(|((room, message), from, limit)| {
            Command::Thread { room, message, from, limit }
        }),
        (place(), seq()).prop_map(|((room, root), seq)| Command::MarkThreadRead {
            room,
            root,
            seq
        }),
        place().prop_map(|(room, root)| Command::Follow { room, root }),
        place().prop_map(|(room, root)| Command::Unfollow { room, root }),
        place().prop_map(|(room, root)| Command::ThreadState { room, root }),
    ]
}

pub(crate) fn reply() -> impl Strategy<Value = Reply> {
    let parts = (message(), page(), state());
    prop_oneof![
        parts.prop_map(|(root, page, state)| {
            Reply::Thread(Box::new(ThreadPage { root, page, state }))
        }),
        state().prop_map(Reply::ThreadState),
    ]
}

pub(crate) fn typing() -> impl Strategy<Value = Ephemeral> {
    (room_id(), option::of(seq()), person()).prop_map(|(room, thread, person)| Ephemeral::Typing {
        room,
        thread,
        person,
    })
}

fn state() -> impl Strategy<Value = ThreadState> {
    (any::<bool>(), seq(), any::<(u32, u32)>()).prop_map(|(followed, read, (unread, mentions))| {
        ThreadState { followed, read, unread, mentions }
    })
}

pub(crate) fn frame() -> impl Strategy<Value = ServerFrame> {
    prop_oneof![
        (room_id(), seq(), state()).prop_map(|(room, root, state)| ServerFrame::Thread {
            room,
            root,
            state
        }),
        any::<(u32, u32)>().prop_map(|(threads, mentions)| {
            ServerFrame::Threads(UnreadThreads { threads, mentions })
        }),
    ]
}
