//! Every connect is a resume.

use hark_protocol::{
    Command, Cursor, Epoch, ErrorCode, List, Reply, ResetReason, RoomCursor, RoomId, RoomSummary,
    Seq, ServerFrame, Tag, UnreadThreads,
};

use super::chat::TestChat;
use super::socket::{after, open, text_of};

fn resets(frames: &[ServerFrame]) -> Vec<(ResetReason, Cursor)> {
    let reset = |frame: &ServerFrame| match frame {
        ServerFrame::Reset { reason, snapshot } => Some((*reason, snapshot.summary.cursor)),
        _ => None,
    };
    frames.iter().filter_map(reset).collect()
}

fn texts(frames: &[ServerFrame]) -> Vec<String> {
    let text = |frame: &ServerFrame| match frame {
        ServerFrame::Event { event, .. } => Some(text_of(event)),
        _ => None,
    };
    frames.iter().filter_map(text).collect()
}

fn welcomed(frames: &[ServerFrame]) -> &[RoomSummary] {
    match &frames[0] {
        ServerFrame::Welcome { rooms, .. } => rooms,
        other => panic!("not welcome: {other:?}"),
    }
}

async fn cursor(chat: &TestChat, room: RoomId) -> Cursor {
    chat.app.store.head(room).await.unwrap()
}

#[tokio::test]
async fn the_missing_events_come_and_no_others() {
    let (chat, ann, bob) = TestChat::of_two().await;
    let mut ann = ann.looks_at(chat.lobby).await;
    let mut tab = bob.looks_at(chat.lobby).await;
    ann.post(chat.lobby, "Seen").await;
    let seen = tab.event(chat.lobby).await;
    drop(tab);
    ann.post(chat.lobby, "Missed").await;
    ann.post(chat.lobby, "Missed too").await;

    let mut tab = bob.door().open().await;
    tab.resume(chat.lobby, after(&seen, cursor(&chat, chat.lobby).await)).await;
    let frames = tab.until_live().await;
    assert_eq!(welcomed(&frames)[0].unread, 3);
    assert_eq!(texts(&frames), ["Missed", "Missed too"]);
    ann.post(chat.lobby, "Live").await;
    assert_eq!(tab.message(chat.lobby).await, "Live");
}

#[tokio::test]
async fn whoever_missed_nothing_is_live_at_once() {
    let (chat, ann) = TestChat::start().await;
    let mut ann = ann.door().open().await;
    ann.resume(chat.lobby, cursor(&chat, chat.lobby).await).await;
    let frames = ann.until_live().await;
    assert_eq!(welcomed(&frames)[0].room.id, chat.lobby);
    let [_, ServerFrame::Everybody(people), ServerFrame::Threads(unread)] = &frames[..] else {
        panic!("A welcome, and what there is of people and threads: {frames:?}");
    };
    assert!(people.is_empty());
    assert_eq!(*unread, UnreadThreads::default());
}

#[tokio::test]
async fn a_cursor_of_another_history_is_answered_by_a_reset() {
    let (chat, ann) = TestChat::start().await;
    let here = cursor(&chat, chat.lobby).await;
    let others = [
        Cursor { epoch: Epoch(here.epoch.0 ^ 1), ..here },
        Cursor { tag: Tag(here.tag.0 ^ 1), ..here },
        Cursor { seq: Seq(here.seq.0 + 1), ..here },
    ];
    for other in others {
        let mut ann = ann.door().open().await;
        ann.resume(chat.lobby, other).await;
        assert_eq!(resets(&ann.until_live().await), [(ResetReason::OtherHistory, here)]);
    }
}

