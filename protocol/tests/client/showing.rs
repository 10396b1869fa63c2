//! The room in view, its pages and its gaps.

use hark_protocol::sync::{Input, Problem, ReadyState};
use hark_protocol::{
    ClientFrame, Command, ErrorCode, HistoryFrom, List, Page, Refusal, Reply, RoomSnapshot, Seq,
    ServerFrame,
};

use super::host::{
    GENERAL, Host, KITCHEN, bob, cursor, message, post, reset, snapshot, summary, welcome,
};

#[test]
fn a_room_that_is_not_held_is_fetched_and_one_that_is_held_goes_on() {
    let mut host = Host::live();
    host.give(Input::Open(KITCHEN));
    let (id, command) = host.command();
    assert_eq!(command, Command::Open { room: KITCHEN, cursor: None });
    assert!(host.client.is_opening(KITCHEN));
    host.hears(reset(snapshot(KITCHEN, 12)));
    host.replies(id, Ok(Reply::Done));
    assert!(!host.client.is_opening(KITCHEN));
    assert_eq!(host.client.room(KITCHEN).and_then(|room| room.member_count()), Some(2));
    host.give(Input::Open(GENERAL));
    assert_eq!(host.command().1, Command::Open { room: GENERAL, cursor: Some(cursor(10)) });
}

#[test]
fn a_room_opened_while_away_comes_with_the_hello() {
    let mut host = Host::live();
    host.cut();
    host.give(Input::Open(KITCHEN));
    assert!(host.commands().is_empty());
    host.pass(500);
    let ClientFrame::Hello { open, rooms, .. } = host.greets() else { panic!("no hello") };
    assert_eq!((open, rooms.len()), (Some(KITCHEN), 1));
    host.hears(welcome(vec![summary(GENERAL, 10), summary(KITCHEN, 10)]));
    host.hears(reset(snapshot(KITCHEN, 10)));
    host.hears(ServerFrame::Live);
    assert!(host.commands().is_empty(), "the server knows");
}

#[test]
fn a_room_that_cannot_be_opened_says_so() {
    let mut host = Host::live();
    host.give(Input::Open(KITCHEN));
    let (id, _) = host.command();
    host.replies(id, Err(Refusal::retry(ErrorCode::Overloaded, 700)));
    assert!(host.commands().is_empty());
    host.pass(700);
    let (id, _) = host.command();
    host.replies(id, Err(Refusal::terminal(ErrorCode::NotFound)));
    let problem = Problem::Open { room: KITCHEN, code: ErrorCode::NotFound };
    assert_eq!(host.problem(), Some(&problem));
}

#[test]
fn older_rows_are_asked_for_once() {
    let mut host = Host::live();
    host.give(Input::LoadOlder(GENERAL));
    let (id, command) = host.command();
    let from = HistoryFrom::Before(Seq(8));
    assert_eq!(command, Command::History { room: GENERAL, from, limit: 50 });
    assert!(host.client.is_loading_older(GENERAL));
    host.give(Input::LoadOlder(GENERAL));
    assert!(host.commands().is_empty());
    host.replies(id, Ok(Reply::History(page(1..8, 10))));
    assert!(!host.client.is_loading_older(GENERAL));
    assert_eq!(host.rows(), (1..=10).map(Seq).collect::<Vec<_>>());
    host.give(Input::LoadOlder(GENERAL));
    assert!(host.commands().is_empty(), "there is nothing older");
}

#[test]
fn a_page_of_the_past_is_shown_bit_by_bit_and_only_while_it_is_true() {
    let mut host = Host::of(snapshot(GENERAL, 100));
    host.give(Input::Start);
    host.greets();
    host.hears(welcome(vec![summary(GENERAL, 100)]));
    host.hears(ServerFrame::Live);
    let shown = |host: &Host| (host.rows()[0], host.rows().len());
    let asks = |host: &mut Host, before: u64| {
        let (id, command) = host.command();
        let from = HistoryFrom::Before(Seq(before));
        assert_eq!(command, Command::History { room: GENERAL, from, limit: 50 });
        id
    };
    assert_eq!(shown(&host), (Seq(98), 3));
    host.give(Input::LoadOlder(GENERAL));
    let id = asks(&mut host, 98);
    host.replies(id, Ok(Reply::History(Page { older: true, ..page(48..98, 100) })));
    assert_eq!(shown(&host), (Seq(90), 11));
    host.give(Input::LoadOlder(GENERAL));
    assert!(host.commands().is_empty(), "it has come already");
    assert_eq!(shown(&host), (Seq(82), 19));

    // Something happened, which may have been about a row that is not shown yet.
    host.hears(post(GENERAL, 101, bob(), 1));
    host.give(Input::LoadOlder(GENERAL));
    assert_eq!(shown(&host), (Seq(82), 20));
    let id = asks(&mut host, 82);
    host.replies(id, Ok(Reply::History(page(71..82, 101))));
    assert_eq!(shown(&host), (Seq(74), 28));
    host.give(Input::LoadOlder(GENERAL));
    assert_eq!(shown(&host), (Seq(71), 31));
    host.give(Input::LoadOlder(GENERAL));
    assert!(host.commands().is_empty(), "there is nothing older");
}

