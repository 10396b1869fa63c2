//! Connections that only read. A read takes one, runs where it was asked for, and gives it back;
//! none is ever waited for.

use std::path::PathBuf;
use std::sync::Mutex;

use rusqlite::Connection;

use super::query::{one, run};
use super::settings::{Use, connect};
use crate::panics::lock;
use crate::store::{AsOf, OpenError, StoreError};

/// Connections kept for the next read. Reads do not wait in the middle, so there are never more at
/// work than threads; further ones are closed again.
const KEPT: usize = 16;

/// The reading connections.
#[derive(Debug)]
pub(in crate::store) struct Readers {
    database: PathBuf,
    /// `None` once closed.
    idle: Mutex<Option<Vec<Connection>>>,
    /// Sees whether something was committed: what SQLite tells of that counts for one connection.
    watch: Mutex<Option<Connection>>,
}

impl Readers {
    /// Opens the first, to see that it works.
    pub(super) fn open(database: PathBuf) -> Result<Self, OpenError> {
        let first = connect(&database, Use::Read)?;
        let watch = Mutex::new(Some(connect(&database, Use::Read)?));
        Ok(Self { database, idle: Mutex::new(Some(vec![first])), watch })
    }

    /// Reads at one moment: what `read` sees does not change under it.
    pub(in crate::store) fn read<T>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let conn = self.take()?;
        // Statements like all others, so that they are prepared once.
        run(&conn, "BEGIN", ())?;
        let value = read(&conn);
        let ended = run(&conn, "COMMIT", ());
        // After an error of SQLite's own the next read begins with a fresh connection.
        if ended.is_ok() && !matches!(value, Err(StoreError::Sqlite(_))) {
            self.give_back(conn);
        }
        value
    }

    /// A number that is another one once something was committed, by whomever.
    ///
    /// "The integer values returned by two invocations of PRAGMA data_version from the same
    /// connection will be different if changes were committed to the database by any other
    /// connection in the interim" (SQLite, "Pragma statements"), and this one commits nothing.
    pub(in crate::store) fn as_of(&self) -> Result<AsOf, StoreError> {
        let watch = lock(&self.watch);
        let conn = watch.as_ref().ok_or(StoreError::Closed)?;
        let version = one(conn, "PRAGMA data_version", [], |row| Ok(row.get(0)?))?;
        version.map(AsOf).ok_or(StoreError::Corrupt("no version of the data"))
    }

    /// Closes them all.
    pub(in crate::store) fn close(&self) {
        drop(lock(&self.watch).take());
        drop(lock(&self.idle).take());
    }

    fn take(&self) -> Result<Connection, StoreError> {
        let idle = lock(&self.idle).as_mut().ok_or(StoreError::Closed)?.pop();
        match idle {
            Some(conn) => Ok(conn),
            None => connect(&self.database, Use::Read).map_err(|error| match error {
                OpenError::Sqlite(error) => StoreError::Sqlite(error),
                OpenError::Setting { .. } => StoreError::Corrupt("a setting does not hold"),
                OpenError::InUse(_)
                | OpenError::Missing(_)
                | OpenError::TooNew { .. }
                | OpenError::TooOld { .. }
                | OpenError::MigrationChanged(_)
                | OpenError::OldSqlite(_)
                | OpenError::Io(..)
                | OpenError::Random(_) => StoreError::Closed,
            }),
        }
    }

    fn give_back(&self, conn: Connection) {
        let mut idle = lock(&self.idle);
        if let Some(idle) = idle.as_mut()
            && idle.len() < KEPT
        {
            idle.push(conn);
        }
    }
}
