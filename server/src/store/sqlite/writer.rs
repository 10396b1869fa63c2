//! The one thread that writes. It takes what is queued, runs it in one transaction, each job in a
//! savepoint of its own, and commits once for all; then it tells, then it answers. An answer
//! therefore means: on disk. What cannot be brought to disk gets no answer, and the process ends.

use std::sync::Mutex;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;

use hark_protocol::{Event, RoomId, Timestamp};
use rusqlite::Connection;
use tokio::sync::oneshot;

use super::directory::Lock;
use super::query::run;
use crate::panics::{caught_here, lock};
use crate::store::{Options, StoreError, Told};

mod job;
mod reserve;
mod ahead;
mod behind;
#[cfg(test)]
mod by_hand;

use ahead::Ahead;
use behind::Behind;
#[cfg(test)]
pub(crate) use by_hand::Hand;
pub(in crate::store) use job::Need;
use job::{Fault, Job, Task, fault};
pub(in crate::store) use reserve::Reserve;

/// How many writes may wait. At 15,000 a second the last one waits 70 ms; beyond that it is kinder
/// to say so.
const QUEUE: usize = 1024;

/// The most writes of one commit. More would only add to the wait of the first.
const BATCH: usize = 64;

/// A transaction that a job writes in.
pub(in crate::store) struct Txn<'c> {
    pub(super) conn: &'c Connection,
    /// When it began, by the server's clock.
    pub(in crate::store) now: Timestamp,
    told: Vec<Told>,
}

impl Txn<'_> {
    /// Tells this once it is on disk.
    pub(super) fn tell(&mut self, told: Told) {
        self.told.push(told);
    }

    /// Tells an event once it is on disk.
    pub(super) fn tell_event(&mut self, room: RoomId, event: Event) {
        self.told.push(Told::Event { room, event });
    }
}

/// The way to the writing thread.
#[derive(Debug)]
pub(in crate::store) struct Writer {
    queue: SyncSender<Order>,
    /// `None` once closed.
    thread: Mutex<Option<JoinHandle<()>>>,
}

enum Order {
    Job(Box<dyn Job>),
    Close,
}

impl Writer {
    /// Starts the thread.
    pub(in crate::store) fn start(
        mut conn: Connection,
        lock: Option<Lock>,
        reserve: Option<Reserve>,
        options: Options,
    ) -> std::io::Result<Self> {
        let ahead = Ahead::of(&mut conn).map_err(std::io::Error::other)?;
        let (queue, orders) = sync_channel(QUEUE);
        let thread =
            std::thread::Builder::new().name("store-writer".to_owned()).spawn(move || {
                let behind = if lock.is_some() { Behind::default() } else { Behind::elsewhere() };
                let thread = Thread { conn, options, reserve, ahead, behind };
                // The connection is closed in here, before the lock is let go.
                thread.run(&orders);
                drop(lock);
            })?;
        Ok(Self { queue, thread: Mutex::new(Some(thread)) })
    }

    /// Queues a write and waits until it is on disk.
    pub(in crate::store) async fn write<T: Send + 'static>(
        &self,
        need: Need,
        work: impl Fn(&mut Txn<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (answer, answered) = oneshot::channel();
        self.send(Box::new(Task::new(need, work, Some(answer))))?;
        // Where the thread is gone there is no answer to give.
        answered.await.unwrap_or(Err(StoreError::Closed))
    }

