//! W10: a busy room in which one in twenty does not read. Whether the others notice, what it costs
//! the server, and whether those who read again get everything once and in order.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use hark_lab::Failure;
use hark_protocol::{Body, ClientFrame};
use serde::Serialize;

use crate::crowd::Crowd;
use crate::fan_out::{Stage, WORDS};
use crate::faults::Faults;
use crate::gauge::{Gauge, Phase, round};
use crate::house::House;
use crate::ledger::Ledger;
use crate::machine::Memory;
use crate::sleepers::{Sleepers, Ward};

/// Of so many clients one does not read.
pub const ONE_IN: usize = 20;

/// Who posts: each again when all who read have the last one.
const POSTERS: usize = 4;

/// What the system keeps of what a slow reader does not read, in bytes. It may take double.
const KEPT_BYTES: usize = 4096;

/// What is on its way that long is lost.
const DRAIN: Duration = Duration::from_secs(60);

/// How often the server's memory is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(100);

/// How it goes.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// How long all read, before and after.
    pub calm: Duration,
    /// How long some do not: longer than the server waits for a write.
    pub stalled: Duration,
}

/// What came out.
#[derive(Debug, Serialize)]
pub struct Outcome {
    /// How many clients.
    pub clients: usize,
    /// Those of them who did not read.
    pub slow: usize,
    /// All read.
    pub before: Phase,
    /// The slow ones do not: times are those of the others.
    pub beside: Phase,
    /// All read again.
    pub after: Phase,
    /// The 99th percentile of all deliveries beside slow readers, to that without, which is the
    /// mean of before and after.
    pub p99_ratio: f64,
    /// The server's memory before the slow ones stopped.
    pub memory: Memory,
    /// What it grew by at the most while they did not read, for each of them.
    pub grown_kib_per_slow: f64,
    /// Messages that a slow reader had not read when they began again: the least.
    pub behind_least: u64,
    /// And the most.
    pub behind_most: u64,
    /// How the connections of slow readers ended, as they saw it.
    pub endings: BTreeMap<String, u64>,
    /// Those who came back by a new connection.
    pub came_back: usize,
    /// Those of them who got the room afresh, and the rest of it page by page.
    pub afresh: u64,
    /// From when they read again until all had everything.
    pub caught_up_s: f64,
}

/// Everybody who is there.
struct Hall<'a> {
    stage: &'a Stage,
    body: Body,
    fast: Crowd,
    ledger: Ledger,
    sleepers: Sleepers,
    /// Crowds of slow readers, with the number of each member.
    wards: Vec<(Crowd, Vec<usize>)>,
    posted: u64,
    peak_kib: f64,
}

/// Measures one server.
pub fn run(house: &mut House, plan: Plan) -> Result<(Outcome, Faults), Failure> {
    house.start(&[])?;
    let stage = house.stage()?;
    let clients = stage.tickets.len();
    let slow = clients / ONE_IN;
    let mut hall = Hall::open(&stage, clients - slow)?;
    let before = hall.talk(plan.calm, true)?;
    let memory = Memory::of(stage.process);
    hall.peak_kib = memory.anon_kib;
    let beside = hall.talk(plan.stalled, false)?;
    let grown = (hall.peak_kib - memory.anon_kib) / slow as f64;
    let head = house.stage()?.after;
    let (behind_least, behind_most) = hall.sleepers.behind(head);
    let begun = Instant::now();
    let came_back = hall.wake(head)?;
    let caught_up_s = begun.elapsed().as_secs_f64();
    let after = hall.talk(plan.calm, true)?;
    let head = house.stage()?.after;
    hall.read_until(head)?;
    hall.ledger.close();
    hall.sleepers.close(head - stage.after);
    if head - stage.after != hall.posted {
        let (posted, there) = (hall.posted, head - stage.after);
        hall.ledger.faults.fail(|| format!("{posted} were posted, and {there} are there"));
    }
    let p99 = |phase: &Phase| phase.post_to_one.p99_ms;
    let outcome = Outcome {
        clients,
        slow,
        p99_ratio: round(p99(&beside) / f64::midpoint(p99(&before), p99(&after))),
        before,
        beside,
        after,
        memory,
        grown_kib_per_slow: round(grown),
        behind_least,
        behind_most,
        endings: hall.sleepers.endings,
        came_back,
        afresh: hall.sleepers.resets,
        caught_up_s,
    };
    let mut faults = hall.ledger.faults;
    faults.add(hall.sleepers.faults);
    drop((hall.fast, hall.wards));
    house.stop()?;
    Ok((outcome, faults))
}

