//! The command line of the lab: which promises, how many seeds, which server.

use std::future::pending;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use tokio::signal::unix::{SignalKind, signal};

use hark_lab::bench::Bench;
use hark_lab::promise::{Promise, Size};
use hark_lab::promises;

/// How long trials may take to end when the lab is told to.
const END_PATIENCE: Duration = Duration::from_secs(5);

/// Proves Hark's promises against real processes, sockets and disks.
#[derive(Debug, Parser)]
#[command(name = "lab", after_help = "Without a promise or a size, the promises are listed.")]
struct Cli {
    /// The promises to hold, as P1 P4
    promises: Vec<String>,
    /// How many seeds; as many as the size says when left out
    #[arg(long)]
    seeds: Option<u64>,
    /// The first seed, to replay what a run has found
    #[arg(long)]
    seed: Option<u64>,
    /// All promises, in the sizes of every change
    #[arg(long)]
    ci: bool,
    /// The sizes of a release; all promises, where none is named
    #[arg(long)]
    full: bool,
    /// The server to hold to them
    #[arg(long, env = "HARK_BIN", value_name = "FILE", default_value = "target/release/hark")]
    hark: PathBuf,
    /// A debug build of the same server, which can be told to panic
    #[arg(long, env = "HARK_DEBUG_BIN", value_name = "FILE")]
    debug_hark: Option<PathBuf>,
    /// Where data, journals and logs are kept while a run lasts, and after one that failed
    #[arg(long, default_value = "target/lab-runs", value_name = "DIR")]
    dir: PathBuf,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let everything = cli.promises.is_empty();
    if everything && !cli.ci && !cli.full {
        for promise in promises::ALL {
            println!("{:<4} {}", promise.name, promise.sentence);
        }
        return ExitCode::SUCCESS;
    }
    let mut chosen: Vec<&'static Promise> = Vec::new();
    for name in &cli.promises {
        let word = promises::WORDS.iter().find(|(word, _)| word == name);
        let name = word.map_or(name.as_str(), |(_, promise)| promise);
        match promises::ALL.iter().find(|known| known.name.eq_ignore_ascii_case(name)) {
            Some(promise) => chosen.push(promise),
            None => {
                eprintln!("There is no promise {name}; bin/lab lists them.");
                return ExitCode::from(2);
            }
        }
    }
    if everything {
        chosen.extend(promises::ALL);
    }
    let bench = Bench {
        hark: cli.hark,
        debug_hark: cli.debug_hark,
        dir: cli.dir,
        size: if cli.full { Size::Full } else { Size::Ci },
        seeds: cli.seeds,
        first_seed: cli.seed.unwrap_or(1),
    };
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("lab: {error}");
            return ExitCode::FAILURE;
        }
    };
    let kept = runtime.block_on(async {
        tokio::select! {
            kept = bench.hold(&chosen) => kept,
            () = told_to_end() => {
                eprintln!("lab: told to end; what was being tried is left as it was.");
                false
            }
        }
    });
    // Servers end with the trials that started them.
    runtime.shutdown_timeout(END_PATIENCE);
    if kept { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// By a supervisor, or by a key.
async fn told_to_end() {
    let (Ok(mut terminated), Ok(mut interrupted)) =
        (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
        return pending().await;
    };
    tokio::select! {
        _ = terminated.recv() => {}
        _ = interrupted.recv() => {}
    }
}
