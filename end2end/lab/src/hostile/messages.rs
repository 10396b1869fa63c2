//! C57 to C61, C65 to C68 and C70: texts that are none, and what is not one's own.

use std::sync::Arc;

use futures::FutureExt;
use hark_protocol::{
    Body, ClientFrame, CloseCode, Command, CommandId, Ephemeral, ErrorCode, EventKind, Reaction,
    Reply, RoomId, Seq, ServerFrame,
};

use super::commands::{Answered, ask, post, refused, say_raw};
use super::scene::Scene;
use super::{Case, Verdict, tried};
use crate::peer::{Heard, Peer};

/// Reactions that a message can have.
const REACTIONS: u8 = 20;
/// Typing is told of once in three seconds; a thousand times in one is told once or twice.
const TYPING: usize = 1_000;

pub(super) fn cases() -> Vec<Case> {
    vec![
        tried(57, "messages of nothing, of blanks, of what cannot be seen", |scene| {
            let blank = ["", " ", "\n\n\t ", "\u{200b}\u{200b}", "\u{2060}\u{feff}", "\u{3164}"];
            texts(scene, blank.map(|text| text.as_bytes().to_vec()).into()).boxed()
        }),
        tried(58, "a message of one byte too many", |scene| {
            texts(scene, vec![vec![b'x'; Body::MAX_BYTES + 1]]).boxed()
        }),
        tried(59, "sixteen thousand bytes of combining marks and joiners", |scene| {
            stacks(scene).boxed()
        }),
        tried(60, "text that turns around, and half of a surrogate", |scene| {
            turned_around(scene).boxed()
        }),
        tried(61, "control characters", |scene| {
            let controls = [0, 1, 7, 8, 0x1b, 0x7f].map(|control| vec![b'a', control, b'b']);
            texts(scene, [controls.into(), vec!["a\u{85}b".into()]].concat()).boxed()
        }),
        tried(65, "changing what others wrote, and writing in a room one has left", |scene| {
            not_theirs(scene).boxed()
        }),
        tried(66, "reactions that are long, and one too many", |scene| reactions(scene).boxed()),
        tried(67, "ten thousand mentions", |scene| mentions(scene).boxed()),
        tried(68, "a link to a room of others", |scene| link_to_theirs(scene).boxed()),
        tried(70, "typing, a thousand times", |scene| typing(scene).boxed()),
    ]
}

/// A post of these bytes as its text, whether they are one or not.
fn post_of(room: RoomId, text: &[u8]) -> Result<Vec<u8>, String> {
    let marked = Command::Post {
        room,
        client_message_id: hark_protocol::ClientMessageId([7; 16]),
        body: Body::parse("mark").map_err(|error| format!("{error:?}"))?,
        to: None,
    };
    let whole = ClientFrame::Command { id: CommandId(7), command: marked }.encode();
    let at = whole.windows(5).position(|part| part == b"\x04mark").ok_or("no text in a post")?;
    let mut length = Vec::new();
    let mut left = text.len();
    while left > 0x7f {
        length.push((left & 0x7f) as u8 | 0x80);
        left >>= 7;
    }
    length.push(left as u8);
    Ok([&whole[..at], &length, text, &whole[at + 5..]].concat())
}

/// None of these is a message, and the socket is as good as before.
async fn texts(scene: Arc<Scene>, texts: Vec<Vec<u8>>) -> Verdict {
    let room = scene.room();
    for text in texts {
        let mut peer = Peer::open(&scene.owner().visitor).await?;
        let answered = say_raw(&mut peer, post_of(room, &text)?).await?;
        refused(&answered, ErrorCode::BadFrame)
            .map_err(|problem| format!("{text:?}: {problem}"))?;
        posted(ask(&mut peer, post(room, fresh(), "still here")?).await?)?;
    }
    Ok(())
}

