//! Threads: opened, held, paged and replied to.

use hark_protocol::sync::Input;
use hark_protocol::{
    Command, EventKind, HistoryFrom, List, Message, Page, Replies, Reply, ReplyTo, Row, Seq,
    ServerFrame, ThreadPage, ThreadState,
};

use crate::host::{GENERAL, Host, ann, bob, body, event, id, message, snapshot};

const NEWEST: HistoryFrom = HistoryFrom::Before(Seq(u64::MAX));

fn root() -> Message {
    let root = message(9, bob(), 109);
    let root = root.message().expect("a message").clone();
    let people = List::first_of([bob()]);
    Message { replies: Replies { count: 1, people, revision: Seq(10), ..root.replies }, ..root }
}

fn reply(seq: u64, in_room: bool) -> Row {
    let reply = message(seq, bob(), seq as u8);
    let reply = reply.message().expect("a message").clone();
    Row::Message(Message { to: Some(ReplyTo { root: Seq(9), in_room }), ..reply })
}

fn thread(seqs: &[u64], as_of: u64) -> ThreadPage {
    let rows = List::first_of(seqs.iter().map(|seq| reply(*seq, false)));
    let page = Page { rows, older: false, newer: false, as_of: Seq(as_of) };
    ThreadPage { root: root(), page, state: followed(10, 0) }
}

pub(crate) fn followed(read: u64, unread: u32) -> ThreadState {
    ThreadState { followed: true, read: Seq(read), unread, mentions: 0 }
}

pub(crate) fn posted(seq: u64, in_room: bool) -> ServerFrame {
    let to = ReplyTo { root: Seq(9), in_room };
    let client_message_id = id(seq as u8);
    let kind = EventKind::ReplyPosted { to, client_message_id, body: Some(body("Hello")) };
    event(GENERAL, seq, bob(), kind)
}

fn held(host: &Host) -> Vec<u64> {
    let thread = host.client.room(GENERAL).and_then(|room| room.thread(Seq(9)));
    thread.expect("it is held").rows().map(|row| row.seq().0).collect()
}

pub(crate) fn opened() -> Host {
    let mut host = Host::live();
    host.give(Input::OpenThread { root: Seq(9), near: None });
    let (asked, command) = host.command();
    let limit = 50;
    assert_eq!(command, Command::Thread { room: GENERAL, message: Seq(9), from: NEWEST, limit });
    host.replies(asked, Ok(Reply::Thread(Box::new(thread(&[10], 10)))));
    host
}

#[test]
fn a_reply_comes_to_its_thread_and_to_the_room_only_where_it_is_to_be_shown() {
    let mut host = opened();
    host.hears(posted(11, false));
    host.hears(posted(12, true));
    assert_eq!(held(&host), [10, 11, 12]);
    let room = host.client.room(GENERAL).expect("a room");
    let rows: Vec<u64> = room.timeline().expect("opened").rows().map(|row| row.seq().0).collect();
    assert_eq!(rows, [8, 9, 10, 12]);
    assert_eq!(room.summary().unread, 1, "what stands in a thread only is not unread in the room");
    let root = room.thread(Seq(9)).and_then(|thread| thread.root()).expect("a root");
    assert_eq!(root.replies.count, 3);
    assert_eq!(root.replies.people[0], bob());
}

#[test]
fn a_thread_that_is_held_is_shown_at_once() {
    let mut host = opened();
    host.give(Input::CloseThread);
    host.hears(posted(11, false));
    host.give(Input::OpenThread { root: Seq(9), near: None });
    assert!(host.frames().is_empty(), "nothing has to be asked");
    assert_eq!(held(&host), [10, 11]);
}

#[test]
fn a_page_older_than_the_events_is_asked_for_again() {
    let mut host = Host::live();
    host.give(Input::OpenThread { root: Seq(9), near: None });
    let (asked, _) = host.command();
    host.hears(posted(11, false));
    host.replies(asked, Ok(Reply::Thread(Box::new(thread(&[10], 10)))));
    let (asked, command) = host.command();
    assert!(matches!(command, Command::Thread { .. }));
    // This one is ahead: what it brings beyond the events comes as an event.
    host.replies(asked, Ok(Reply::Thread(Box::new(thread(&[10, 11, 12], 12)))));
    assert_eq!(held(&host), [10, 11]);
    host.hears(posted(12, false));
    assert_eq!(held(&host), [10, 11, 12]);
}

#[test]
fn a_removed_reply_is_taken_off_the_count_once_and_leaves_a_tombstone() {
    let mut host = opened();
    let to = ReplyTo { root: Seq(9), in_room: false };
    let removed = EventKind::ReplyRemoved { to, target: Seq(10), author: bob().id };
    host.hears(event(GENERAL, 11, bob(), removed.clone()));
    host.hears(event(GENERAL, 11, bob(), removed.clone()));
    let room = host.client.room(GENERAL).expect("a room");
    let thread = room.thread(Seq(9)).expect("held");
    assert_eq!(thread.root().expect("a root").replies.count, 0);
    assert!(thread.rows().filter_map(Row::message).all(|reply| reply.body.is_none()));
    assert_eq!(room.summary().unread, 0);
}

#[test]
fn a_room_that_comes_afresh_brings_its_thread_back() {
    let mut host = opened();
    let reset = hark_protocol::ResetReason::TooFarBehind;
    host.hears(ServerFrame::Reset { reason: reset, snapshot: snapshot(GENERAL, 40) });
    assert!(host.client.is_loading_thread());
    let (asked, command) = host.command();
    assert!(matches!(command, Command::Thread { message: Seq(9), .. }));
    host.replies(asked, Ok(Reply::Thread(Box::new(thread(&[10, 30], 40)))));
    assert_eq!(held(&host), [10, 30]);
}

#[test]
fn a_reply_of_ones_own_waits_where_it_will_stand() {
    let mut host = opened();
    let to = ReplyTo { root: Seq(9), in_room: false };
    host.give(Input::Send {
        room: GENERAL,
        body: body("I bring bread."),
        to: Some(to),
        client_message_id: id(1),
        typed_at: hark_protocol::Timestamp(1),
    });
    host.give(Input::OutboxStored(id(1)));
    let (_, command) = host.command();
    assert!(matches!(command, Command::Post { to: asked, .. } if asked == Some(to)));
    let waiting = host.client.outbox(GENERAL).next().expect("it waits");
    assert!(waiting.goes_to(Some(Seq(9))));
    assert!(!waiting.goes_to(None));
    let (client_message_id, text) = (id(1), Some(body("I bring bread.")));
    host.hears(event(
        GENERAL,
        11,
        ann(),
        EventKind::ReplyPosted { to, client_message_id, body: text },
    ));
    assert_eq!(host.client.outbox(GENERAL).count(), 0);
    assert_eq!(held(&host), [10, 11]);
}
