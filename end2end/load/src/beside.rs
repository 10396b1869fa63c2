//! What Hark is compared with, by the names of the command line: servers of our own that do next
//! to nothing, and servers by others.

use std::path::PathBuf;

use clap::ValueEnum;
use clap::builder::PossibleValue;
use hark_lab::Failure;

use crate::bare::Bare;
use crate::peer::Peer;
use crate::subject::Subject;
use crate::workloads::How;

/// One of them.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Beside {
    /// Our own.
    Bare(Bare),
    /// By others.
    Peer(Peer),
}

/// In this order after Hark: the machine is most alike for those that come one after the other, and
/// the first two are what Hark comes nearest to.
const ALL: [Beside; 6] = [
    Beside::Peer(Peer::Uws),
    Beside::Bare(Bare::Floor),
    Beside::Bare(Bare::Plain),
    Beside::Peer(Peer::Ws),
    Beside::Peer(Peer::Nchan),
    Beside::Peer(Peer::Nats),
];

impl Beside {
    /// Those that are here. Who is missing is told on standard error.
    pub fn all_here(how: &How) -> Vec<Self> {
        let here = |one: &Self| {
            one.check(how).map_err(|missing| eprintln!("bench: not compared: {missing}")).is_ok()
        };
        ALL.into_iter().filter(here).collect()
    }

    /// That it is here.
    pub fn check(self, how: &How) -> Result<(), Failure> {
        match self {
            Self::Bare(_) => Ok(()),
            Self::Peer(kind) => kind.check(&how.peers),
        }
    }

    /// It, for so many clients.
    pub fn subject(self, how: &How, clients: usize) -> Subject {
        match self {
            Self::Bare(kind) => Subject::bare(kind, clients),
            Self::Peer(kind) => {
                let dir: PathBuf = how.dir.join(kind.name());
                Subject::Peer { kind, clients, installed: how.peers.clone(), dir, running: None }
            }
        }
    }
}

impl ValueEnum for Beside {
    fn value_variants<'a>() -> &'a [Self] {
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let (name, label) = match self {
            Self::Bare(kind) => (kind.name(), kind.label()),
            Self::Peer(kind) => (kind.name(), kind.label()),
        };
        Some(PossibleValue::new(name).help(label))
    }
}
