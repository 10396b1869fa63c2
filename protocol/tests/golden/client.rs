//! What browsers send.

use hark_protocol::{
    Attention, ClientFrame, Command, CommandId, HistoryFrom, List, RoomCursor, RoomId, Seq,
};

use crate::things::{ID, body, cursor, in_thread, reaction};

pub(crate) fn samples() -> Vec<(&'static str, ClientFrame)> {
    let room = RoomId(2);
    let target = Seq(514);
    let history = |from| Command::History { room, from, limit: 50 };
    let post = |to| {
        let body = body("Dinner at eight?");
        Command::Post { room, client_message_id: ID, body, to }
    };
    let from = HistoryFrom::Around(Seq(700));
    let thread = Command::Thread { room, message: target, from, limit: 50 };
    let resumed = List::new(vec![RoomCursor { room, cursor: cursor() }]).expect("one room");
    vec![
        ("hello", ClientFrame::Hello { version: 2, rooms: resumed, open: Some(room) }),
        ("hello-first", ClientFrame::Hello { version: 2, rooms: List::default(), open: None }),
        ("open", command(Command::Open { room, cursor: Some(cursor()) })),
        ("open-afresh", command(Command::Open { room, cursor: None })),
        ("post", command(post(None))),
        ("post-reply", command(post(Some(in_thread())))),
        ("edit", command(Command::Edit { room, target, body: body("Dinner at nine?") })),
        ("delete", command(Command::Delete { room, target })),
        ("mark-read", command(Command::MarkRead { room, seq: target, set_back: 3 })),
        ("mark-unread", command(Command::MarkUnread { room, target })),
        ("typing", command(Command::Typing { room, thread: None })),
        ("typing-reply", command(Command::Typing { room, thread: Some(Seq(9)) })),
        ("history-before", command(history(HistoryFrom::Before(target)))),
        ("history-after", command(history(HistoryFrom::After(target)))),
        ("history-around", command(history(HistoryFrom::Around(target)))),
        ("thread", command(thread)),
        (
            "mark-thread-read",
            command(Command::MarkThreadRead { room, root: target, seq: Seq(700) }),
        ),
        ("follow", command(Command::Follow { room, root: target })),
        ("unfollow", command(Command::Unfollow { room, root: target })),
        ("thread-state", command(Command::ThreadState { room, root: target })),
        ("fill", command(Command::Fill { room, after: cursor() })),
        ("react", command(Command::React { room, target, reaction: reaction("👍🏽") })),
        ("unreact", command(Command::Unreact { room, target, reaction: reaction("Yes!") })),
        ("pin", command(Command::Pin { room, target })),
        ("unpin", command(Command::Unpin { room, target })),
        ("versions", command(Command::Versions { room, target, before: None })),
        ("versions-before", command(Command::Versions { room, target, before: Some(Seq(520)) })),
        ("ping", ClientFrame::Ping),
        ("pong", ClientFrame::Pong),
        ("attention-here", ClientFrame::Attention(Attention::Here)),
        ("attention-away", ClientFrame::Attention(Attention::Away)),
        ("who-was-here", ClientFrame::WhoWasHere { room }),
    ]
}

fn command(command: Command) -> ClientFrame {
    ClientFrame::Command { id: CommandId(131), command }
}
