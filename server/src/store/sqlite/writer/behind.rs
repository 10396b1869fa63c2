//! What the writer does when nothing waits: bringing the index of what can be searched up to the
//! log, a small step at a time. Nobody's answer depends on it: where it fails, it is put off.

use std::collections::BTreeSet;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use hark_protocol::RoomId;
use rusqlite::ErrorCode;

use super::{Broken, Fault, Order, Thread, fault};
use crate::panics::caught_here;
use crate::store::sqlite::indexing::{self, Rest};
use crate::store::{StoreError, Told};

/// How long nobody must have written. Who writes one message after the other, as fast as they are
/// answered, would wait for a step between any two.
const PAUSE: Duration = Duration::from_millis(2);

/// How long indexing rests when it is done: taking in ten messages writes hardly more pages of the
/// index than taking in one, and who posts next waits for these to be on disk. Nobody searches for
/// what they have just read.
const LULL: Duration = Duration::from_millis(500);

/// How long indexing rests after it could not go on, as on a full disk.
const REST: Duration = Duration::from_secs(1);

/// What is left to do.
#[derive(Debug, Default)]
pub(super) struct Behind {
    /// Not before this moment.
    resting: Option<Instant>,
    /// `None`: the database was not asked yet.
    rooms: Option<BTreeSet<RoomId>>,
    /// This store belongs to another process, which does it.
    is_elsewhere: bool,
}

impl Behind {
    /// For a store that another process keeps.
    pub(super) fn elsewhere() -> Self {
        Self { is_elsewhere: true, ..Self::default() }
    }

    /// These rooms have grown.
    pub(super) fn grown(&mut self, told: &[Told]) {
        if let Some(rooms) = &mut self.rooms {
            rooms.extend(told.iter().filter_map(Told::event_room));
        }
    }

    fn is_empty(&self) -> bool {
        self.is_elsewhere || self.rooms.as_ref().is_some_and(BTreeSet::is_empty)
    }
}

impl Thread {
    /// The next order; `None` when nobody can give one any more. While there is none, goes on with
    /// what is behind.
    pub(super) fn next(&mut self, orders: &Receiver<Order>) -> Result<Option<Order>, Broken> {
        let mut pause = PAUSE;
        while !self.behind.is_empty() {
            let resting = self.behind.resting.map(|until| until.duration_since(Instant::now()));
            match orders.recv_timeout(resting.unwrap_or_default().max(pause)) {
                Ok(order) => return Ok(Some(order)),
                Err(RecvTimeoutError::Disconnected) => return Ok(None),
                Err(RecvTimeoutError::Timeout) => {}
            }
            self.catch_up()?;
            self.carry_over()?;
            pause = Duration::ZERO;
        }
        Ok(orders.recv().ok())
    }

    /// One step, in a transaction of its own. It need not be on disk when it is done: the next
    /// commit of somebody's takes it there, and until then it can be done again.
    pub(super) fn catch_up(&mut self) -> Result<(), Broken> {
        self.behind.resting = None;
        if self.reserve.as_mut().is_some_and(|reserve| !reserve.is_whole()) {
            self.behind.resting = Some(Instant::now() + REST);
            return Ok(());
        }
        self.statement("PRAGMA synchronous = NORMAL").map_err(|_| Broken)?;
        let done = self.step();
        if !self.conn.is_autocommit() {
            self.statement("ROLLBACK").map_err(|_| Broken)?;
        }
        self.statement("PRAGMA synchronous = FULL").map_err(|_| Broken)?;
        if done.is_ok() && self.behind.is_empty() {
            self.behind.resting = Some(Instant::now() + LULL);
        }
        done.or_else(|error| self.put_off(&error))
    }

    /// Nothing of the step remains. Whether it is worth trying again soon.
    fn put_off(&mut self, error: &StoreError) -> Result<(), Broken> {
        let what = match error {
            // The index may be spoiled when the rest of the file is not; it is not worth an end.
            StoreError::Sqlite(error) if is_spoiled(error) => Fault::Job,
            StoreError::Sqlite(error) => fault(error),
            _ => Fault::Job,
        };
        match what {
            Fault::Broken => return Err(Broken),
            Fault::Full | Fault::Busy => self.behind.resting = Some(Instant::now() + REST),
            Fault::Job => {
                tracing::error!(%error, "A room cannot be searched as far as it goes");
                // Tried again when it grows.
                self.behind.rooms.get_or_insert_default().pop_first();
            }
        }
        Ok(())
    }

    fn step(&mut self) -> Result<(), StoreError> {
        let conn = &self.conn;
        let begin = || conn.prepare_cached("BEGIN IMMEDIATE")?.execute([]);
        let commit = || conn.prepare_cached("COMMIT")?.execute([]);
        begin()?;
        match &mut self.behind.rooms {
            None => {
                let rooms = indexing::behind(conn)?;
                commit()?;
                self.behind.rooms = Some(rooms.into_iter().collect());
            }
            Some(rooms) => {
                let Some(room) = rooms.first().copied() else { return Ok(()) };
                let step = || indexing::step(conn, room);
                let rest = caught_here(step).unwrap_or_else(|id| Err(id.into()))?;
                commit()?;
                if rest == Rest::Done {
                    rooms.remove(&room);
                }
            }
        }
        Ok(())
    }
}

fn is_spoiled(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt)
}
