//! The ledger against crowds that are told too little, too much, too late or something else.

use hark_protocol::{Person, PersonName, Reply, Seq, ServerFrame, Tag, Timestamp, UserId};

use super::*;
use crate::member::Ear;

const ROOM: RoomId = RoomId(7);

/// Three clients who know of events up to 10, and posts of client 0 that became 11 and on.
fn three(posts: u64) -> (Ledger, Vec<Vec<u8>>) {
    let mut ledger = Ledger::open(ROOM, 3, 10);
    let body = Body::parse("Hello").unwrap();
    let frames = (11..11 + posts).map(|seq| match ledger.post(0, &body) {
        ClientFrame::Command { command: Command::Post { client_message_id, body, .. }, .. } => {
            event(seq, client_message_id, body)
        }
        other => panic!("no post: {other:?}"),
    });
    let frames = frames.collect();
    (ledger, frames)
}

fn event(seq: u64, client_message_id: ClientMessageId, body: Body) -> Vec<u8> {
    let kind = Some(EventKind::MessagePosted { client_message_id, body: Some(body) });
    let name = PersonName::parse("Ann").unwrap();
    let actor = Person { id: UserId(1), name, picture: None };
    let event = Event { seq: Seq(seq), tag: Tag(5), at: Timestamp(0), actor, kind };
    ServerFrame::Event { room: ROOM, event }.encode()
}

fn ack(ledger: &mut Ledger, id: u32, seq: u64) {
    let posted = Posted { seq: Seq(seq), at: Timestamp(0), duplicate: false };
    let frame = ServerFrame::Reply { id: CommandId(id), result: Ok(Reply::Posted(posted)) };
    ledger.hear(0, &frame.encode(), Instant::now()).unwrap();
}

fn tell(ledger: &mut Ledger, who: usize, frame: &[u8]) {
    ledger.hear(who, frame, Instant::now()).unwrap();
}

/// Missing, duplicate, out of order, and other failures.
fn faults(mut ledger: Ledger) -> [u64; 4] {
    ledger.close();
    let Faults { missing, duplicate, out_of_order, failures, .. } = ledger.faults;
    [missing, duplicate, out_of_order, failures]
}

#[test]
fn all_who_are_told_everything_once_and_in_order_are_counted() {
    let (mut ledger, frames) = three(2);
    ack(&mut ledger, 1, 11);
    for frame in &frames {
        (0..3).for_each(|who| tell(&mut ledger, who, frame));
    }
    assert_eq!(ledger.take_complete(), [0], "the second one was not answered yet");
    assert_eq!(ledger.outstanding(), 1);
    ack(&mut ledger, 2, 12);
    assert_eq!(ledger.take_complete(), [0]);
    assert_eq!((ledger.tally.deliveries, ledger.tally.complete, ledger.outstanding()), (6, 2, 0));
    assert_eq!(ledger.tally.to_one.summary().samples, 6);
    assert_eq!(ledger.tally.to_all.summary().samples, 2);
    assert_eq!(ledger.tally.to_ack.summary().samples, 2);
    assert!(ledger.told.is_empty(), "what everybody has is not kept");
    assert_eq!(faults(ledger), [0; 4]);
}

#[test]
fn who_is_not_told_is_named() {
    let (mut ledger, frames) = three(2);
    ack(&mut ledger, 1, 11);
    ack(&mut ledger, 2, 12);
    for frame in &frames {
        tell(&mut ledger, 0, frame);
        tell(&mut ledger, 1, frame);
    }
    tell(&mut ledger, 2, &frames[0]);
    assert_eq!(ledger.take_complete(), [0]);
    ledger.close();
    assert!(ledger.faults.told.contains(&"client 2 was not told of 12".into()));
    assert_eq!(
        (ledger.faults.missing, ledger.faults.failures),
        (1, 1),
        "and the post is not whole"
    );
}

#[test]
fn a_gap_is_missing_until_it_comes_out_of_order() {
    let (mut ledger, frames) = three(2);
    tell(&mut ledger, 1, &frames[1]);
    assert_eq!(ledger.skipped.len(), 1);
    tell(&mut ledger, 1, &frames[0]);
    assert_eq!(ledger.tally.deliveries, 2);
    for who in [0, 2] {
        frames.iter().for_each(|frame| tell(&mut ledger, who, frame));
    }
    ack(&mut ledger, 1, 11);
    ack(&mut ledger, 2, 12);
    assert_eq!(faults(ledger), [0, 0, 1, 0]);

    let (mut ledger, frames) = three(2);
    for who in 0..3 {
        frames.iter().skip(usize::from(who == 1)).for_each(|frame| tell(&mut ledger, who, frame));
    }
    ack(&mut ledger, 2, 12);
    assert_eq!(faults(ledger), [1, 0, 0, 1]);
}

#[test]
fn a_second_delivery_counts_as_a_fault_and_not_as_a_delivery() {
    let (mut ledger, frames) = three(1);
    ack(&mut ledger, 1, 11);
    tell(&mut ledger, 0, &frames[0]);
    tell(&mut ledger, 0, &frames[0]);
    assert_eq!(ledger.tally.deliveries, 1);
    tell(&mut ledger, 1, &frames[0]);
    tell(&mut ledger, 2, &frames[0]);
    // Also when nobody waits for it any more.
    tell(&mut ledger, 1, &frames[0]);
    assert_eq!(faults(ledger), [0, 2, 0, 0]);
}

#[test]
fn everybody_is_told_the_same() {
    let (mut ledger, frames) = three(1);
    ack(&mut ledger, 1, 11);
    tell(&mut ledger, 0, &frames[0]);
    let other = event(11, ledger.message_id(1), Body::parse("Hullo").unwrap());
    tell(&mut ledger, 1, &other);
    assert_eq!(ledger.faults.failures, 1);
}

#[test]
fn an_answer_must_name_what_was_told() {
    for ack_first in [true, false] {
        let (mut ledger, frames) = three(1);
        if ack_first {
            ack(&mut ledger, 1, 12);
        }
        (0..3).for_each(|who| tell(&mut ledger, who, &frames[0]));
        if !ack_first {
            ack(&mut ledger, 1, 12);
        }
        assert_eq!(faults(ledger), [0, 0, 0, 1]);
    }
}

#[test]
fn an_answer_comes_once() {
    let (mut ledger, frames) = three(1);
    ack(&mut ledger, 1, 11);
    ack(&mut ledger, 1, 11);
    (0..3).for_each(|who| tell(&mut ledger, who, &frames[0]));
    assert_eq!(faults(ledger), [0, 0, 0, 1]);
}

#[test]
fn what_others_post_is_told_and_is_none_of_our_posts() {
    let (mut ledger, frames) = three(1);
    // The number of our post, under an id of another run.
    let mut id = [9; 16];
    id[12..].copy_from_slice(&1_u32.to_be_bytes());
    let stranger = event(11, ClientMessageId(id), Body::parse("Hi").unwrap());
    (0..3).for_each(|who| tell(&mut ledger, who, &stranger));
    assert_eq!((ledger.tally.deliveries, ledger.tally.complete), (3, 0));
    assert_eq!(ledger.tally.to_one.summary().samples, 0);
    assert_eq!(ledger.outstanding(), frames.len());
    ledger.posts.clear();
    assert_eq!(faults(ledger), [0; 4]);
}
