//! W3 and W9: everybody comes at once, and then says nothing.

use std::time::{Duration, Instant};

use hark_lab::Failure;
use serde::Serialize;

use crate::crowd::Crowd;
use crate::fan_out::{Stage, per_client};
use crate::faults::Faults;
use crate::histogram::Summary;
use crate::ledger::Ledger;
use crate::machine::{self, Cpu, Memory};

/// How it goes.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Connections opened at once.
    pub at_once: usize,
    /// How long all are there before anything is read: who is here is told within a second.
    pub settle: Duration,
    /// How long nothing is said.
    pub idle: Duration,
}

/// What came out.
#[derive(Debug, Serialize)]
pub struct Outcome {
    /// From the first connection until everybody was live.
    pub connect_s: f64,
    /// Clients that were live, in a second.
    pub connects_per_s: f64,
    /// Each client's own time until it was live.
    pub connect: Summary,
    /// Processor time of the server for each, in microseconds.
    pub server_us_per_connect: f64,
    /// Cores that this program used meanwhile, which has one thread.
    pub client_cores: f64,
    /// First packets that had to be sent again, on the whole machine.
    pub syn_retransmits: u64,
    /// Connections that found no place in the queue of a listener, on the whole machine.
    pub listen_drops: u64,
    /// The server's memory before anybody came.
    pub empty: Memory,
    /// What it grew by for each client, after all were quiet.
    pub idle_per_client: Memory,
    /// Cores that the server used while nothing was said. `None`: nobody waited.
    pub idle_cores: Option<f64>,
}

/// Lets everybody in, and waits.
pub fn run(stage: &Stage, plan: Plan) -> Result<(Outcome, Faults), Failure> {
    let clients = stage.tickets.len();
    let server = || Cpu::of_all(stage.process);
    let mut crowd = Crowd::before(stage.address)?.speaking(stage.tongue);
    let mut ledger = Ledger::open(stage.room, clients, stage.after);
    let empty = Memory::of(stage.process);
    let (network, before) = (machine::network(), server());
    let (own, begun) = (Cpu::of("self").unwrap_or_default(), Instant::now());
    crowd.gather(&stage.tickets, plan.at_once, &mut ledger)?;
    let connect_s = begun.elapsed().as_secs_f64();
    let own = Cpu::of("self").unwrap_or_default().since(own).seconds();
    let cost = server().since(before).seconds();
    let counted = machine::network();
    let grew =
        |name: &str| counted.get(name).zip(network.get(name)).map_or(0, |(now, then)| now - then);
    crowd.rest(plan.settle, &mut ledger)?;
    let (before, begun) = (server(), Instant::now());
    crowd.rest(plan.idle, &mut ledger)?;
    let idle_cores = server().since(before).seconds() / begun.elapsed().as_secs_f64();
    let idle_cores = (!plan.idle.is_zero()).then_some(idle_cores);
    let outcome = Outcome {
        connect_s,
        connects_per_s: (clients as f64 / connect_s).round(),
        connect: ledger.connects.summary(),
        server_us_per_connect: (cost * 1e6 / clients as f64).round(),
        client_cores: own / connect_s,
        syn_retransmits: grew("TCPSynRetrans"),
        listen_drops: grew("ListenDrops"),
        empty,
        idle_per_client: per_client(stage.process, empty, clients),
        idle_cores,
    };
    ledger.close();
    Ok((outcome, ledger.faults))
}
