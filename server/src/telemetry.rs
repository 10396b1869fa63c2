//! What the server says of itself: lines for people on a terminal, JSON for machines elsewhere.
//! Always on standard error; standard output is for the address. Never holds passwords, tokens or
//! message text.

use std::io::{self, IsTerminal};

use tracing::Level;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::panics::log_panics;

/// Turns logging on for the process, panics included. `RUST_LOG` chooses what is said; without it,
/// what an operator should know.
pub fn start() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let logs = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    // What libraries tell of their work, asked for more, is what people say.
    let no_words = filter_fn(|of| of.target().starts_with("hark") || *of.level() <= Level::INFO);
    // A second start, as in a test, changes nothing.
    let _ = if io::stderr().is_terminal() {
        logs.with_target(false).finish().with(no_words).try_init()
    } else {
        logs.json().flatten_event(true).finish().with(no_words).try_init()
    };
    log_panics();
}
