//! Coming to rooms and going from them, as the connections see it.

use hark_protocol::{
    Body, ClientMessageId, Command, ErrorCode, ReplyTo, RoomId, ServerFrame, UnreadThreads,
};
use hark_server::chat as doing;

use super::chat::{Somebody, TestChat};
use super::socket::{Socket, open};

async fn added(socket: &mut Socket, room: RoomId) {
    let summary = socket.wait(|frame| match frame {
        ServerFrame::RoomAdded { summary } if summary.room.id == room => Some(summary.clone()),
        _ => None,
    });
    assert!(summary.await.cursor.seq.0 > 0);
}

async fn removed(socket: &mut Socket, room: RoomId) {
    socket.wait(|frame| (*frame == ServerFrame::RoomRemoved { room }).then_some(())).await;
}

fn is_of(frame: &ServerFrame, of: RoomId) -> bool {
    match frame {
        ServerFrame::Event { room, .. }
        | ServerFrame::Read { room, .. }
        | ServerFrame::RoomRemoved { room } => *room == of,
        ServerFrame::Ephemeral(_) => true,
        _ => false,
    }
}

async fn add(chat: &TestChat, by: &Somebody, room: RoomId, who: &Somebody) {
    let (store, user) = (&chat.app.store, who.viewer.user.id);
    doing::add_member(store, &by.viewer, room, user).await.unwrap();
}

#[tokio::test]
async fn whoever_is_added_sees_the_room_and_what_is_said_in_it() {
    let (chat, ann, bob) = TestChat::of_two().await;
    let board = chat.room(&ann, "Board").await;
    let mut tabs = [bob.looks_at(chat.lobby).await, bob.looks_at(chat.lobby).await];
    let mut socket = ann.looks_at(board).await;
    add(&chat, &ann, board, &bob).await;
    for tab in &mut tabs {
        added(tab, board).await;
    }
    socket.post(board, "Welcome, Bob").await;
    for tab in &mut tabs {
        assert_eq!(tab.message(board).await, "Welcome, Bob");
    }
}

#[tokio::test]
async fn whoever_is_removed_hears_that_and_nothing_more() {
    let (chat, ann, bob) = TestChat::of_two().await;
    let eve = chat.person("Eve Marsh").await;
    let board = chat.room(&ann, "Board").await;
    add(&chat, &ann, board, &bob).await;
    add(&chat, &ann, board, &eve).await;
    let mut ann_socket = ann.looks_at(board).await;
    let (mut bob_socket, mut eve_socket) = (bob.looks_at(board).await, eve.looks_at(board).await);

    let user = bob.viewer.user.id;
    doing::remove_member(&chat.app.store, &ann.viewer, board, user).await.unwrap();
    ann_socket.post(board, "Among ourselves").await;
    removed(&mut bob_socket, board).await;
    ann_socket.post(board, "Quite so").await;
    while eve_socket.event(board).await.actor.id != ann.viewer.user.id {}
    let later = bob_socket.so_far().await;
    let told = |frame: &&ServerFrame| is_of(frame, board) && !is_the_removal(frame);
    assert_eq!(later.iter().filter(told).collect::<Vec<_>>(), Vec::<&ServerFrame>::new());
    assert_eq!(bob_socket.answer(open(board)).await.unwrap_err().code, ErrorCode::NotFound);
}

/// The event of the removal itself, which may come before it is told by its own frame.
fn is_the_removal(frame: &ServerFrame) -> bool {
    use hark_protocol::EventKind::{MemberJoined, MemberLeft};
    match frame {
        ServerFrame::Event { event, .. } => {
            matches!(event.kind, Some(MemberLeft { .. } | MemberJoined { .. }))
        }
        ServerFrame::Ephemeral(_) => true,
        _ => false,
    }
}

#[tokio::test]
async fn leaving_and_coming_back_leaves_no_gap() {
    let (chat, ann, bob) = TestChat::of_two().await;
    let board = chat.room(&ann, "Board").await;
    let mut socket = bob.looks_at(chat.lobby).await;
    let mut ann_socket = ann.looks_at(board).await;
    for round in 1..=5 {
        add(&chat, &ann, board, &bob).await;
        added(&mut socket, board).await;
        ann_socket.post(board, &format!("Round {round}")).await;
        assert_eq!(socket.message(board).await, format!("Round {round}"));
        doing::leave(&chat.app.store, &bob.viewer, board).await.unwrap();
        removed(&mut socket, board).await;
        ann_socket.post(board, "Behind his back").await;
        // The event of leaving may have come before the news of it.
        let late = socket.so_far().await;
        assert!(late.iter().all(|frame| !is_of(frame, board) || is_the_removal(frame)));
    }
}

#[tokio::test]
async fn what_was_unread_in_threads_of_a_room_goes_with_it() {
    let (chat, ann, bob) = TestChat::of_two().await;
    let board = chat.room(&ann, "Board").await;
    add(&chat, &ann, board, &bob).await;
    let (mut hers, mut his) = (ann.looks_at(board).await, bob.looks_at(chat.lobby).await);
    let root = his.post(board, "Who cooks?").await.seq;
    let (client_message_id, body) = (ClientMessageId([7; 16]), Body::parse("I do").unwrap());
    let to = Some(ReplyTo { root, in_room: false });
    let reply = Command::Post { room: board, client_message_id, body, to };
    assert!(hers.answer(reply).await.is_ok());
    assert_eq!(threads(&mut his).await, UnreadThreads { threads: 1, mentions: 0 });
    doing::leave(&chat.app.store, &bob.viewer, board).await.unwrap();
    assert_eq!(threads(&mut his).await, UnreadThreads::default());
}

/// The next that is told of how many threads have something unread.
async fn threads(socket: &mut Socket) -> UnreadThreads {
    let told = socket.wait(|frame| match frame {
        ServerFrame::Threads(unread) => Some(*unread),
        _ => None,
    });
    told.await
}
