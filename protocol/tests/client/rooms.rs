//! Rooms that come, go and are let go.

use hark_protocol::sync::{Change, Input};
use hark_protocol::{
    ChatPage, ClientFrame, Command, EventKind, List, Reply, RoomId, RoomName, ServerFrame,
    Timestamp,
};

use super::host::{
    GENERAL, Host, KITCHEN, ann, bob, event, post, reset, snapshot, summary, welcome,
};

#[test]
fn a_room_added_is_there_and_a_room_removed_is_gone() {
    let mut host = Host::live();
    let attic = RoomId(9);
    host.hears(ServerFrame::RoomAdded { summary: summary(attic, 3) });
    assert!(host.has_changed(Change::Rooms) && host.client.is_member(attic));
    host.hears(post(attic, 4, bob(), 1));
    assert_eq!(host.unread(attic), 1);
    host.hears(ServerFrame::RoomRemoved { room: attic });
    assert!(host.has_changed(Change::RoomLeft(attic)) && host.client.room(attic).is_none());
}

#[test]
fn what_changed_while_away_is_in_the_welcome() {
    let mut host = Host::live();
    host.comes_back();
    let attic = RoomId(9);
    host.hears(welcome(vec![summary(attic, 3), summary(GENERAL, 10)]));
    assert!(host.has_changed(Change::RoomLeft(KITCHEN)));
    let rooms: Vec<RoomId> = host.client.rooms().map(|summary| summary.room.id).collect();
    assert_eq!(rooms, [GENERAL, attic]);
}

#[test]
fn leaving_the_room_in_view_leaves_no_room_in_view() {
    let mut host = Host::live();
    host.hears(ServerFrame::RoomRemoved { room: GENERAL });
    assert_eq!(host.client.open(), None);
    let ClientFrame::Hello { open, rooms, .. } = host.comes_back() else { panic!("no hello") };
    assert_eq!((open, rooms.len()), (None, 0));
}

#[test]
fn what_was_stored_while_one_was_taken_out_is_no_longer_on_its_way() {
    let mut host = Host::live();
    host.sends(1, "Goodbye");
    let (command, _) = host.command();
    host.hears(ServerFrame::RoomRemoved { room: GENERAL });
    assert!(host.client.is_sending());
    host.posted(command, 11);
    assert!(host.forgets(1) && !host.client.has_unsent());
}

#[test]
fn a_renamed_room_takes_its_new_place() {
    let mut host = Host::live();
    let name = RoomName::parse("Alpha").expect("a good name");
    host.hears(event(KITCHEN, 11, bob(), EventKind::RoomRenamed { name }));
    let rooms: Vec<RoomId> = host.client.rooms().map(|summary| summary.room.id).collect();
    assert_eq!(rooms, [KITCHEN, GENERAL]);
}

#[test]
fn twenty_timelines_are_held_and_the_one_in_view_always() {
    let mut host = Host::live();
    for room in (100..130).map(RoomId) {
        host.hears(ServerFrame::RoomAdded { summary: summary(room, 10) });
        host.give(Input::Open(room));
        let (id, _) = host.command();
        host.hears(reset(snapshot(room, 10)));
        host.replies(id, Ok(Reply::Done));
    }
    let ClientFrame::Hello { rooms, open, .. } = host.comes_back() else { panic!("no hello") };
    assert_eq!((rooms.len(), open), (20, Some(RoomId(129))));
    assert!(rooms.iter().all(|named| named.room >= RoomId(110)), "the oldest went");
}

#[test]
fn a_room_can_be_looked_at_before_it_is_joined() {
    let attic = RoomId(9);
    let page = ChatPage {
        me: ann(),
        moderates: false,
        rooms: vec![summary(GENERAL, 10)],
        open: snapshot(attic, 10),
        thread: None,
        threads: hark_protocol::UnreadThreads::default(),
        about: List::default(),
        now: Timestamp(0),
    };
    let mut host = Host::new();
    host.client = hark_protocol::sync::Client::new(page, 1);
    host.give(Input::Start);
    let ClientFrame::Hello { rooms, open, .. } = host.greets() else { panic!("no hello") };
    assert_eq!((rooms.len(), open), (0, None));
    host.hears(welcome(vec![summary(GENERAL, 10)]));
    host.hears(ServerFrame::Live);
    assert!(host.commands().is_empty());
    assert!(host.client.room(attic).is_some() && !host.client.is_member(attic));
    assert_eq!(host.client.rooms().count(), 1);

    host.hears(ServerFrame::RoomAdded { summary: summary(attic, 11) });
    assert!(host.client.is_member(attic));
    assert_eq!(host.command().1, Command::Open { room: attic, cursor: None });
}
