//! From the composer to the server's disk, exactly once and in order.

use hark_protocol::sync::{Change, Effect, Input, OutboxItem, OutboxState, Problem};
use hark_protocol::{
    Command, ErrorCode, Posted, Refusal, Reply, ResetReason, Seq, ServerFrame, Timestamp,
};

use super::host::{
    GENERAL, Host, KITCHEN, ann, body, cursor, id, message, post, snapshot, summary, welcome,
};

#[test]
fn a_message_is_neither_shown_nor_sent_before_it_is_stored() {
    let mut host = Host::live();
    host.types(1, "Dinner at eight?");
    assert!(matches!(host.out[..], [Effect::StoreOutbox(_)]), "{:?}", host.out);
    assert!(host.pending().is_empty());
    host.give(Input::OutboxStored(id(1)));
    assert!(host.has_changed(Change::Room(GENERAL)));
    assert_eq!(host.pending().len(), 1);
    let (client_message_id, body) = (id(1), body("Dinner at eight?"));
    assert_eq!(
        host.command().1,
        Command::Post { room: GENERAL, client_message_id, body, to: None }
    );
}

#[test]
fn the_reply_before_the_event_leaves_the_message_where_it_is() {
    let mut host = Host::live();
    host.sends(1, "Hello");
    let (command, _) = host.command();
    host.posted(command, 11);
    assert!(host.forgets(1), "the server has it");
    assert_eq!((host.pending().len(), host.rows().len()), (1, 3), "no flicker");
    host.hears(post(GENERAL, 11, ann(), 1));
    assert_eq!((host.pending().len(), host.rows().len()), (0, 4));
}

#[test]
fn the_event_before_the_reply_settles_it() {
    let mut host = Host::live();
    host.sends(1, "Hello");
    let (command, _) = host.command();
    host.hears(post(GENERAL, 11, ann(), 1));
    assert!(host.forgets(1));
    assert_eq!((host.pending().len(), host.rows().len()), (0, 4));
    host.posted(command, 11);
    assert_eq!((host.pending().len(), host.rows().len()), (0, 4));
}

#[test]
fn a_message_that_was_stored_long_ago_is_done_with_the_reply() {
    let mut host = Host::live();
    host.sends(1, "Hello");
    let (command, _) = host.command();
    let posted = Posted { seq: Seq(4), at: Timestamp(0), duplicate: true };
    host.replies(command, Ok(Reply::Posted(posted)));
    assert!(host.forgets(1));
    assert!(host.pending().is_empty() && !host.client.has_unsent());
}

#[test]
fn one_goes_after_the_other() {
    let mut host = Host::live();
    host.sends(1, "First");
    let (first, _) = host.command();
    host.sends(2, "Second");
    assert!(host.commands().is_empty());
    host.posted(first, 11);
    assert!(matches!(host.command().1, Command::Post { client_message_id, .. }
        if client_message_id == id(2)));
}

#[test]
fn a_later_message_waits_until_an_earlier_one_is_stored() {
    let mut host = Host::live();
    host.types(1, "First");
    host.sends(2, "Second");
    assert!(host.commands().is_empty());
    host.give(Input::OutboxStored(id(1)));
    assert!(matches!(host.command().1, Command::Post { client_message_id, .. }
        if client_message_id == id(1)));
}

#[test]
fn a_refused_message_is_parked_and_blocks_nothing() {
    let mut host = Host::live();
    host.sends(1, "First");
    let (first, _) = host.command();
    host.sends(2, "Second");
    host.replies(first, Err(Refusal::terminal(ErrorCode::Forbidden)));
    let (second, _) = host.command();
    let parked = OutboxState::Parked(ErrorCode::Forbidden);
    assert_eq!(host.pending()[0].state, parked);
    assert!(host.out.iter().any(|effect| matches!(effect, Effect::StoreOutbox(item)
        if item.state == parked)));

    // Sent again it keeps its id, and waits for the one in flight.
    host.give(Input::Retry(id(1)));
    assert!(host.commands().is_empty());
    host.posted(second, 11);
    assert!(matches!(host.command().1, Command::Post { client_message_id, .. }
        if client_message_id == id(1)));
}

#[test]
fn what_was_refused_for_good_is_unsent_but_not_on_its_way() {
    let mut host = Host::live();
    host.sends(1, "Hello");
    assert!(host.client.is_sending());
    let (command, _) = host.command();
    assert!(host.client.is_sending());
    host.replies(command, Err(Refusal::terminal(ErrorCode::Forbidden)));
    assert!(host.client.has_unsent() && !host.client.is_sending());
    host.give(Input::Retry(id(1)));
    assert!(host.client.is_sending());
}

#[test]
fn a_server_that_is_busy_is_asked_again_later() {
    let mut host = Host::live();
    host.sends(1, "First");
    let (first, _) = host.command();
    host.sends(2, "Second");
    host.replies(first, Err(Refusal::retry(ErrorCode::Overloaded, 800)));
    assert!(host.commands().is_empty(), "the second does not overtake");
    assert!(host.out.contains(&Effect::WakeAt(host.now + 800)));
    assert_eq!(host.pending()[0].state, OutboxState::Waiting);
    host.pass(800);
    assert!(matches!(host.command().1, Command::Post { client_message_id, .. }
        if client_message_id == id(1)));
}

#[test]
fn what_was_in_flight_goes_out_again_under_the_same_id() {
    let mut host = Host::live();
    host.sends(1, "First");
    host.sends(2, "Second");
    host.comes_back();
    host.hears(welcome(vec![summary(GENERAL, 11), summary(KITCHEN, 10)]));
    host.hears(ServerFrame::Live);
    let (_, command) = host.command();
    assert!(matches!(command, Command::Post { client_message_id, .. }
        if client_message_id == id(1)));
}

