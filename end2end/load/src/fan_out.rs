//! W1: one room, everybody in it, and posts that all of them are told of. Paced, as people talk;
//! then in closed loops, in which a poster goes on when everybody has the last one.

use std::time::{Duration, Instant};

use hark_lab::Failure;
use hark_protocol::{Body, RoomId};
use serde::Serialize;

use crate::crowd::Crowd;
use crate::faults::Faults;
use crate::gauge::{Gauge, Phase};
use crate::histogram::Summary;
use crate::ledger::Ledger;
use crate::machine::Memory;
use crate::member::Ticket;
use crate::tongue::Tongue;

/// Five posts in a second.
const PACE: Duration = Duration::from_millis(200);

/// What is on its way that long is lost.
const DRAIN: Duration = Duration::from_secs(60);

/// Posts before anything is counted.
const WARM_UP: u64 = 20;

/// Who posts for everybody where the server only passes on.
const PUBLISHER: usize = 0;

/// A line of chat.
pub(crate) const WORDS: &str = "The second half of the release notes is ready for a look; whoever knows the \
                     part on search best, please read it before noon, and say so right here.";

/// How much of it.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Connections opened at once.
    pub at_once: usize,
    /// Posts of the paced phase.
    pub paced: u64,
    /// The closed loop of one poster goes on so long.
    pub one: Duration,
    /// Each of the others.
    pub closed: Duration,
    /// How long a crowd settles before its memory is read: who is here is told within a second.
    pub settle: Duration,
}

/// A server with a room, and how its people get in.
#[derive(Debug)]
pub struct Stage {
    /// Its process.
    pub process: u32,
    /// Where it listens.
    pub address: std::net::SocketAddr,
    /// The room.
    pub room: RoomId,
    /// How each client gets in.
    pub tickets: Vec<Ticket>,
    /// The last event that they know of.
    pub after: u64,
    /// What is spoken.
    pub tongue: Tongue,
}

/// What came out.
#[derive(Debug, Serialize)]
pub struct Outcome {
    /// How many clients.
    pub clients: usize,
    /// From the first connection until everybody was live, in seconds.
    pub connect_s: f64,
    /// Each client's own time until it was live.
    pub connect: Summary,
    /// The server's memory before anybody came.
    pub empty: Memory,
    /// For each client, when all were there and quiet.
    pub idle_per_client: Memory,
    /// For each client, after everything.
    pub loaded_per_client: Memory,
    /// Five posts in a second.
    pub paced: Phase,
    /// One post on its way at a time.
    pub one_poster: Phase,
    /// Four, of four people.
    pub four_posters: Phase,
    /// Eight, of eight people.
    pub eight_posters: Phase,
    /// What went wrong.
    pub faults: Faults,
}

/// Runs all phases.
pub fn run(stage: &Stage, plan: Plan) -> Result<Outcome, Failure> {
    let clients = stage.tickets.len();
    let mut room = Hall {
        process: stage.process,
        tongue: stage.tongue,
        crowd: Crowd::before(stage.address)?.speaking(stage.tongue),
        ledger: Ledger::open(stage.room, clients, stage.after),
        body: Body::parse(WORDS).map_err(|error| Failure::of("the words", error))?,
    };
    let empty = Memory::of(stage.process);
    let begun = Instant::now();
    room.crowd.gather(&stage.tickets, plan.at_once, &mut room.ledger)?;
    let connect_s = begun.elapsed().as_secs_f64();
    room.crowd.rest(plan.settle, &mut room.ledger)?;
    let idle_per_client = per_client(stage.process, empty, clients);
    room.closed(1, |posted, _| posted == WARM_UP)?;
    let paced = room.paced(plan.paced)?;
    let one_poster = room.closed(1, |_, time| time >= plan.one)?;
    let four_posters = room.closed(4, |_, time| time >= plan.closed)?;
    let eight_posters = room.closed(8, |_, time| time >= plan.closed)?;
    room.crowd.rest(plan.settle, &mut room.ledger)?;
    room.ledger.close();
    Ok(Outcome {
        clients,
        connect_s,
        connect: room.ledger.connects.summary(),
        empty,
        idle_per_client,
        loaded_per_client: per_client(stage.process, empty, clients),
        paced,
        one_poster,
        four_posters,
        eight_posters,
        faults: room.ledger.faults,
    })
}

struct Hall {
    process: u32,
    tongue: Tongue,
    crowd: Crowd,
    ledger: Ledger,
    body: Body,
}

impl Hall {
    fn paced(&mut self, posts: u64) -> Result<Phase, Failure> {
        let gauge = self.begin();
        let begun = Instant::now();
        for number in 0..posts {
            let due = begun + PACE * number as u32;
            while let Some(left) = due.checked_duration_since(Instant::now()) {
                self.crowd.turn(left, &mut self.ledger)?;
            }
            self.post(number as usize % self.crowd.live().max(1))?;
        }
        self.end(&gauge)
    }

    /// So many posters, each of whom posts again when everybody has what they posted last.
    fn closed(
        &mut self,
        posters: usize,
        is_over: impl Fn(u64, Duration) -> bool,
    ) -> Result<Phase, Failure> {
        let gauge = self.begin();
        let begun = Instant::now();
        let mut idle: Vec<usize> = (0..posters).collect();
        while !is_over(self.ledger.tally.posted, begun.elapsed()) {
            for poster in idle.drain(..) {
                self.post(poster)?;
            }
            self.crowd.turn(DRAIN, &mut self.ledger)?;
            idle = self.ledger.take_complete();
            if self.ledger.faults.count() > 0 {
                break;
            }
        }
        self.end(&gauge)
    }

    fn post(&mut self, who: usize) -> Result<(), Failure> {
        match self.tongue {
            Tongue::Hark => {
                let frame = self.ledger.post(who, &self.body);
                self.crowd.say(who, &frame)
            }
            // Over one connection all posts keep the order of their numbers.
            Tongue::Relay | Tongue::Nats => {
                let event = self.ledger.publish(who, &self.body);
                self.crowd.send(PUBLISHER, &self.tongue.publish(event))
            }
        }
    }

    fn begin(&mut self) -> Gauge {
        self.ledger.tally = Default::default();
        Gauge::start(self.process, self.crowd.reads())
    }

    /// Waits for what is on its way.
    fn end(&mut self, gauge: &Gauge) -> Result<Phase, Failure> {
        let begun = Instant::now();
        while self.ledger.outstanding() > 0 && begun.elapsed() < DRAIN {
            self.crowd.turn(Duration::from_millis(10), &mut self.ledger)?;
            if self.ledger.faults.failures > 0 {
                break;
            }
        }
        self.ledger.take_complete();
        Ok(gauge.stop(&self.ledger.tally, self.crowd.reads()))
    }
}

/// What the memory of a server grew by since it was empty, for each client.
pub(crate) fn per_client(process: u32, empty: Memory, clients: usize) -> Memory {
    let now = Memory::of(process);
    let each = |now: f64, before: f64| ((now - before) / clients as f64 * 100.0).round() / 100.0;
    Memory {
        anon_kib: each(now.anon_kib, empty.anon_kib),
        pss_kib: now.pss_kib.zip(empty.pss_kib).map(|(now, before)| each(now, before)),
    }
}
