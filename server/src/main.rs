//! The `hark` binary: reads the command line, runs what it names, and says in plain sentences why
//! something did not work.

use std::env;
use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use hark_server::admin::{Admin, AdminError, admin};
use hark_server::app::StartError;
use hark_server::config::Config;
use hark_server::seed::{Seed, SeedError, seed};
use hark_server::store::{OpenError, StoreError};
use hark_server::{Ready, ServeError, process, telemetry};

/// Something that trying again may mend.
const EXIT_FAILED: u8 = 1;
/// The disk does not do its work (`EX_TEMPFAIL` of sysexits.h). The store ends the process with
/// the same code when a commit fails.
const EXIT_STORAGE: u8 = 75;
/// A setting or the data directory cannot be used (`EX_CONFIG` of sysexits.h).
const EXIT_CONFIG: u8 = 78;

/// Real-time chat that you run yourself.
#[derive(Debug, Parser)]
#[command(name = "hark", version, arg_required_else_help = true, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    what: What,
}

const EXAMPLES: &str = "\
Begin with:
  hark serve                        then open the link it prints
  hark serve --listen 0.0.0.0:3000 --public-url https://chat.example.org
  hark admin create-invite          prints a link for somebody new

Each setting is also read from the variable named beside it. Exit codes: 1 failed, 2 wrong
command line, 75 the disk does not do its work, 78 a setting or the data cannot be used.";

#[derive(Debug, Subcommand)]
enum What {
    /// Run the server. On a new data directory it prints a link that makes you the owner
    Serve(Config),
    /// Look after a server's data from the command line, also while the server runs
    Admin(Admin),
    /// Fill an empty data directory with demo data: a small radio station and its talk
    Seed(Seed),
}

fn main() -> ExitCode {
    let cli = Cli::parse_from(arguments());
    telemetry::start();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error, EXIT_FAILED),
    };
    match cli.what {
        What::Serve(config) => {
            process::allow_all_files();
            process::keep_memory_private();
            match runtime.block_on(hark_server::serve(config, announce)) {
                Ok(()) => ExitCode::SUCCESS,
                Err(error) => fail(&error, serve_code(&error)),
            }
        }
        What::Admin(task) => match runtime.block_on(admin(task)) {
            Ok(said) => say(&said),
            Err(error) => {
                let code = match &error {
                    AdminError::Open(error) => open_code(error),
                    AdminError::Store(error) => store_code(error),
                    AdminError::NoOwner | AdminError::Tampered(_) | AdminError::Nobody(_) => {
                        EXIT_FAILED
                    }
                };
                fail(&error, code)
            }
        },
        What::Seed(task) => match runtime.block_on(seed(task)) {
            Ok(said) => say(&said),
            Err(error) => {
                let code = match &error {
                    SeedError::Open(error) => open_code(error),
                    SeedError::Store(error) => store_code(error),
                    SeedError::Password(_) => EXIT_FAILED,
                };
                fail(&error, code)
            }
        },
    }
}

/// What the program was told. `cargo leptos watch` starts it without a word and means the server.
fn arguments() -> Vec<OsString> {
    let mut arguments: Vec<OsString> = env::args_os().collect();
    if arguments.len() == 1 && env::var_os("LEPTOS_WATCH").is_some() {
        arguments.push("serve".into());
    }
    arguments
}

/// Standard output is for programs that start Hark: one line, once it answers. While nobody owns
/// the server, the link that makes the owner follows; it is a secret, so no log has it.
fn announce(ready: &Ready) {
    println!("listening on http://{}", ready.address);
    if let Some(link) = &ready.owner_link {
        println!("{link}");
    }
}

fn say(said: &str) -> ExitCode {
    println!("{said}");
    ExitCode::SUCCESS
}

fn fail(error: &dyn std::error::Error, code: u8) -> ExitCode {
    eprintln!("hark: {error}");
    ExitCode::from(code)
}

fn serve_code(error: &ServeError) -> u8 {
    match error {
        ServeError::Start(StartError::Store(error)) => open_code(error),
        ServeError::Start(StartError::Assets(_)) | ServeError::Listen(..) => EXIT_CONFIG,
    }
}

fn open_code(error: &OpenError) -> u8 {
    if error.is_of_the_disk() { EXIT_STORAGE } else { EXIT_CONFIG }
}

fn store_code(error: &StoreError) -> u8 {
    match matches!(error, StoreError::StorageFull | StoreError::Sqlite(_)) {
        true => EXIT_STORAGE,
        false => EXIT_FAILED,
    }
}
