//! How connections end.

use hark_protocol::{CloseCode, ErrorCode, Role, ServerFrame};
use hark_server::chat as doing;
use hark_server::store::StoreError;

use super::chat::TestChat;

#[tokio::test]
async fn the_end_of_a_session_closes_its_connections_and_no_others() {
    let (chat, ann) = TestChat::start().await;
    let phone = ann.elsewhere(&chat).await;
    let mut tabs = [ann.looks_at(chat.lobby).await, ann.looks_at(chat.lobby).await];
    let mut other = phone.looks_at(chat.lobby).await;
    let (user, session) = (ann.viewer.user.id, ann.viewer.session);
    chat.app.store.end_session(user, session).await.unwrap();
    for tab in &mut tabs {
        assert_eq!(tab.closed().await.0, CloseCode::SessionEnded.code());
    }
    other.post(chat.lobby, "Still here").await;
    chat.app.store.end_sessions(user).await.unwrap();
    assert_eq!(other.closed().await.0, CloseCode::SessionEnded.code());
}

#[tokio::test]
async fn a_stopping_server_says_when_to_come_back() {
    let (chat, ann, bob) = TestChat::of_two().await;
    let mut sockets = [ann.looks_at(chat.lobby).await, bob.looks_at(chat.lobby).await];
    let mut silent = ann.door().open().await;
    chat.app.stop.cancel();
    for socket in &mut sockets {
        let (code, frames) = socket.closed().await;
        assert_eq!(code, CloseCode::Restart.code());
        let Some(ServerFrame::Bye { code: told, after_ms }) = frames.last() else {
            panic!("no bye: {frames:?}");
        };
        assert_eq!(*told, code);
        assert!(*after_ms < 3_000);
    }
    assert_eq!(silent.closed().await.0, CloseCode::Restart.code());
}

#[tokio::test]
async fn one_who_does_not_read_holds_nobody_up() {
    let (chat, ann, bob) = TestChat::of_two().await;
    let eve = chat.person("Eve Marsh").await;
    let stuck = eve.looks_at(chat.lobby).await.into_tcp();
    let (mut ann, mut bob) = (ann.looks_at(chat.lobby).await, bob.looks_at(chat.lobby).await);
    // More than the system's buffers take.
    let text = "All work and no play makes Jack a dull boy. ".repeat(350);
    for _ in 0..600 {
        ann.post(chat.lobby, &text).await;
        bob.message(chat.lobby).await;
        ann.message(chat.lobby).await;
    }
    drop(stuck);
}

#[tokio::test]
async fn a_ban_is_lifted_and_all_that_was_written_is_there() {
    let (chat, ann, bob) = TestChat::of_two().await;
    let store = &chat.app.store;
    let (mut hers, mut his) = (ann.looks_at(chat.lobby).await, bob.looks_at(chat.lobby).await);
    his.post(chat.lobby, "I was here").await;
    let user = bob.viewer.user.id;
    doing::ban(store, &ann.viewer, user).await.unwrap();
    assert_eq!(his.closed().await.0, CloseCode::Banned.code());
    assert_eq!(hers.message(chat.lobby).await, "I was here");
    let again = store.create_session(user, "a test", None).await;
    assert!(matches!(again, Err(StoreError::Banned)), "{again:?}");
    doing::lift_ban(store, &ann.viewer, user).await.unwrap();
    let back = bob.elsewhere(&chat).await;
    back.looks_at(chat.lobby).await.post(chat.lobby, "And am again").await;
    assert_eq!(hers.message(chat.lobby).await, "And am again");
}

#[tokio::test]
async fn nobody_is_banned_or_silenced_by_their_equals() {
    let (chat, ann, bob) = TestChat::of_two().await;
    let cy = chat.person("Cy").await;
    let store = &chat.app.store;
    let hour = std::time::Duration::from_secs(3600);
    for who in [&bob, &cy] {
        doing::set_role(store, &ann.viewer, who.viewer.user.id, Role::Admin).await.unwrap();
    }
    for (by, whom) in [(&bob, &cy), (&bob, &ann), (&bob, &bob), (&ann, &ann)] {
        let user = whom.viewer.user.id;
        let banned = doing::ban(store, &by.viewer, user).await;
        assert_eq!(banned.unwrap_err().code(), ErrorCode::Forbidden);
        let silenced = doing::silence(store, &by.viewer, user, hour).await;
        assert_eq!(silenced.unwrap_err().code(), ErrorCode::Forbidden);
        let out = doing::end_sessions_of(store, &by.viewer, user).await;
        assert_eq!(out.unwrap_err().code(), ErrorCode::Forbidden);
    }
    doing::ban(store, &ann.viewer, cy.viewer.user.id).await.unwrap();
    let by_the_banned = doing::ban(store, &cy.viewer, bob.viewer.user.id).await;
    assert_eq!(by_the_banned.unwrap_err().code(), ErrorCode::Forbidden);
}
