//! The store: everything that outlives the process. A closed door: SQL stays inside, what comes
//! out is the protocol's types. It knows nothing of sockets, pages or cookies, and never asks who
//! may do what beyond the proofs it takes.
//!
//! Writes are queued to one thread, committed in groups and told of only when they are on disk;
//! reads run where they are asked for, on their own connections.

mod error;
mod proof;
mod told;
mod token;
mod email;
mod messages;
mod rooms;
mod people;
mod accounts;

use std::path::Path;

pub use accounts::{Credentials, Invite, InviteId, NewPerson, NewSession, SessionInfo, Welcomed};
pub use email::Email;
pub use error::{OpenError, StoreError};
pub use messages::Resume;
pub use people::PersonInfo;
pub use proof::{Keeper, Membership, SessionId, Viewer};
pub use rooms::RoomInfo;
pub use token::Token;
pub use told::Told;

/// The store. Clones are the same store.
#[derive(Clone, Debug)]
pub struct Store {}

impl Store {
    /// Opens the store in this directory, and makes both where they are missing. `publish` is
    /// given what each group of writes tells, in commit order, before the writers get their
    /// answers; it runs on the writer's thread and must not block.
    pub fn open(
        dir: &Path,
        publish: impl Fn(Vec<Told>) + Send + 'static,
    ) -> Result<Self, OpenError> {
        let _ = (dir, publish);
        todo!()
    }

    /// Opens the store in this directory beside a server that may be running: for invites, resets
    /// and lists from the command line. What is written is told to nobody.
    pub fn beside(dir: &Path) -> Result<Self, OpenError> {
        let _ = dir;
        todo!()
    }

    /// Takes no more writes, waits for those that were taken, and leaves the files in good order.
    pub async fn close(&self) {
        todo!()
    }
}
