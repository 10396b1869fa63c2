//! W7: everybody is there, the server is killed and started again, people who are back first post,
//! and then everybody else comes back at once, each from where they stood.

use std::time::{Duration, Instant};

use hark_lab::Failure;
use serde::Serialize;

use crate::crowd::Crowd;
use crate::durable::{Desk, WRITERS};
use crate::faults::Faults;
use crate::histogram::Summary;
use crate::house::House;
use crate::ledger::Ledger;

/// How it goes.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Connections opened at once.
    pub at_once: usize,
    /// Messages that everybody misses, at least.
    pub missed: u64,
}

/// What came out.
#[derive(Debug, Serialize)]
pub struct Outcome {
    /// How many clients.
    pub clients: usize,
    /// Messages that were posted while they were away.
    pub missed: u64,
    /// From the end of one process until the next one listened.
    pub restart_s: f64,
    /// From the first connection until everybody had what they missed.
    pub back_s: f64,
    /// Each client's own time until they had it.
    pub back: Summary,
    /// Missed messages that came, in a second.
    pub deliveries_per_s: f64,
}

/// Measures one server.
pub fn run(house: &mut House, plan: Plan) -> Result<(Outcome, Faults), Failure> {
    house.start(&[])?;
    let before = house.stage()?;
    let clients = before.tickets.len();
    let mut crowd = Crowd::before(before.address)?;
    let mut ledger = Ledger::open(before.room, clients, before.after);
    crowd.gather(&before.tickets, plan.at_once, &mut ledger)?;
    drop(crowd);
    let begun = Instant::now();
    house.kill()?;
    house.start(&[])?;
    let restart_s = begun.elapsed().as_secs_f64();
    let mut faults = ledger.faults;

    let stage = house.stage()?;
    let mut desk = Desk::open(stage.room)?;
    let mut writers = Crowd::before(stage.address)?;
    writers.gather(&stage.tickets[..WRITERS], WRITERS, &mut desk)?;
    while desk.posted() < plan.missed && desk.faults.count() == 0 {
        desk.post(&stage, &mut writers, WRITERS, Duration::from_millis(20))?;
    }
    drop(writers);
    let missed = house.stage()?.after - before.after;

    let mut ledger = Ledger::open(before.room, clients, before.after);
    let mut crowd = Crowd::before(before.address)?;
    let begun = Instant::now();
    crowd.gather(&before.tickets, plan.at_once, &mut ledger)?;
    let back_s = begun.elapsed().as_secs_f64();
    if missed != desk.posted() {
        ledger.faults.fail(|| format!("{} were posted and {missed} are there", desk.posted()));
    }
    // Who is live has everything: nothing more is waited for.
    let came = ledger.tally.deliveries;
    if came != missed * clients as u64 {
        ledger.faults.fail(|| format!("{clients} clients missed {missed} each, and got {came}"));
    }
    ledger.close();
    let back = ledger.connects.summary();
    faults.add(desk.faults);
    faults.add(ledger.faults);
    drop(crowd);
    house.stop()?;
    let deliveries_per_s = (came as f64 / back_s).round();
    Ok((Outcome { clients, missed, restart_s, back_s, back, deliveries_per_s }, faults))
}
