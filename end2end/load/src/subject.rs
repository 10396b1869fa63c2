//! What is measured: Hark, and what it is compared with, each as a process that is new for each
//! run. Never two of them at once.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use hark_lab::Failure;

use crate::bare::{Bare, Running};
use crate::fan_out::Stage;
use crate::house::House;
use crate::peer::{self, Peer};

/// A kind of server.
#[derive(Debug)]
pub enum Subject {
    /// Hark, on data that were made once.
    Hark(Box<House>),
    /// One of our own that does next to nothing.
    Bare {
        /// Which.
        kind: Bare,
        /// For so many clients.
        clients: usize,
        /// While it runs.
        running: Option<Running>,
    },
    /// One by others.
    Peer {
        /// Which.
        kind: Peer,
        /// For so many clients.
        clients: usize,
        /// Where they are installed.
        installed: PathBuf,
        /// Where it keeps what it writes.
        dir: PathBuf,
        /// While it runs.
        running: Option<peer::Running>,
    },
}

impl Subject {
    /// Hark, for so many clients.
    pub fn hark(program: &Path, dir: &Path, clients: usize) -> Result<Self, Failure> {
        let mut house = House::found(program, dir, clients)?;
        house.stop()?;
        Ok(Self::Hark(Box::new(house)))
    }

    /// One that does next to nothing.
    pub fn bare(kind: Bare, clients: usize) -> Self {
        Self::Bare { kind, clients, running: None }
    }

    /// Its name in reports.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Hark(_) => "hark",
            Self::Bare { kind, .. } => kind.name(),
            Self::Peer { kind, .. } => kind.name(),
        }
    }

    /// What it is, and what it does not do that Hark does.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Hark(_) => "everybody signed in, every message on disk before anybody is told",
            Self::Bare { kind, .. } => kind.label(),
            Self::Peer { kind, .. } => kind.label(),
        }
    }

    /// Starts a new process, by another program where one is named.
    pub fn start(&mut self, through: &[OsString]) -> Result<Stage, Failure> {
        match self {
            Self::Hark(house) => {
                house.start(through)?;
                house.stage()
            }
            Self::Bare { kind, clients, running } => {
                let this = std::env::current_exe();
                let this = this.map_err(|error| Failure::of("this program", error))?;
                let server = kind.start(&this, through)?;
                let stage = server.stage(*clients);
                *running = Some(server);
                Ok(stage)
            }
            Self::Peer { kind, clients, installed, dir, running } => {
                let server = kind.start(installed, dir, through)?;
                let stage = server.stage(*clients);
                *running = Some(server);
                Ok(stage)
            }
        }
    }

    /// Ends the process.
    pub fn stop(&mut self) -> Result<(), Failure> {
        match self {
            Self::Hark(house) => house.stop(),
            Self::Bare { running, .. } => {
                *running = None;
                Ok(())
            }
            Self::Peer { running, .. } => {
                *running = None;
                Ok(())
            }
        }
    }
}