/// Stored as it is, and the page opens.
async fn stacks(scene: Arc<Scene>) -> Verdict {
    let citizen = scene.somebody();
    let mut peer = Peer::open(&citizen.visitor).await?;
    for piece in ["a\u{300}\u{301}\u{302}", "\u{1f468}\u{200d}\u{1f469}\u{200d}"] {
        let text = piece.repeat(Body::MAX_BYTES / piece.len());
        let at = posted(ask(&mut peer, post(scene.room(), fresh(), &text)?).await?)?;
        page_of(&scene, at).await?;
    }
    Ok(())
}

async fn turned_around(scene: Arc<Scene>) -> Verdict {
    let mut peer = Peer::open(&scene.somebody().visitor).await?;
    let text = "\u{202e}txt.exe \u{2066}nested\u{2067} and never ended";
    let at = posted(ask(&mut peer, post(scene.room(), fresh(), text)?).await?)?;
    // It stands in a paragraph of its own, with which ends what it turns around (Unicode Standard
    // Annex 9, rule P1).
    let page = page_of(&scene, at).await?;
    let (before, after) = page.split_once("txt.exe").ok_or("the message is not on its page")?;
    let tag = before.rsplit('<').next().unwrap_or_default();
    let rest = after.split('<').nth(1).unwrap_or_default();
    if !tag.starts_with("p>") || !rest.starts_with("/p>") {
        return Err(format!("not an island: <{tag} … <{rest}"));
    }
    let answered = say_raw(&mut peer, post_of(scene.room(), b"a\xed\xa0\x80b")?).await?;
    refused(&answered, ErrorCode::BadFrame)
}

async fn not_theirs(scene: Arc<Scene>) -> Verdict {
    let (author, crook) = (scene.somebody(), scene.somebody());
    let mut theirs = Peer::open(&author.visitor).await?;
    let room = scene.town.build("Left").await?;
    let target = posted(ask(&mut theirs, post(room, fresh(), "mine")?).await?)?;
    let mut peer = Peer::open(&crook.visitor).await?;
    let body = Body::parse("yours").map_err(|error| format!("{error:?}"))?;
    let edit = Command::Edit { room, target, body };
    for command in [edit.clone(), Command::Delete { room, target }] {
        refused(&ask(&mut peer, command).await?, ErrorCode::Forbidden)?;
    }
    crook.visitor.submit(&format!("/rooms/{room}/leave"), &[]).await?;
    for command in [edit, Command::Delete { room, target }, post(room, fresh(), "still here?")?] {
        refused(&ask(&mut peer, command).await?, ErrorCode::NotFound)?;
    }
    Ok(())
}

async fn reactions(scene: Arc<Scene>) -> Verdict {
    let (room, mut peer) = (scene.room(), Peer::open(&scene.somebody().visitor).await?);
    let target = posted(ask(&mut peer, post(room, fresh(), "react!")?).await?)?;
    let react = |text: &str| {
        let reaction = Reaction::parse(text).map_err(|error| format!("{error:?}"))?;
        Ok::<_, String>(Command::React { room, target, reaction })
    };
    let short = ClientFrame::Command { id: CommandId(7), command: react("1234")? }.encode();
    let at = short.windows(5).position(|part| part == b"\x041234").ok_or("no reaction")?;
    // Ten thousand bytes, and then nothing.
    let long = [&short[..at], &[0x90, 0x4e], &[b'x'; 10_000]].concat();
    refused(&say_raw(&mut peer, long).await?, ErrorCode::BadFrame)?;
    for number in 0..REACTIONS {
        let answered = ask(&mut peer, react(&format!("r{number}"))?).await?;
        answered.map_err(|code| format!("reaction {number}: {code:?}"))?;
    }
    refused(&ask(&mut peer, react("one more")?).await?, ErrorCode::LimitExceeded)
}

