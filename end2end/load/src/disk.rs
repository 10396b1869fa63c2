//! W4 as a whole: posts with one, sixteen and sixty-four on their way, how many of them share one
//! write to the disk, a server that is killed, and the audit.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use hark_lab::Failure;
use hark_lab::oracle::Stored;
use serde::Serialize;

use crate::crowd::Crowd;
use crate::durable::{Desk, Phase};
use crate::fan_out::Stage;
use crate::faults::Faults;
use crate::histogram::{Histogram, Summary};
use crate::house::House;

/// Posts on their way at once, one after another.
const IN_FLIGHT: [usize; 3] = [1, 16, 64];

/// What came out.
#[derive(Debug, Serialize)]
pub struct Outcome {
    /// What the disk alone takes for 4 KiB to be safe.
    pub disk: Summary,
    /// One after another.
    pub in_flight_1: Phase,
    /// With more of them.
    pub in_flight_16: Phase,
    /// With as many as one connection may have, of four people.
    pub in_flight_64: Phase,
    /// Posts for each call that made the disk safe, in a run of its own that is watched and so
    /// slower. `None`: there is no `strace` here.
    pub posts_per_sync: Option<f64>,
    /// Answers that were held to the log after the server was killed.
    pub audited: u64,
}

/// Measures one server.
pub fn run(house: &mut House, dir: &Path, time: Duration) -> Result<(Outcome, Faults), Failure> {
    let disk = disk_alone(dir).map_err(|error| Failure::of("the disk", error))?;
    let posts_per_sync = syncs(house, dir, time)?;
    house.start(&[])?;
    let (stage, mut crowd, mut desk) = open(house)?;
    let [one, sixteen, many] =
        IN_FLIGHT.map(|in_flight| desk.post(&stage, &mut crowd, in_flight, time));
    let kill = || house.kill();
    desk.post_until_killed(&mut crowd, IN_FLIGHT[2], time / 2, kill)?;
    // A server that starts again has put right what was cut off.
    house.start(&[])?;
    house.stop()?;
    let stored = Stored::read(&house.database())?;
    let audited = desk.audit(&stored);
    let outcome = Outcome {
        disk,
        in_flight_1: one?,
        in_flight_16: sixteen?,
        in_flight_64: many?,
        posts_per_sync,
        audited,
    };
    Ok((outcome, desk.faults))
}

fn open(house: &House) -> Result<(Stage, Crowd, Desk), Failure> {
    let stage = house.stage()?;
    let (mut crowd, mut desk) = (Crowd::before(stage.address)?, Desk::open(stage.room)?);
    crowd.gather(&stage.tickets, stage.tickets.len(), &mut desk)?;
    Ok((stage, crowd, desk))
}

/// Appends and makes safe, as a log does.
fn disk_alone(dir: &Path) -> std::io::Result<Summary> {
    let path = dir.join("disk");
    let (mut file, mut took) = (File::create(&path)?, Histogram::default());
    for _ in 0..500 {
        let begun = Instant::now();
        file.write_all(&[7; 4096])?;
        file.sync_data()?;
        took.add(begun.elapsed());
    }
    fs::remove_file(path)?;
    Ok(took.summary())
}

fn syncs(house: &mut House, dir: &Path, time: Duration) -> Result<Option<f64>, Failure> {
    let counts = dir.join("syncs");
    let watched = ["strace", "-f", "-c", "-e", "trace=fsync,fdatasync", "-o"].map(OsString::from);
    let through: Vec<OsString> = watched.into_iter().chain([counts.clone().into()]).collect();
    if house.start(&through).is_err() {
        return Ok(None);
    }
    let (stage, mut crowd, mut desk) = open(house)?;
    let phase = desk.post(&stage, &mut crowd, IN_FLIGHT[2], time)?;
    drop(crowd);
    house.stop()?;
    let text = fs::read_to_string(counts).unwrap_or_default();
    // % time, seconds, usecs/call, calls, errors if any, syscall
    let rows = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
    let calls = rows.filter(|row| matches!(row.last(), Some(&("fsync" | "fdatasync"))));
    let calls: f64 = calls.filter_map(|row| row.get(3)?.parse::<f64>().ok()).sum();
    let posts = phase.post_to_ack.samples as f64;
    Ok((calls > 0.0).then(|| (posts / calls * 100.0).round() / 100.0))
}
