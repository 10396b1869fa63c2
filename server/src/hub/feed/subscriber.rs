//! A connection in a room's audience: where it stands, and how it is brought what is new.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use hark_protocol::{RoomId, Seq};

use crate::hub::{Batch, Mailbox, Outlet, Socket, Wrote};

/// A connection that follows a room.
pub(super) struct Subscriber {
    pub(super) mailbox: Arc<Mailbox>,
    /// The viewer is a member.
    pub(super) live: AtomicBool,
    /// The mailbox has been told that there is something to read.
    pub(super) dirty: AtomicBool,
    /// The last event that was sent, or that a summary or snapshot which was sent includes. The
    /// connection's task moves it while it works, the room while it does not: the outlet's lock
    /// stands between them.
    pub(super) cursor: AtomicU64,
    /// Here, too, and not in the mailbox only: one step less to what is written to.
    outlet: Option<Arc<Outlet>>,
}

impl Subscriber {
    /// From the event after this one.
    pub(super) fn new(mailbox: Arc<Mailbox>, after: Seq) -> Self {
        Self {
            outlet: mailbox.outlet().cloned(),
            mailbox,
            live: AtomicBool::new(true),
            dirty: AtomicBool::new(false),
            cursor: AtomicU64::new(after.0),
        }
    }

    pub(super) fn is_live(&self) -> bool {
        self.live.load(Ordering::Acquire)
    }

    pub(super) fn cursor(&self) -> Seq {
        Seq(self.cursor.load(Ordering::Relaxed))
    }

    /// Writes a batch if the connection has nothing else to say and everything before it.
    pub(super) fn bring(&self, batch: &Batch) {
        let write = |socket: &(dyn Socket + 'static)| {
            // Whoever was cut off was so before a later event got into the ring, and was told
            // before that, which took the socket back.
            if batch.is_empty() || self.cursor() != batch.before || !self.is_live() {
                return Wrote::Nothing;
            }
            let wrote = socket.write_now(batch);
            if wrote != Wrote::Nothing {
                self.cursor.store(batch.last.0, Ordering::Relaxed);
            }
            wrote
        };
        let wrote = self.outlet.as_ref().map(|outlet| outlet.while_lent(write));
        if wrote == Some(Wrote::Part) {
            self.mailbox.nudge();
        }
    }

    /// Has the connection look whether there is something to read.
    pub(super) fn mark(&self, room: RoomId) {
        if !self.dirty.swap(true, Ordering::AcqRel) {
            self.mailbox.mark(room);
        }
    }
}
