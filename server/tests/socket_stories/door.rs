//! Who may open a WebSocket.

use std::net::SocketAddr;

use hark_protocol::SUBPROTOCOL;
use hark_server::hub::CONNECTIONS_PER_PERSON;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::chat::TestChat;

/// The head of the answer to a request of these lines.
async fn asked(address: SocketAddr, lines: &[String]) -> String {
    let mut tcp = TcpStream::connect(address).await.unwrap();
    let request = lines.join("\r\n") + "\r\n\r\n";
    tcp.write_all(request.as_bytes()).await.unwrap();
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(tcp.read_u8().await.unwrap());
    }
    String::from_utf8(head).unwrap()
}

/// The handshake wrong in everything is refused for the first of it; with that mended, for the
/// next, until nothing is wrong.
#[tokio::test]
async fn what_is_wrong_first_is_told_first() {
    let (chat, ann) = TestChat::start().await;
    let tabs = [(); CONNECTIONS_PER_PERSON].map(|()| ann.door());
    let mut open = Vec::new();
    for tab in tabs {
        open.push(tab.open().await);
    }
    let address = chat.address;
    let mut lines = [
        "GET /ws HTTP/1.0".to_owned(),
        format!("Host: {address}"),
        "Upgrade: h2c".to_owned(),
        "Sec-WebSocket-Key: c2hvcnQ=".to_owned(),
        "Sec-WebSocket-Version: 12".to_owned(),
        "Sec-WebSocket-Protocol: hark.v0".to_owned(),
        "Origin: https://evil.example".to_owned(),
        "Cookie: hark_session=garbled".to_owned(),
        "Connection: Upgrade".to_owned(),
    ];
    let mended = [
        (426, 0, "GET /ws HTTP/1.1".to_owned()),
        (426, 2, "Upgrade: websocket".to_owned()),
        (400, 3, "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==".to_owned()),
        (426, 4, "Sec-WebSocket-Version: 13".to_owned()),
        (400, 5, format!("Sec-WebSocket-Protocol: {SUBPROTOCOL}")),
        (403, 6, format!("Origin: http://{address}")),
        (401, 7, format!("Cookie: hark_session={}", ann.token)),
    ];
    for (status, at, line) in mended {
        let head = asked(address, &lines).await;
        assert_eq!(head.split(' ').nth(1), Some(status.to_string().as_str()), "{line}: {head}");
        let hint = head.to_ascii_lowercase().contains("sec-websocket-version: 13");
        assert_eq!(hint, status == 426, "{line}: {head}");
        lines[at] = line;
    }
    let head = asked(address, &lines).await;
    assert!(head.starts_with("HTTP/1.1 429 ") && head.contains("retry-after: 30"), "{head}");
    drop(open.pop());
    let limited = async || asked(address, &lines).await.starts_with("HTTP/1.1 429 ");
    while limited().await {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn one_origin_is_one_and_a_token_is_no_question() {
    let (_chat, ann) = TestChat::start().await;
    let twice = ann.door().and("origin", "https://evil.example");
    assert_eq!(twice.refusal().await.status(), 400);
    let asks = ann.door().at("/ws?token=secret");
    assert_eq!(asks.refusal().await.status(), 400);
    let planted =
        ann.door().with("cookie", &format!("hark_session={0}; hark_session=x", ann.token));
    assert_eq!(planted.refusal().await.status(), 401);
    let odd = ann.door().with("sec-websocket-protocol", &"x,".repeat(4000));
    assert_eq!(odd.refusal().await.status(), 400);
}

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
