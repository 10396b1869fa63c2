//! C49 to C52, C54, C56 and C62 to C64: what is no command, and commands about what is not there.

use std::sync::Arc;

use futures::FutureExt;
use hark_protocol::{
    Body, ClientFrame, ClientMessageId, CloseCode, Command, CommandId, Cursor, ErrorCode,
    HistoryFrom, List, Reply, RoomCursor, RoomId, Seq, ServerFrame, VERSION,
};

use super::frames::ends;
use super::scene::Scene;
use super::{Case, Verdict, absent, tried};
use crate::frames::wire::{BINARY, Frame};
use crate::peer::{Heard, Peer};

/// Frames that cannot be read, the last of which ends the connection.
pub(super) const STRIKES: usize = 5;
/// A number of a room that there is none of.
const NO_ROOM: RoomId = RoomId(987_654_321);

pub(super) fn cases() -> Vec<Case> {
    vec![
        tried(49, "bytes that are no frame", |scene| no_frames(scene).boxed()),
        absent(50, "ten thousand nested arrays", "the wire's values do not nest"),
        absent(51, "keys that stand twice", "the wire has no keys"),
        tried(52, "a command that nobody knows, and more than a command", |scene| {
            unknown_commands(scene).boxed()
        }),
        tried(54, "rooms that are not there, and rooms of others", |scene| {
            no_such_room(scene).boxed()
        }),
        tried(56, "an id again, with the same text and with another", |scene| {
            same_id(scene).boxed()
        }),
        tried(62, "cursors that the log never had", |scene| wrong_cursors(scene).boxed()),
        tried(63, "more rooms than a hello may name, and a thousand commands a second", |scene| {
            too_many(scene).boxed()
        }),
        tried(64, "a command before the hello, and one after the session", |scene| {
            out_of_turn(scene).boxed()
        }),
    ]
}

/// What a command was answered with, or a frame that could not be read.
pub(crate) type Answered = Result<Reply, ErrorCode>;

/// Asks something, and waits for the answer to it.
pub(crate) async fn ask(peer: &mut Peer, command: Command) -> Result<Answered, String> {
    say_raw(peer, ClientFrame::Command { id: CommandId(7), command }.encode()).await
}

/// Says a message of these bytes, and waits for what is answered.
pub(super) async fn say_raw(peer: &mut Peer, message: Vec<u8>) -> Result<Answered, String> {
    peer.write(&Frame::new(BINARY, message).bytes()).await?;
    loop {
        match peer.hear().await? {
            Some(Heard::Frame(frame)) => match *frame {
                ServerFrame::Reply { result, .. } => {
                    return Ok(result.map_err(|refusal| refusal.code));
                }
                ServerFrame::Problem(refusal) => return Ok(Err(refusal.code)),
                _ => {}
            },
            other => return Err(format!("{other:?} in place of an answer")),
        }
    }
}

/// Whether it was refused so.
pub(super) fn refused(answered: &Answered, due: ErrorCode) -> Verdict {
    match answered {
        Err(code) if *code == due => Ok(()),
        other => Err(format!("{other:?} where {due:?} was due")),
    }
}

/// Somebody's post of this text.
pub(crate) fn post(room: RoomId, id: u128, text: &str) -> Result<Command, String> {
    let body = Body::parse(text).map_err(|error| format!("{error:?}"))?;
    let client_message_id = ClientMessageId(id.to_be_bytes());
    Ok(Command::Post { room, client_message_id, body, to: None })
}

/// Four are told of, the fifth ends the connection.
async fn no_frames(scene: Arc<Scene>) -> Verdict {
    let mut peer = Peer::open(&scene.somebody().visitor).await?;
    let none: [&[u8]; STRIKES] = [b"", b"{\"op\":\"send\"}", &[0xff; 64], &[0x80; 9], b"\x07"];
    for bytes in &none[..STRIKES - 1] {
        refused(&say_raw(&mut peer, bytes.to_vec()).await?, ErrorCode::BadFrame)?;
    }
    peer.write(&Frame::new(BINARY, none[STRIKES - 1].to_vec()).bytes()).await?;
    loop {
        match peer.hear().await? {
            Some(Heard::Frame(_)) => {}
            Some(Heard::Closed(code)) if code == CloseCode::Misuse.code() => return Ok(()),
            other => return Err(format!("{other:?} after the fifth")),
        }
    }
}

async fn unknown_commands(scene: Arc<Scene>) -> Verdict {
    let mut peer = Peer::open(&scene.somebody().visitor).await?;
    let known = ClientFrame::Command {
        id: CommandId(1),
        command: Command::Delete { room: scene.room(), target: Seq(1) },
    };
    let known = known.encode();
    // A frame is its kind, then the command's id, then the command's kind.
    let mut unknown = known.clone();
    unknown[2] = 0x7f;
    let more = [known.as_slice(), b"more"].concat();
    for bytes in [unknown, more, vec![0x7f, 0x01]] {
        refused(&say_raw(&mut peer, bytes).await?, ErrorCode::BadFrame)?;
    }
    // It is as good as before.
    let history =
        Command::History { room: scene.room(), from: HistoryFrom::Before(Seq(9)), limit: 5 };
    ask(&mut peer, history).await?.map(drop).map_err(|code| format!("{code:?}"))
}

