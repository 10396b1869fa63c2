//! The workloads as they are asked for: how much, how often, before which servers.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use hark_lab::Failure;
use rustix::process::{Resource, getrlimit};
use rustix::thread::{CpuSet, sched_setaffinity};
use serde_json::{Value, json};

use crate::beside::Beside;
use crate::durable::WRITERS;
use crate::house::House;
use crate::machine::{self, Machine};
use crate::spread::spread;
use crate::subject::Subject;
use crate::{compare, disk, fan_out, history, pages, resume, slow, start, storm};

/// Fewer clients than posters are no crowd.
const FEWEST: usize = 8;

/// Open files that are no clients: logs, data, the program's own.
const OTHER_FILES: usize = 500;

const SECOND: Duration = Duration::from_secs(1);

/// What all of them are told.
#[derive(clap::Args, Clone, Debug)]
pub struct How {
    /// The server to measure
    #[arg(
        long,
        env = "HARK_BIN",
        value_name = "FILE",
        default_value = "target/release/hark",
        global = true
    )]
    pub hark: PathBuf,
    /// Where data and logs are kept
    #[arg(long, default_value = "target/bench-runs", value_name = "DIR", global = true)]
    pub dir: PathBuf,
    /// What drives the browser of W12
    #[arg(
        long,
        default_value = "end2end/load/browser.mjs",
        value_name = "FILE",
        hide = true,
        global = true
    )]
    pub browser: PathBuf,
    /// Where `bin/setup --peers` put servers by others
    #[arg(
        long,
        env = "HARK_PEERS",
        default_value = "target/peers",
        value_name = "DIR",
        global = true
    )]
    pub peers: PathBuf,
    /// What was built, for the report
    #[arg(long, env = "HARK_COMMIT", default_value = "unknown", global = true)]
    pub commit: String,
    /// A second of each phase: shows that it works, and measures little
    #[arg(long, global = true)]
    pub quick: bool,
    /// The servers on one core and this program on another, instead of where the system likes
    #[arg(long, global = true)]
    pub pinned: bool,
}

/// Who comes, and before whom.
#[derive(clap::Args, Clone, Debug)]
pub struct Crowd {
    /// How many clients, each signed in as somebody else
    #[arg(long, default_value_t = 1000)]
    pub clients: usize,
    /// What to compare with, in turns
    #[arg(long, value_name = "SERVERS", value_delimiter = ',')]
    pub beside: Vec<Beside>,
    /// How often; of more than one run the median, the least and the most are told
    #[arg(long, default_value_t = 1)]
    pub runs: usize,
}

/// One workload's line: what was measured, and where. One that could not go on says why.
pub fn line(how: &How, workload: &str, run: &Workload<'_>) -> Value {
    let (before, begun) = (machine::load(), Instant::now());
    let (result, ok) = run(how).unwrap_or_else(|failure| {
        eprintln!("{workload}: {failure}");
        (json!({"failure": failure.to_string()}), false)
    });
    let seconds = begun.elapsed().as_secs();
    eprintln!("{workload}: {}:{:02} minutes", seconds / 60, seconds % 60);
    json!({
        "workload": workload,
        "seconds": seconds,
        "commit": how.commit,
        "machine": Machine::this(),
        "pinned": how.pinned,
        "load_before": before,
        "load_after": machine::load(),
        "result": result,
        "ok": ok,
    })
}

/// One workload: its numbers, and whether nothing went wrong.
pub type Workload<'a> = dyn Fn(&How) -> Result<(Value, bool), Failure> + 'a;

/// W1: one room, every message to every client. Why phases are no longer stands in
/// `docs/bench/README.md`.
pub fn fan_out(how: &How, crowd: &Crowd) -> Result<(Value, bool), Failure> {
    let paced = if how.quick { 5 } else { 20 };
    let (closed, settle) = (3 * SECOND / 2, 3 * SECOND / 2);
    let one = if how.quick { closed } else { 6 * SECOND };
    let plan = fan_out::Plan { at_once: 64, paced, one, closed, settle };
    in_turns(how, "W1", crowd, &|stage| {
        let outcome = fan_out::run(stage, plan)?;
        Ok((json!(outcome), outcome.faults))
    })
}