#[test]
fn a_page_of_the_past_is_asked_for_again() {
    let mut host = Host::live();
    host.give(Input::LoadOlder(GENERAL));
    let (id, _) = host.command();
    host.hears(post(GENERAL, 11, bob(), 1));
    host.replies(id, Ok(Reply::History(page(1..8, 10))));
    assert!(matches!(host.command().1, Command::History { .. }));
    assert_eq!(host.rows().len(), 4);
}

#[test]
fn rows_that_are_wanted_survive_a_cut() {
    let mut host = Host::live();
    host.give(Input::LoadOlder(GENERAL));
    host.comes_back();
    assert!(host.client.is_loading_older(GENERAL));
    host.hears(welcome(vec![summary(GENERAL, 10), summary(KITCHEN, 10)]));
    host.hears(ServerFrame::Live);
    let (id, command) = host.command();
    assert!(matches!(command, Command::History { .. }));
    host.replies(id, Err(Refusal::terminal(ErrorCode::Internal)));
    assert!(!host.client.is_loading_older(GENERAL), "it may be asked for again");
}

#[test]
fn a_gap_is_filled() {
    let mut host = Host::live();
    host.hears(post(GENERAL, 13, bob(), 3));
    assert_eq!(host.command().1, Command::Fill { room: GENERAL, after: cursor(10) });
    host.hears(post(GENERAL, 12, bob(), 2));
    assert!(host.commands().is_empty());
    assert_eq!(host.rows().len(), 3);
    host.hears(post(GENERAL, 11, bob(), 1));
    assert_eq!(host.rows().last(), Some(&Seq(13)));
    host.pass(6_000);
    assert!(host.commands().is_empty());
}

#[test]
fn a_gap_that_stays_open_is_left_behind_with_a_fresh_snapshot() {
    let mut host = Host::live();
    host.hears(post(GENERAL, 12, bob(), 2));
    let (fill, _) = host.command();
    host.replies(fill, Ok(Reply::Done));
    host.pass(5_000);
    assert_eq!(host.command().1, Command::Open { room: GENERAL, cursor: None });
    host.hears(reset(snapshot(GENERAL, 13)));
    assert_eq!(host.rows().last(), Some(&Seq(13)));
}

#[test]
fn what_came_too_early_goes_on_from_a_fresh_snapshot() {
    let mut host = Host::live();
    host.hears(post(GENERAL, 12, bob(), 2));
    host.hears(reset(snapshot(GENERAL, 11)));
    assert_eq!(host.rows().last(), Some(&Seq(12)));
}

#[test]
fn a_fresh_snapshot_is_asked_for_once_and_again_after_a_cut() {
    let mut host = Host::live();
    host.give(Input::Open(KITCHEN));
    host.give(Input::JumpToNewest(KITCHEN));
    assert!(host.commands().is_empty(), "it is on its way");

    let mut host = Host::live();
    host.hears(post(GENERAL, 12, bob(), 2));
    let (fill, _) = host.command();
    host.replies(fill, Ok(Reply::Done));
    host.pass(5_000);
    assert_eq!(host.command().1, Command::Open { room: GENERAL, cursor: None });
    let ClientFrame::Hello { open, rooms, .. } = host.comes_back() else { panic!("no hello") };
    assert_eq!((open, rooms.len()), (Some(GENERAL), 0), "it is to come afresh");
}

#[test]
fn a_gap_elsewhere_that_stays_open_begins_the_connection_anew() {
    let mut host = Host::live();
    host.hears(post(KITCHEN, 12, bob(), 2));
    let (fill, command) = host.command();
    assert_eq!(command, Command::Fill { room: KITCHEN, after: cursor(10) });
    host.replies(fill, Ok(Reply::Done));
    host.pass(5_000);
    assert_eq!(host.client.ready_state(), ReadyState::Closing);
}

/// All rows of a page, of which the first is event 1.
fn page(rows: std::ops::Range<u64>, as_of: u64) -> Page {
    let rows = rows.map(|seq| message(seq, bob(), seq as u8 + 100));
    Page { rows: List::first_of(rows), older: false, newer: true, as_of: Seq(as_of) }
}

#[test]
fn a_page_around_a_message_stays_there_while_the_room_goes_on() {
    let newest = snapshot(GENERAL, 10);
    let rows = List::first_of([4, 5, 6].map(|seq| message(seq, bob(), seq as u8)));
    let mut host = Host::of(RoomSnapshot { rows, newer: true, ..newest });
    host.give(Input::Start);
    host.goes_live();
    host.hears(post(GENERAL, 11, bob(), 1));
    assert_eq!(host.rows(), [4, 5, 6].map(Seq));
    assert_eq!(host.unread(GENERAL), 1);
    host.give(Input::LoadNewer(GENERAL));
    let (_, command) = host.command();
    let from = HistoryFrom::After(Seq(6));
    assert!(
        matches!(command, Command::History { room: GENERAL, from: asked, .. } if asked == from)
    );
    host.give(Input::JumpToNewest(GENERAL));
    assert_eq!(host.command().1, Command::Open { room: GENERAL, cursor: None });
}
