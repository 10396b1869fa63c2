//! Somebody who says what no browser says, and compares every answer with what the protocol has:
//! the same decoder tells what the server must make of it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use fastrand::Rng;
use hark_protocol::{ClientFrame, CloseCode, CommandId, DecodeError, ErrorCode, ServerFrame};
use tokio::time::timeout;

use super::mutate::Sayings;
use crate::frames::wire::{BINARY, Frame};
use crate::http::Visitor;
use crate::peer::{Heard, Peer};

/// What has not come by then will not come.
const PATIENCE: Duration = Duration::from_secs(30);
/// Things said over one socket, if it lasts: no more than may wait for an answer at once.
const AT_ONCE: usize = 40;
/// Frames that cannot be read; the last of them ends the connection.
const STRIKES: usize = 5;
/// One socket of so many is for frames that are none, the others for messages that are none.
const FRAMES: u8 = 6;
/// Problems remembered, of one crook.
const REMEMBERED: usize = 2;

/// What came back.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) said: u64,
    pub(super) sockets: u64,
    /// By what was answered.
    pub(super) answers: BTreeMap<String, u64>,
    /// By how sockets ended.
    pub(super) endings: BTreeMap<String, u64>,
    pub(super) problems: Vec<String>,
}

impl Tally {
    pub(super) fn add(&mut self, other: Self) {
        self.said += other.said;
        self.sockets += other.sockets;
        for (name, count) in other.answers {
            *self.answers.entry(name).or_default() += count;
        }
        for (name, count) in other.endings {
            *self.endings.entry(name).or_default() += count;
        }
        self.problems.extend(other.problems);
    }
}

#[derive(Debug)]
pub(super) struct Crook {
    visitor: Visitor,
    sayings: Arc<Sayings>,
    dice: Rng,
    tally: Tally,
}

/// What is to come of what is said over one socket.
#[derive(Debug, Default)]
struct Due {
    replies: BTreeMap<CommandId, u32>,
    pongs: u32,
    strikes: u32,
    /// The connection ends by itself, with this code.
    end: Option<CloseCode>,
}

impl Crook {
    pub(super) fn new(visitor: Visitor, sayings: Arc<Sayings>, dice: Rng) -> Self {
        Self { visitor, sayings, dice, tally: Tally::default() }
    }

    /// Says so many things.
    pub(super) async fn say(mut self, count: u64) -> Tally {
        while self.tally.said < count && self.tally.problems.len() < REMEMBERED {
            self.tally.sockets += 1;
            let said = if self.dice.u8(..FRAMES) == 0 {
                timeout(PATIENCE, self.say_frames()).await
            } else {
                timeout(PATIENCE, self.say_messages()).await
            };
            match said {
                Ok(Ok(ending)) => *self.tally.endings.entry(ending).or_default() += 1,
                Ok(Err(problem)) => self.tally.problems.push(problem),
                Err(_) => self.tally.problems.push("a socket did not end".into()),
            }
        }
        self.tally
    }

    /// Says messages until one ends the connection, or enough were said and answered.
    async fn say_messages(&mut self) -> Result<String, String> {
        let mut peer = Peer::open(&self.visitor).await?;
        let (mut bytes, mut due) = (Vec::new(), Due::default());
        for _ in 0..AT_ONCE {
            let message = self.sayings.broken(&mut self.dice);
            self.tally.said += 1;
            due.expect(&message);
            bytes.extend(Frame::new(BINARY, message).bytes());
            if due.end.is_some() {
                break;
            }
        }
        peer.write(&bytes).await?;
        loop {
            if due.end.is_none() && due.is_done() {
                peer.write(&Frame::close(1000, b"").bytes()).await?;
                return Ok("closed by us".into());
            }
            match peer.hear().await? {
                Some(Heard::Frame(frame)) => self.take(&frame, &mut due)?,
                Some(Heard::Closed(code)) if Some(code) == due.end.map(CloseCode::code) => {
                    return Ok(code.to_string());
                }
                other => {
                    return Err(format!("{other:?} came where the end should be {:?}", due.end));
                }
            }
        }
    }

