//! Two people talk.

use hark_protocol::{
    Body, ClientMessageId, Command, ErrorCode, EventKind, HistoryFrom, Limits, Reaction, Reply,
    Row, Seq, ServerFrame,
};

use super::chat::TestChat;
use super::socket::{mark_read, text_of};

#[tokio::test]
async fn both_see_both_in_one_order() {
    let (chat, ann, bob) = TestChat::of_two().await;
    let (mut ann, mut bob) = (ann.looks_at(chat.lobby).await, bob.looks_at(chat.lobby).await);
    for turn in 1..=20 {
        ann.post(chat.lobby, &format!("Ann's {turn}")).await;
        bob.post(chat.lobby, &format!("Bob's {turn}")).await;
    }
    let (mut seen_by_ann, mut seen_by_bob) = (Vec::new(), Vec::new());
    for _ in 1..=40 {
        seen_by_ann.push(ann.event(chat.lobby).await);
        seen_by_bob.push(bob.event(chat.lobby).await);
    }
    assert_eq!(seen_by_ann, seen_by_bob);
    assert!(seen_by_ann.windows(2).all(|pair| pair[1].seq == pair[0].seq.next()));
    let texts: Vec<String> = seen_by_ann.iter().map(text_of).collect();
    let spoken = (1..=20).flat_map(|turn| [format!("Ann's {turn}"), format!("Bob's {turn}")]);
    assert_eq!(texts, spoken.collect::<Vec<_>>());
}

#[tokio::test]
async fn a_resend_is_one_message() {
    let (chat, ann, bob) = TestChat::of_two().await;
    let (mut ann, mut bob) = (ann.looks_at(chat.lobby).await, bob.looks_at(chat.lobby).await);
    let id = ClientMessageId([7; 16]);
    let first = ann.post_as(chat.lobby, id, "Lunch at noon?").await.unwrap();
    let again = ann.post_as(chat.lobby, id, "Lunch at noon?").await.unwrap();
    assert_eq!((again.seq, again.at, again.duplicate), (first.seq, first.at, true));
    let other = ann.post_as(chat.lobby, id, "Lunch at one?").await.unwrap_err();
    assert_eq!(other.code, ErrorCode::ClientMessageIdConflict);
    ann.post(chat.lobby, "See you there").await;
    assert_eq!(bob.message(chat.lobby).await, "Lunch at noon?");
    assert_eq!(bob.message(chat.lobby).await, "See you there");
}

#[tokio::test]
async fn edits_and_removals_reach_the_others() {
    let (chat, ann, bob) = TestChat::of_two().await;
    let author = ann.viewer.user.id;
    let (mut ann, mut bob) = (ann.looks_at(chat.lobby).await, bob.looks_at(chat.lobby).await);
    let room = chat.lobby;
    let target = ann.post(room, "Friday works").await.seq;
    let body = Body::parse("Thursday works").unwrap();
    let edit = Command::Edit { room, target, body: body.clone() };
    assert_eq!(bob.answer(edit.clone()).await.unwrap_err().code, ErrorCode::Forbidden);
    assert_eq!(ann.answer(edit).await, Ok(Reply::Done));
    assert_eq!(ann.answer(Command::Delete { room, target }).await, Ok(Reply::Done));
    assert_eq!(bob.message(room).await, "Friday works");
    let edited = bob.event(room).await.kind;
    assert_eq!(edited, Some(EventKind::MessageEdited { target, body: Some(body) }));
    let deleted = EventKind::MessageDeleted { target, author };
    assert_eq!(bob.event(room).await.kind, Some(deleted));
}

#[tokio::test]
async fn a_reaction_reaches_the_others_once() {
    let (chat, ann, bob) = TestChat::of_two().await;
    let (mut ann, mut bob) = (ann.looks_at(chat.lobby).await, bob.looks_at(chat.lobby).await);
    let room = chat.lobby;
    let target = ann.post(room, "Cake in the kitchen").await.seq;
    assert_eq!(bob.message(room).await, "Cake in the kitchen");
    let reaction = Reaction::parse("🍰").unwrap();
    let react = Command::React { room, target, reaction: reaction.clone() };
    assert_eq!(bob.answer(react.clone()).await, Ok(Reply::Done));
    assert_eq!(bob.answer(react).await, Ok(Reply::Done));
    let unreact = Command::Unreact { room, target, reaction: reaction.clone() };
    assert_eq!(bob.answer(unreact).await, Ok(Reply::Done));
    assert_eq!(text_of(&ann.event(room).await), "Cake in the kitchen");
    let added = EventKind::ReactionAdded { target, reaction: reaction.clone() };
    assert_eq!(ann.event(room).await.kind, Some(added));
    let removed = EventKind::ReactionRemoved { target, reaction: reaction.clone() };
    assert_eq!(ann.event(room).await.kind, Some(removed));
    let late = Command::React { room, target: Seq(99), reaction };
    assert_eq!(bob.answer(late).await.unwrap_err().code, ErrorCode::NotFound);
}

