//! Two who slept, and servers that tell them too little, too much or something else.

use hark_protocol::{
    Access, Event, Message, Person, PersonName, Pins, Reactions, Replies, Room, RoomName,
    RoomSummary, Tag, Timestamp, Topic, UserId,
};

use super::*;

const ROOM: RoomId = RoomId(7);

/// Two who know the room up to 10.
fn two() -> Sleepers {
    Sleepers::of(ROOM, 2, Cursor { seq: Seq(10), ..Cursor::default() })
}

fn person() -> Person {
    Person { id: UserId(1), name: PersonName::parse("Ann").unwrap(), picture: None }
}

fn id(seq: u64) -> ClientMessageId {
    ClientMessageId(u128::from(seq).to_be_bytes())
}

fn hear(sleepers: &mut Sleepers, who: usize, frame: &ServerFrame) {
    let mut ward = Ward { all: sleepers, numbers: &[0, 1] };
    ward.hear(who, &frame.encode(), Instant::now()).unwrap();
}

fn event(seq: u64, message: u64) -> ServerFrame {
    let kind = EventKind::MessagePosted { client_message_id: id(message), body: None };
    let (tag, at) = (Tag(seq as u32), Timestamp(0));
    let event = Event { seq: Seq(seq), tag, at, actor: person(), kind: Some(kind) };
    ServerFrame::Event { room: ROOM, event }
}

fn row(seq: u64) -> Row {
    Row::Message(Message {
        seq: Seq(seq),
        at: Timestamp(0),
        author: person(),
        client_message_id: id(seq),
        body: None,
        moderated: false,
        revision: Seq(seq),
        reactions: Reactions::default(),
        to: None,
        replies: Replies::default(),
    })
}

/// The room as it stands at its last row.
fn reset(rows: Range<u64>) -> ServerFrame {
    let room = Room {
        id: ROOM,
        name: RoomName::parse("Room").unwrap(),
        topic: Topic::parse("").unwrap(),
        access: Access::Open,
        slow_seconds: 0,
        archived_by: None,
        people: List::default(),
    };
    let cursor = Cursor { seq: Seq(rows.end - 1), ..Cursor::default() };
    let mentions = List::default();
    let summary = RoomSummary {
        room,
        cursor,
        read: Seq(0),
        set_back: 0,
        unread: 0,
        mentions,
        chosen_level: None,
    };
    let snapshot = RoomSnapshot {
        summary,
        member_count: 2,
        members: List::default(),
        rows: List::first_of(rows.map(row)),
        older: true,
        newer: false,
        pins: Pins::default(),
    };
    ServerFrame::Reset { reason: hark_protocol::ResetReason::TooFarBehind, snapshot }
}

fn page(rows: Range<u64>) -> ServerFrame {
    let page = Page { rows: List::first_of(rows.map(row)), ..Page::default() };
    ServerFrame::Reply { id: CommandId(1), result: Ok(Reply::History(page)) }
}

/// What went wrong when the first of them was told this, of a log that ends at 13.
fn faults(frames: &[ServerFrame]) -> u64 {
    let mut sleepers = two();
    for seq in 11..14 {
        hear(&mut sleepers, 1, &event(seq, seq));
    }
    frames.iter().for_each(|frame| hear(&mut sleepers, 0, frame));
    sleepers.close(3);
    sleepers.faults.count()
}

#[test]
fn whoever_is_told_everything_once_and_in_order_is_well() {
    assert_eq!(faults(&[event(11, 11), event(12, 12), event(13, 13)]), 0);
    assert!(faults(&[event(11, 11), event(12, 12)]) > 0, "the last one is missing");
    assert!(faults(&[event(11, 11), event(13, 13)]) > 0, "one is missing");
    assert!(faults(&[event(11, 11), event(12, 12), event(12, 12), event(13, 13)]) > 0, "twice");
    assert!(faults(&[event(12, 12), event(11, 11), event(13, 13)]) > 0, "another order");
    assert_eq!(faults(&[event(11, 11), event(12, 99), event(13, 13)]), 1, "another message");
}

#[test]
fn what_a_room_that_comes_afresh_leaves_out_is_asked_for_page_by_page() {
    let mut sleepers = two();
    hear(&mut sleepers, 0, &reset(290..340));
    assert_eq!((sleepers.resets, sleepers.behind(339)), (1, (0, 329)));
    let mut asked = Vec::new();
    while let Some(ClientFrame::Command { command, .. }) = sleepers.question(0) {
        let Command::History { from: HistoryFrom::Before(before), limit, .. } = command else {
            panic!("{command:?}");
        };
        let limit = u64::from(limit);
        asked.push((before.0, limit));
        assert!(!sleepers.have(339), "it has a hole");
        hear(&mut sleepers, 0, &page(before.0 - limit..before.0));
    }
    assert_eq!(asked, [(290, 100), (190, 100), (90, 79)]);
    sleepers.sleepers[1].got = 329;
    sleepers.close(329);
    assert_eq!(sleepers.faults.told, Vec::<String>::new());
}

#[test]
fn a_room_that_comes_afresh_is_held_to_its_rows() {
    assert_eq!(faults(&[reset(1..14)]), 0, "rows that were known are not counted again");
    assert_eq!(faults(&[reset(13..14), page(11..13)]), 0);
    assert!(faults(&[reset(13..14)]) > 0, "the rest was never told");
    assert!(faults(&[reset(13..14), page(12..13)]) > 0, "too few");
    assert!(faults(&[reset(13..14), page(10..13)]) > 0, "too many");
    assert_eq!(faults(&[reset(13..14), page(9..11)]), 1, "as many others");
    assert!(faults(&[reset(13..14), page(13..13)]) > 0, "none");
}

#[test]
fn whoever_is_gone_comes_back_from_where_they_stand() {
    let mut sleepers = two();
    hear(&mut sleepers, 0, &event(11, 11));
    Ward { all: &mut sleepers, numbers: &[0, 1] }.gone(0, "closed with 4001");
    assert_eq!(sleepers.gone(), [0]);
    assert_eq!(sleepers.endings["closed with 4001"], 1);
    let ticket = sleepers.ticket(0, String::new());
    let cursor = Cursor { seq: Seq(11), tag: Tag(11), ..Cursor::default() };
    let rooms = List::first_of([RoomCursor { room: ROOM, cursor }]);
    let hello = ClientFrame::Hello { version: VERSION, rooms, open: Some(ROOM) };
    assert_eq!(ClientFrame::decode(&ticket.hello), Ok(hello));
    assert!(sleepers.gone().is_empty());
}
