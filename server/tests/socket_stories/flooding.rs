//! What becomes of those who send more than anybody would.

use hark_protocol::{
    Body, ClientFrame, ClientMessageId, CloseCode, Command, ErrorCode, Limits, Refusal, Reply,
    RoomId, Seq, ServerFrame,
};
use hark_server::config::Rates;
use tokio_tungstenite::tungstenite::Message;

use super::chat::TestChat;
use super::socket::{Socket, mark_read};

#[tokio::test]
async fn fifty_pings_in_a_second_are_answered_and_more_are_a_flood() {
    let (chat, ann) = TestChat::start().await;
    let mut flood = ann.looks_at(chat.lobby).await;
    for _ in 0..200 {
        flood.write(Message::Ping(vec![].into())).await;
    }
    assert_eq!(flood.closed().await.0, CloseCode::RateLimited.code());
    let mut few = ann.looks_at(chat.lobby).await;
    for _ in 0..40 {
        few.write(Message::Ping(vec![].into())).await;
    }
    few.post(chat.lobby, "Still here").await;
}

/// Posts so many messages without waiting for their answers.
async fn posts(socket: &mut Socket, room: RoomId, count: u32) {
    for number in 0..count {
        let client_message_id = ClientMessageId(u128::from(number).to_be_bytes());
        let body = Body::parse("Buy now").unwrap();
        socket.ask(Command::Post { room, client_message_id, body, to: None }).await;
    }
}

/// The answers to so many commands.
async fn answers(socket: &mut Socket, count: u32) -> Vec<Result<Reply, Refusal>> {
    let mut answers = Vec::new();
    for _ in 0..count {
        let answer = socket.wait(|frame| match frame {
            ServerFrame::Reply { result, .. } => Some(result.clone()),
            _ => None,
        });
        answers.push(answer.await);
    }
    answers
}

#[tokio::test]
async fn the_welcome_says_how_fast_people_may_go_on() {
    let (chat, ann) = TestChat::at(Rates { posts_per_second: 7, ..Rates::default() }).await;
    let mut socket = ann.door().open().await;
    socket.hello(vec![], Some(chat.lobby)).await;
    let limits = socket.wait(|frame| match frame {
        ServerFrame::Welcome { limits, .. } => Some(*limits),
        _ => None,
    });
    assert_eq!(limits.await, Limits { posts: Rates::of(7), ..Limits::default() });
}

#[tokio::test]
async fn who_posts_too_fast_is_told_when_to_come_again() {
    let (chat, ann) = TestChat::at(Rates::default()).await;
    let bob = chat.person("Bob Lee").await;
    let (mut fast, mut calm) = (ann.looks_at(chat.lobby).await, bob.looks_at(chat.lobby).await);
    posts(&mut fast, chat.lobby, 60).await;
    let answers = answers(&mut fast, 60).await;
    let posted = answers.iter().filter(|answer| answer.is_ok()).count();
    assert!(posted >= 20, "{posted}");
    let refusals: Vec<_> = answers.into_iter().filter_map(Result::err).collect();
    assert!(!refusals.is_empty(), "sixty come in far less than the eight seconds they may take");
    for Refusal { code, retry_after_ms } in refusals {
        assert_eq!(code, ErrorCode::RateLimited);
        assert!((1..=200).contains(&retry_after_ms.unwrap()), "{retry_after_ms:?}");
    }
    calm.post(chat.lobby, "Nobody else is held up").await;
}

#[tokio::test]
async fn who_never_waits_is_sent_away_and_nobody_else_is() {
    let (chat, ann) = TestChat::at(Rates::default()).await;
    let bob = chat.person("Bob Lee").await;
    let (mut flood, mut calm) = (ann.looks_at(chat.lobby).await, bob.looks_at(chat.lobby).await);
    posts(&mut flood, chat.lobby, 1_000).await;
    let (code, last) = flood.closed().await;
    assert_eq!(code, CloseCode::RateLimited.code());
    let bye = ServerFrame::Bye { code, after_ms: 30_000 };
    assert!(last.contains(&bye), "it is told for how long");
    let posted = |frame: &&ServerFrame| matches!(frame, ServerFrame::Reply { result: Ok(_), .. });
    assert!(last.iter().filter(posted).count() < 200);
    calm.post(chat.lobby, "Nobody else is").await;
}

#[tokio::test]
async fn whatever_is_asked_for_without_an_end_is_a_flood() {
    let (chat, ann) = TestChat::at(Rates::default()).await;
    let bob = chat.person("Bob Lee").await;
    for frame in [ClientFrame::Ping, ClientFrame::WhoWasHere { room: chat.lobby }] {
        let somebody = chat.person(&format!("{}", frame.encode().len())).await;
        let mut flood = somebody.looks_at(chat.lobby).await;
        for _ in 0..2_000 {
            flood.say(&frame).await;
        }
        assert_eq!(flood.closed().await.0, CloseCode::RateLimited.code(), "{frame:?}");
    }
    let mut flood = ann.looks_at(chat.lobby).await;
    for _ in 0..2_000 {
        flood.ask(mark_read(chat.lobby, Seq(1))).await;
    }
    assert_eq!(flood.closed().await.0, CloseCode::RateLimited.code());
    bob.looks_at(chat.lobby).await.post(chat.lobby, "All quiet").await;
}

#[tokio::test]
async fn to_type_a_thousand_times_is_no_error() {
    let (chat, ann) = TestChat::at(Rates::default()).await;
    let mut keys = ann.looks_at(chat.lobby).await;
    for _ in 0..1_000 {
        keys.ask(Command::Typing { room: chat.lobby, thread: None }).await;
    }
    let answers = answers(&mut keys, 1_000).await;
    assert!(answers.iter().all(|answer| *answer == Ok(Reply::Done)));
}

#[tokio::test]
async fn a_room_takes_no_more_than_it_can_from_all_together() {
    let (chat, ann) = TestChat::at(Rates { room_posts_per_second: 1, ..Rates::UNLIMITED }).await;
    let bob = chat.person("Bob Lee").await;
    for somebody in [&ann, &bob] {
        let mut socket = somebody.looks_at(chat.lobby).await;
        posts(&mut socket, chat.lobby, 50).await;
        let answers = answers(&mut socket, 50).await;
        assert!(
            answers.into_iter().any(|answer| {
                answer.is_err_and(|refusal| refusal.code == ErrorCode::RateLimited)
            })
        );
    }
    let cellar = chat.room(&ann, "Cellar").await;
    ann.looks_at(cellar).await.post(cellar, "There is room here").await;
}

#[tokio::test]
async fn when_all_come_at_once_some_are_asked_to_come_back() {
    let (_chat, ann) = TestChat::at(Rates { upgrades_per_second: 1, ..Rates::UNLIMITED }).await;
    let mut open = Vec::new();
    let refusal = loop {
        if open.len() == 4 {
            break ann.door().refusal().await;
        }
        open.push(ann.door().open().await);
    };
    assert_eq!(refusal.status(), 503);
    let seconds: u64 = refusal.headers()["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((1..=10).contains(&seconds), "{seconds}");
    assert_eq!(refusal.body().as_deref(), Some(br#"{"error":"overloaded"}"#.as_slice()));
}
