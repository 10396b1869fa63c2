//! What is encoded is what is decoded, for frames of any content.

use hark_protocol::{ClientFrame, ServerFrame};
use proptest::prelude::*;

#[path = "round_trip/any.rs"]
mod any;
#[path = "round_trip/messages.rs"]
mod messages;
#[path = "round_trip/threads.rs"]
mod threads;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn frames_of_browsers_come_back_as_they_were(frame in any::client_frame()) {
        prop_assert_eq!(ClientFrame::decode(&frame.encode()), Ok(frame));
    }

    #[test]
    fn frames_of_the_server_come_back_as_they_were(frame in any::server_frame()) {
        prop_assert_eq!(ServerFrame::decode(&frame.encode()), Ok(frame));
    }

    #[test]
    fn a_frame_with_anything_behind_it_is_no_frame(
        frame in any::server_frame(),
        behind in proptest::collection::vec(any::<u8>(), 1..9),
    ) {
        let bytes = [frame.encode(), behind].concat();
        prop_assert!(ServerFrame::decode(&bytes).is_err());
    }

    #[test]
    fn a_frame_cut_short_is_no_frame(frame in any::server_frame(), cut in any::<u16>()) {
        let bytes = frame.encode();
        let cut = usize::from(cut) % bytes.len();
        prop_assert!(ServerFrame::decode(&bytes[..cut]).is_err());
    }

    #[test]
    fn ids_are_read_as_they_are_written(id in any::id()) {
        prop_assert_eq!(id.to_string().parse(), Ok(id));
    }
}

#[test]
fn an_event_of_a_kind_from_the_future_is_stepped_over() {
    use hark_protocol::{
        Event, EventKind, Person, PersonName, RoomId, Seq, Tag, Timestamp, UserId,
    };
    let name = PersonName::parse("Ann").expect("a good name");
    let actor = Person { id: UserId(1), name, picture: None };
    let kind = Some(EventKind::MessageDeleted { target: Seq(5), author: UserId(1) });
    let event = Event { seq: Seq(9), tag: Tag(1), at: Timestamp(0), actor, kind };
    let known = ServerFrame::Event { room: RoomId(2), event: event.clone() };
    let mut bytes = known.encode();
    let at = bytes.len() - 3;
    assert_eq!(bytes[at..], [3, 5, 1], "the deletion of message 5");
    bytes[at] = 0x7f;
    let unknown = ServerFrame::Event { room: RoomId(2), event: Event { kind: None, ..event } };
    assert_eq!(ServerFrame::decode(&bytes), Ok(unknown.clone()));
    assert_eq!(ServerFrame::decode(&unknown.encode()), Ok(unknown));
}

#[test]
fn the_largest_welcome_fits_into_a_frame() {
    use hark_protocol::{
        Access, Cursor, Epoch, Limits, List, MAX_SERVER_FRAME_BYTES, Person, PersonName, Room,
        RoomId, RoomName, RoomSummary, Seq, Tag, Timestamp, Topic, UserId, VERSION,
    };
    let name = PersonName::parse(&"🍞".repeat(PersonName::MAX_CHARS)).expect("a good name");
    let me = Person { id: UserId(u64::MAX), name, picture: None };
    let room = Room {
        id: RoomId(u64::MAX),
        name: RoomName::parse(&"🍞".repeat(RoomName::MAX_CHARS)).expect("a good name"),
        topic: Topic::parse(&"🍞".repeat(Topic::MAX_CHARS)).expect("a good topic"),
        access: Access::Closed,
        slow_seconds: 30,
        archived_by: Some(me.clone()),
        people: List::first_of(vec![me.clone(); Room::MAX_DIRECT]),
    };
    let cursor = Cursor { epoch: Epoch(u64::MAX), seq: Seq(u64::MAX), tag: Tag(u32::MAX) };
    let mentions = List::first_of([Seq(u64::MAX); RoomSummary::MAX_MENTIONS]);
    let summary = RoomSummary {
        room,
        cursor,
        read: Seq(u64::MAX),
        set_back: u32::MAX,
        unread: u32::MAX,
        mentions,
        chosen_level: Some(hark_protocol::Level::Hidden),
    };
    let welcome = ServerFrame::Welcome {
        version: VERSION,
        me,
        moderates: true,
        rooms: List::new(vec![summary; List::<RoomSummary, 1000>::MAX]).expect("it is the limit"),
        limits: Limits::default(),
        heartbeat_ms: u32::MAX,
        now: Timestamp(i64::MAX),
    };
    let bytes = welcome.encode();
    assert!(bytes.len() <= MAX_SERVER_FRAME_BYTES, "{} bytes", bytes.len());
    assert_eq!(ServerFrame::decode(&bytes), Ok(welcome));
}
