//! What becomes of those who send more than anybody would.

use hark_protocol::CloseCode;
use tokio_tungstenite::tungstenite::Message;

use super::chat::TestChat;

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
