//! What becomes of those who do not keep to the protocol.

use hark_protocol::{
    ClientFrame, CloseCode, Command, CommandId, ErrorCode, List, MAX_FRAME_BYTES, Refusal,
    ServerFrame, VERSION,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio_tungstenite::tungstenite::Message;

use super::chat::TestChat;
use super::socket::Socket;

/// The code a server closes with after these bytes, which are no WebSocket frames of a client.
async fn close_after(socket: Socket, bytes: &[u8]) -> u16 {
    let mut tcp = socket.into_tcp();
    tcp.write_all(bytes).await.unwrap();
    let mut sent = Vec::new();
    // A reset after the close frame would be an error here.
    tcp.read_to_end(&mut sent).await.unwrap();
    let at = sent.iter().rposition(|byte| *byte == 0x88).expect("a close frame");
    u16::from_be_bytes([sent[at + 2], sent[at + 3]])
}

#[tokio::test]
async fn a_few_bad_frames_are_a_problem_and_many_are_misuse() {
    let (chat, ann) = TestChat::start().await;
    let mut ann = ann.looks_at(chat.lobby).await;
    let bad: [&[u8]; 4] = [b"", b"\xff", b"\x01\x01", b"\x02\x00"];
    for bytes in bad {
        ann.write(Message::binary(bytes.to_vec())).await;
        let problem = ServerFrame::Problem(Refusal::terminal(ErrorCode::BadFrame));
        ann.wait(|frame| (*frame == problem).then_some(())).await;
    }
    ann.post(chat.lobby, "All the same").await;
    ann.write(Message::binary(vec![0xff])).await;
    assert_eq!(ann.closed().await.0, CloseCode::Misuse.code());
}

#[tokio::test]
async fn whoever_does_not_say_hello_first_is_sent_away() {
    let (chat, ann) = TestChat::start().await;
    let command = Command::Typing { room: chat.lobby, thread: None };
    for first in [ClientFrame::Ping, ClientFrame::Command { id: CommandId(1), command }] {
        let mut socket = ann.door().open().await;
        socket.say(&first).await;
        assert_eq!(socket.closed().await, (CloseCode::Misuse.code(), vec![]));
    }
}

#[tokio::test]
async fn a_version_that_is_no_longer_spoken_is_told_so() {
    let (_chat, ann) = TestChat::start().await;
    let mut old = ann.door().open().await;
    old.say(&ClientFrame::Hello { version: 0, rooms: List::default(), open: None }).await;
    assert_eq!(old.closed().await, (CloseCode::TooOld.code(), vec![]));
    let mut newer = ann.door().open().await;
    let version = VERSION + 1;
    newer.say(&ClientFrame::Hello { version, rooms: List::default(), open: None }).await;
    newer.until_live().await;
}

#[tokio::test]
async fn a_second_hello_is_a_problem() {
    let (chat, ann) = TestChat::start().await;
    let mut ann = ann.looks_at(chat.lobby).await;
    ann.hello(vec![], None).await;
    let problem = ServerFrame::Problem(Refusal::terminal(ErrorCode::BadRequest));
    ann.wait(|frame| (*frame == problem).then_some(())).await;
}

#[tokio::test]
async fn text_is_not_understood() {
    let (chat, ann) = TestChat::start().await;
    let mut ann = ann.looks_at(chat.lobby).await;
    ann.write(Message::text("hello")).await;
    assert_eq!(ann.closed().await.0, CloseCode::Unsupported.code());
}

#[tokio::test]
async fn a_frame_too_big_is_told_so() {
    let (chat, ann) = TestChat::start().await;
    let mut fits = ann.looks_at(chat.lobby).await;
    fits.write(Message::binary(vec![0xff; MAX_FRAME_BYTES])).await;
    let problem = ServerFrame::Problem(Refusal::terminal(ErrorCode::BadFrame));
    fits.wait(|frame| (*frame == problem).then_some(())).await;
    let mut too_big = ann.looks_at(chat.lobby).await;
    too_big.write(Message::binary(vec![0xff; MAX_FRAME_BYTES + 1])).await;
    assert_eq!(too_big.closed().await.0, CloseCode::TooBig.code());
    // A length that no memory holds.
    let huge = [0x82, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0];
    let socket = ann.looks_at(chat.lobby).await;
    assert_eq!(close_after(socket, &huge).await, CloseCode::TooBig.code());
}

#[tokio::test]
async fn frames_against_the_rfc_are_answered_by_its_close_codes() {
    let (chat, ann) = TestChat::start().await;
    let cases: [(&str, &[u8], CloseCode); 5] = [
        ("unmasked", &[0x82, 0x01, 0x02], CloseCode::ProtocolError),
        ("reserved bit", &[0xc2, 0x80, 0, 0, 0, 0], CloseCode::ProtocolError),
        ("reserved opcode", &[0x83, 0x80, 0, 0, 0, 0], CloseCode::ProtocolError),
        ("lone continuation", &[0x80, 0x80, 0, 0, 0, 0], CloseCode::ProtocolError),
        ("bad UTF-8", &[0x81, 0x81, 0, 0, 0, 0, 0xff], CloseCode::BadText),
    ];
    for (name, bytes, code) in cases {
        let socket = ann.looks_at(chat.lobby).await;
        assert_eq!(close_after(socket, bytes).await, code.code(), "{name}");
    }
}

#[tokio::test]
async fn the_server_answers_pings_of_both_kinds() {
    let (chat, ann) = TestChat::start().await;
    let mut ann = ann.looks_at(chat.lobby).await;
    ann.write(Message::Ping(b"there?".to_vec().into())).await;
    ann.so_far().await;
}