/// W3: everybody at once.
pub fn storm(how: &How, crowd: &Crowd, at_once: usize) -> Result<(Value, bool), Failure> {
    settled(how, "W3", crowd, storm::Plan { at_once, settle: 2 * SECOND, idle: Duration::ZERO })
}

/// W9: silence, for longer than servers wait before they ask whether somebody is still there.
pub fn idle(how: &How, crowd: &Crowd) -> Result<(Value, bool), Failure> {
    let idle = if how.quick { SECOND } else { 26 * SECOND };
    settled(how, "W9", crowd, storm::Plan { at_once: 64, settle: 2 * SECOND, idle })
}

fn settled(
    how: &How,
    name: &str,
    crowd: &Crowd,
    plan: storm::Plan,
) -> Result<(Value, bool), Failure> {
    in_turns(how, name, crowd, &|stage| {
        let (outcome, faults) = storm::run(stage, plan)?;
        Ok((json!(outcome), faults))
    })
}

fn in_turns(
    how: &How,
    name: &str,
    crowd: &Crowd,
    run: &compare::Run<'_>,
) -> Result<(Value, bool), Failure> {
    let Crowd { clients, beside, runs } = crowd;
    enough(*clients, FEWEST)?;
    beside.iter().try_for_each(|server| server.check(how))?;
    eprintln!("{name}: {clients} people join a room");
    let mut subjects = vec![Subject::hark(&how.hark, &how.dir.join(name), *clients)?];
    subjects.extend(beside.iter().map(|server| server.subject(how, *clients)));
    let comparison = compare::in_turns(&mut subjects, *runs, &layout(how)?, run)?;
    let compare::Comparison { servers, labels, ok } = comparison;
    Ok((json!({"clients": clients, "runs": runs, "labels": labels, "servers": servers}), ok))
}

/// W4: posts that are on disk.
pub fn disk(how: &How) -> Result<(Value, bool), Failure> {
    let dir = how.dir.join("W4");
    let mut house = House::found(&how.hark, &dir, WRITERS)?;
    house.stop()?;
    let time = if how.quick { SECOND } else { 8 * SECOND };
    let (outcome, faults) = disk::run(&mut house, &dir, time)?;
    Ok((json!(outcome), compare::report("hark", &faults)))
}

/// W5: pages from a long room.
pub fn history(how: &How) -> Result<(Value, bool), Failure> {
    let mut house = House::found(&how.hark, &how.dir.join("W5"), WRITERS)?;
    house.stop()?;
    let plan = if how.quick {
        history::Plan { messages: 5_000, time: SECOND }
    } else {
        history::Plan { messages: 1_000_000, time: 3 * SECOND }
    };
    eprintln!("W5: {} messages are posted", plan.messages);
    let (result, faults) = history::run(&mut house, plan)?;
    Ok((result, compare::report("hark", &faults)))
}

/// W6: the page of a room.
pub fn pages(how: &How) -> Result<(Value, bool), Failure> {
    let (people, time) = if how.quick { (64, SECOND / 4) } else { (1000, 3 * SECOND) };
    eprintln!("W6: {people} people fill {people} rooms");
    let mut house = House::found(&how.hark, &how.dir.join("W6"), people)?;
    let (result, faults) = pages::run(&mut house, time)?;
    Ok((result, compare::report("hark", &faults)))
}

