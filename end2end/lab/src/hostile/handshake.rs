//! C15 to C24 and C26 to C28: who may open a WebSocket.

use std::sync::Arc;
use std::time::Duration;

use futures::FutureExt;

use super::hand::{Answer, Hand, ask};
use super::scene::{CANARY, Scene};
use super::{Case, Verdict, tried};
use crate::http::Visitor;
use crate::peer::Peer;
use crate::promises::p26_origins::{Kind, others, turned_away};

/// A session that nobody used for so long is none any more.
const FORGOTTEN: Duration = Duration::from_hours(31 * 24);
/// Sockets that one person may have.
const PER_PERSON: usize = 20;

pub(super) fn cases() -> Vec<Case> {
    vec![
        tried(15, "a cookie and no origin", |scene| {
            refused(scene, 403, |request, ours| vec![request.replace(ours, "")]).boxed()
        }),
        tried(16, "the origin of another site", |scene| origins(scene, Kind::Foreign).boxed()),
        tried(17, "an origin that is nearly ours", |scene| origins(scene, Kind::Near).boxed()),
        tried(18, "an origin that is none", |scene| origins(scene, Kind::None).boxed()),
        tried(19, "an origin with letters that only look like ours", |scene| {
            origins(scene, Kind::Alike).boxed()
        }),
        tried(20, "two origins, and two sessions", |scene| twice(scene).boxed()),
        tried(21, "no key, and a short one", |scene| {
            refused(scene, 400, |request, _| {
                let key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
                ["", "Sec-WebSocket-Key: c2hvcnQ=\r\n", "Sec-WebSocket-Key: ?\r\n"]
                    .map(|other| request.replace(key, other))
                    .into()
            })
            .boxed()
        }),
        tried(22, "version 12 of the WebSocket", |scene| version_12(scene).boxed()),
        tried(23, "no subprotocol, and another", |scene| {
            refused(scene, 400, |request, _| {
                let line = "Sec-WebSocket-Protocol: ";
                let (before, after) = request.split_once(line).unwrap_or_default();
                let rest = after.split_once("\r\n").unwrap_or_default().1;
                vec![format!("{before}{rest}"), format!("{before}{line}chat.v9\r\n{rest}")]
            })
            .boxed()
        }),
        tried(24, "ten thousand subprotocols, and one that is no text", |scene| {
            odd_subprotocols(scene).boxed()
        }),
        tried(26, "a session that has expired, that was ended, and that is none", |scene| {
            dead_sessions(scene).boxed()
        }),
        tried(27, "a token in the query", |scene| token_in_query(scene).boxed()),
        tried(28, "one socket more than a person may have", |scene| one_too_many(scene).boxed()),
    ]
}

async fn knock(crook: &Visitor, request: &str) -> Result<Answer, String> {
    ask(crook.server, request).await
}

/// The handshake, broken in each of these ways, is answered with this status. The second argument
/// is the line of its origin.
async fn refused(scene: Arc<Scene>, status: u16, broken: fn(&str, &str) -> Vec<String>) -> Verdict {
    let crook = &scene.somebody().visitor;
    let ours = format!("Origin: http://{}\r\n", crook.server);
    for request in broken(&crook.handshake("/ws", ""), &ours) {
        knock(crook, &request).await?.is(status)?;
    }
    Ok(())
}

/// Pages of origins of this kind are turned away.
async fn origins(scene: Arc<Scene>, kind: Kind) -> Verdict {
    let crook = &scene.somebody().visitor;
    let (server, ours) = (crook.server, format!("http://{}", crook.server));
    for (of, origin) in others(&server.ip().to_string(), server.port()) {
        if of == kind {
            turned_away(crook, &ours, &origin).await?;
        }
    }
    Ok(())
}

