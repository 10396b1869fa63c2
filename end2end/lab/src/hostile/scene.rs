//! The servers that are attacked, and somebody new for each attack.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};

use hark_protocol::RoomId;

use crate::Failure;
use crate::http::Visitor;
use crate::promise::Trial;
use crate::report::Report;
use crate::town::{Citizen, Town};

/// People of each server; a case takes one or two for itself.
const PEOPLE: usize = 80;
/// What nobody may read in a log: said as a token, where none belongs.
pub(super) const CANARY: &str = "canary-in-the-query";

/// Two servers.
pub(super) struct Scene {
    /// Nobody waits for a limit of rates here.
    pub(super) town: Town,
    /// As it comes, and nobody is a trusted proxy. It writes down all that it would to somebody
    /// who looks for a fault.
    pub(super) strict: Town,
    pub(super) trial: Trial,
    taken: AtomicUsize,
}

impl Scene {
    pub(super) async fn set(trial: Trial) -> Result<Self, Failure> {
        let town = Town::found(trial.launch()?, PEOPLE, 1).await?;
        let mut launch = crate::nemesis::Launch::in_dir(&trial.hark, &trial.subdir("strict")?)?;
        launch.environment = vec![
            ("HARK_TRUSTED_PROXIES".into(), "192.0.2.1".into()),
            ("HARK_FORMS_PER_SECOND".into(), "1000000".into()),
            ("RUST_LOG".into(), "debug".into()),
        ];
        let strict = Town::found(launch, PEOPLE, 1).await?;
        // The owner of each is nobody's crook.
        Ok(Self { town, strict, trial, taken: AtomicUsize::new(1) })
    }

    /// Somebody new: a member of the room, on both servers.
    fn taken(&self) -> usize {
        self.taken.fetch_add(1, Ordering::Relaxed)
    }

    /// Somebody whom no limit of rates stops.
    pub(super) fn somebody(&self) -> &Citizen {
        &self.town.people[self.taken()]
    }

    /// Somebody under the limits that people have.
    pub(super) fn somebody_limited(&self) -> &Citizen {
        &self.strict.people[self.taken()]
    }

    pub(super) fn owner(&self) -> &Citizen {
        &self.town.people[0]
    }

    /// The room that all are members of.
    pub(super) fn room(&self) -> RoomId {
        self.town.rooms[0]
    }

    pub(super) fn server(&self) -> SocketAddr {
        self.owner().visitor.server
    }

    pub(super) fn strict_server(&self) -> SocketAddr {
        self.strict.people[0].visitor.server
    }

    /// Somebody without a session.
    pub(super) fn nobody(&self) -> Visitor {
        Visitor { server: self.server(), token: None }
    }

    /// Ends both servers, which must have come through all of it.
    pub(super) fn strike(mut self, report: &mut Report) -> Result<(), Failure> {
        for (name, town) in [("the server", &mut self.town), ("the strict one", &mut self.strict)] {
            let (launch, status) = town.take()?.stop()?;
            report.require(status.success(), || format!("{name} did not stop well: {status}"));
            let failed = |error: std::io::Error| Failure::of("the log", error);
            for file in std::fs::read_dir(&launch.logs).map_err(failed)? {
                let log = std::fs::read_to_string(file.map_err(failed)?.path()).map_err(failed)?;
                for line in log.lines() {
                    let bad = line.contains("ERROR") || line.contains("panic");
                    report.require(!bad, || format!("{name} has logged {line}"));
                    let told = line.contains(CANARY);
                    report.require(!told, || format!("{name} has logged a token: {line}"));
                }
            }
        }
        Ok(())
    }
}
