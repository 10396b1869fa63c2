//! What people say of themselves: told at once to those who share a room with them, and to nobody
//! else.

use hark_protocol::{About, ServerFrame, Status, StatusText, Timestamp, UserId};
use hark_server::chat as doing;

use super::chat::{Somebody, TestChat};
use super::socket::Socket;

async fn says(chat: &TestChat, who: &Somebody, text: &str, until: Option<Timestamp>) {
    let status = Some(Status { text: StatusText::parse(text).unwrap(), until });
    doing::set_status(&chat.app.store, &who.viewer, status).await.unwrap();
}

fn text(about: &About) -> Option<String> {
    about.status.as_ref().map(|status| status.text.to_string())
}

/// The next that is told of one person.
async fn told(socket: &mut Socket) -> (UserId, Option<String>) {
    let about = socket.wait(|frame| match frame {
        ServerFrame::About(about) => Some(about.clone()),
        _ => None,
    });
    let about = about.await;
    (about.user, text(&about))
}

/// What is told of everybody, when one connects or comes into a room.
async fn everybody(socket: &mut Socket) -> Vec<(UserId, Option<String>)> {
    let people = socket.wait(|frame| match frame {
        ServerFrame::Everybody(people) => Some(people.clone()),
        _ => None,
    });
    people.await.iter().map(|about| (about.user, text(about))).collect()
}

fn is_told(frame: &ServerFrame) -> bool {
    matches!(frame, ServerFrame::About(_) | ServerFrame::Everybody(_))
}

#[tokio::test]
async fn those_who_share_a_room_are_told_once_however_many_they_share() {
    let (chat, ann, bob) = TestChat::of_two().await;
    let board = chat.room(&ann, "Board").await;
    doing::add_member(&chat.app.store, &ann.viewer, board, bob.viewer.user.id).await.unwrap();
    let (user, store) = (ann.viewer.user.id, &chat.app.store);
    let mut socket = bob.looks_at(chat.lobby).await;
    says(&chat, &ann, "🌴 On holiday", None).await;
    assert_eq!(told(&mut socket).await, (user, Some("🌴 On holiday".into())));
    assert_eq!(socket.so_far().await.iter().filter(|frame| is_told(frame)).count(), 0);
    doing::set_status(store, &ann.viewer, None).await.unwrap();
    assert_eq!(told(&mut socket).await, (user, None));
}

#[tokio::test]
async fn what_is_said_outlives_the_server_unless_it_has_ended() {
    let (chat, ann, bob) = TestChat::of_two().await;
    says(&chat, &ann, "Back in a while", None).await;
    says(&chat, &bob, "Just gone", Some(Timestamp(1))).await;
    let chat = chat.restart().await;
    let bob = bob.at(chat.address);
    let page = chat.app.store.around(bob.viewer.user.id).await.unwrap();
    let mut socket = bob.door().open().await;
    socket.hello(vec![], Some(chat.lobby)).await;
    let all = everybody(&mut socket).await;
    let mine = (bob.viewer.user.id, None);
    assert_eq!(all, [(ann.viewer.user.id, Some("Back in a while".into())), mine]);
    assert_eq!(page.iter().map(text).collect::<Vec<_>>(), [Some("Back in a while".into()), None]);
}

#[tokio::test]
async fn nobody_hears_of_somebody_with_whom_they_share_no_room() {
    let (chat, ann, bob) = TestChat::of_two().await;
    let store = &chat.app.store;
    let (user, other) = (ann.viewer.user.id, bob.viewer.user.id);
    let (hers, his) = (chat.room(&ann, "Board").await, chat.room(&bob, "Workshop").await);
    doing::remove_member(store, &ann.viewer, chat.lobby, other).await.unwrap();
    says(&chat, &ann, "Among ourselves", None).await;
    assert_eq!(store.around(other).await.unwrap(), []);
    let mut socket = bob.looks_at(his).await;
    says(&chat, &ann, "Quite so", None).await;
    assert_eq!(socket.so_far().await.iter().filter(|frame| is_told(frame)).count(), 0);

    // Whoever comes into a room hears of those in it, and they of whoever comes.
    doing::add_member(store, &ann.viewer, hers, other).await.unwrap();
    assert_eq!(everybody(&mut socket).await, [(user, Some("Quite so".into()))]);
    doing::remove_member(store, &ann.viewer, hers, other).await.unwrap();
    says(&chat, &ann, "Alone again", None).await;
    // Of his own coming he may hear himself, if he followed the room before it was told there.
    let of_others = |frame: &ServerFrame| match frame {
        ServerFrame::About(about) => about.user != other,
        frame => is_told(frame),
    };
    assert!(!socket.so_far().await.iter().any(of_others));
    doing::add_member(store, &bob.viewer, his, user).await.unwrap();
    assert_eq!(told(&mut socket).await, (user, Some("Alone again".into())));
}

#[tokio::test]
async fn whoever_left_is_heard_by_themselves_alone() {
    let (chat, ann, bob) = TestChat::of_two().await;
    let store = &chat.app.store;
    says(&chat, &ann, "Packing", None).await;
    doing::leave(store, &ann.viewer, chat.lobby).await.unwrap();
    assert_eq!(store.around(bob.viewer.user.id).await.unwrap(), []);
    let mut socket = bob.looks_at(chat.lobby).await;
    says(&chat, &ann, "Gone", None).await;
    assert!(!socket.so_far().await.iter().any(|frame| matches!(frame, ServerFrame::About(_))));
    let hers = store.around(ann.viewer.user.id).await.unwrap();
    assert_eq!(hers.iter().map(text).collect::<Vec<_>>(), [Some("Gone".into())]);
}