/// It is a message like any other, and tells no more people than one may.
async fn mentions(scene: Arc<Scene>) -> Verdict {
    let mut peer = Peer::open(&scene.somebody().visitor).await?;
    let everybody: String = (0..1_600).map(|user| format!("@[x]({}) ", user + 1)).collect();
    let everybody = &everybody[..everybody.len().min(Body::MAX_BYTES)];
    let everybody = everybody.rsplit_once(' ').unwrap_or_default().0;
    let at = posted(ask(&mut peer, post(scene.room(), fresh(), everybody)?).await?)?;
    page_of(&scene, at).await.map(drop)
}

/// It is an address and no more: nothing of the room is read for it.
async fn link_to_theirs(scene: Arc<Scene>) -> Verdict {
    let owner = &scene.owner().visitor;
    let form = [("name", "Wages of everybody"), ("topic", "secret"), ("access", "closed")];
    let made = owner.submit("/rooms/new", &form).await?;
    let path = made.header("location").ok_or("a new room has no address")?.to_owned();
    let citizen = scene.somebody();
    let mut peer = Peer::open(&citizen.visitor).await?;
    let text = format!("see http://{}{path}", citizen.visitor.server);
    let at = posted(ask(&mut peer, post(scene.room(), fresh(), &text)?).await?)?;
    let address = format!("/rooms/{}/messages/{}", scene.room(), at.0);
    let page = citizen.visitor.get(&address).await?;
    let page = String::from_utf8_lossy(&page.body).into_owned();
    let told = page.contains("Wages of everybody") || page.contains("secret");
    if told { Err("the page tells of the room".into()) } else { Ok(()) }
}

async fn typing(scene: Arc<Scene>) -> Verdict {
    let room = scene.strict.rooms[0];
    let mut ear = Peer::open(&scene.somebody_limited().visitor).await?;
    let open = Command::Open { room, cursor: None };
    ask(&mut ear, open).await?.map_err(|code| format!("{code:?}"))?;
    let crook = scene.somebody_limited();
    let mut peer = Peer::open(&crook.visitor).await?;
    let command = Command::Typing { room, thread: None };
    let mut told = 0;
    for _ in 0..TYPING {
        // Whoever asks too often is told so, and then sent away: that is all that comes of it.
        match ask(&mut peer, command.clone()).await {
            Ok(Ok(_) | Err(ErrorCode::RateLimited)) => {}
            Ok(Err(code)) => return Err(format!("{code:?}")),
            Err(ended) if ended.contains(&CloseCode::RateLimited.code().to_string()) => break,
            Err(problem) => return Err(problem),
        }
    }
    // What is said after it is heard after it.
    let mut author = Peer::open(&scene.somebody_limited().visitor).await?;
    posted(ask(&mut author, post(room, fresh(), "are you done?")?).await?)?;
    loop {
        match ear.hear().await? {
            Some(Heard::Frame(frame)) => match *frame {
                ServerFrame::Ephemeral(Ephemeral::Typing { .. }) => told += 1,
                ServerFrame::Event { event, .. } => {
                    if let Some(EventKind::MessagePosted { .. }) = event.kind {
                        break;
                    }
                }
                _ => {}
            },
            other => return Err(format!("{other:?}")),
        }
    }
    if told <= 2 { Ok(()) } else { Err(format!("told {told} times")) }
}

/// Where a message was put.
pub(crate) fn posted(answered: Answered) -> Result<Seq, String> {
    match answered {
        Ok(Reply::Posted(posted)) => Ok(posted.seq),
        other => Err(format!("a message was answered with {other:?}")),
    }
}

/// An id that no message has.
pub(super) fn fresh() -> u128 {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(1);
    (57 << 96) | u128::from(NEXT.fetch_add(1, Ordering::Relaxed))
}

/// The page of the scene's room on which this message stands, as the owner sees it.
pub(super) async fn page_of(scene: &Scene, message: Seq) -> Result<String, String> {
    let path = format!("/rooms/{}/messages/{}", scene.room(), message.0);
    let page = scene.owner().visitor.get(&path).await?;
    if page.status != 200 {
        return Err(format!("the page of a message was answered with {}", page.status));
    }
    Ok(String::from_utf8_lossy(&page.body).into_owned())
}
