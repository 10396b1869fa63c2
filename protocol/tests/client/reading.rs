//! What is read and unread, and who types.

use hark_protocol::sync::{Change, Input};
use hark_protocol::{
    Command, Ephemeral, List, Reply, ResetReason, RoomSnapshot, RoomSummary, Seq, ServerFrame,
};

use super::host::{GENERAL, Host, KITCHEN, ann, bob, post, removal, snapshot, summary, welcome};

fn read(seq: u64) -> Command {
    Command::MarkRead { room: GENERAL, seq: Seq(seq), set_back: 0 }
}

#[test]
fn reading_is_shown_at_once_and_told_once_a_second() {
    let mut host = Host::live();
    host.hears(post(GENERAL, 11, bob(), 1));
    host.hears(post(GENERAL, 12, bob(), 2));
    assert_eq!(host.unread(GENERAL), 2);
    host.give(Input::MarkRead { room: GENERAL, seq: Seq(11) });
    assert_eq!(host.unread(GENERAL), 1);
    let (first, command) = host.command();
    assert_eq!(command, read(11));
    host.replies(first, Ok(Reply::Done));
    host.give(Input::MarkRead { room: GENERAL, seq: Seq(12) });
    assert_eq!(host.unread(GENERAL), 0);
    assert!(host.commands().is_empty());
    host.give(Input::MarkRead { room: GENERAL, seq: Seq(5) });
    assert_eq!(host.unread(GENERAL), 0, "forward only");
    host.pass(1_000);
    assert_eq!(host.command().1, read(12));
}

#[test]
fn what_was_read_while_away_is_told_on_the_way_back() {
    let mut host = Host::live();
    host.hears(post(GENERAL, 11, bob(), 1));
    host.cut();
    host.give(Input::MarkRead { room: GENERAL, seq: Seq(11) });
    host.pass(500);
    host.greets();
    let behind = RoomSummary { unread: 1, read: Seq(10), ..summary(GENERAL, 11) };
    host.hears(welcome(vec![behind, summary(KITCHEN, 10)]));
    assert_eq!(host.unread(GENERAL), 0, "this end knows better");
    host.hears(ServerFrame::Live);
    assert_eq!(host.command().1, read(11));
}

#[test]
fn what_was_read_in_another_tab_meanwhile_is_read_here() {
    let mut host = Host::live();
    host.hears(post(GENERAL, 11, bob(), 1));
    host.comes_back();
    host.hears(welcome(vec![summary(GENERAL, 11), summary(KITCHEN, 10)]));
    assert_eq!(host.unread(GENERAL), 0);
    assert_eq!(host.client.room(GENERAL).expect("a room").summary().read, Seq(11));
}

#[test]
fn a_count_that_runs_ahead_of_the_events_counts_them_once() {
    let mut host = Host::live();
    let (room, read) = (KITCHEN, Seq(10));
    host.hears(ServerFrame::Read {
        room,
        read,
        set_back: 0,
        unread: 2,
        mentions: List::default(),
        as_of: Seq(12),
    });
    assert_eq!(host.unread(KITCHEN), 2);
    host.hears(post(KITCHEN, 11, bob(), 1));
    host.hears(post(KITCHEN, 12, bob(), 2));
    assert_eq!(host.unread(KITCHEN), 2);
    host.hears(post(KITCHEN, 13, bob(), 3));
    assert_eq!(host.unread(KITCHEN), 3);
    // A count that comes late goes on from there.
    host.hears(ServerFrame::Read {
        room,
        read: Seq(11),
        set_back: 0,
        unread: 1,
        mentions: List::default(),
        as_of: Seq(12),
    });
    assert_eq!(host.unread(KITCHEN), 2);
    host.hears(removal(KITCHEN, 14, bob(), Seq(12), &bob()));
    assert_eq!(host.unread(KITCHEN), 1);
    host.hears(post(KITCHEN, 15, ann(), 4));
    assert_eq!(host.unread(KITCHEN), 0, "whoever posts has read");
}

#[test]
fn a_count_that_comes_after_a_newer_one_is_news_of_the_past() {
    let mut host = Host::live();
    let room = KITCHEN;
    host.hears(ServerFrame::Read {
        room,
        read: Seq(10),
        set_back: 0,
        unread: 2,
        mentions: List::default(),
        as_of: Seq(12),
    });
    host.hears(ServerFrame::Read {
        room,
        read: Seq(10),
        set_back: 0,
        unread: 1,
        mentions: List::default(),
        as_of: Seq(11),
    });
    assert_eq!(host.unread(KITCHEN), 2);
}

