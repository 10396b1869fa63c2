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
mod threads;
mod search;
mod rooms;
mod people;
mod accounts;
mod second_step;
mod passkeys;
mod audit;
mod reports;
mod onward;
mod past;
mod sqlite;
#[cfg(test)]
mod by_hand;

use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use hark_protocol::{Epoch, Timestamp};
use rusqlite::Connection;

use onward::{CLOCK_STEP, Onward};
use sqlite::{Need, Opened, Readers, Txn, Way, Writer};

pub use accounts::{
    Credentials, DeviceId, Invite, InviteId, NewPerson, NewSession, SessionInfo, Welcomed,
};
pub use audit::{AuditEntry, AuditHash, AuditRow, Deed, Tampered, verify};
#[cfg(test)]
pub(crate) use by_hand::Hand;
pub use email::Email;
pub use error::{OpenError, StoreError};
pub use messages::Resume;
pub use passkeys::{NewPasskey, PasskeyId, StoredPasskey};
pub use past::Past;
pub use people::PersonInfo;
pub use proof::{Author, Keeper, Mandate, Membership, SessionId, Viewer};
pub use reports::{Decided, Decision, Outcome, Remark, Report, ReportId, ReportedLine};
pub use rooms::RoomInfo;
pub use search::{Hit, Hits, Unknown};
pub use second_step::{RecoveryCode, SecondStep, Shown};
pub use threads::{FollowedThread, ThreadPlace};
pub use token::Token;
pub(crate) use token::token_hash;
pub use told::Told;

/// What the process ends with when its disk fails: the system's `EX_TEMPFAIL`, so that whoever
/// watches over it starts it again.
pub const EXIT_BROKEN: i32 = 75;

/// The store. Clones are the same store; the last one to go closes it.
#[derive(Clone, Debug)]
pub struct Store(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    epoch: Epoch,
    readers: Readers,
    clock: Clock,
    onward: Onward,
    first_run: Option<Token>,
    writer: Writer,
}

/// A state of the store: another one than before once anything was committed since, by this
/// process or another one.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct AsOf(i64);

/// What a store does besides storing.
pub struct Options {
    /// Given what each group of writes tells, in commit order, before the writers get their
    /// answers. Runs on the writer's thread and must not block.
    pub publish: Box<dyn Fn(Vec<Told>) + Send>,
    /// The time.
    pub clock: Clock,
    /// Called when a commit cannot be brought to disk: nothing is answered, and the process must
    /// end, because SQLite would go on as if nothing had been.
    pub broken: Box<dyn Fn() + Send>,
}

/// Where the time comes from.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    /// A clock of one's own.
    pub fn new(now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    /// The system's.
    pub fn system() -> Self {
        Self::new(|| {
            let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            Timestamp(millis(since))
        })
    }

    fn now(&self) -> Timestamp {
        (self.0)()
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Clock")
    }
}

impl Options {
    /// With the system's clock, and an end of the process when the disk fails.
    pub fn new(publish: impl Fn(Vec<Told>) + Send + 'static) -> Self {
        Self {
            publish: Box::new(publish),
            clock: Clock::system(),
            broken: Box::new(|| std::process::exit(EXIT_BROKEN)),
        }
    }
}

impl Store {
    /// Opens the store in this directory, and makes both where they are missing. `publish` is
    /// given what each group of writes tells, in commit order, before the writers get their
    /// answers; it runs on the writer's thread and must not block.
    pub fn open(
        dir: &Path,
        publish: impl Fn(Vec<Told>) + Send + 'static,
    ) -> Result<Self, OpenError> {
        Self::open_with(dir, Options::new(publish))
    }

    /// Opens the store in this directory beside a server that may be running: for invites, resets
    /// and lists from the command line. What is written is told to nobody.
    pub fn beside(dir: &Path) -> Result<Self, OpenError> {
        Self::start(dir, sqlite::open(dir, Way::Beside)?, Options::new(drop))
    }

    /// Opens the store in this directory with a clock and an end of one's own.
    pub fn open_with(dir: &Path, options: Options) -> Result<Self, OpenError> {
        Self::start(dir, sqlite::open(dir, Way::Alone)?, options)
    }

    fn start(dir: &Path, opened: Opened, options: Options) -> Result<Self, OpenError> {
        let Opened { conn, readers, epoch, claimed, lock } = opened;
        let first_run = if claimed { None } else { Some(Token::random()?) };
        let clock = options.clock.clone();
        let reserve = sqlite::reserve(dir, lock.as_ref());
        let writer = Writer::start(conn, lock, reserve, options)
            .map_err(|error| OpenError::Io(dir.to_owned(), error))?;
        Ok(Self(Arc::new(Shared {
            epoch,
            readers,
            clock,
            onward: Onward::default(),
            first_run,
            writer,
        })))
    }

    /// Takes no more writes, waits for those that were taken, and leaves the files in good order.
    /// Later calls answer [`StoreError::Closed`].
    pub async fn close(&self) {
        self.0.close();
    }

    /// Which state the store is in. What is read later is of this state or a newer one.
    pub fn as_of(&self) -> Result<AsOf, StoreError> {
        self.0.readers.as_of()
    }

    /// The time, by the server's clock.
    pub(crate) fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    /// Reads at one moment, here and now: a read takes microseconds, a hop to another thread more.
    fn read<T>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let value = self.0.readers.read(read);
        #[cfg(test)]
        by_hand::after_a_read();
        value
    }

    /// Writes, and waits until it is on disk.
    async fn write<T: Send + 'static>(
        &self,
        work: impl Fn(&mut Txn<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.0.writer.write(Need::Growth, work).await
    }

    /// Writes what must go on when the disk is full, and waits until it is on disk.
    async fn write_vital<T: Send + 'static>(
        &self,
        work: impl Fn(&mut Txn<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.0.writer.write(Need::Vital, work).await
    }
}

impl Shared {
    fn close(&self) {
        // The last connection to close carries the WAL over; it should be the writer's.
        self.readers.close();
        self.writer.close();
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        self.close();
    }
}

fn later(from: Timestamp, by: Duration) -> Timestamp {
    Timestamp(from.0.saturating_add(millis(by)))
}

fn earlier(from: Timestamp, by: Duration) -> Timestamp {
    Timestamp(from.0.saturating_sub(millis(by)))
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}
