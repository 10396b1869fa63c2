//! What can go wrong in the store. Nothing here is logged: the edge that answers does that, once.

use std::fmt;
use std::path::PathBuf;

use crate::panics::FaultId;

/// Why a store could not be opened.
#[derive(Debug)]
pub enum OpenError {
    /// Another process has this directory open.
    InUse(PathBuf),
    /// There is no store in this directory.
    Missing(PathBuf),
    /// The database was written by a newer Hark than this one.
    TooNew {
        /// The version of its schema.
        found: u32,
        /// The newest this program knows.
        known: u32,
    },
    /// The schema's version is older than this program's, and it was not to be changed.
    TooOld {
        /// The version of its schema.
        found: u32,
        /// The one this program needs.
        known: u32,
    },
    /// A migration that has been applied is not the one this program holds.
    MigrationChanged(u32),
    /// The SQLite in this program has known faults that lose data.
    OldSqlite(String),
    /// SQLite did not take a setting that Hark's promises rest on.
    Setting {
        /// Its name.
        name: &'static str,
        /// What it has to be.
        wanted: String,
        /// What it is.
        found: String,
    },
    /// The directory or a file in it.
    Io(PathBuf, std::io::Error),
    /// The database itself.
    Sqlite(rusqlite::Error),
    /// The system has no random numbers.
    Random(getrandom::Error),
}

impl OpenError {
    /// Whether the disk failed: the data and the settings may be well.
    pub fn is_of_the_disk(&self) -> bool {
        match self {
            Self::Io(_, error) => error.kind() == std::io::ErrorKind::StorageFull,
            Self::Sqlite(error) => matches!(
                error.sqlite_error_code(),
                Some(rusqlite::ErrorCode::SystemIoFailure | rusqlite::ErrorCode::DiskFull)
            ),
            Self::InUse(_)
            | Self::Missing(_)
            | Self::TooNew { .. }
            | Self::TooOld { .. }
            | Self::MigrationChanged(_)
            | Self::OldSqlite(_)
            | Self::Setting { .. }
            | Self::Random(_) => false,
        }
    }
}

impl fmt::Display for OpenError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InUse(dir) => {
                write!(out, "another hark is using this directory: {}", dir.display())
            }
            Self::Missing(dir) => write!(out, "there is no Hark data in {}", dir.display()),
            Self::TooNew { found, known } => write!(
                out,
                "the data was written by a newer Hark (schema {found}, this program knows {known})"
            ),
            Self::TooOld { found, known } => write!(
                out,
                "the data is of an older Hark (schema {found}, this program needs {known}): \
                 start the server once to bring it up to date"
            ),
            Self::MigrationChanged(version) => {
                write!(out, "migration {version} of the data is not this program's")
            }
            Self::OldSqlite(version) => write!(
                out,
                "SQLite {version} has known faults that lose data; 3.51.3 or newer is needed"
            ),
            Self::Setting { name, wanted, found } => {
                write!(out, "SQLite's {name} has to be {wanted} and is {found}")
            }
            Self::Io(path, error) => write!(out, "{}: {error}", path.display()),
            Self::Sqlite(error) => write!(out, "the database cannot be opened: {error}"),
            Self::Random(error) => write!(out, "no random numbers: {error}"),
        }
    }
}

impl std::error::Error for OpenError {}

impl From<rusqlite::Error> for OpenError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl From<getrandom::Error> for OpenError {
    fn from(error: getrandom::Error) -> Self {
        Self::Random(error)
    }
}

/// Why the store did not do what it was asked.
#[derive(Debug)]
pub enum StoreError {
    /// No such thing, or not one this person may know of.
    NotFound,
    /// Known, but not this person's to do.
    Forbidden,
    /// This person may read and not write, for a while.
    Silenced,
    /// This person may no longer use the server.
    Banned,
    /// Nobody would own the server.
    LastOwner,
    /// This person has to show a code besides their password.
    SecondStep,
    /// The room is archived: it can be read, not written.
    RoomArchived,
    /// The same client message id came with another text, or for another thread.
    ClientMessageIdConflict,
    /// More of something than there may be.
    LimitExceeded,
    /// The room is slow: this person may post again in so many milliseconds.
    TooSoon(u32),
    /// Somebody on this server has this e-mail address.
    EmailTaken,
    /// The server has an owner already.
    AlreadyClaimed,
    /// The link's token is wrong, used up or too old.
    TokenInvalid,
    /// Too many writes are waiting.
    Overloaded,
    /// The disk is full. Reading works.
    StorageFull,
    /// The store has been closed.
    Closed,
    /// The system gives no random numbers.
    NoRandomness,
    /// What is on disk breaks the store's own rules.
    Corrupt(&'static str),
    /// The database itself.
    Sqlite(rusqlite::Error),
    /// What was to do it panicked. The log has more under this id.
    Panicked(FaultId),
}

impl fmt::Display for StoreError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound => out.write_str("no such thing"),
            Self::Forbidden => out.write_str("not allowed"),
            Self::Silenced => out.write_str("this person is silenced"),
            Self::Banned => out.write_str("this person is banned"),
            Self::LastOwner => out.write_str("the server needs an owner"),
            Self::SecondStep => out.write_str("this person has to show a code, too"),
            Self::RoomArchived => out.write_str("the room is archived"),
            Self::ClientMessageIdConflict => out.write_str("this id belongs to another message"),
            Self::LimitExceeded => out.write_str("there are too many already"),
            Self::TooSoon(wait) => write!(out, "the next message may come in {wait} ms"),
            Self::EmailTaken => out.write_str("somebody has this e-mail address"),
            Self::AlreadyClaimed => out.write_str("the server has an owner already"),
            Self::TokenInvalid => out.write_str("the link is wrong, used up or too old"),
            Self::Overloaded => out.write_str("too many writes are waiting"),
            Self::StorageFull => out.write_str("the disk is full"),
            Self::Closed => out.write_str("the store is closed"),
            Self::NoRandomness => out.write_str("there are no random numbers"),
            Self::Corrupt(what) => write!(out, "the database is damaged: {what}"),
            Self::Sqlite(error) => write!(out, "the database failed: {error}"),
            Self::Panicked(id) => write!(out, "the panic {id}"),
        }
    }
}

impl std::error::Error for StoreError {}

impl From<FaultId> for StoreError {
    fn from(id: FaultId) -> Self {
        Self::Panicked(id)
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}