async fn twice(scene: Arc<Scene>) -> Verdict {
    let crook = &scene.somebody().visitor;
    let more = "Origin: https://evil.example\r\n";
    knock(crook, &crook.handshake("/ws", more)).await?.is(400)?;
    // Of two sessions none is believed: one of them was planted.
    let planted = Visitor {
        token: crook.token.as_ref().map(|token| format!("{token}; hark_session=planted")),
        ..crook.clone()
    };
    knock(&planted, &planted.handshake("/ws", "")).await?.is(401)
}

async fn version_12(scene: Arc<Scene>) -> Verdict {
    let crook = &scene.somebody().visitor;
    let request = crook.handshake("/ws", "").replace("Version: 13", "Version: 12");
    let answer = knock(crook, &request).await?;
    answer.is(426)?;
    answer.says("sec-websocket-version: 13")
}

async fn odd_subprotocols(scene: Arc<Scene>) -> Verdict {
    let crook = &scene.somebody().visitor;
    let request = crook.handshake("/ws", "");
    let line = request.lines().find(|line| line.starts_with("Sec-WebSocket-Protocol"));
    let line = line.unwrap_or_default().as_bytes();
    let at = request.as_bytes().windows(line.len()).position(|part| part == line);
    let at = at.unwrap_or_default();
    for odd in [&b"x,".repeat(5_000)[..], b"hark\xff.v2", b"\xc3\x28"] {
        let before = &request.as_bytes()[..at];
        let after = &request.as_bytes()[at + line.len()..];
        let asked = [before, b"Sec-WebSocket-Protocol: ", odd, after].concat();
        ask(crook.server, asked).await?.is_one_of(&[400, 431])?;
    }
    Ok(())
}

async fn dead_sessions(scene: Arc<Scene>) -> Verdict {
    let somebody = scene.somebody();
    let expired = scene.town.session_used_ago(somebody, FORGOTTEN)?;
    let ended = scene.town.session_used_ago(somebody, Duration::ZERO)?;
    Peer::open(&ended).await?;
    ended.submit("/sign-out", &[]).await?;
    let garbled = Visitor { token: Some("%00\u{7f}garbled".into()), ..ended.clone() };
    for (name, visitor) in [("expired", expired), ("ended", ended), ("garbled", garbled)] {
        let answer = knock(&visitor, &visitor.handshake("/ws", "")).await?;
        answer.is_one_of(&[401, 400]).map_err(|problem| format!("{name}: {problem}"))?;
    }
    Ok(())
}

/// It opens nothing; that no log has it is seen at the end.
async fn token_in_query(scene: Arc<Scene>) -> Verdict {
    let crook = &scene.somebody_limited().visitor;
    for query in [format!("token={CANARY}"), format!("access_token={CANARY}&v=2")] {
        let request = crook.handshake(&format!("/ws?{query}"), "");
        knock(crook, &request).await?.is(400)?;
    }
    Ok(())
}

async fn one_too_many(scene: Arc<Scene>) -> Verdict {
    let crook = &scene.somebody().visitor;
    let mut open = Vec::new();
    for _ in 0..PER_PERSON {
        open.push(Peer::open(crook).await?);
    }
    let answer = knock(crook, &crook.handshake("/ws", "")).await?;
    answer.is(429)?;
    answer.says("retry-after: ")?;
    Peer::open(&scene.somebody().visitor).await.map(drop)
}

/// A frame that is cut off in the middle costs nobody a place.
pub(super) async fn cut_in_a_frame(scene: Arc<Scene>) -> Verdict {
    let crook = &scene.somebody().visitor;
    let mut hand = Hand::at(crook.server).await?;
    hand.say(crook.handshake("/ws", "").as_bytes()).await;
    hand.answer().await?.is(101)?;
    hand.say(&[0x82, 0xfe, 0x03]).await;
    hand.reset()?;
    // All places of this person are free again soon: there are no more than they need.
    let mut open = Vec::new();
    while open.len() < PER_PERSON {
        match Peer::open(crook).await {
            Ok(peer) => open.push(peer),
            Err(refusal) if refusal.contains(" 429 ") => {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            Err(problem) => return Err(problem),
        }
    }
    Ok(())
}
