//! W4: posts that are on disk when they are answered. So many on their way at once, by up to four
//! people in one room; and at the end a server that is killed in the middle of it, and an audit of
//! every answer that it gave.

use std::collections::HashMap;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use hark_lab::Failure;
use hark_lab::oracle::{Stored, StoredEvent};
use hark_protocol::{
    Body, ClientFrame, ClientMessageId, Command, CommandId, EventKind, Reply, RoomId, ServerFrame,
};
use serde::Serialize;

use crate::crowd::Crowd;
use crate::fan_out::{Stage, WORDS};
use crate::faults::Faults;
use crate::histogram::{Histogram, Summary};
use crate::machine::Cpu;
use crate::member::Ear;

/// People who post.
pub const WRITERS: usize = 4;

/// An answer that takes longer does not come.
const PATIENCE: Duration = Duration::from_secs(10);

/// What came out with so many posts on their way.
#[derive(Clone, Debug, Serialize)]
pub struct Phase {
    /// Posts on their way at once.
    pub in_flight: usize,
    /// Answers in a second, each to a post that is on disk.
    pub posts_per_s: f64,
    /// From the post until its answer.
    pub post_to_ack: Summary,
    /// Processor time of the server for each, in microseconds.
    pub server_us_per_post: f64,
}

/// The posts of a run and their answers.
#[derive(Debug)]
pub struct Desk {
    room: RoomId,
    run: u64,
    body: Body,
    last: u32,
    waiting: HashMap<u32, (usize, Instant)>,
    /// Who may post again.
    free: Vec<usize>,
    /// The number that each was answered with.
    acked: HashMap<u32, u64>,
    to_ack: Histogram,
    dying: bool,
    /// What went wrong.
    pub faults: Faults,
}

impl Desk {
    /// No posts yet.
    pub fn open(room: RoomId) -> Result<Self, Failure> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Ok(Self {
            room,
            run: now.as_nanos() as u64,
            body: Body::parse(WORDS).map_err(|error| Failure::of("the words", error))?,
            last: 0,
            waiting: HashMap::new(),
            free: Vec::new(),
            acked: HashMap::new(),
            to_ack: Histogram::default(),
            dying: false,
            faults: Faults::default(),
        })
    }

    /// Keeps so many posts on their way for so long.
    pub fn post(
        &mut self,
        stage: &Stage,
        crowd: &mut Crowd,
        in_flight: usize,
        time: Duration,
    ) -> Result<Phase, Failure> {
        let server = || Cpu::of(&stage.process.to_string()).unwrap_or_default();
        self.to_ack = Histogram::default();
        self.free = (0..in_flight).map(|number| number % WRITERS).collect();
        let (before, begun) = (server(), Instant::now());
        while begun.elapsed() < time {
            for who in std::mem::take(&mut self.free) {
                let post = self.next(who);
                crowd.say(who, &post)?;
            }
            crowd.turn(PATIENCE, self)?;
        }
        while !self.waiting.is_empty() && begun.elapsed() < time + PATIENCE {
            crowd.turn(PATIENCE, self)?;
        }
        let (seconds, told) = (begun.elapsed().as_secs_f64(), self.to_ack.summary());
        let cost = server().since(before).seconds() * 1e6 / told.samples.max(1) as f64;
        Ok(Phase {
            in_flight,
            posts_per_s: (told.samples as f64 / seconds).round(),
            post_to_ack: told,
            server_us_per_post: (cost * 10.0).round() / 10.0,
        })
    }

    /// Posts that were answered.
    pub fn posted(&self) -> u64 {
        self.acked.len() as u64
    }

    /// Posts until the server is killed, which happens after so long.
    pub fn post_until_killed(
        &mut self,
        crowd: &mut Crowd,
        in_flight: usize,
        time: Duration,
        kill: impl FnOnce() -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        self.free = (0..in_flight).map(|number| number % WRITERS).collect();
        let (begun, mut kill) = (Instant::now(), Some(kill));
        while crowd.live() > 0 {
            for who in std::mem::take(&mut self.free) {
                let post = self.next(who);
                // What is said to a server that is dead was not answered.
                drop(crowd.say(who, &post));
            }
            if begun.elapsed() >= time
                && let Some(kill) = kill.take()
            {
                self.dying = true;
                kill()?;
            }
            crowd.turn(Duration::from_millis(100), self)?;
        }
        Ok(())
    }

    fn next(&mut self, who: usize) -> ClientFrame {
        self.last += 1;
        self.waiting.insert(self.last, (who, Instant::now()));
        let command = Command::Post {
            room: self.room,
            client_message_id: self.message_id(self.last),
            body: self.body.clone(),
            to: None,
        };
        ClientFrame::Command { id: CommandId(self.last), command }
    }

    fn message_id(&self, id: u32) -> ClientMessageId {
        ClientMessageId((u128::from(self.run) << 32 | u128::from(id)).to_be_bytes())
    }

    /// Holds every answer to what is stored. How many there were.
    pub fn audit(&mut self, stored: &Stored) -> u64 {
        let events = stored.rooms.get(&self.room.0).map(Vec::as_slice).unwrap_or_default();
        let mut places: HashMap<ClientMessageId, Vec<u64>> = HashMap::new();
        for (at, StoredEvent { seq, kind, .. }) in events.iter().enumerate() {
            if *seq != at as u64 + 1 {
                self.faults.fail(|| format!("event {seq} stands in place {}", at + 1));
            }
            if let EventKind::MessagePosted { client_message_id, .. } = kind {
                places.entry(*client_message_id).or_default().push(*seq);
            }
        }
        for (id, seq) in &self.acked {
            let found = places.get(&self.message_id(*id)).map(Vec::as_slice).unwrap_or_default();
            if found != [*seq] {
                let what = || format!("post {id} was answered as {seq} and is stored as {found:?}");
                self.faults.fail(what);
            }
        }
        self.acked.len() as u64
    }
}

