//! What the writing thread runs, and how its failures are told apart.

use rusqlite::ErrorCode;
use tokio::sync::oneshot;

use super::Txn;
use crate::panics::caught_here;
use crate::store::StoreError;

/// A write on its way. May be run more than once; answered or refused once.
pub(super) trait Job: Send {
    /// How much it is needed.
    fn need(&self) -> Need;

    /// Writes within the transaction.
    fn run(&mut self, txn: &mut Txn<'_>) -> Result<(), Fault>;

    /// Gives the answer of the last run. Only after its commit.
    fn answer(self: Box<Self>);

    /// Gives this answer instead.
    fn refuse(self: Box<Self>, error: StoreError);
}

/// How much a write is needed when the disk is full.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::store) enum Need {
    /// It can wait until there is room.
    Growth,
    /// It must go on: it lets people in, or takes something away.
    Vital,
}

/// What failed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Fault {
    /// This job, by itself.
    Job,
    /// The disk is full.
    Full,
    /// Another process writes for too long.
    Busy,
    /// The disk or the file on it.
    Broken,
}

/// A write as the store's functions give it.
pub(super) struct Task<T, F> {
    need: Need,
    work: F,
    outcome: Result<T, StoreError>,
    answer: Option<oneshot::Sender<Result<T, StoreError>>>,
}

impl<T, F> Task<T, F> {
    pub(super) fn new(
        need: Need,
        work: F,
        answer: Option<oneshot::Sender<Result<T, StoreError>>>,
    ) -> Self {
        Self { need, work, outcome: Err(StoreError::Closed), answer }
    }
}

impl<T, F> Job for Task<T, F>
where
    T: Send,
    F: Fn(&mut Txn<'_>) -> Result<T, StoreError> + Send,
{
    fn need(&self) -> Need {
        self.need
    }

    fn run(&mut self, txn: &mut Txn<'_>) -> Result<(), Fault> {
        // A panic in here has not touched more than the transaction: statements are reset as they
        // are dropped, and the job is undone to its savepoint like any other that fails.
        self.outcome = caught_here(|| (self.work)(txn)).unwrap_or_else(|id| Err(id.into()));
        match &self.outcome {
            Ok(_) => Ok(()),
            Err(StoreError::Sqlite(error)) => Err(fault(error)),
            Err(_) => Err(Fault::Job),
        }
    }

    fn answer(self: Box<Self>) {
        let Self { outcome, answer, .. } = *self;
        // Whoever asked may be gone; the write stands all the same.
        if let Some(answer) = answer {
            drop(answer.send(outcome));
        }
    }

    fn refuse(self: Box<Self>, error: StoreError) {
        if let Some(answer) = self.answer {
            drop(answer.send(Err(error)));
        }
    }
}

/// What an error of SQLite means for the transaction it happened in.
pub(super) fn fault(error: &rusqlite::Error) -> Fault {
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => Fault::Full,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Fault::Busy,
        Some(
            ErrorCode::SystemIoFailure
            | ErrorCode::DatabaseCorrupt
            | ErrorCode::NotADatabase
            | ErrorCode::CannotOpen
            | ErrorCode::ReadOnly
            | ErrorCode::OutOfMemory
            | ErrorCode::FileLockingProtocolFailed,
        ) => Fault::Broken,
        // The rest is a fault in a statement or its values.
        Some(_) | None => Fault::Job,
    }
}
