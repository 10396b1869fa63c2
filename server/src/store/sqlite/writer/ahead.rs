//! Carrying the write-ahead log over into the database, so that it stays short: after the answers,
//! so that nobody waits for it, and as far as no reader is in the way.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::{Broken, Fault, Reserve, Thread, fault};

/// Pages after which the log is carried over: 4 MB. With what one commit adds to it, this has to
/// fit into the reserve.
const PAGES: i64 = 1000;

/// How long it rests on a disk that is full even without the reserve.
const REST: Duration = Duration::from_secs(1);

/// The length of the log, as its commits tell it.
#[derive(Debug, Default)]
pub(super) struct Ahead {
    /// Pages in it after the newest commit.
    pages: Arc<AtomicI64>,
    /// How many there were when they were last carried over.
    carried: i64,
    /// Not before this moment.
    resting: Option<Instant>,
}

impl Ahead {
    /// Of this connection from now on.
    pub(super) fn of(conn: &mut Connection) -> rusqlite::Result<Self> {
        let pages = Arc::new(AtomicI64::new(0));
        let heard = Arc::clone(&pages);
        conn.wal_hook(Some(move |_: &mut _, pages| {
            heard.store(i64::from(pages), Ordering::Relaxed);
            Ok(())
        }))?;
        Ok(Self { pages, ..Self::default() })
    }

    fn is_long(&mut self) -> bool {
        let pages = self.pages.load(Ordering::Relaxed);
        if pages < self.carried {
            // SQLite began it anew.
            self.carried = 0;
        }
        pages - self.carried >= PAGES && self.resting.is_none_or(|until| until <= Instant::now())
    }
}

impl Thread {
    /// Carries a long log over. Where the disk is too full for that, the reserve is given up: a log
    /// that cannot be carried over would grow, with what removes things too, until nothing works.
    pub(super) fn carry_over(&mut self) -> Result<(), Broken> {
        if !self.ahead.is_long() {
            return Ok(());
        }
        let mut carried = passive(&self.conn);
        if carried.as_ref().is_err_and(is_full) && self.reserve.as_mut().is_some_and(Reserve::spend)
        {
            carried = passive(&self.conn);
        }
        match carried {
            Ok(pages) => {
                self.ahead.carried = pages;
                Ok(())
            }
            // A sync that failed once says nothing by succeeding the next time.
            Err(error) if fault(&error) == Fault::Broken => {
                tracing::error!(%error, "The database cannot be written");
                Err(Broken)
            }
            // Nothing is lost: the log has it all.
            Err(error) => {
                tracing::warn!(%error, "The write-ahead log could not be carried over");
                self.ahead.resting = Some(Instant::now() + REST);
                Ok(())
            }
        }
    }
}

/// How many pages the log had.
fn passive(conn: &Connection) -> rusqlite::Result<i64> {
    conn.prepare_cached("PRAGMA wal_checkpoint(PASSIVE)")?.query_row([], |row| row.get(1))
}

fn is_full(error: &rusqlite::Error) -> bool {
    fault(error) == Fault::Full
}
