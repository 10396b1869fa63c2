//! Every limit of what is said over a socket: one less and exactly that is taken, one more is not.
//! How fast and how many connections is told in `flooding` and `door`.

use hark_protocol::{
    Body, ClientFrame, ClientMessageId, CloseCode, Command, CommandId, Cursor, ErrorCode,
    HistoryFrom, Limits, List, Pins, Reaction, Refusal, Reply, RoomCursor, Seq, ServerFrame,
    VERSION,
};
use tokio_tungstenite::tungstenite::Message;

use super::chat::TestChat;
use super::socket::Socket;

/// What stands where a text of any length is to be put.
const PLACE: &str = "§";

/// A command with a text of so many times this letter, which no client of ours could make.
fn with_text(id: u32, command: Command, letter: char, count: usize) -> Vec<u8> {
    let bytes = ClientFrame::Command { id: CommandId(id), command }.encode();
    let place = [&[PLACE.len() as u8], PLACE.as_bytes()].concat();
    let at = bytes.windows(place.len()).position(|part| part == place).expect("there is a place");
    let text = letter.to_string().repeat(count);
    let mut length = Vec::new();
    let mut left = text.len();
    while left > 0x7f {
        length.push(left as u8 | 0x80);
        left >>= 7;
    }
    length.push(left as u8);
    [&bytes[..at], &length, text.as_bytes(), &bytes[at + place.len()..]].concat()
}

/// What comes back: an answer, or that the frame cannot be read.
async fn outcome(socket: &mut Socket) -> Result<Reply, Refusal> {
    let answer = socket.wait(|frame| match frame {
        ServerFrame::Reply { result, .. } => Some(result.clone()),
        ServerFrame::Problem(refusal) => Some(Err(*refusal)),
        _ => None,
    });
    answer.await
}

#[tokio::test]
async fn texts_have_their_length_and_no_more() {
    let (chat, ann) = TestChat::start().await;
    let mut socket = ann.looks_at(chat.lobby).await;
    let (room, target) = (chat.lobby, socket.post(chat.lobby, "Dinner?").await.seq);
    let limits = Limits::default();
    let (body, reaction) = (Body::parse(PLACE).unwrap(), Reaction::parse(PLACE).unwrap());
    let post = |number: u8| {
        let client_message_id = ClientMessageId([number; 16]);
        Command::Post { room, client_message_id, body: body.clone(), to: None }
    };
    let edit = Command::Edit { room, target, body: body.clone() };
    let react = Command::React { room, target, reaction };
    let texts = [
        // In bytes, of which the letter has one.
        ([post(1), post(2), post(3)], 'x', limits.body_bytes),
        ([edit.clone(), edit.clone(), edit], 'x', limits.body_bytes),
        // In characters, however many bytes they have.
        ([react.clone(), react.clone(), react], 'é', limits.reaction_chars),
    ];
    for (commands, letter, limit) in texts {
        let limit = limit as usize;
        for (command, count) in commands.into_iter().zip(limit - 1..) {
            let name = format!("{command:?} with {count} of {letter}");
            socket.write(Message::binary(with_text(9, command, letter, count))).await;
            let outcome = outcome(&mut socket).await;
            if count <= limit {
                assert!(outcome.is_ok(), "{name}: {outcome:?}");
            } else {
                assert_eq!(outcome, Err(Refusal::terminal(ErrorCode::BadFrame)), "{name}");
            }
        }
    }
    socket.post(room, "The connection goes on").await;
}

#[tokio::test]
async fn a_frame_is_read_up_to_its_limit() {
    let (chat, ann) = TestChat::start().await;
    let mut socket = ann.looks_at(chat.lobby).await;
    let limit = Limits::default().frame_bytes as usize;
    for bytes in [limit - 1, limit] {
        socket.write(Message::binary(vec![0xff; bytes])).await;
        let unread = Err(Refusal::terminal(ErrorCode::BadFrame));
        assert_eq!(outcome(&mut socket).await, unread, "{bytes} bytes");
    }
    socket.write(Message::binary(vec![0xff; limit + 1])).await;
    assert_eq!(socket.closed().await.0, CloseCode::TooBig.code());
}

#[tokio::test]
async fn a_page_has_so_many_rows_and_no_more() {
    let (chat, ann) = TestChat::start().await;
    let mut socket = ann.looks_at(chat.lobby).await;
    let most = Limits::default().page_rows as usize;
    for number in 0..most + 1 {
        socket.post(chat.lobby, &number.to_string()).await;
    }
    for asked in [most - 1, most, most + 1] {
        let (room, from) = (chat.lobby, HistoryFrom::Before(Seq(u64::MAX)));
        let history = Command::History { room, from, limit: asked as u16 };
        let Ok(Reply::History(page)) = socket.answer(history).await else { panic!("no page") };
        assert_eq!(page.rows.len(), asked.min(most), "{asked} asked for");
    }
}

#[tokio::test]
async fn a_message_has_so_many_different_reactions() {
    let (chat, ann) = TestChat::start().await;
    let mut socket = ann.looks_at(chat.lobby).await;
    let (room, target) = (chat.lobby, socket.post(chat.lobby, "Dinner?").await.seq);
    let most = Limits::default().reactions;
    for number in 1..=most + 1 {
        let reaction = Reaction::parse(&format!("+{number}")).unwrap();
        let answer = socket.answer(Command::React { room, target, reaction }).await;
        if number <= most {
            assert_eq!(answer, Ok(Reply::Done), "the {number}th");
        } else {
            assert_eq!(answer, Err(Refusal::terminal(ErrorCode::LimitExceeded)));
        }
    }
    let again = Reaction::parse("+1").unwrap();
    let answer = socket.answer(Command::React { room, target, reaction: again }).await;
    assert_eq!(answer, Ok(Reply::Done), "one that is there may be given again");
}

#[tokio::test]
async fn a_room_has_so_many_pins() {
    let (chat, ann) = TestChat::start().await;
    let mut socket = ann.looks_at(chat.lobby).await;
    let room = chat.lobby;
    for number in 1..=Pins::MAX + 1 {
        let target = socket.post(room, &number.to_string()).await.seq;
        let answer = socket.answer(Command::Pin { room, target }).await;
        if number <= Pins::MAX {
            assert_eq!(answer, Ok(Reply::Done), "the {number}th");
        } else {
            assert_eq!(answer, Err(Refusal::terminal(ErrorCode::LimitExceeded)));
        }
    }
}

#[tokio::test]
async fn a_hello_names_so_many_rooms() {
    let (chat, ann) = TestChat::start().await;
    let mut socket = ann.door().open().await;
    socket.hello(vec![], Some(chat.lobby)).await;
    let cursor: Cursor = socket.snapshot().await.summary.cursor;
    let one = List::first_of([RoomCursor { room: chat.lobby, cursor }]);
    let one = ClientFrame::Hello { version: VERSION, rooms: one, open: None }.encode();
    // A variant, the version, how many rooms, the rooms, and no room in view.
    let (head, room, tail) = (&one[..2], &one[3..one.len() - 1], &one[one.len() - 1..]);
    let most = Limits::default().resumed_rooms as usize;
    for count in [most - 1, most, most + 1] {
        let hello = [head, &[count as u8], &room.repeat(count), tail].concat();
        let mut socket = ann.door().open().await;
        socket.write(Message::binary(hello)).await;
        if count <= most {
            socket.until_live().await;
        } else {
            assert_eq!(socket.closed().await.0, CloseCode::Misuse.code());
        }
    }
}
