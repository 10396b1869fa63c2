//! The lab: what is needed to hold Hark to its promises, with real servers, sockets and disks.
//!
//! [`simclient`] is a browser's tab, [`faultproxy`] the network between, [`nemesis`] what happens
//! to the server, [`oracle`] the judge, `frames` the WebSocket's own standard, case by case. A
//! promise in [`promises`] puts them together.

pub mod promise;
pub mod promises;
pub mod bench;
pub mod report;
pub mod town;
pub mod http;
mod files;
pub mod simclient;
mod frames;
mod peer;
mod attackers;
mod hostile;
pub mod faultproxy;
pub mod nemesis;
pub mod oracle;

use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

/// Why a run could not go on: something of the lab's own, or a server that did not do what it must.
#[derive(Clone, Debug)]
pub struct Failure(pub String);

impl Failure {
    /// Something failed, for this reason.
    pub fn of(what: &str, error: impl fmt::Display) -> Self {
        Self(format!("{what}: {error}"))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}

/// As what was wrong with a case.
impl From<Failure> for String {
    fn from(failure: Failure) -> Self {
        failure.0
    }
}

/// Now, in milliseconds since 1970.
fn clock_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