/// W7: everybody comes back to a server that was killed.
pub fn resume(how: &How, clients: usize, at_once: usize) -> Result<(Value, bool), Failure> {
    enough(clients, FEWEST)?;
    eprintln!("W7: {clients} people join a room");
    let mut house = House::found(&how.hark, &how.dir.join("W7"), clients)?;
    house.stop()?;
    let plan = resume::Plan { at_once, missed: if how.quick { 20 } else { 200 } };
    let (outcome, faults) = resume::run(&mut house, plan)?;
    Ok((json!(outcome), compare::report("hark", &faults)))
}

/// W10: one in twenty does not read.
pub fn slow(how: &How, clients: usize) -> Result<(Value, bool), Failure> {
    enough(clients, slow::ONE_IN)?;
    eprintln!("W10: {clients} people join a room");
    let mut house = House::found(&how.hark, &how.dir.join("W10"), clients)?;
    house.stop()?;
    let calm = if how.quick { SECOND } else { 5 * SECOND };
    let (outcome, faults) = slow::run(&mut house, slow::Plan { calm, stalled: 20 * SECOND })?;
    Ok((json!(outcome), compare::report("hark", &faults)))
}

/// W12: from the start to the first answer, sizes, and a browser that opens a room.
pub fn start(how: &How) -> Result<(Value, bool), Failure> {
    let mut house = House::found(&how.hark, &how.dir.join("W12"), 2)?;
    house.stop()?;
    let sizes = start::sizes(&mut house)?;
    let (runs, loads) = if how.quick { (3, 2) } else { (10, 10) };
    let starts = (0..runs).map(|_| start::run(&mut house, SECOND).map(|start| json!(start)));
    let starts = starts.collect::<Result<Vec<Value>, Failure>>()?;
    eprintln!("W12: a browser opens a room");
    let opens = start::opens(&mut house, &how.browser, loads)?;
    let starts = spread(&starts);
    let result =
        json!({"runs": runs, "starts": starts, "bytes": sizes, "loads": loads, "opens": opens});
    Ok((result, true))
}

/// As many as the workload needs, and no more than there may be open files: each is one, here and
/// in the server.
fn enough(clients: usize, fewest: usize) -> Result<(), Failure> {
    let files = getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX);
    let most = usize::try_from(files).unwrap_or(usize::MAX).saturating_sub(OTHER_FILES);
    if (fewest..=most).contains(&clients) {
        return Ok(());
    }
    Err(Failure(format!("there must be at least {fewest} clients, and at most {most} here")))
}

/// Goes where this program is to run. By what servers are to be started.
fn layout(how: &How) -> Result<Vec<OsString>, Failure> {
    if !how.pinned {
        return Ok(Vec::new());
    }
    let mut second = CpuSet::new();
    second.set(1);
    sched_setaffinity(None, &second).map_err(|error| Failure::of("the second core", error))?;
    Ok(["taskset", "--cpu-list", "0"].map(OsString::from).to_vec())
}

/// All of them, in turns with what Hark is compared with. Each line is printed as it comes.
pub fn all(how: &How) -> Vec<Value> {
    let (sizes, runs): (&[usize], usize) =
        if how.quick { (&[100, 1000], 2) } else { (&[100, 1000, 9000], 5) };
    let beside = Beside::all_here(how);
    let crowd = |clients| Crowd { clients, beside: beside.clone(), runs };
    let mut lines = Vec::new();
    let mut tell = |workload: &str, run: &Workload<'_>| {
        let measured = line(how, workload, run);
        println!("{measured}");
        lines.push(measured);
    };
    for clients in sizes {
        tell("W1", &|how| fan_out(how, &crowd(*clients)));
    }
    let most = sizes.last().copied().unwrap_or_default();
    tell("W3", &|how| storm(how, &crowd(most), 64));
    tell("W9", &|how| idle(how, &Crowd { runs: 1, ..crowd(most) }));
    tell("W4", &disk);
    tell("W5", &history);
    tell("W6", &pages);
    tell("W7", &|how| resume(how, most, 64));
    tell("W10", &|how| slow(how, 1000));
    tell("W12", &start);
    lines
}
