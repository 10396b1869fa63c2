//! W4 as a whole: posts with one, sixteen and sixty-four on their way, how many of them share a
//! commit and that each commit is made safe, a server that is killed, and the audit.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{BufReader, Write as _};
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
use crate::syncs::{Syncs, WATCHED};

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
    /// What made them safe. `None`: there is no `strace` here.
    pub safe: Option<Safe>,
    /// Answers that were held to the log after the server was killed.
    pub audited: u64,
}

/// What made posts safe, with as many on their way, in a run of its own that is watched and so
/// slower.
#[derive(Debug, Serialize)]
pub struct Safe {
    /// Posts that were answered.
    pub posts: u64,
    /// Posts for each commit.
    pub posts_per_commit: f64,
    /// Commits, and calls of the system.
    #[serde(flatten)]
    pub syncs: Syncs,
    /// After each commit came a call of its own, before the next.
    pub one_for_each: bool,
}

/// Measures one server.
pub fn run(house: &mut House, dir: &Path, time: Duration) -> Result<(Outcome, Faults), Failure> {
    let disk = disk_alone(dir).map_err(|error| Failure::of("the disk", error))?;
    let (safe, wrong) = watched(house, dir, time)?;
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
        safe,
        audited,
    };
    desk.faults.add(wrong);
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

/// Posts to a server that is watched.
fn watched(
    house: &mut House,
    dir: &Path,
    time: Duration,
) -> Result<(Option<Safe>, Faults), Failure> {
    let calls = dir.join("calls");
    let words = WATCHED.into_iter().chain(["-o"]).map(OsString::from);
    let through: Vec<OsString> = words.chain([calls.clone().into()]).collect();
    if house.start(&through).is_err() {
        return Ok((None, Faults::default()));
    }
    let (stage, mut crowd, mut desk) = open(house)?;
    let phase = desk.post(&stage, &mut crowd, IN_FLIGHT[2], time)?;
    drop(crowd);
    house.stop()?;
    let heads = Stored::page_of(&house.database(), "room")?;
    let syncs = File::open(&calls).and_then(|file| Syncs::read(BufReader::new(file), heads));
    let syncs = syncs.map_err(|error| Failure::of("what strace saw", error))?;
    drop(fs::remove_file(calls));
    let posts = phase.post_to_ack.samples;
    let (one_for_each, each) =
        (syncs.is_one_for_each(), posts as f64 / syncs.commits.max(1) as f64);
    if !one_for_each || syncs.commits == 0 {
        desk.faults.fail(|| format!("not every commit was made safe: {syncs:?}"));
    }
    let posts_per_commit = (each * 100.0).round() / 100.0;
    Ok((Some(Safe { posts, posts_per_commit, syncs, one_for_each }), desk.faults))
}