impl<'a> Hall<'a> {
    fn open(stage: &'a Stage, reading: usize) -> Result<Self, Failure> {
        let (fast, slow) = stage.tickets.split_at(reading);
        let mut ledger = Ledger::open(stage.room, reading, stage.after);
        let mut crowd = Crowd::before(stage.address)?;
        crowd.gather(fast, 64, &mut ledger)?;
        let nowhere = || Failure("nobody knows where the room stands".into());
        let Ok(ClientFrame::Hello { rooms, .. }) = ClientFrame::decode(&slow[0].hello) else {
            return Err(nowhere());
        };
        let cursor = rooms.first().ok_or_else(nowhere)?.cursor;
        let mut sleepers = Sleepers::of(stage.room, slow.len(), cursor);
        let numbers: Vec<usize> = (0..slow.len()).collect();
        let mut ward = Crowd::before(stage.address)?.keeping(KEPT_BYTES);
        ward.gather(slow, 64, &mut Ward { all: &mut sleepers, numbers: &numbers })?;
        Ok(Self {
            stage,
            body: Body::parse(WORDS).map_err(|error| Failure::of("the words", error))?,
            fast: crowd,
            ledger,
            sleepers,
            wards: vec![(ward, numbers)],
            posted: 0,
            peak_kib: 0.0,
        })
    }

    /// Posters go on for so long, each when all who read have their last one.
    fn talk(&mut self, time: Duration, all_read: bool) -> Result<Phase, Failure> {
        self.ledger.tally = Default::default();
        let gauge = Gauge::start(self.stage.process, self.fast.reads());
        let (begun, mut looked) = (Instant::now(), Instant::now());
        let mut idle: Vec<usize> = (0..POSTERS).collect();
        while begun.elapsed() < time || self.ledger.outstanding() > 0 {
            for poster in idle.drain(..) {
                if begun.elapsed() < time {
                    let frame = self.ledger.post(poster, &self.body);
                    self.fast.say(poster, &frame)?;
                }
            }
            self.fast.turn(LOOK_EVERY / 10, &mut self.ledger)?;
            if all_read {
                self.read(Duration::ZERO)?;
            }
            if looked.elapsed() >= LOOK_EVERY {
                looked = Instant::now();
                self.peak_kib = self.peak_kib.max(Memory::of(self.stage.process).anon_kib);
            }
            idle = self.ledger.take_complete();
            if self.ledger.faults.count() > 0 || begun.elapsed() > time + DRAIN {
                break;
            }
        }
        self.posted += self.ledger.tally.posted;
        Ok(gauge.stop(&self.ledger.tally, self.fast.reads()))
    }

    fn read(&mut self, patience: Duration) -> Result<(), Failure> {
        for (crowd, numbers) in &mut self.wards {
            Ward { all: &mut self.sleepers, numbers }.read(crowd, patience)?;
        }
        Ok(())
    }

    /// The slow ones read, until each is gone or has everything up to here.
    fn read_until(&mut self, head: u64) -> Result<(), Failure> {
        let begun = Instant::now();
        while !self.sleepers.have(head) {
            if begun.elapsed() > DRAIN {
                return Err(Failure("slow readers did not get what they missed".into()));
            }
            self.read(Duration::from_millis(10))?;
        }
        Ok(())
    }

    /// Those who slept read what there is for them, and come back where that ends. How many came.
    fn wake(&mut self, head: u64) -> Result<usize, Failure> {
        self.read_until(head)?;
        let gone = self.sleepers.gone();
        let fast = self.stage.tickets.len() - self.sleepers.count();
        let handshake = |who: &usize| self.stage.tickets[fast + who].handshake.clone();
        let tickets: Vec<_> =
            gone.iter().map(|who| self.sleepers.ticket(*who, handshake(who))).collect();
        let mut crowd = Crowd::before(self.stage.address)?;
        crowd.gather(&tickets, 64, &mut Ward { all: &mut self.sleepers, numbers: &gone })?;
        let count = gone.len();
        self.wards.push((crowd, gone));
        self.read_until(head)?;
        Ok(count)
    }
}
