//! Rooms whose every line is known: who wrote it, and which number it bears.

use std::collections::HashMap;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use hark_lab::Failure;
use hark_protocol::{
    Body, ClientFrame, ClientMessageId, Command, CommandId, Reply, RoomId, ServerFrame,
};

use crate::crowd::Crowd;
use crate::fan_out::WORDS;
use crate::faults::Faults;
use crate::member::Ear;

/// Posts on their way at once, each in a room of its own.
const IN_FLIGHT: usize = 64;

/// An answer that takes longer does not come.
const PATIENCE: Duration = Duration::from_secs(10);

/// One room.
#[derive(Clone, Debug)]
pub struct Wall {
    /// Which.
    pub room: RoomId,
    /// Its members, by number. They write in turns, three lines each.
    pub members: Vec<usize>,
    /// The number of the first line in the room's log. Nothing but lines comes after it.
    pub first: u64,
    /// What was posted, the last one perhaps not stored yet.
    pub lines: Vec<String>,
    /// Lines that are stored.
    pub stored: usize,
}

/// Who writes them.
#[derive(Debug)]
pub struct Scribe {
    run: u64,
    /// The rooms.
    pub walls: Vec<Wall>,
    last: u32,
    /// The room of each post that is on its way.
    waiting: HashMap<u32, usize>,
    /// Rooms in which nothing is on its way, and that are to have more.
    free: Vec<usize>,
    /// What went wrong.
    pub faults: Faults,
}

impl Wall {
    /// One without a line.
    pub fn empty(room: RoomId, members: Vec<usize>) -> Self {
        Self { room, members, first: 0, lines: Vec::new(), stored: 0 }
    }

    /// The next line: none is like another, here or elsewhere.
    fn line(&self) -> String {
        let (room, number) = (self.room, self.lines.len());
        format!("In room {room}, line {number}. {}.", &WORDS[..number * 37 % 120])
    }
}

impl Scribe {
    /// One for these rooms, who has written nothing.
    pub fn of(walls: Vec<Wall>) -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Self {
            run: now.as_nanos() as u64,
            walls,
            last: 0,
            waiting: HashMap::new(),
            free: Vec::new(),
            faults: Faults::default(),
        }
    }

    /// Fills every room with so many lines.
    pub fn fill(&mut self, crowd: &mut Crowd, lines: usize) -> Result<(), Failure> {
        let mut todo: Vec<usize> = (0..self.walls.len()).rev().collect();
        self.free.clear();
        loop {
            while self.waiting.len() < IN_FLIGHT {
                let Some(wall) = self.free.pop().or_else(|| todo.pop()) else { break };
                if self.walls[wall].stored < lines {
                    self.write(crowd, wall)?;
                }
            }
            if self.waiting.is_empty() {
                return Ok(());
            }
            crowd.turn(PATIENCE, self)?;
            if self.faults.count() > 0 {
                return Err(Failure(self.faults.told.join("; ")));
            }
        }
    }

    /// Writes one more line in a room.
    pub fn write(&mut self, crowd: &mut Crowd, wall: usize) -> Result<(), Failure> {
        let to = &mut self.walls[wall];
        let line = to.line();
        let body = Body::parse(&line).map_err(|error| Failure::of("a line", error))?;
        let author = to.members[to.lines.len() / 3 % to.members.len()];
        to.lines.push(line);
        self.last += 1;
        self.waiting.insert(self.last, wall);
        let id = u128::from(self.run) << 32 | u128::from(self.last);
        let client_message_id = ClientMessageId(id.to_be_bytes());
        let command = Command::Post { room: to.room, client_message_id, body, to: None };
        crowd.say(author, &ClientFrame::Command { id: CommandId(self.last), command })
    }

    /// Lines on their way.
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }
}

impl Ear for Scribe {
    fn live(&mut self, _: usize, _: Duration) {}

    fn hear(&mut self, _: usize, payload: &[u8], _: Instant) -> Result<(), String> {
        let frame = ServerFrame::decode(payload).map_err(|error| error.to_string())?;
        let ServerFrame::Reply { id, result } = frame else { return Ok(()) };
        match (self.waiting.remove(&id.0), result) {
            (Some(number), Ok(Reply::Posted(posted))) => {
                let wall = &mut self.walls[number];
                if wall.stored == 0 {
                    wall.first = posted.seq.0;
                }
                if posted.seq.0 != wall.first + wall.stored as u64 {
                    let (room, line) = (wall.room, wall.stored);
                    self.faults.fail(|| format!("line {line} of room {room} is {}", posted.seq));
                }
                wall.stored += 1;
                self.free.push(number);
            }
            (_, result) => self.faults.fail(|| format!("a line was answered by {result:?}")),
        }
        Ok(())
    }

    fn gone(&mut self, who: usize, why: &str) {
        self.faults.fail(|| format!("client {who} is gone: {why}"));
    }
}