impl Ear for Desk {
    fn live(&mut self, _: usize, _: Duration) {}

    fn hear(&mut self, who: usize, payload: &[u8], at: Instant) -> Result<(), String> {
        let frame = ServerFrame::decode(payload).map_err(|error| error.to_string())?;
        let ServerFrame::Reply { id, result } = frame else { return Ok(()) };
        match (self.waiting.remove(&id.0), result) {
            (Some((by, since)), Ok(Reply::Posted(posted))) if by == who && !posted.duplicate => {
                self.to_ack.add(at - since);
                self.acked.insert(id.0, posted.seq.0);
                self.free.push(who);
            }
            (waited, result) => {
                self.faults.fail(|| format!("post {id} of {waited:?} was answered by {result:?}"));
            }
        }
        Ok(())
    }

    fn gone(&mut self, who: usize, why: &str) {
        if !self.dying {
            self.faults.fail(|| format!("client {who} is gone: {why}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use hark_protocol::{Posted, Refusal, Seq, Timestamp};

    use super::*;

    const ROOM: RoomId = RoomId(3);

    /// Two posts of client 0 that were answered as 1 and 2.
    fn two() -> Desk {
        let mut desk = Desk::open(ROOM).unwrap();
        for number in [1, 2] {
            desk.next(0);
            answer(&mut desk, 0, number, Ok(number.into()));
        }
        assert_eq!((desk.free.as_slice(), desk.to_ack.summary().samples), ([0, 0].as_slice(), 2));
        desk
    }

    fn answer(desk: &mut Desk, who: usize, id: u32, result: Result<u64, Refusal>) {
        let posted = |seq| Posted { seq: Seq(seq), at: Timestamp(0), duplicate: false };
        let result = result.map(|seq| Reply::Posted(posted(seq)));
        let frame = ServerFrame::Reply { id: CommandId(id), result }.encode();
        desk.hear(who, &frame, Instant::now()).unwrap();
    }

    /// A log in which these posts stand at these numbers.
    fn log(desk: &Desk, entries: &[(u64, u32)]) -> Stored {
        let event = |(seq, id): &(u64, u32)| {
            let (client_message_id, body) = (desk.message_id(*id), Some(desk.body.clone()));
            let kind = EventKind::MessagePosted { client_message_id, body };
            StoredEvent { seq: *seq, tag: 0, at: 0, actor: 1, kind }
        };
        let mut stored = Stored::default();
        stored.rooms.insert(ROOM.0, entries.iter().map(event).collect());
        stored
    }

    #[test]
    fn every_answer_is_held_to_the_log() {
        let faults = |entries: &[(u64, u32)]| {
            let mut desk = two();
            let stored = log(&desk, entries);
            assert_eq!(desk.audit(&stored), 2);
            desk.faults.failures
        };
        assert_eq!(faults(&[(1, 1), (2, 2)]), 0);
        assert_eq!(faults(&[(1, 1), (2, 2), (3, 7)]), 0, "stored, and the answer was lost");
        assert_eq!(faults(&[(1, 1)]), 1, "answered and lost");
        assert_eq!(faults(&[(1, 2), (2, 1)]), 2, "another order");
        assert_eq!(faults(&[(1, 1), (2, 2), (3, 2)]), 1, "stored twice");
        assert_eq!(faults(&[(1, 1), (2, 2), (4, 7)]), 1, "a gap");
        assert_eq!(faults(&[]), 2);
    }

    #[test]
    fn an_answer_is_to_a_post_of_whoever_gets_it() {
        let mut desk = two();
        desk.next(1);
        answer(&mut desk, 0, 3, Ok(3));
        assert_eq!(desk.faults.failures, 1, "somebody else's");
        answer(&mut desk, 0, 2, Ok(2));
        assert_eq!(desk.faults.failures, 2, "a second one");
        desk.next(1);
        let refusal = Refusal::terminal(hark_protocol::ErrorCode::Overloaded);
        answer(&mut desk, 1, 4, Err(refusal));
        assert_eq!((desk.faults.failures, desk.acked.len()), (3, 2));
    }
}
