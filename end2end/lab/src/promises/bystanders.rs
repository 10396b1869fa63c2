//! Two people who talk while others attack: one says something, the other hears it, and so on.
//! What is said must be stored and heard, whatever else happens.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use hark_protocol::{
    Body, ClientFrame, ClientMessageId, Command, CommandId, EventKind, List, Reply, RoomId,
    ServerFrame, UserId, VERSION,
};
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

use crate::Failure;
use crate::http::Visitor;
use crate::report::Report;
use crate::simclient::{Heard, Raw};
use crate::town::Citizen;

/// What was not heard by then will not be.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long they think before they say more: within what one person may post.
const PAUSE: Duration = Duration::from_millis(220);

/// What they said and heard.
#[derive(Debug, Default)]
pub(super) struct Talk {
    pub(super) acked: u64,
    /// Came to the other, each once.
    pub(super) heard: u64,
    /// Came again.
    pub(super) again: u64,
    /// From saying to hearing, in order of length.
    pub(super) delays: Vec<Duration>,
}

/// How long they talk.
#[derive(Debug)]
pub(super) enum Until {
    /// So many messages.
    Said(u64),
    /// Until they are told.
    Told(watch::Receiver<bool>),
}

impl Talk {
    /// The delay that 99 of a hundred stay under, in milliseconds.
    pub(super) fn p99_ms(&self) -> f64 {
        let at = (self.delays.len() * 99).div_ceil(100).saturating_sub(1);
        self.delays.get(at).map_or(0.0, |delay| delay.as_secs_f64() * 1000.0)
    }

    /// Adds what they said to a report, which must have been stored and heard.
    pub(super) fn tell(&self, report: &mut Report) {
        report.sent += self.acked;
        report.acked += self.acked;
        report.lost += self.acked - self.heard;
        report.duplicated += self.again;
    }
}

/// Lets the first say something to the second in this room, again and again.
pub(super) async fn talk(
    room: RoomId,
    speaker: &Citizen,
    listener: &Visitor,
    until: Until,
) -> Result<Talk, Failure> {
    let (mut mouth, mut ear) = (live(&speaker.visitor).await?, live(listener).await?);
    let mut talk = Talk::default();
    let mut known = BTreeSet::new();
    // They may have talked before.
    let round = u128::from(crate::clock_ms().cast_unsigned());
    for number in 0_u32.. {
        let over = match &until {
            Until::Said(count) => u64::from(number) >= *count,
            Until::Told(told) => *told.borrow(),
        };
        if over {
            break;
        }
        let begun = Instant::now();
        let id = ClientMessageId((round << 32 | u128::from(number)).to_be_bytes());
        let said = timeout(PATIENCE, say(&mut mouth, CommandId(number), room, id)).await;
        said.map_err(|_| Failure("a message was not answered".into()))??;
        talk.acked += 1;
        let heard = timeout(PATIENCE, hear(&mut ear, (speaker.user, id), &mut known)).await;
        talk.again += heard.map_err(|_| Failure("a message was not heard".into()))??;
        talk.heard += 1;
        talk.delays.push(begun.elapsed());
        sleep(PAUSE).await;
    }
    talk.delays.sort_unstable();
    Ok(talk)
}

/// Opens a socket and waits until it is live.
pub(super) async fn live(visitor: &Visitor) -> Result<Raw, Failure> {
    let failed = |error: std::io::Error| Failure::of("a bystander's socket", error);
    let mut raw = Raw::open(visitor.server, None, visitor).await.map_err(failed)?;
    let hello = ClientFrame::Hello { version: VERSION, rooms: List::default(), open: None };
    raw.say(&hello).await.map_err(failed)?;
    while !matches!(next(&mut raw).await?, ServerFrame::Live) {}
    Ok(raw)
}

async fn say(
    mouth: &mut Raw,
    id: CommandId,
    room: RoomId,
    client_message_id: ClientMessageId,
) -> Result<(), Failure> {
    let body = Body::parse("Shall we go on?").map_err(|_| Failure("no message".into()))?;
    let command = Command::Post { room, client_message_id, body, to: None };
    let failed = |error: std::io::Error| Failure::of("a bystander", error);
    mouth.say(&ClientFrame::Command { id, command }).await.map_err(failed)?;
    loop {
        match next(mouth).await? {
            ServerFrame::Reply { id: answered, result } if answered == id => {
                return match result {
                    Ok(Reply::Posted(_)) => Ok(()),
                    other => Err(Failure(format!("a bystander was answered with {other:?}"))),
                };
            }
            _ => {}
        }
    }
}

/// Waits for this message. How often one came that had come before.
async fn hear(
    ear: &mut Raw,
    (speaker, awaited): (UserId, ClientMessageId),
    known: &mut BTreeSet<[u8; 16]>,
) -> Result<u64, Failure> {
    let mut again = 0;
    loop {
        let ServerFrame::Event { event, .. } = next(ear).await? else { continue };
        let Some(EventKind::MessagePosted { client_message_id: id, .. }) = event.kind else {
            continue;
        };
        if event.actor.id != speaker {
            continue;
        }
        again += u64::from(!known.insert(id.0));
        if id == awaited {
            return Ok(again);
        }
    }
}

async fn next(raw: &mut Raw) -> Result<ServerFrame, Failure> {
    loop {
        match raw.hear().await.map_err(|error| Failure::of("a bystander", error))? {
            Heard::Frame(ServerFrame::Ping) => {
                let said = raw.say(&ClientFrame::Pong).await;
                said.map_err(|error| Failure::of("a bystander", error))?;
            }
            Heard::Frame(frame) => return Ok(frame),
            Heard::Closed(code) => {
                return Err(Failure(format!("a bystander was sent away with {code}")));
            }
        }
    }
}