    /// Queues a write that nobody waits for.
    pub(in crate::store) fn write_later(
        &self,
        work: impl Fn(&mut Txn<'_>) -> Result<(), StoreError> + Send + 'static,
    ) -> Result<(), StoreError> {
        self.send(Box::new(Task::new(Need::Growth, work, None)))
    }

    /// Ends the thread after what is queued now, and waits for it.
    pub(in crate::store) fn close(&self) {
        let thread = lock(&self.thread).take();
        // A full queue takes the order as soon as there is room. A thread that is gone needs none.
        drop(self.queue.send(Order::Close));
        // The last clone of a store may be dropped by what the thread itself holds.
        if let Some(thread) = thread
            && thread.thread().id() != std::thread::current().id()
        {
            drop(thread.join());
        }
    }

    fn send(&self, job: Box<dyn Job>) -> Result<(), StoreError> {
        self.queue.try_send(Order::Job(job)).map_err(|error| match error {
            TrySendError::Full(_) => StoreError::Overloaded,
            TrySendError::Disconnected(_) => StoreError::Closed,
        })
    }
}

struct Thread {
    conn: Connection,
    options: Options,
    reserve: Option<Reserve>,
    ahead: Ahead,
    behind: Behind,
}

/// The disk did not take what SQLite gave it, or gave back something else.
struct Broken;

impl Thread {
    fn run(mut self, orders: &Receiver<Order>) {
        // A panic outside of a job, as in the telling of what is on disk, leaves connections
        // without news that nobody knows of; it ends like a broken disk, and they come back for all
        // of it.
        if !matches!(caught_here(|| self.serve(orders)), Ok(Ok(()))) {
            (self.options.broken)();
            return;
        }
        // What is left in the WAL is read from there at the next start.
        drop(self.conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())));
    }

    fn serve(&mut self, orders: &Receiver<Order>) -> Result<(), Broken> {
        let mut batch = Vec::with_capacity(BATCH);
        while let Some(first) = self.next(orders)? {
            let mut next = Some(first);
            let mut closing = false;
            while let Some(order) = next {
                match order {
                    Order::Job(job) => batch.push(job),
                    Order::Close => closing = true,
                }
                next = if closing || batch.len() == BATCH { None } else { orders.try_recv().ok() };
            }
            self.commit(&mut batch)?;
            if closing {
                break;
            }
            self.carry_over()?;
        }
        Ok(())
    }

    /// Brings all of a batch to disk and answers it.
    fn commit(&mut self, batch: &mut Vec<Box<dyn Job>>) -> Result<(), Broken> {
        if self.reserve.as_mut().is_some_and(|reserve| !reserve.is_whole()) {
            let refused = batch.extract_if(.., |job| job.need() == Need::Growth);
            refused.for_each(|job| job.refuse(StoreError::StorageFull));
        }
        match self.attempt(batch) {
            Ok(told) => {
                self.behind.grown(&told);
                if !told.is_empty() {
                    (self.options.publish)(told);
                }
                batch.drain(..).for_each(|job| job.answer());
            }
            Err(Fault::Full) if batch.len() > 1 => {
                // A smaller one may fit.
                for job in batch.drain(..) {
                    self.commit(&mut vec![job])?;
                }
            }
            Err(Fault::Full) if batch.iter().any(|job| job.need() == Need::Vital) => {
                if self.reserve.as_mut().is_some_and(Reserve::spend) {
                    return self.commit(batch);
                }
                batch.drain(..).for_each(|job| job.refuse(StoreError::StorageFull));
            }
            Err(Fault::Full) => {
                batch.drain(..).for_each(|job| job.refuse(StoreError::StorageFull));
            }
            Err(Fault::Busy) => {
                batch.drain(..).for_each(|job| job.refuse(StoreError::Overloaded));
            }
            Err(Fault::Broken | Fault::Job) => return Err(Broken),
        }
        Ok(())
    }

    /// One transaction. Where it fails, nothing of it remains.
    fn attempt(&self, batch: &mut [Box<dyn Job>]) -> Result<Vec<Told>, Fault> {
        self.statement("BEGIN IMMEDIATE")?;
        let mut txn = Txn { conn: &self.conn, now: self.options.clock.now(), told: Vec::new() };
        let done = batch
            .iter_mut()
            .try_for_each(|job| self.savepoint(&mut txn, job.as_mut()))
            .and_then(|()| self.statement("COMMIT"));
        match done {
            Ok(()) => Ok(txn.told),
            Err(fault) => {
                if !self.conn.is_autocommit() {
                    self.statement("ROLLBACK")?;
                }
                Err(fault)
            }
        }
    }

    /// One job. If it alone fails, it alone is undone.
    fn savepoint(&self, txn: &mut Txn<'_>, job: &mut dyn Job) -> Result<(), Fault> {
        self.statement("SAVEPOINT job")?;
        let told = txn.told.len();
        match job.run(txn) {
            Ok(()) => {}
            // SQLite itself ends a transaction that it cannot go on with.
            Err(Fault::Job) if self.conn.is_autocommit() => return Err(Fault::Broken),
            Err(Fault::Job) => {
                txn.told.truncate(told);
                self.statement("ROLLBACK TO job")?;
            }
            Err(fault @ (Fault::Full | Fault::Busy | Fault::Broken)) => return Err(fault),
        }
        self.statement("RELEASE job")
    }

    fn statement(&self, sql: &str) -> Result<(), Fault> {
        match run(&self.conn, sql, []) {
            Ok(_) => Ok(()),
            Err(StoreError::Sqlite(error)) => {
                let fault = match fault(&error) {
                    Fault::Job => Fault::Broken,
                    fault @ (Fault::Full | Fault::Busy | Fault::Broken) => fault,
                };
                if fault == Fault::Broken {
                    tracing::error!(%error, statement = sql, "The database cannot be written");
                }
                Err(fault)
            }
            Err(_) => Err(Fault::Broken),
        }
    }
}

#[cfg(test)]
mod tests;
