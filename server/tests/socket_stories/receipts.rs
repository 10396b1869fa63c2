//! How far others have read: seen in direct rooms only, and only by those who let it be seen.

use hark_protocol::{Command, Reply, RoomId, Seq, ServerFrame, UserId};
use hark_server::chat as doing;

use super::chat::{Somebody, TestChat};
use super::socket::{Socket, open};

async fn direct(chat: &TestChat, one: &Somebody, other: &Somebody) -> RoomId {
    let others = [other.viewer.user.id];
    doing::direct_room(&chat.app.store, &one.viewer, others.to_vec()).await.unwrap()
}

/// The next that is told of how far others have read.
async fn receipts(socket: &mut Socket, of: RoomId) -> Vec<(UserId, Seq)> {
    let told = socket.wait(|frame| match frame {
        ServerFrame::Receipts { room, receipts } if *room == of => Some(receipts.clone()),
        _ => None,
    });
    told.await.iter().map(|receipt| (receipt.user, receipt.read)).collect()
}

fn is_receipt(frame: &ServerFrame) -> bool {
    matches!(frame, ServerFrame::Receipts { .. })
}

#[tokio::test]
async fn in_a_direct_room_it_is_seen_how_far_the_other_has_read() {
    let (chat, ann, bob) = TestChat::of_two().await;
    let (room, other) = (direct(&chat, &ann, &bob).await, bob.viewer.user.id);
    let (mut hers, mut his) = (ann.looks_at(chat.lobby).await, bob.looks_at(chat.lobby).await);
    assert_eq!(hers.answer(open(room)).await, Ok(Reply::Done));
    assert_eq!(receipts(&mut hers, room).await, [(other, Seq(1))]);
    let posted = hers.post(room, "Are you there?").await.seq;
    // Her own post moves her own cursor: she looks again and sees the same.
    assert_eq!(receipts(&mut hers, room).await, [(other, Seq(1))]);
    let read = Command::MarkRead { room, seq: posted, set_back: 0 };
    assert_eq!(his.answer(read).await, Ok(Reply::Done));
    assert_eq!(receipts(&mut hers, room).await, [(other, posted)]);

    // Whoever sets their cursor back has read all the same.
    let unread = Command::MarkUnread { room, target: posted };
    assert_eq!(his.answer(unread).await, Ok(Reply::Done));
    let mut again = ann.door().open().await;
    again.hello(vec![], Some(room)).await;
    assert_eq!(receipts(&mut again, room).await, [(other, posted)]);
}

#[tokio::test]
async fn whoever_does_not_show_it_is_neither_seen_nor_sees() {
    let (chat, ann, bob) = TestChat::of_two().await;
    let (store, room) = (&chat.app.store, direct(&chat, &ann, &bob).await);
    let (one, other) = (ann.viewer.user.id, bob.viewer.user.id);
    let (mut hers, mut his) = (ann.looks_at(chat.lobby).await, bob.looks_at(chat.lobby).await);
    for (socket, seen) in [(&mut hers, other), (&mut his, one)] {
        assert_eq!(socket.answer(open(room)).await, Ok(Reply::Done));
        assert_eq!(receipts(socket, room).await, [(seen, Seq(1))]);
    }
    doing::let_see_receipts(store, &bob.viewer, false).await.unwrap();
    assert_eq!(receipts(&mut hers, room).await, []);
    assert_eq!(receipts(&mut his, room).await, []);
    his.post(room, "I say nothing").await;
    assert_eq!(hers.message(room).await, "I say nothing");
    assert!(!hers.so_far().await.iter().any(is_receipt), "not even that there is something");
    doing::let_see_receipts(store, &bob.viewer, true).await.unwrap();
    assert_eq!(receipts(&mut hers, room).await, [(other, Seq(2))]);
}

#[tokio::test]
async fn in_a_room_of_any_other_kind_nobody_sees_it() {
    let (chat, ann, bob) = TestChat::of_two().await;
    let (mut hers, mut his) = (ann.looks_at(chat.lobby).await, bob.looks_at(chat.lobby).await);
    let posted = hers.post(chat.lobby, "Good morning").await.seq;
    let read = Command::MarkRead { room: chat.lobby, seq: posted, set_back: 0 };
    assert_eq!(his.answer(read).await, Ok(Reply::Done));
    assert_eq!(hers.answer(open(chat.lobby)).await, Ok(Reply::Done));
    assert!(!hers.so_far().await.iter().any(is_receipt));
}