#[test]
fn what_the_resume_brings_is_not_sent_again() {
    let mut host = Host::live();
    host.sends(1, "Hello");
    host.comes_back();
    host.hears(welcome(vec![summary(GENERAL, 11), summary(KITCHEN, 10)]));
    host.hears(post(GENERAL, 11, ann(), 1));
    host.hears(ServerFrame::Live);
    assert!(host.commands().is_empty());
}

#[test]
fn what_the_page_shows_already_is_forgotten() {
    let mut host = Host::live();
    let mut page = snapshot(GENERAL, 12);
    let rows = [message(11, ann(), 1), message(12, ann(), 2)];
    page.rows = hark_protocol::List::first_of(rows);
    host.sends(1, "Hello");
    host.hears(super::host::reset(page));
    assert!(host.forgets(1) && host.pending().is_empty());
    host.give(Input::OutboxLoaded(vec![loaded(2, 5), loaded(3, 4)]));
    assert!(host.forgets(2));
    assert_eq!(host.pending().len(), 1);
}

#[test]
fn another_message_under_the_same_id_takes_none_with_it() {
    let mut host = Host::live();
    host.sends(1, "Goodbye");
    let (command, _) = host.command();
    host.hears(post(GENERAL, 11, ann(), 1));
    assert_eq!(host.pending().len(), 1, "the event says Hello");
    let refusal = Refusal::terminal(ErrorCode::ClientMessageIdConflict);
    host.hears(ServerFrame::Reply { id: command, result: Err(refusal) });
    let parked = OutboxState::Parked(ErrorCode::ClientMessageIdConflict);
    assert_eq!(host.pending()[0].state, parked);
    let mut page = snapshot(GENERAL, 11);
    page.rows = hark_protocol::List::first_of([message(11, ann(), 1)]);
    host.hears(super::host::reset(page));
    assert_eq!(host.pending().len(), 1, "nor does the row");
}

#[test]
fn what_several_tabs_typed_goes_out_in_the_order_it_was_typed() {
    let mut host = Host::live();
    host.give(Input::OutboxLoaded(vec![loaded(3, 300), loaded(1, 100), loaded(2, 200)]));
    let ids: Vec<_> = host.pending().iter().map(|item| item.client_message_id).collect();
    assert_eq!(ids, [id(1), id(2), id(3)]);
    // The clock went back since, but this is typed last.
    host.types(4, "Fourth");
    host.give(Input::OutboxStored(id(4)));
    assert_eq!(host.pending()[3].client_message_id, id(4));
}

#[test]
fn a_history_that_is_gone_takes_no_message_with_it() {
    let mut host = Host::live();
    host.sends(1, "Hello");
    let (command, _) = host.command();
    host.posted(command, 11);
    let snapshot = snapshot(GENERAL, 8);
    host.hears(ServerFrame::Reset { reason: ResetReason::OtherHistory, snapshot });
    assert!(host.out.iter().any(|effect| matches!(effect, Effect::StoreOutbox(_))));
    assert!(matches!(host.command().1, Command::Post { .. }), "it is sent to the new history");
    assert_eq!(host.client.room(GENERAL).expect("a room").cursor(), cursor(8));
}

#[test]
fn a_history_that_was_cut_right_behind_what_is_held_takes_none_with_it_either() {
    let mut host = Host::live();
    host.sends(1, "Hello");
    let (command, _) = host.command();
    host.posted(command, 11);
    host.cut();
    host.comes_back();
    // An older state was put back, which ends with the last event that was applied here: there is
    // nothing to reset.
    host.hears(welcome(vec![summary(GENERAL, 10), summary(KITCHEN, 10)]));
    host.hears(ServerFrame::Live);
    assert!(host.out.iter().any(|effect| matches!(effect, Effect::StoreOutbox(_))));
    assert!(matches!(host.command().1, Command::Post { client_message_id, .. }
        if client_message_id == id(1)));
}

#[test]
fn a_discarded_message_is_gone() {
    let mut host = Host::live();
    host.sends(1, "First");
    let (first, _) = host.command();
    host.replies(first, Err(Refusal::terminal(ErrorCode::RoomArchived)));
    host.give(Input::Discard(id(1)));
    assert!(host.forgets(1) && host.pending().is_empty());
}

#[test]
fn an_edit_happens_now_or_not_at_all() {
    let edit = || Input::Edit { room: GENERAL, target: Seq(10), body: body("Better") };
    let problem =
        |code| Problem::Edit { room: GENERAL, target: Seq(10), body: body("Better"), code };
    let mut host = Host::new();
    host.give(edit());
    assert_eq!(host.problem(), Some(&problem(None)));

    let mut host = Host::live();
    host.give(edit());
    let (command, _) = host.command();
    host.replies(command, Err(Refusal::terminal(ErrorCode::Forbidden)));
    assert_eq!(host.problem(), Some(&problem(Some(ErrorCode::Forbidden))));

    host.give(edit());
    host.cut();
    assert_eq!(host.problem(), Some(&problem(None)));

    host.give(Input::Delete { room: GENERAL, target: Seq(10) });
    assert!(matches!(host.problem(), Some(Problem::Delete { code: None, .. })));
}

fn loaded(number: u8, order: i64) -> OutboxItem {
    OutboxItem {
        to: None,
        client_message_id: id(number),
        order: (1_763_700_000_000 + order, 0),
        room: GENERAL,
        body: body("Hello"),
        typed_at: Timestamp(0),
        state: OutboxState::Waiting,
    }
}
