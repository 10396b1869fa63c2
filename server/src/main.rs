//! The `hark` binary: reads the command line, runs what it names, and says in plain sentences why
//! something did not work.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use hark_server::config::Config;
use hark_server::seed::{Seed, SeedError, seed};
use hark_server::{Ready, ServeError, telemetry};

/// The data directory or a setting cannot be used (`EX_CONFIG` of sysexits.h).
const EXIT_CONFIG: u8 = 78;

/// Real-time chat that you run yourself.
#[derive(Debug, Parser)]
#[command(name = "hark", version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Run the server. On a new data directory it prints a link that makes you the owner
    Serve(Config),
    /// Fill an empty data directory with demo data: a small radio station and its talk
    Seed(Seed),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    telemetry::start();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error, 1),
    };
    match cli.what {
        What::Serve(config) => match runtime.block_on(hark_server::serve(config, announce)) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error @ (ServeError::Start(_) | ServeError::Listen(..))) => {
                fail(&error, EXIT_CONFIG)
            }
            Err(error @ ServeError::Accept(_)) => fail(&error, 1),
        },
        What::Seed(what) => match runtime.block_on(seed(what)) {
            Ok(said) => {
                println!("{said}");
                ExitCode::SUCCESS
            }
            Err(error @ SeedError::Open(_)) => fail(&error, EXIT_CONFIG),
            Err(error @ (SeedError::Password(_) | SeedError::Store(_))) => fail(&error, 1),
        },
    }
}

/// Standard output is for programs that start Hark: one line, once it answers. While nobody owns
/// the server, the link that makes the owner follows; it is a secret, so no log has it.
fn announce(ready: &Ready) {
    println!("listening on http://{}", ready.address);
    if let Some(link) = &ready.owner_link {
        println!("{link}");
    }
}

fn fail(error: &dyn std::error::Error, code: u8) -> ExitCode {
    eprintln!("hark: {error}");
    ExitCode::from(code)
}
