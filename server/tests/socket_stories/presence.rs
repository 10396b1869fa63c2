//! Who is here and who types.

use hark_protocol::{Attention, ClientFrame, Command, Ephemeral, Reply, RoomId, Seen, ServerFrame};

use super::chat::TestChat;
use super::socket::{Socket, open};

/// Waits until so many are here, and gives their names.
async fn here(socket: &mut Socket, of: RoomId, many: u32) -> Vec<String> {
    let people = socket.wait(|frame| match frame {
        ServerFrame::Ephemeral(Ephemeral::Here { room, count, people })
            if *room == of && *count == many =>
        {
            Some(people.clone())
        }
        _ => None,
    });
    people.await.iter().map(|one| one.person.name.to_string()).collect()
}

fn typing(frames: &[ServerFrame]) -> usize {
    let is_typing =
        |frame: &&ServerFrame| matches!(frame, ServerFrame::Ephemeral(Ephemeral::Typing { .. }));
    frames.iter().filter(is_typing).count()
}

#[tokio::test]
async fn those_in_view_of_a_room_know_who_is_connected() {
    let (chat, ann, bob) = TestChat::of_two().await;
    let mut socket = ann.looks_at(chat.lobby).await;
    assert_eq!(here(&mut socket, chat.lobby, 1).await, ["Ann Novak"]);
    // Two tabs of one person are one person, whatever room they have in view.
    let elsewhere = chat.room(&bob, "Workshop").await;
    let tabs = [bob.looks_at(elsewhere).await, bob.looks_at(chat.lobby).await];
    assert_eq!(here(&mut socket, chat.lobby, 2).await, ["Ann Novak", "Bob Lee"]);
    drop(tabs);
    assert_eq!(here(&mut socket, chat.lobby, 1).await, ["Ann Novak"]);
}

#[tokio::test]
async fn typing_is_told_to_the_others_in_view_of_the_room() {
    let (chat, ann, bob) = TestChat::of_two().await;
    let workshop = chat.room(&bob, "Workshop").await;
    let mut away = bob.looks_at(workshop).await;
    let (mut looking, mut ann_socket) =
        (bob.looks_at(chat.lobby).await, ann.looks_at(chat.lobby).await);
    let mut other_tab = ann.looks_at(chat.lobby).await;
    let command = Command::Typing { room: chat.lobby, thread: None };
    for _ in 0..100 {
        assert_eq!(ann_socket.answer(command.clone()).await, Ok(Reply::Done));
    }
    let person = looking.wait(|frame| match frame {
        ServerFrame::Ephemeral(Ephemeral::Typing { room, thread: None, person })
            if *room == chat.lobby =>
        {
            Some(person.clone())
        }
        _ => None,
    });
    assert_eq!(person.await, *ann.person());
    assert_eq!(typing(&looking.so_far().await), 0, "told once, however often it was said");
    for silent in [&mut away, &mut ann_socket, &mut other_tab] {
        assert_eq!(typing(&silent.so_far().await), 0);
    }
}

#[tokio::test]
async fn whoever_looks_elsewhere_is_told_of_that_room_only() {
    let (chat, ann, bob) = TestChat::of_two().await;
    let workshop = chat.room(&bob, "Workshop").await;
    let mut socket = bob.looks_at(chat.lobby).await;
    here(&mut socket, chat.lobby, 1).await;
    assert_eq!(socket.answer(open(workshop)).await, Ok(Reply::Done));
    here(&mut socket, workshop, 1).await;
    socket.so_far().await;
    let mut ann = ann.looks_at(chat.lobby).await;
    here(&mut ann, chat.lobby, 2).await;
    assert_eq!(
        ann.answer(Command::Typing { room: chat.lobby, thread: None }).await,
        Ok(Reply::Done)
    );
    let told = socket.so_far().await;
    assert!(told.iter().all(|frame| !matches!(frame, ServerFrame::Ephemeral(_))), "{told:?}");
}

