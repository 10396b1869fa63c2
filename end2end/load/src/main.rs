//! The command line of the load generator: which workload, how many clients, which servers.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Parser, Subcommand, ValueEnum};
use hark_lab::Failure;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use rustix::thread::{CpuSet, sched_setaffinity};
use serde_json::{Value, json};

use hark_load::bare::Bare;
use hark_load::compare;
use hark_load::fan_out::Plan;
use hark_load::machine::{self, Machine};
use hark_load::subject::Subject;

/// Measures Hark: each workload ends with one line of JSON.
#[derive(Debug, Parser)]
#[command(name = "bench")]
struct Cli {
    #[command(subcommand)]
    workload: Workload,
    #[command(flatten)]
    how: How,
}

#[derive(clap::Args, Debug)]
struct How {
    /// The server to measure
    #[arg(
        long,
        env = "HARK_BIN",
        value_name = "FILE",
        default_value = "target/release/hark",
        global = true
    )]
    hark: PathBuf,
    /// Where data and logs are kept
    #[arg(long, default_value = "target/bench-runs", value_name = "DIR", global = true)]
    dir: PathBuf,
    /// What was built, for the report
    #[arg(long, env = "HARK_COMMIT", default_value = "unknown", global = true)]
    commit: String,
    /// A second of each phase: shows that it works, and measures little
    #[arg(long, global = true)]
    quick: bool,
    /// The servers on one core and this program on another, instead of where the system likes
    #[arg(long, global = true)]
    pinned: bool,
}

#[derive(Clone, Debug, Subcommand)]
enum Workload {
    /// One room: every message to every client
    #[command(name = "W1", alias = "w1")]
    FanOut {
        /// How many clients, each signed in as somebody else
        #[arg(long, default_value_t = 1000)]
        clients: usize,
        /// What to compare with, in turns
        #[arg(long, value_name = "SERVERS", value_delimiter = ',')]
        beside: Vec<Beside>,
        /// How often; of more than one run the median, the least and the most are told
        #[arg(long, default_value_t = 1)]
        runs: usize,
    },
    /// Be a server to compare with
    #[command(hide = true)]
    Serve { server: Beside },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Beside {
    /// One epoll that writes a frame, made once, to everybody
    Floor,
    /// axum's WebSocket and tokio's broadcast channel
    Plain,
}

impl Beside {
    fn kind(self) -> Bare {
        match self {
            Self::Floor => Bare::Floor,
            Self::Plain => Bare::Plain,
        }
    }
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    allow_all_files();
    match measure(&cli) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(failure) => {
            eprintln!("bench: {failure}");
            ExitCode::FAILURE
        }
    }
}

/// Whether everything that was counted came out.
fn measure(cli: &Cli) -> Result<bool, Failure> {
    let how = &cli.how;
    let before = machine::load();
    let (name, result, ok) = match &cli.workload {
        Workload::Serve { server } => return server.kind().serve().map(|()| true),
        Workload::FanOut { clients, beside, runs } => {
            let beside: Vec<Bare> = beside.iter().map(|server| server.kind()).collect();
            let (result, ok) = fan_out(how, *clients, &beside, *runs)?;
            ("W1", result, ok)
        }
    };
    let line = json!({
        "workload": name,
        "commit": how.commit,
        "machine": Machine::this(),
        "pinned": how.pinned,
        "load_before": before,
        "load_after": machine::load(),
        "result": result,
        "ok": ok,
    });
    println!("{line}");
    Ok(ok)
}

fn fan_out(
    how: &How,
    clients: usize,
    beside: &[Bare],
    runs: usize,
) -> Result<(Value, bool), Failure> {
    let seconds = Duration::from_secs;
    let plan = if how.quick {
        Plan { at_once: 64, paced: 5, closed: seconds(1), settle: seconds(2) }
    } else {
        Plan { at_once: 64, paced: 150, closed: seconds(10), settle: seconds(5) }
    };
    eprintln!("W1: {clients} people join a room");
    let mut subjects = vec![Subject::hark(&how.hark, &how.dir.join("W1"), clients)?];
    subjects.extend(beside.iter().map(|kind| Subject::bare(*kind, clients)));
    let comparison = compare::fan_out(&mut subjects, runs, plan, &layout(how)?)?;
    let result = json!({"clients": clients, "runs": runs, "servers": comparison.servers});
    Ok((result, comparison.ok))
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

/// Each client is a file.
fn allow_all_files() {
    let limit = getrlimit(Resource::Nofile);
    let all = Rlimit { current: limit.maximum, maximum: limit.maximum };
    if let Err(error) = setrlimit(Resource::Nofile, all) {
        eprintln!("bench: no more files may be open: {error}");
    }
}