#[tokio::test]
async fn a_pin_reaches_the_others_and_comes_with_the_room() {
    let (chat, ann, bob) = TestChat::of_two().await;
    let (mut ann, mut bob) = (ann.looks_at(chat.lobby).await, bob.looks_at(chat.lobby).await);
    let room = chat.lobby;
    let target = ann.post(room, "The key is under the mat").await.seq;
    assert_eq!(bob.answer(Command::Pin { room, target }).await, Ok(Reply::Done));
    assert_eq!(bob.answer(Command::Pin { room, target }).await, Ok(Reply::Done));
    assert_eq!(text_of(&ann.event(room).await), "The key is under the mat");
    let event = ann.event(room).await;
    let Some(EventKind::MessagePinned { message: Some(message), .. }) = &event.kind else {
        panic!("{event:?}")
    };
    assert_eq!(ann.answer(Command::Open { room, cursor: None }).await, Ok(Reply::Done));
    let pins = ann.snapshot().await.pins;
    let pin = pins.of(target).unwrap();
    assert_eq!((&pin.message, &pin.by, pin.at), (message, &event.actor, event.at));
    assert_eq!(ann.answer(Command::Unpin { room, target }).await, Ok(Reply::Done));
    assert_eq!(ann.event(room).await.kind, Some(EventKind::MessageUnpinned { target }));
    let late = Command::Pin { room, target: Seq(99) };
    assert_eq!(bob.answer(late).await.unwrap_err().code, ErrorCode::NotFound);
}

#[tokio::test]
async fn a_read_cursor_moves_in_all_tabs() {
    let (chat, ann, bob) = TestChat::of_two().await;
    let (mut phone, mut laptop) = (bob.looks_at(chat.lobby).await, bob.looks_at(chat.lobby).await);
    let mut ann = ann.looks_at(chat.lobby).await;
    ann.post(chat.lobby, "One").await;
    let second = ann.post(chat.lobby, "Two").await.seq;
    let third = ann.post(chat.lobby, "Three").await.seq;
    assert_eq!(phone.answer(mark_read(chat.lobby, second)).await, Ok(Reply::Done));
    for tab in [&mut phone, &mut laptop] {
        let told = tab.wait(|frame| match frame {
            ServerFrame::Read { room, read, unread, as_of, .. } => {
                Some((*room, *read, *unread, *as_of))
            }
            _ => None,
        });
        assert_eq!(told.await, (chat.lobby, second, 1, third));
    }
    assert!(ann.so_far().await.iter().all(|frame| !matches!(frame, ServerFrame::Read { .. })));
}

#[tokio::test]
async fn a_read_cursor_is_set_back_in_all_tabs() {
    let (chat, ann, bob) = TestChat::of_two().await;
    let (mut phone, mut laptop) = (bob.looks_at(chat.lobby).await, bob.looks_at(chat.lobby).await);
    let mut ann = ann.looks_at(chat.lobby).await;
    let target = ann.post(chat.lobby, "One").await.seq;
    let last = ann.post(chat.lobby, "Two").await.seq;
    assert_eq!(phone.answer(mark_read(chat.lobby, last)).await, Ok(Reply::Done));
    let room = chat.lobby;
    assert_eq!(phone.answer(Command::MarkUnread { room, target }).await, Ok(Reply::Done));
    // The laptop has not heard of it yet.
    assert_eq!(laptop.answer(mark_read(chat.lobby, last)).await, Ok(Reply::Done));
    for tab in [&mut phone, &mut laptop] {
        let told = tab.wait(|frame| match frame {
            ServerFrame::Read { read, set_back: 1, unread, as_of, .. } => {
                Some((*read, *unread, *as_of))
            }
            _ => None,
        });
        assert_eq!(told.await, (Seq(target.0 - 1), 2, last));
    }
    let page = Command::MarkUnread { room, target: Seq(1) };
    assert_eq!(phone.answer(page).await.unwrap_err().code, ErrorCode::NotFound);
}

#[tokio::test]
async fn history_is_paged_by_seq() {
    let (chat, ann) = TestChat::start().await;
    let mut ann = ann.looks_at(chat.lobby).await;
    let mut last = Seq::ZERO;
    for number in 1..=30 {
        last = ann.post(chat.lobby, &format!("Note {number}")).await.seq;
    }
    let from = HistoryFrom::Before(last);
    let page = ann.answer(Command::History { room: chat.lobby, from, limit: 10 }).await;
    let Ok(Reply::History(page)) = page else { panic!("no page: {page:?}") };
    let seqs: Vec<u64> = page.rows.iter().map(|row| row.seq().0).collect();
    assert_eq!(seqs, (last.0 - 10..last.0).collect::<Vec<_>>());
    assert!(page.rows.iter().all(|row| matches!(row, Row::Message(_))));
    assert_eq!((page.as_of, page.older, page.newer), (last, true, true));
}

#[tokio::test]
async fn as_many_commands_at_once_as_the_limit_says() {
    let (chat, ann) = TestChat::start().await;
    let room = chat.lobby;
    let mut ann = ann.looks_at(room).await;
    let limit = Limits::default().commands_in_flight as u8;
    let mut asked = Vec::new();
    for number in 0..limit {
        let body = Body::parse(&format!("Number {number}")).unwrap();
        let client_message_id = ClientMessageId([number; 16]);
        asked.push(ann.ask(Command::Post { room, client_message_id, body, to: None }).await);
    }
    for expected in asked {
        let result = ann.wait(|frame| match frame {
            ServerFrame::Reply { id, result } if *id == expected => Some(result.clone()),
            _ => None,
        });
        assert!(matches!(result.await, Ok(Reply::Posted(_))));
    }
    for number in 0..limit {
        assert_eq!(ann.message(room).await, format!("Number {number}"), "in the order asked");
    }
}
