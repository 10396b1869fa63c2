//! The command line of the load generator: which workload, how many clients, which servers.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory as _, Parser, Subcommand};
use hark_lab::Failure;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use hark_load::bare::Bare;
use hark_load::report;
use hark_load::workloads::{self, Crowd, How};

/// Measures Hark: each workload ends with one line of JSON.
#[derive(Debug, Parser)]
#[command(name = "bench")]
struct Cli {
    #[command(subcommand)]
    workload: Option<Workload>,
    #[command(flatten)]
    how: How,
    /// All workloads, five times in turns, and a report
    #[arg(long)]
    all: bool,
    /// Where the report is written
    #[arg(long, default_value = "docs/bench", value_name = "DIR")]
    reports: PathBuf,
    /// The day, for the report
    #[arg(long, env = "HARK_DATE", default_value = "undated", hide = true)]
    date: String,
}

#[derive(Clone, Debug, Subcommand)]
enum Workload {
    /// One room: every message to every client
    #[command(name = "W1", alias = "w1")]
    FanOut(Crowd),
    /// Everybody connects at once
    #[command(name = "W3", alias = "w3")]
    Storm {
        #[command(flatten)]
        crowd: Crowd,
        /// Connections opened at once
        #[arg(long, default_value_t = 64)]
        at_once: usize,
    },
    /// Posts that are on disk, and a server that is killed
    #[command(name = "W4", alias = "w4")]
    Disk,
    /// Pages from a room of a million messages
    #[command(name = "W5", alias = "w5")]
    History,
    /// Pages of a room as the server draws them
    #[command(name = "W6", alias = "w6")]
    Pages,
    /// Everybody comes back to a server that was killed, and gets what they missed
    #[command(name = "W7", alias = "w7")]
    Resume {
        /// How many clients, each signed in as somebody else
        #[arg(long, default_value_t = 1000)]
        clients: usize,
        /// Connections opened at once
        #[arg(long, default_value_t = 64)]
        at_once: usize,
    },
    /// Everybody is there and says nothing
    #[command(name = "W9", alias = "w9")]
    Idle(Crowd),
    /// One in twenty does not read
    #[command(name = "W10", alias = "w10")]
    Slow {
        /// How many clients, each signed in as somebody else
        #[arg(long, default_value_t = 1000)]
        clients: usize,
    },
    /// From start to first answer, idle memory, sizes
    #[command(name = "W12", alias = "w12")]
    Start,
    /// Be a server to compare with
    #[command(hide = true)]
    Serve { server: Bare },
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
    let line = match &cli.workload {
        None if cli.all => {
            let lines = workloads::all(how);
            let path = report::write(&cli.reports, &cli.date, &how.commit, &lines)?;
            eprintln!("bench: the report is {}", path.display());
            return Ok(lines.iter().all(|line| line["ok"] == true));
        }
        None => {
            drop(Cli::command().print_help());
            return Ok(false);
        }
        Some(Workload::Serve { server }) => return server.serve().map(|()| true),
        Some(Workload::FanOut(crowd)) => {
            workloads::line(how, "W1", &|how| workloads::fan_out(how, crowd))
        }
        Some(Workload::Storm { crowd, at_once }) => {
            workloads::line(how, "W3", &|how| workloads::storm(how, crowd, *at_once))
        }
        Some(Workload::Disk) => workloads::line(how, "W4", &workloads::disk),
        Some(Workload::History) => workloads::line(how, "W5", &workloads::history),
        Some(Workload::Pages) => workloads::line(how, "W6", &workloads::pages),
        Some(Workload::Resume { clients, at_once }) => {
            workloads::line(how, "W7", &|how| workloads::resume(how, *clients, *at_once))
        }
        Some(Workload::Idle(crowd)) => {
            workloads::line(how, "W9", &|how| workloads::idle(how, crowd))
        }
        Some(Workload::Slow { clients }) => {
            workloads::line(how, "W10", &|how| workloads::slow(how, *clients))
        }
        Some(Workload::Start) => workloads::line(how, "W12", &workloads::start),
    };
    println!("{line}");
    Ok(line["ok"] == true)
}

/// Each client is a file.
fn allow_all_files() {
    let limit = getrlimit(Resource::Nofile);
    let all = Rlimit { current: limit.maximum, maximum: limit.maximum };
    if let Err(error) = setrlimit(Resource::Nofile, all) {
        eprintln!("bench: no more files may be open: {error}");
    }
}
