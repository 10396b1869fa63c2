//! Who may open a WebSocket.

use hark_protocol::SUBPROTOCOL;
use hark_server::hub::CONNECTIONS_PER_PERSON;

use super::chat::TestChat;

#[tokio::test]
async fn pages_of_other_origins_are_turned_away() {
    let (chat, ann) = TestChat::start().await;
    let port = chat.address.port();
    let others = [
        "https://evil.example".to_owned(),
        "null".to_owned(),
        format!("https://127.0.0.1:{port}"),
        format!("http://127.0.0.1:{port}.evil.example"),
        "http://127.0.0.1".to_owned(),
    ];
    for origin in others {
        let refusal = ann.door().with("origin", &origin).refusal().await;
        assert_eq!(refusal.status(), 403, "{origin}");
    }
    let silent = ann.door().without("origin").with("sec-fetch-site", "same-origin");
    assert_eq!(silent.refusal().await.status(), 403);
}

#[tokio::test]
async fn only_the_websocket_of_the_rfc_is_spoken() {
    let (_chat, ann) = TestChat::start().await;
    let refusal = ann.door().with("sec-websocket-version", "12").refusal().await;
    assert_eq!(refusal.status(), 426);
    assert_eq!(refusal.headers()["sec-websocket-version"], "13");
    let refusal = ann.door().with("sec-websocket-key", "c2hvcnQ=").refusal().await;
    assert_eq!(refusal.status(), 400);
}

#[tokio::test]
async fn our_subprotocol_must_be_offered() {
    let (_chat, ann) = TestChat::start().await;
    for offered in ["hark.v0", "chat", "hark.v1x"] {
        let refusal = ann.door().with("sec-websocket-protocol", offered).refusal().await;
        assert_eq!(refusal.status(), 400, "{offered}");
        assert!(refusal.body().as_deref().unwrap().ends_with(b"\"unsupported_subprotocol\"}"));
    }
    let among_others = format!("chat, {SUBPROTOCOL}");
    ann.door().with("sec-websocket-protocol", &among_others).open().await;
}

#[tokio::test]
async fn only_those_signed_in_come_in() {
    let (chat, ann) = TestChat::start().await;
    assert_eq!(ann.door().without("cookie").refusal().await.status(), 401);
    let garbled = ann.door().with("cookie", "hark_session=garbled");
    assert_eq!(garbled.refusal().await.status(), 401);
    let (user, session) = (ann.viewer.user.id, ann.viewer.session);
    chat.app.store.end_session(user, session).await.unwrap();
    assert_eq!(ann.door().refusal().await.status(), 401);
}

#[tokio::test]
async fn one_person_has_so_many_connections_and_no_more() {
    let (chat, ann, bob) = TestChat::of_two().await;
    let mut tabs = Vec::new();
    for _ in 0..CONNECTIONS_PER_PERSON {
        tabs.push(ann.looks_at(chat.lobby).await);
    }
    let refusal = ann.door().refusal().await;
    assert_eq!(refusal.status(), 429);
    assert_eq!(refusal.headers()["retry-after"], "30");
    bob.looks_at(chat.lobby).await;
}
