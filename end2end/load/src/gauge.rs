//! What a stretch of time cost: the server, this program, and whoever else was on the machine.

use std::time::Instant;

use serde::Serialize;

use crate::histogram::Summary;
use crate::machine::{self, Cpu};
use crate::tally::Tally;

/// From this share of a core on, it is this program that was measured and not the server.
const CLIENT_LIMIT: f64 = 0.95;

/// The hands of all clocks at one moment.
#[derive(Debug)]
pub struct Meter {
    process: u32,
    begun: Instant,
    server: Cpu,
    client: Cpu,
    busy: f64,
}

/// What they moved by.
#[derive(Clone, Copy, Debug)]
pub struct Spent {
    /// Time.
    pub seconds: f64,
    /// The server's processor time.
    pub server: Cpu,
    /// Cores that the server used.
    pub server_cores: f64,
    /// Cores that this program used, which has one thread.
    pub client_cores: f64,
    /// Cores that everybody else used.
    pub others_cores: f64,
    /// This program was as busy as can be: the server may be faster than it looks.
    pub client_limited: bool,
}

impl Meter {
    /// From now on.
    pub fn start(process: u32) -> Self {
        Self {
            process,
            begun: Instant::now(),
            server: Cpu::of_all(process),
            client: Cpu::of("self").unwrap_or_default(),
            busy: machine::busy_seconds(),
        }
    }

    /// Until now.
    pub fn stop(&self) -> Spent {
        let seconds = self.begun.elapsed().as_secs_f64();
        let server = Cpu::of_all(self.process).since(self.server);
        let client = Cpu::of("self").unwrap_or_default().since(self.client).seconds();
        let others = machine::busy_seconds() - self.busy - client - server.seconds();
        Spent {
            seconds,
            server,
            server_cores: round(server.seconds() / seconds),
            client_cores: round(client / seconds),
            others_cores: round((others / seconds).max(0.0)),
            client_limited: client / seconds >= CLIENT_LIMIT,
        }
    }
}

/// A stretch of time in which messages are counted.
#[derive(Debug)]
pub struct Gauge {
    meter: Meter,
    segments: u64,
    reads: u64,
}

/// What came out.
#[derive(Clone, Debug, Serialize)]
pub struct Phase {
    /// How long it took, with the time in which the last deliveries came.
    pub seconds: f64,
    /// Messages that were posted.
    pub posted: u64,
    /// Most of them that were on their way at once.
    pub outstanding: usize,
    /// Those that reached everybody.
    pub complete: u64,
    /// Deliveries that counted.
    pub deliveries: u64,
    /// And in a second.
    pub deliveries_per_s: f64,
    /// Processor time of the server for each, in microseconds.
    pub server_us_per_delivery: f64,
    /// The part of it that it spent in itself.
    pub server_user_us_per_delivery: f64,
    /// From the post until one client had it.
    pub post_to_one: Summary,
    /// From the post until all had it.
    pub post_to_all: Summary,
    /// From the post until it was answered.
    pub post_to_ack: Summary,
    /// Frames that left with one segment: with one call of the system, where no segment is full.
    pub frames_per_write: f64,
    /// Frames that this program got with one call.
    pub frames_per_read: f64,
    /// Cores that the server used.
    pub server_cores: f64,
    /// Cores that this program used, which has one thread.
    pub client_cores: f64,
    /// Cores that everybody else used.
    pub others_cores: f64,
    /// This program was as busy as can be: the server may be faster than it looks.
    pub client_limited: bool,
}

impl Gauge {
    /// From now on; so often was read so far.
    pub fn start(process: u32, reads: u64) -> Self {
        Self { meter: Meter::start(process), segments: segments(), reads }
    }

    /// Until now, in which this was counted and so often was read.
    pub fn stop(&self, tally: &Tally, reads: u64) -> Phase {
        let spent = self.meter.stop();
        let Spent { seconds, server, .. } = spent;
        // What the server wrote: the posts came from here.
        let written = segments().saturating_sub(self.segments + tally.posted);
        let acks = tally.to_ack.summary().samples;
        let frames = (tally.deliveries + acks) as f64;
        let deliveries = tally.deliveries.max(1) as f64;
        Phase {
            seconds: round(seconds),
            posted: tally.posted,
            outstanding: tally.outstanding,
            complete: tally.complete,
            deliveries: tally.deliveries,
            deliveries_per_s: (tally.deliveries as f64 / seconds).round(),
            server_us_per_delivery: round(server.seconds() * 1e6 / deliveries),
            server_user_us_per_delivery: round(server.user * 1e6 / deliveries),
            post_to_one: tally.to_one.summary(),
            post_to_all: tally.to_all.summary(),
            post_to_ack: tally.to_ack.summary(),
            frames_per_write: round(frames / written.max(1) as f64),
            frames_per_read: round(frames / (reads - self.reads).max(1) as f64),
            server_cores: spent.server_cores,
            client_cores: spent.client_cores,
            others_cores: spent.others_cores,
            client_limited: spent.client_limited,
        }
    }
}

/// To three digits after the point.
pub(crate) fn round(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

/// Segments with data that were sent on this machine so far. On loopback, where no segment is ever
/// full, one call that writes makes one.
fn segments() -> u64 {
    machine::network().get("TCPOrigDataSent").copied().unwrap_or_default()
}