#[tokio::test]
async fn typing_in_a_thread_says_in_which() {
    let (chat, ann, bob) = TestChat::of_two().await;
    let (mut ann, mut bob) = (ann.looks_at(chat.lobby).await, bob.looks_at(chat.lobby).await);
    let root = ann.post(chat.lobby, "Who cooks?").await.seq;
    for thread in [Some(root), None] {
        let typing = Command::Typing { room: chat.lobby, thread };
        assert_eq!(ann.answer(typing).await, Ok(Reply::Done));
    }
    let told = bob.wait(|frame| match frame {
        ServerFrame::Ephemeral(Ephemeral::Typing { thread, .. }) => Some(*thread),
        _ => None,
    });
    assert_eq!(told.await, Some(root));
    assert_eq!(typing(&bob.so_far().await), 0, "once, wherever it is said");
}

#[tokio::test]
async fn whoever_is_away_on_all_their_tabs_is_shown_as_away() {
    let (chat, ann, bob) = TestChat::of_two().await;
    let mut socket = ann.looks_at(chat.lobby).await;
    assert_eq!(here(&mut socket, chat.lobby, 1).await, ["Ann Novak"]);
    let elsewhere = chat.room(&bob, "Workshop").await;
    let mut tabs = [bob.looks_at(elsewhere).await, bob.looks_at(chat.lobby).await];
    assert_eq!(here(&mut socket, chat.lobby, 2).await, ["Ann Novak", "Bob Lee"]);
    let away = ClientFrame::Attention(Attention::Away);
    tabs[0].say(&away).await;
    tabs[1].say(&away).await;
    // Still connected, and listed after those who are there.
    assert_eq!(here(&mut socket, chat.lobby, 1).await, ["Ann Novak", "Bob Lee"]);
    tabs[1].say(&ClientFrame::Attention(Attention::Here)).await;
    here(&mut socket, chat.lobby, 2).await;
}

/// When the members of a room were seen last.
async fn seen(socket: &mut Socket, of: RoomId) -> Vec<Seen> {
    socket.say(&ClientFrame::WhoWasHere { room: of }).await;
    let people = socket.wait(|frame| match frame {
        ServerFrame::Seen { room, people } if *room == of => Some(people.clone()),
        _ => None,
    });
    people.await.into_vec()
}

#[tokio::test]
async fn it_is_known_when_somebodys_last_connection_ended() {
    let (chat, ann, bob) = TestChat::of_two().await;
    let mut socket = ann.looks_at(chat.lobby).await;
    let before = seen(&mut socket, chat.lobby).await;
    assert_eq!(before.len(), 2);
    drop(bob.looks_at(chat.lobby).await);
    let user = bob.viewer.user.id;
    let at = |people: &[Seen]| people.iter().find(|one| one.user == user).and_then(|one| one.at);
    // Kept a moment after the connection ended; asked as often as it takes.
    let mut now = seen(&mut socket, chat.lobby).await;
    while at(&now) == at(&before) {
        now = seen(&mut socket, chat.lobby).await;
    }
    // Whoever never was connected signed in all the same.
    assert!(at(&before).is_some() && at(&now) > at(&before));
    // After a restart it is known still, and where the server was killed a session says it.
    let chat = chat.restart().await;
    let mut socket = ann.at(chat.address).looks_at(chat.lobby).await;
    assert!(at(&seen(&mut socket, chat.lobby).await) >= at(&now));
    let store = &chat.app.store;
    hark_server::chat::remove_member(store, &ann.viewer, chat.lobby, user).await.unwrap();
    assert_eq!(seen(&mut socket, chat.lobby).await.len(), 1, "of who left it is not told");
}

#[tokio::test]
async fn nobody_is_told_who_was_in_a_room_of_others() {
    let (chat, ann, bob) = TestChat::of_two().await;
    let hers = chat.room(&ann, "Board").await;
    let mut socket = bob.looks_at(chat.lobby).await;
    socket.say(&ClientFrame::WhoWasHere { room: hers }).await;
    socket.say(&ClientFrame::WhoWasHere { room: chat.lobby }).await;
    let answered = socket.wait(|frame| match frame {
        ServerFrame::Seen { room, .. } => Some(*room),
        _ => None,
    });
    assert_eq!(answered.await, chat.lobby, "the first was not answered");
}
