//! Opening a store.

use std::path::Path;

use hark_protocol::Epoch;
use rusqlite::Connection;

use super::directory::{Directory, Lock};
use super::readers::Readers;
use super::settings::{Use, connect};
use super::writer::Reserve;
use super::{epoch, migrate};
use crate::store::OpenError;

/// How a store is opened.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::store) enum Way {
    /// By the one server it belongs to.
    Alone,
    /// By the command line, maybe beside that server.
    Beside,
}

/// An open store, before its writer starts.
#[derive(Debug)]
pub(in crate::store) struct Opened {
    /// The writing connection.
    pub(in crate::store) conn: Connection,
    /// The reading ones.
    pub(in crate::store) readers: Readers,
    /// The identity of the logs.
    pub(in crate::store) epoch: Epoch,
    /// There is an owner.
    pub(in crate::store) claimed: bool,
    /// Held as long as anything is written.
    pub(in crate::store) lock: Option<Lock>,
}

/// Opens the store in this directory.
pub(in crate::store) fn open(path: &Path, way: Way) -> Result<Opened, OpenError> {
    let (directory, lock) = match way {
        Way::Alone => {
            let directory = Directory::create(path)?;
            let lock = directory.lock()?;
            (directory, Some(lock))
        }
        Way::Beside => (Directory::existing(path)?, None),
    };
    let mut conn = connect(&directory.database(), Use::Write)?;
    let epoch = match way {
        Way::Alone => {
            migrate::migrate(&mut conn)?;
            epoch::begin(&conn, &directory)?
        }
        Way::Beside => {
            migrate::check(&conn)?;
            epoch::current(&conn)?
        }
    };
    let claimed = conn.query_row("SELECT count(owner) FROM server", [], |row| row.get(0))?;
    let readers = Readers::open(directory.database())?;
    Ok(Opened { conn, readers, epoch, claimed, lock })
}

/// Sets room aside for when the disk is full, if this process is the one that the store belongs to.
pub(in crate::store) fn reserve(path: &Path, lock: Option<&Lock>) -> Option<Reserve> {
    lock.and_then(|_| Reserve::keep(&Directory::existing(path).ok()?.reserve()))
}
