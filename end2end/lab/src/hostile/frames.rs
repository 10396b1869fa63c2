//! C25 and C29 to C48: frames. What RFC 6455 itself has a word for is played as the suite of
//! [`frames`](crate::frames) plays it, by the numbers it has there.

use std::sync::Arc;
use std::time::{Duration, Instant};

use futures::FutureExt;
use hark_protocol::{
    Body, ClientFrame, ClientMessageId, CloseCode, Command, CommandId, ServerFrame,
};

use super::door::dragged;
use super::hand;
use super::handshake::cut_in_a_frame;
use super::scene::Scene;
use super::{Case, Verdict, tried};
use crate::attackers::Attack;
use crate::frames;
use crate::frames::peer::{Route, play};
use crate::frames::wire::{BINARY, Frame, PING, TEXT};
use crate::peer::{Heard, Peer};

/// More than a socket may send in a second.
const PINGS: usize = 10_000;
/// What is sent to somebody who does not read: more than fits between two machines.
const UNREAD: usize = 1_500;
/// How long they do not.
const ASLEEP: Duration = Duration::from_secs(20);

/// A row that is played from the suite: all cases whose number begins with one of these.
macro_rules! suite {
    ($number:literal, $input:literal, $($begin:literal),+) => {
        tried($number, $input, |scene| play_all(scene, &[$($begin),+]).boxed())
    };
}

pub(super) fn cases() -> Vec<Case> {
    vec![
        tried(25, "compression on offer", |scene| compression(scene).boxed()),
        suite!(29, "bytes behind the request for an upgrade", "C29"),
        suite!(30, "a frame without a mask", "C30"),
        suite!(31, "reserved bits", "3."),
        suite!(32, "opcodes that nobody has", "4."),
        suite!(33, "control frames that are long or in pieces", "2.5", "5.1", "5.2"),
        suite!(34, "continuations of nothing, and a message within another", "5.9", "5.18"),
        suite!(35, "text that is none", "6.3.1", "6.4.1"),
        suite!(36, "a message of one byte too many", "C36"),
        suite!(37, "lengths that no memory has", "C37"),
        suite!(38, "pieces that add up to too much", "C38"),
        tried(39, "empty pieces without end", |scene| dragged(scene, Attack::Fragments).boxed()),
        tried(40, "a message, byte by byte", |scene| dragged(scene, Attack::Message).boxed()),
        tried(41, "ten thousand pings", |scene| pings(scene).boxed()),
        suite!(42, "pongs that nobody asked for", "2.7", "2.8"),
        tried(43, "text, where Hark speaks in bytes", |scene| text(scene).boxed()),
        suite!(44, "close frames with codes and reasons that are none", "7.3.2", "7.5.1", "7.9."),
        suite!(45, "data after a close frame", "7.1.3", "7.1.4"),
        tried(46, "the end in the middle of a frame", |scene| cut_in_a_frame(scene).boxed()),
        tried(47, "a short length written long", |scene| long_length(scene).boxed()),
        tried(48, "somebody who stops reading", |scene| stops_reading(scene).boxed()),
    ]
}

/// On the release server those that need no echo; there must be some.
async fn play_all(scene: Arc<Scene>, begins: &[&str]) -> Verdict {
    let of_these = |id: &str| begins.iter().any(|begin| id.starts_with(begin));
    let mut cases = frames::all();
    cases.retain(|case| of_these(&case.id) && !case.needs_echo());
    if cases.is_empty() {
        return Err(format!("no case begins with {begins:?}"));
    }
    let crook = &scene.somebody().visitor;
    for case in cases {
        let played = play(&case, Route::Hark, crook).await;
        played.map_err(|problem| format!("{}: {problem}", case.id))?;
    }
    Ok(())
}

/// It is not taken: the socket opens without it.
async fn compression(scene: Arc<Scene>) -> Verdict {
    let crook = &scene.somebody().visitor;
    let offer = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n";
    let answer = hand::ask(crook.server, crook.handshake("/ws", offer)).await?;
    answer.is(101)?;
    let taken = answer.head.contains("sec-websocket-extensions");
    if taken { Err("it is taken".into()) } else { Ok(()) }
}

/// It says the same, and is read: this stands on the list of what is not strict.
async fn long_length(scene: Arc<Scene>) -> Verdict {
    let mut peer = Peer::open(&scene.somebody().visitor).await?;
    let ping = Frame::new(BINARY, ClientFrame::Ping.encode()).with_long_length();
    peer.write(&ping.bytes()).await?;
    loop {
        match peer.hear().await? {
            Some(Heard::Frame(frame)) if *frame == ServerFrame::Pong => return Ok(()),
            Some(Heard::Frame(_)) => {}
            other => return Err(format!("{other:?} in place of an answer")),
        }
    }
}

async fn pings(scene: Arc<Scene>) -> Verdict {
    let mut peer = Peer::open(&scene.somebody_limited().visitor).await?;
    let ping = Frame::new(PING, "").bytes();
    peer.write(&ping.repeat(PINGS)).await?;
    ends(&mut peer, CloseCode::RateLimited).await
}

async fn text(scene: Arc<Scene>) -> Verdict {
    let mut peer = Peer::open(&scene.somebody().visitor).await?;
    peer.write(&Frame::new(TEXT, "{\"hello\": true}").bytes()).await?;
    ends(&mut peer, CloseCode::Unsupported).await
}

/// Whether this is how the connection ends. What comes before is not asked for.
pub(super) async fn ends(peer: &mut Peer, due: CloseCode) -> Verdict {
    loop {
        match peer.hear().await? {
            Some(Heard::Frame(_)) => {}
            Some(Heard::Closed(code)) if code == due.code() => return Ok(()),
            other => return Err(format!("{other:?} where {due:?} was due")),
        }
    }
}

/// Others go on, and who sleeps is gone before they wake up.
async fn stops_reading(scene: Arc<Scene>) -> Verdict {
    let room = scene.room();
    let mut asleep = Peer::open(&scene.somebody().visitor).await?;
    let open = Command::Open { room, cursor: None };
    asleep.say(&ClientFrame::Command { id: CommandId(1), command: open }).await?;
    let mut speaker = Peer::open(&scene.somebody().visitor).await?;
    let begun = Instant::now();
    let body = Body::parse(&"on and on ".repeat(1_600)).map_err(|error| format!("{error:?}"))?;
    for number in 0..UNREAD {
        let id = ClientMessageId((48 << 64 | number as u128).to_be_bytes());
        let command = Command::Post { room, client_message_id: id, body: body.clone(), to: None };
        super::commands::ask(&mut speaker, command).await?.map_err(|code| format!("{code:?}"))?;
    }
    tokio::time::sleep(ASLEEP.saturating_sub(begun.elapsed())).await;
    loop {
        match asleep.hear().await? {
            Some(Heard::Frame(_)) => {}
            Some(Heard::Closed(code)) if code == CloseCode::SlowReader.code() => return Ok(()),
            // The close frame may have found no room either.
            None => return Ok(()),
            other => return Err(format!("{other:?} after {ASLEEP:?} asleep")),
        }
    }
}