    fn take(&mut self, frame: &ServerFrame, due: &mut Due) -> Result<(), String> {
        let answer = match frame {
            ServerFrame::Reply { id, result } => {
                let left = due.replies.get_mut(id).filter(|left| **left > 0);
                *left.ok_or_else(|| format!("{id:?} was answered, and not asked"))? -= 1;
                match result {
                    Ok(_) => "done".to_owned(),
                    Err(refusal) if is_typed(refusal.code) => format!("{:?}", refusal.code),
                    Err(refusal) => return Err(format!("a command was refused as {refusal:?}")),
                }
            }
            ServerFrame::Problem(refusal) => {
                due.strikes = due.strikes.checked_sub(1).ok_or("a good frame was a problem")?;
                format!("problem {:?}", refusal.code)
            }
            ServerFrame::Pong => {
                due.pongs = due.pongs.checked_sub(1).ok_or("a pong without a ping")?;
                "pong".to_owned()
            }
            _ => return Ok(()),
        };
        *self.tally.answers.entry(answer).or_default() += 1;
        Ok(())
    }

    /// Says frames, and then nothing more.
    async fn say_frames(&mut self) -> Result<String, String> {
        let mut peer = Peer::open(&self.visitor).await?;
        let (bytes, count) = self.sayings.broken_frames(&mut self.dice);
        self.tally.said += count;
        peer.write(&bytes).await?;
        peer.say_no_more().await;
        loop {
            match peer.hear().await? {
                Some(Heard::Frame(_)) => {}
                Some(Heard::Closed(code)) => {
                    return match CloseCode::from_code(code) {
                        Some(CloseCode::Internal) => Err("a frame was a fault of ours".into()),
                        Some(_) => Ok(code.to_string()),
                        None if may_be_ours(code) => Ok("a code of ours, given back".into()),
                        None => Err(format!("the server ended with {code}")),
                    };
                }
                None => return Ok("the end of the stream".into()),
            }
        }
    }
}

impl Due {
    fn expect(&mut self, message: &[u8]) {
        match ClientFrame::decode(message) {
            Ok(ClientFrame::Command { id, .. }) => *self.replies.entry(id).or_default() += 1,
            Ok(ClientFrame::Ping) => self.pongs += 1,
            Ok(ClientFrame::Pong | ClientFrame::Attention(_) | ClientFrame::WhoWasHere { .. }) => {}
            Err(DecodeError::TooBig) => self.end = Some(CloseCode::TooBig),
            Ok(ClientFrame::Hello { .. }) | Err(DecodeError::Malformed) => {
                self.strikes += 1;
                if self.strikes as usize == STRIKES {
                    self.end = Some(CloseCode::Misuse);
                }
            }
        }
    }

    fn is_done(&self) -> bool {
        self.replies.values().all(|left| *left == 0) && self.pongs == 0 && self.strikes == 0
    }
}

/// Whether a command may be refused so, where the server is well and nothing is limited.
fn is_typed(code: ErrorCode) -> bool {
    match code {
        ErrorCode::BadRequest
        | ErrorCode::NotFound
        | ErrorCode::Forbidden
        | ErrorCode::RoomArchived
        | ErrorCode::ClientMessageIdConflict
        | ErrorCode::LimitExceeded
        | ErrorCode::Overloaded => true,
        ErrorCode::BadFrame
        | ErrorCode::RateLimited
        | ErrorCode::StorageFull
        | ErrorCode::StorageUnavailable
        | ErrorCode::Internal
        | ErrorCode::Silenced
        | ErrorCode::SlowMode => false,
    }
}

/// Codes that RFC 6455 and its registry let a client close with: the server gives them back.
fn may_be_ours(code: u16) -> bool {
    matches!(code, 1000..=1003 | 1005 | 1007..=1014 | 3000..=4999)
}