/// A welcome comes on a first new connection, and before its events do, the other on a second.
fn welcomed_twice(first: RoomSummary, second: RoomSummary) -> Host {
    let mut host = Host::live();
    for summary in [first, second] {
        host.cut();
        host.pass(1_000);
        host.greets();
        host.hears(welcome(vec![summary]));
    }
    host.hears(ServerFrame::Live);
    host
}

#[test]
fn a_count_of_a_history_that_is_gone_does_not_outlive_it() {
    let lost = RoomSummary { unread: 2, read: Seq(11), ..summary(GENERAL, 13) };
    let mut host = welcomed_twice(lost, summary(GENERAL, 10));
    host.hears(post(GENERAL, 11, bob(), 1));
    assert_eq!(host.unread(GENERAL), 1);
}

#[test]
fn what_was_read_of_a_history_that_is_gone_is_unread_in_the_next() {
    let grown = RoomSummary { unread: 2, read: Seq(10), ..summary(GENERAL, 12) };
    let host = welcomed_twice(summary(GENERAL, 12), grown);
    assert_eq!(host.unread(GENERAL), 2);
}

#[test]
fn what_was_read_of_a_history_that_is_gone_is_not_told_to_the_next() {
    let mut host = Host::live();
    host.hears(post(GENERAL, 11, bob(), 1));
    host.cut();
    host.give(Input::MarkRead { room: GENERAL, seq: Seq(11) });
    host.pass(500);
    host.greets();
    let unread = |seq| RoomSummary { unread: 1, read: Seq(8), ..summary(GENERAL, seq) };
    host.hears(welcome(vec![unread(9), summary(KITCHEN, 10)]));
    let snapshot = RoomSnapshot { summary: unread(9), ..snapshot(GENERAL, 9) };
    host.hears(ServerFrame::Reset { reason: ResetReason::OtherHistory, snapshot });
    host.hears(ServerFrame::Live);
    assert!(host.commands().is_empty());
    assert_eq!(host.unread(GENERAL), 1);
}

#[test]
fn a_room_of_the_sidebar_that_was_read_stays_read() {
    let mut host = Host::live();
    host.hears(post(KITCHEN, 11, bob(), 1));
    host.cut();
    host.give(Input::MarkRead { room: KITCHEN, seq: Seq(11) });
    host.pass(500);
    host.greets();
    let behind = RoomSummary { unread: 1, read: Seq(10), ..summary(KITCHEN, 11) };
    host.hears(welcome(vec![summary(GENERAL, 10), behind]));
    assert_eq!(host.client.room(KITCHEN).expect("a room").summary().read, Seq(11));
}

#[test]
fn typing_is_told_once_in_a_little_over_three_seconds() {
    let mut host = Host::live();
    host.give(Input::Typing(GENERAL));
    let (id, command) = host.command();
    assert_eq!(command, Command::Typing { room: GENERAL, thread: None });
    host.replies(id, Ok(Reply::Done));
    host.now += 3_249;
    host.give(Input::Typing(GENERAL));
    assert!(host.commands().is_empty());
    host.now += 1;
    host.give(Input::Typing(GENERAL));
    assert_eq!(host.commands().len(), 1);
    host.cut();
    host.now += 9_000;
    host.give(Input::Typing(GENERAL));
    assert!(host.commands().is_empty());
}

#[test]
fn who_types_is_shown_for_six_and_a_half_seconds_or_until_they_post() {
    let mut host = Host::live();
    let bob_types =
        || ServerFrame::Ephemeral(Ephemeral::Typing { room: GENERAL, thread: None, person: bob() });
    host.hears(bob_types());
    assert_eq!(host.client.typing(GENERAL, None), [bob()]);
    host.pass(6_499);
    assert_eq!(host.client.typing(GENERAL, None), [bob()]);
    host.pass(1);
    assert!(host.client.typing(GENERAL, None).is_empty());
    assert!(host.has_changed(Change::Typing(GENERAL)));
    host.hears(bob_types());
    host.hears(post(GENERAL, 11, bob(), 1));
    assert!(host.client.typing(GENERAL, None).is_empty());
    host.hears(ServerFrame::Ephemeral(Ephemeral::Typing {
        room: GENERAL,
        thread: None,
        person: ann(),
    }));
    assert!(host.client.typing(GENERAL, None).is_empty(), "not oneself");
}
