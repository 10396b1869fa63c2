//! Threads: followed, read, and told of.

use hark_protocol::sync::{Change, Input, Problem};
use hark_protocol::{
    Command, Ephemeral, ErrorCode, Refusal, Reply, Seq, ServerFrame, ThreadState, UnreadThreads,
};

use crate::host::{GENERAL, Host, KITCHEN, bob, summary, welcome};
use crate::threads::{followed, opened, posted};

const ROOT: Seq = Seq(9);

fn told(host: &mut Host, state: ThreadState) {
    host.hears(ServerFrame::Thread { room: GENERAL, root: ROOT, state });
}

#[test]
fn the_last_word_of_the_server_holds() {
    let mut host = opened();
    assert_eq!(host.client.thread_state(GENERAL, ROOT), Some(followed(10, 0)));
    told(&mut host, followed(10, 1));
    assert!(host.has_changed(Change::Room(GENERAL)));
    assert_eq!(host.client.thread_state(GENERAL, ROOT), Some(followed(10, 1)));
    let unread = UnreadThreads { threads: 1, mentions: 0 };
    host.hears(ServerFrame::Threads(unread));
    assert!(host.has_changed(Change::Rooms));
    assert_eq!(host.client.unread_threads(), unread);
}

#[test]
fn a_thread_that_was_never_looked_at_is_not_kept() {
    let mut host = opened();
    host.hears(ServerFrame::Thread { room: KITCHEN, root: Seq(3), state: followed(3, 1) });
    assert_eq!(host.client.thread_state(KITCHEN, Seq(3)), None);
}

#[test]
fn what_was_seen_is_told_until_the_server_has_it() {
    let mut host = opened();
    host.give(Input::MarkThreadRead(Seq(10)));
    assert!(host.commands().is_empty(), "that was read before");
    host.give(Input::MarkThreadRead(Seq(12)));
    let (asked, command) = host.command();
    let mark = Command::MarkThreadRead { room: GENERAL, root: ROOT, seq: Seq(12) };
    assert_eq!(command, mark);
    host.replies(asked, Err(Refusal::retry(ErrorCode::Overloaded, 2_000)));
    host.pass(2_000);
    let (asked, command) = host.command();
    assert_eq!(command, mark);
    host.replies(asked, Ok(Reply::Done));
    assert_eq!(host.client.thread_state(GENERAL, ROOT).map(|state| state.read), Some(Seq(12)));
    host.pass(5_000);
    host.give(Input::MarkThreadRead(Seq(12)));
    assert!(host.commands().is_empty());
}

#[test]
fn nothing_is_told_of_a_thread_that_is_not_followed() {
    let mut host = opened();
    told(&mut host, ThreadState { followed: false, ..followed(10, 0) });
    host.give(Input::MarkThreadRead(Seq(12)));
    assert!(host.commands().is_empty());
    host.pass(5_000);
    assert!(host.commands().is_empty());
}

#[test]
fn the_reading_of_a_thread_and_of_its_room_are_told_apart() {
    let mut host = opened();
    host.give(Input::MarkThreadRead(Seq(12)));
    host.hears(posted(11, true));
    host.give(Input::MarkRead { room: GENERAL, seq: Seq(11) });
    host.pass(1_000);
    let (_, command) = host.command();
    assert_eq!(command, Command::MarkRead { room: GENERAL, seq: Seq(11), set_back: 0 });
}

#[test]
fn the_thread_in_view_is_asked_for_again_on_the_next_connection() {
    let mut host = opened();
    host.comes_back();
    host.hears(welcome(vec![summary(GENERAL, 10), summary(KITCHEN, 10)]));
    host.hears(ServerFrame::Live);
    let (asked, command) = host.command();
    assert_eq!(command, Command::ThreadState { room: GENERAL, root: ROOT });
    host.replies(asked, Err(Refusal::retry(ErrorCode::Overloaded, 1_500)));
    assert!(host.commands().is_empty());
    host.pass(1_500);
    let (asked, _) = host.command();
    host.replies(asked, Ok(Reply::ThreadState(followed(11, 3))));
    assert_eq!(host.client.thread_state(GENERAL, ROOT), Some(followed(11, 3)));
    host.pass(5_000);
    assert!(host.commands().is_empty(), "once is enough");
}

#[test]
fn a_choice_that_was_not_kept_is_a_problem() {
    let mut host = opened();
    host.give(Input::Unfollow);
    let (asked, command) = host.command();
    assert_eq!(command, Command::Unfollow { room: GENERAL, root: ROOT });
    let code = ErrorCode::StorageFull;
    host.replies(asked, Err(Refusal::terminal(code)));
    let problem = |code| Problem::Follow { room: GENERAL, root: ROOT, code };
    assert_eq!(host.problem(), Some(&problem(Some(code))));
    host.give(Input::Follow);
    assert_eq!(host.command().1, Command::Follow { room: GENERAL, root: ROOT });
    host.cut();
    assert_eq!(host.problem(), Some(&problem(None)));
    host.give(Input::Unfollow);
    assert_eq!(host.problem(), Some(&problem(None)), "nor is one without a network");
}

#[test]
fn who_types_in_a_thread_is_shown_there_only() {
    let mut host = opened();
    let thread = Some(ROOT);
    let types =
        |thread| ServerFrame::Ephemeral(Ephemeral::Typing { room: GENERAL, thread, person: bob() });
    host.hears(types(thread));
    assert!(host.has_changed(Change::Typing(GENERAL)));
    assert_eq!(host.client.typing(GENERAL, thread), [bob()]);
    assert!(host.client.typing(GENERAL, None).is_empty());
    assert!(host.client.typing(GENERAL, Some(Seq(3))).is_empty());
    // Nobody types in two places.
    host.hears(types(None));
    assert!(host.has_changed(Change::Typing(GENERAL)));
    assert_eq!(host.client.typing(GENERAL, None), [bob()]);
    assert!(host.client.typing(GENERAL, thread).is_empty());
    host.hears(types(thread));
    host.hears(posted(11, false));
    assert!(host.client.typing(GENERAL, thread).is_empty(), "that was it");
}

#[test]
fn typing_in_the_thread_in_view_is_told_no_more_often_than_in_the_room() {
    let mut host = opened();
    host.give(Input::TypingReply);
    assert_eq!(host.command().1, Command::Typing { room: GENERAL, thread: Some(ROOT) });
    host.give(Input::Typing(GENERAL));
    assert!(host.commands().is_empty());
    host.now += 3_250;
    host.give(Input::CloseThread);
    host.give(Input::TypingReply);
    assert!(host.commands().is_empty(), "there is no thread in view");
}
