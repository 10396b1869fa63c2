//! A room that its reader has set unread stays so, whatever was read before.

use hark_protocol::sync::{Change, Effect, Input, Problem};
use hark_protocol::{Command, List, Reply, RoomSummary, Seq, ServerFrame};

use super::host::{GENERAL, Host, KITCHEN, ann, bob, post, removal, summary, welcome};

/// The cursor was set back to before event 10, of so many.
fn set_back(as_of: u64) -> ServerFrame {
    let (mentions, unread) = (List::default(), (as_of - 9) as u32);
    let (room, read, as_of) = (GENERAL, Seq(9), Seq(as_of));
    ServerFrame::Read { room, read, set_back: 1, unread, mentions, as_of }
}

fn read(seq: u64, set_back: u32) -> Command {
    Command::MarkRead { room: GENERAL, seq: Seq(seq), set_back }
}

/// Ann has set the room in view unread from event 10 on, its last.
fn unread() -> Host {
    let mut host = Host::live();
    host.give(Input::MarkUnread { room: GENERAL, target: Seq(10) });
    let (id, command) = host.command();
    assert_eq!(command, Command::MarkUnread { room: GENERAL, target: Seq(10) });
    assert_eq!(host.unread(GENERAL), 0, "not before the server has done it");
    host.hears(set_back(10));
    assert!(host.has_changed(Change::SetBack(GENERAL)));
    host.replies(id, Ok(Reply::Done));
    assert_eq!(host.unread(GENERAL), 1);
    host
}

/// Looks at the end of the room. Says whether that was told.
fn is_read_by_looking(host: &mut Host) -> bool {
    let seq = host.client.room(GENERAL).expect("a room").cursor().seq;
    host.pass(1_000);
    host.give(Input::MarkRead { room: GENERAL, seq });
    host.commands().iter().any(|(_, command)| *command == read(seq.0, 1))
}

#[test]
fn it_is_not_read_at_once_by_being_looked_at() {
    let mut host = unread();
    assert!(!is_read_by_looking(&mut host));
    host.hears(post(GENERAL, 11, bob(), 1));
    assert!(!is_read_by_looking(&mut host));
    assert_eq!(host.unread(GENERAL), 2);
    host.give(Input::ReadOn(KITCHEN));
    assert!(!is_read_by_looking(&mut host), "that was another room");
    host.give(Input::ReadOn(GENERAL));
    assert!(is_read_by_looking(&mut host));
    assert_eq!(host.unread(GENERAL), 0);
}

#[test]
fn who_comes_back_to_it_reads_it() {
    let mut host = unread();
    host.give(Input::Open(KITCHEN));
    host.give(Input::Open(GENERAL));
    assert!(is_read_by_looking(&mut host));
}

#[test]
fn who_writes_to_it_reads_it() {
    let mut host = unread();
    host.sends(1, "Good that I kept this.");
    host.hears(post(GENERAL, 11, ann(), 1));
    assert_eq!(host.unread(GENERAL), 0);
    host.hears(post(GENERAL, 12, bob(), 2));
    assert!(is_read_by_looking(&mut host), "and what comes after");
}

#[test]
fn set_unread_in_another_tab_it_is_unread_here_although_looked_at() {
    let mut host = Host::live();
    host.hears(set_back(10));
    assert!(host.has_changed(Change::SetBack(GENERAL)));
    assert!(!is_read_by_looking(&mut host));
}

#[test]
fn what_was_read_before_does_not_undo_it() {
    let mut host = Host::live();
    host.hears(post(GENERAL, 11, bob(), 1));
    host.cut();
    host.give(Input::MarkRead { room: GENERAL, seq: Seq(11) });
    assert_eq!(host.unread(GENERAL), 0);
    host.pass(500);
    host.greets();
    let behind = RoomSummary { unread: 2, read: Seq(9), set_back: 1, ..summary(GENERAL, 11) };
    host.hears(welcome(vec![behind, summary(KITCHEN, 10)]));
    assert_eq!(host.unread(GENERAL), 2, "another tab knows better");
    host.hears(ServerFrame::Live);
    host.pass(1_000);
    assert!(host.commands().is_empty(), "what was read on the way is not told");
}

#[test]
fn what_was_counted_before_it_is_news_of_the_past() {
    let mut host = unread();
    let (room, read) = (GENERAL, Seq(10));
    let mentions = List::default();
    host.hears(ServerFrame::Read { room, read, set_back: 0, unread: 0, mentions, as_of: read });
    assert_eq!(host.unread(GENERAL), 1);
}

#[test]
fn one_s_own_messages_are_never_unread() {
    let mut host = Host::live();
    // Ann posted event 11, which comes after the news that she has set it back since.
    let (room, read, as_of) = (GENERAL, Seq(9), Seq(11));
    let mentions = List::default();
    host.hears(ServerFrame::Read { room, read, set_back: 1, unread: 1, mentions, as_of });
    host.hears(post(GENERAL, 11, ann(), 1));
    assert_eq!(host.unread(GENERAL), 1, "a post from before does not move the cursor on");
    host.hears(removal(GENERAL, 12, ann(), Seq(11), &ann()));
    assert_eq!(host.unread(GENERAL), 1, "it was not counted and is not taken off");
}

#[test]
fn what_counts_of_a_removed_message_is_who_wrote_it() {
    let mut host = Host::live();
    host.hears(post(KITCHEN, 11, bob(), 1));
    host.hears(post(KITCHEN, 12, ann(), 2));
    host.hears(post(KITCHEN, 13, bob(), 3));
    host.hears(post(KITCHEN, 14, bob(), 4));
    assert_eq!(host.unread(KITCHEN), 2);
    host.hears(removal(KITCHEN, 15, bob(), Seq(12), &ann()));
    assert_eq!(host.unread(KITCHEN), 2, "her own, removed by another, was not counted");
    host.hears(removal(KITCHEN, 16, ann(), Seq(13), &bob()));
    assert_eq!(host.unread(KITCHEN), 1, "another's, removed by her, was");
}

#[test]
fn without_a_connection_it_is_said_that_it_was_not_done() {
    let mut host = Host::live();
    host.cut();
    let target = Seq(10);
    let effects = host.client.handle(Input::MarkUnread { room: GENERAL, target }, host.now);
    let failed = Problem::MarkUnread { room: GENERAL, target, code: None };
    assert!(effects.contains(&Effect::Failed(failed)));
}

#[test]
fn where_the_server_is_put_back_to_before_it_what_was_read_since_is_read() {
    let mut host = unread();
    host.cut();
    host.give(Input::ReadOn(GENERAL));
    host.give(Input::MarkRead { room: GENERAL, seq: Seq(10) });
    host.pass(500);
    host.greets();
    let behind = RoomSummary { unread: 2, read: Seq(8), ..summary(GENERAL, 10) };
    host.hears(welcome(vec![behind, summary(KITCHEN, 10)]));
    assert_eq!(host.unread(GENERAL), 0);
    host.hears(ServerFrame::Live);
    let told: Vec<Command> = host.commands().into_iter().map(|(_, command)| command).collect();
    assert_eq!(told, [read(10, 0)]);
    host.hears(post(GENERAL, 11, bob(), 1));
    host.pass(1_000);
    host.give(Input::MarkRead { room: GENERAL, seq: Seq(11) });
    assert_eq!(host.unread(GENERAL), 0);
}
