//! The writer without its thread, for the simulation: the same batches, commits, news and answers,
//! but only when and as far as whoever holds it says.

use std::sync::mpsc::Receiver;

use super::*;

/// The writer's work, to be done by hand.
pub(crate) struct Hand {
    thread: Thread,
    orders: Receiver<Order>,
    /// Taken out of the queue, not committed.
    waiting: std::collections::VecDeque<Box<dyn Job>>,
    /// The next commit fails.
    fails: bool,
    /// A commit failed: nothing is done any more.
    broken: bool,
    #[expect(dead_code, reason = "held, never read")]
    lock: Option<Lock>,
}

impl Writer {
    /// A writer that waits for a hand.
    pub(in crate::store) fn by_hand(
        conn: Connection,
        lock: Option<Lock>,
        options: Options,
    ) -> (Self, Hand) {
        let (queue, orders) = sync_channel(QUEUE);
        let (ahead, behind) = (Ahead::default(), Behind::default());
        let thread = Thread { conn, options, reserve: None, ahead, behind };
        let waiting = std::collections::VecDeque::new();
        let hand = Hand { thread, orders, waiting, fails: false, broken: false, lock };
        (Self { queue, thread: Mutex::new(None) }, hand)
    }
}

impl Hand {
    /// How many writes wait.
    pub(crate) fn waiting(&mut self) -> usize {
        self.waiting.extend(self.orders.try_iter().filter_map(|order| match order {
            Order::Job(job) => Some(job),
            Order::Close => None,
        }));
        self.waiting.len()
    }

    /// Brings the next writes to disk, at most so many and in one commit where they fit, tells and
    /// answers.
    pub(crate) fn commit(&mut self, most: usize) {
        let many = self.waiting().min(most).min(BATCH);
        if self.broken || many == 0 {
            return;
        }
        let mut batch: Vec<_> = self.waiting.drain(..many).collect();
        if std::mem::take(&mut self.fails) {
            batch.push(Box::new(Task::new(Need::Growth, break_a_promise, None)));
        }
        if self.thread.commit(&mut batch).is_err() {
            self.broken = true;
            (self.thread.options.broken)();
        }
    }

    /// Has the next commit fail, as if the disk did not take it.
    pub(crate) fn fail(&mut self) {
        self.fails = true;
    }

    /// Gives the database no more than so many further pages, or as many as it wants.
    pub(crate) fn limit(&mut self, more: Option<i64>) {
        let conn = &self.thread.conn;
        let pages = |name| conn.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
        let limit = more.map_or(1 << 30, |more| pages("page_count").unwrap() + more);
        conn.pragma_update_and_check(None, "max_page_count", limit, |_| Ok(())).unwrap();
    }
}

/// Has the commit fail. Nothing in the schema is checked at the commit only, so this stands for a
/// disk that fails.
pub(super) fn break_a_promise(txn: &mut Txn<'_>) -> Result<(), StoreError> {
    txn.conn.execute_batch("PRAGMA defer_foreign_keys = 1")?;
    let nobody = "INSERT INTO reset (person, token_hash, expires_at) VALUES (99, x'00', 0)";
    run(txn.conn, nobody, []).map(drop)
}
