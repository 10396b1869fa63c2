//! Hello, welcome, live; and what ends a connection.

use hark_protocol::sync::{Effect, Input, ReadyState, Status, Stopped};
use hark_protocol::{ClientFrame, List, RoomCursor, ServerFrame, VERSION};

use super::host::{GENERAL, Host, KITCHEN, bob, cursor, post, summary, welcome};

#[test]
fn hello_names_the_room_in_view_and_the_timelines_held() {
    let mut host = Host::new();
    host.give(Input::Start);
    let rooms = List::first_of([RoomCursor { room: GENERAL, cursor: cursor(10) }]);
    let hello = ClientFrame::Hello { version: VERSION, rooms, open: Some(GENERAL) };
    assert_eq!(host.greets(), hello);
}

#[test]
fn the_next_hello_goes_on_from_the_last_event() {
    let mut host = Host::live();
    host.hears(post(GENERAL, 11, bob(), 1));
    let ClientFrame::Hello { rooms, .. } = host.comes_back() else { panic!("no hello") };
    assert_eq!(rooms[0].cursor, cursor(11));
}

#[test]
fn nothing_is_asked_before_the_server_is_through_with_the_news() {
    let mut host = Host::new();
    host.give(Input::Start);
    host.sends(1, "Hello?");
    host.give(Input::Open(KITCHEN));
    host.greets();
    host.give(Input::MarkRead { room: GENERAL, seq: cursor(10).seq });
    host.hears(welcome(vec![summary(GENERAL, 10), summary(KITCHEN, 10)]));
    assert!(host.commands().is_empty());
    assert_eq!(host.client.status(), Status::Connecting);
    host.hears(ServerFrame::Live);
    assert_eq!(host.client.status(), Status::Live);
    assert!(!host.commands().is_empty());
}

#[test]
fn nobody_else_sends_what_ann_has_typed() {
    let mut host = Host::new();
    host.give(Input::Start);
    host.sends(1, "Only from me");
    host.greets();
    host.hears(ServerFrame::Welcome {
        version: VERSION,
        me: bob(),
        moderates: false,
        rooms: List::default(),
        limits: Default::default(),
        heartbeat_ms: 25_000,
        now: Default::default(),
    });
    host.hears(ServerFrame::Live);
    assert!(host.commands().is_empty());
    assert_eq!(host.client.status(), Status::Stopped(Stopped::SignedOut));
    assert_eq!(host.client.rooms().count(), 2, "what is on screen stays");
}

#[test]
fn a_ping_is_answered() {
    let mut host = Host::live();
    host.hears(ServerFrame::Ping);
    assert_eq!(host.frames(), [ClientFrame::Pong]);
}

#[test]
fn what_cannot_be_read_is_passed_over() {
    let mut host = Host::live();
    let generation = hark_protocol::sync::Generation(1);
    host.give(Input::Received(generation, vec![0xff, 0xff]));
    assert_eq!(host.client.status(), Status::Live);
    assert!(host.frames().is_empty());
}

#[test]
fn a_command_without_a_reply_means_that_the_connection_is_dead() {
    let mut host = Host::live();
    host.sends(1, "Hello?");
    assert_eq!(host.commands().len(), 1);
    host.pass(9_999);
    assert_eq!(host.client.ready_state(), ReadyState::Open);
    host.pass(1);
    assert_eq!(host.client.ready_state(), ReadyState::Closing);
}

#[test]
fn goodbye_tells_when_to_come_back() {
    let mut host = Host::live();
    host.hears(ServerFrame::Bye { code: 1012, after_ms: 4_000 });
    host.cut();
    assert_eq!(host.client.status(), Status::Waiting { until: host.now + 4_000 });
    assert!(host.out.contains(&Effect::WakeAt(host.now + 4_000)));
}

#[test]
fn a_wake_that_comes_early_is_asked_for_again() {
    let mut host = Host::live();
    let due = host.client.handle(Input::Wake, host.now);
    assert!(matches!(due[..], [Effect::WakeAt(_)]), "{due:?}");
    assert!(host.client.handle(Input::Typing(KITCHEN), host.now).len() <= 2);
}