/// Every command, about a room that there is not and about one of others: the same answer.
async fn no_such_room(scene: Arc<Scene>) -> Verdict {
    let owner = &scene.owner().visitor;
    let form = [("name", "Theirs"), ("topic", ""), ("access", "closed")];
    let made = owner.submit("/rooms/new", &form).await?;
    let theirs =
        made.header("location").and_then(|path| path.strip_prefix("/rooms/")?.parse().ok());
    let theirs = theirs.map(RoomId).ok_or("a new room has no address")?;
    let mut peer = Peer::open(&scene.somebody().visitor).await?;
    for room in [theirs, NO_ROOM, RoomId(0), RoomId(u64::MAX)] {
        for command in [
            Command::Open { room, cursor: None },
            post(room, 54, "' OR 1=1--")?,
            Command::Delete { room, target: Seq(1) },
            Command::MarkRead { room, seq: Seq(1), set_back: 0 },
            Command::Fill { room, after: Cursor::default() },
            Command::ThreadState { room, root: Seq(1) },
        ] {
            let answered = ask(&mut peer, command.clone()).await?;
            refused(&answered, ErrorCode::NotFound).map_err(|it| format!("{command:?}: {it}"))?;
        }
    }
    Ok(())
}

async fn same_id(scene: Arc<Scene>) -> Verdict {
    let (room, mut peer) = (scene.room(), Peer::open(&scene.somebody().visitor).await?);
    let first = ask(&mut peer, post(room, 56, "once")?).await?;
    let again = ask(&mut peer, post(room, 56, "once")?).await?;
    match (first, again) {
        (Ok(Reply::Posted(first)), Ok(Reply::Posted(again)))
            if !first.duplicate && again.duplicate && first.seq == again.seq => {}
        other => return Err(format!("{other:?}")),
    }
    let other = ask(&mut peer, post(room, 56, "something else")?).await?;
    refused(&other, ErrorCode::ClientMessageIdConflict)
}

/// A page of history as it never was begins anew.
async fn wrong_cursors(scene: Arc<Scene>) -> Verdict {
    let (room, crook) = (scene.room(), &scene.somebody().visitor);
    for cursor in [
        Cursor { seq: Seq(u64::MAX), ..Cursor::default() },
        Cursor { seq: Seq(1), ..Cursor::default() },
        Cursor::default(),
    ] {
        let mut peer = Peer::silent(crook).await?;
        let rooms = List::new(vec![RoomCursor { room, cursor }]);
        let rooms = rooms.map_err(|_| "no list of one")?;
        peer.say(&ClientFrame::Hello { version: VERSION, rooms, open: Some(room) }).await?;
        let mut reset = false;
        loop {
            match peer.hear().await? {
                Some(Heard::Frame(frame)) => match *frame {
                    ServerFrame::Reset { .. } => reset = true,
                    ServerFrame::Live => break,
                    _ => {}
                },
                other => return Err(format!("{other:?} in place of a greeting")),
            }
        }
        if !reset {
            return Err(format!("{cursor:?} was gone on from"));
        }
    }
    Ok(())
}

async fn too_many(scene: Arc<Scene>) -> Verdict {
    let crook = &scene.somebody_limited().visitor;
    let mut peer = Peer::silent(crook).await?;
    // One hundred cursors may be named: a hello with more is none.
    let mut hello = vec![0];
    hello.extend([VERSION as u8, 101]);
    hello.extend([0; 101 * 12]);
    peer.write(&Frame::new(BINARY, hello).bytes()).await?;
    ends(&mut peer, CloseCode::Misuse).await?;
    let mut peer = Peer::open(crook).await?;
    let ask = ClientFrame::Command {
        id: CommandId(1),
        command: Command::ThreadState { room: scene.strict.rooms[0], root: Seq(1) },
    };
    let ask = Frame::new(BINARY, ask.encode()).bytes();
    let (mut limited, mut said) = (0, 0);
    loop {
        if said < 1_000 {
            peer.write(&ask.repeat(50)).await?;
            said += 50;
        }
        match peer.hear().await? {
            Some(Heard::Frame(frame)) => {
                if let ServerFrame::Reply { result: Err(refusal), .. } = *frame
                    && refusal.code == ErrorCode::RateLimited
                {
                    limited += 1;
                }
            }
            Some(Heard::Closed(code)) if code == CloseCode::RateLimited.code() => {
                return if limited > 0 { Ok(()) } else { Err("never told to wait".into()) };
            }
            other => return Err(format!("{other:?} after a thousand commands")),
        }
    }
}

async fn out_of_turn(scene: Arc<Scene>) -> Verdict {
    let citizen = scene.somebody();
    let mut peer = Peer::silent(&citizen.visitor).await?;
    let command =
        ClientFrame::Command { id: CommandId(1), command: post(scene.room(), 64, "too soon")? };
    peer.say(&command).await?;
    ends(&mut peer, CloseCode::Misuse).await?;
    let mut peer = Peer::open(&citizen.visitor).await?;
    citizen.visitor.submit("/sign-out", &[]).await?;
    peer.say(&command).await?;
    loop {
        match peer.hear().await? {
            Some(Heard::Closed(code)) if code == CloseCode::SessionEnded.code() => return Ok(()),
            Some(Heard::Frame(frame)) => {
                if let ServerFrame::Reply { result: Ok(_), .. } = *frame {
                    return Err("a command was done after the session".into());
                }
            }
            other => return Err(format!("{other:?} after the session")),
        }
    }
}
