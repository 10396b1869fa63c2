//! The command line of the load generator: which workload, how many clients, which server.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Parser, Subcommand};
use hark_lab::Failure;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use serde_json::json;

use hark_load::fan_out::{self, Plan, Stage};
use hark_load::house::House;
use hark_load::machine::{self, Machine};

/// Measures Hark: each workload ends with one line of JSON.
#[derive(Debug, Parser)]
#[command(name = "bench")]
struct Cli {
    #[command(subcommand)]
    workload: Workload,
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
}

#[derive(Clone, Debug, Subcommand)]
enum Workload {
    /// One room: every message to every client
    #[command(name = "W1", alias = "w1")]
    FanOut {
        /// How many clients, each signed in as somebody else
        #[arg(long, default_value_t = 1000)]
        clients: usize,
    },
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

/// Whether every delivery came, once and in order.
fn measure(cli: &Cli) -> Result<bool, Failure> {
    let Workload::FanOut { clients } = cli.workload;
    let plan = if cli.quick {
        Plan { at_once: 64, paced: 5, closed: Duration::from_secs(1) }
    } else {
        Plan { at_once: 64, paced: 150, closed: Duration::from_secs(10) }
    };
    let before = machine::load();
    eprintln!("W1: {clients} people sign in and join a room");
    let mut house = House::found(&cli.hark, &cli.dir.join("W1"), clients)?;
    house.restart(&[])?;
    let (tickets, after) = house.tickets()?;
    let stage = Stage {
        process: house.server()?.id(),
        address: house.address()?,
        room: house.room(),
        tickets,
        after,
    };
    let outcome = fan_out::run(&stage, plan)?;
    for fault in &outcome.faults.told {
        eprintln!("W1: {fault}");
    }
    let ok = outcome.faults.count() == 0;
    let line = json!({
        "workload": "W1",
        "server": "hark",
        "commit": cli.commit,
        "machine": Machine::this(),
        "load_before": before,
        "load_after": machine::load(),
        "outcome": outcome,
        "ok": ok,
    });
    println!("{line}");
    Ok(ok)
}

/// Each client is a file.
fn allow_all_files() {
    let limit = getrlimit(Resource::Nofile);
    let all = Rlimit { current: limit.maximum, maximum: limit.maximum };
    if let Err(error) = setrlimit(Resource::Nofile, all) {
        eprintln!("bench: no more files may be open: {error}");
    }
}