#[tokio::test]
async fn whoever_missed_too_much_gets_the_room_afresh() {
    let (chat, ann) = TestChat::start().await;
    let start = cursor(&chat, chat.lobby).await;
    let mut socket = ann.looks_at(chat.lobby).await;
    for number in 1..=501 {
        socket.post(chat.lobby, &format!("Number {number}")).await;
    }
    let mut late = ann.door().open().await;
    late.resume(chat.lobby, start).await;
    let head = cursor(&chat, chat.lobby).await;
    assert_eq!(resets(&late.until_live().await), [(ResetReason::TooFarBehind, head)]);
}

#[tokio::test]
async fn a_room_in_view_that_is_not_held_comes_afresh() {
    let (chat, ann) = TestChat::start().await;
    let mut ann = ann.door().open().await;
    ann.hello(vec![], Some(chat.lobby)).await;
    let here = cursor(&chat, chat.lobby).await;
    assert_eq!(resets(&ann.until_live().await), [(ResetReason::Asked, here)]);
}

#[tokio::test]
async fn opening_brings_a_snapshot_and_then_what_follows_it() {
    let (chat, ann, bob) = TestChat::of_two().await;
    let mut bob = bob.looks_at(chat.lobby).await;
    let mut ann = ann.door().open().await;
    ann.hello(vec![], None).await;
    ann.until_live().await;
    bob.post(chat.lobby, "Before").await;
    assert_eq!(ann.answer(open(chat.lobby)).await, Ok(Reply::Done));
    let snapshot = ann.snapshot().await;
    bob.post(chat.lobby, "After").await;
    loop {
        let event = ann.event(chat.lobby).await;
        if event.seq == snapshot.summary.cursor.seq.next() {
            assert_eq!(text_of(&event), "After");
            break;
        }
        assert!(event.seq <= snapshot.summary.cursor.seq);
    }
}

#[tokio::test]
async fn a_gap_is_filled_on_request() {
    let (chat, ann) = TestChat::start().await;
    let start = cursor(&chat, chat.lobby).await;
    let mut ann = ann.looks_at(chat.lobby).await;
    for text in ["One", "Two", "Three"] {
        ann.post(chat.lobby, text).await;
        ann.message(chat.lobby).await;
    }
    let fill = Command::Fill { room: chat.lobby, after: start };
    assert_eq!(ann.answer(fill).await, Ok(Reply::Done));
    for text in ["One", "Two", "Three"] {
        assert_eq!(ann.message(chat.lobby).await, text);
    }
}

#[tokio::test]
async fn rooms_of_others_are_as_good_as_none() {
    let (chat, ann, bob) = TestChat::of_two().await;
    let secret = chat.room(&ann, "Board").await;
    let cursor = cursor(&chat, secret).await;
    let mut bob = bob.door().open().await;
    bob.hello(vec![RoomCursor { room: secret, cursor }], Some(secret)).await;
    let frames = bob.until_live().await;
    let nobody = ServerFrame::Everybody(List::default());
    let nothing = ServerFrame::Threads(UnreadThreads::default());
    assert_eq!(frames[1..], [nobody, nothing], "a welcome, and nothing of that room");
    let none = RoomId(secret.0 + 1_000);
    for room in [secret, none] {
        assert_eq!(bob.answer(open(room)).await.unwrap_err().code, ErrorCode::NotFound);
        let typing = Command::Typing { room, thread: None };
        assert_eq!(bob.answer(typing).await.unwrap_err().code, ErrorCode::NotFound);
    }
}

#[tokio::test]
async fn what_was_said_outlives_the_server() {
    let (chat, ann) = TestChat::start().await;
    let mut socket = ann.looks_at(chat.lobby).await;
    socket.post(chat.lobby, "Written down").await;
    let seen = socket.event(chat.lobby).await;
    socket.post(chat.lobby, "And this").await;
    let cursor = after(&seen, cursor(&chat, chat.lobby).await);
    let chat = chat.restart().await;
    let mut socket = ann.at(chat.address).door().open().await;
    socket.resume(chat.lobby, cursor).await;
    assert_eq!(texts(&socket.until_live().await), ["And this"]);
}
