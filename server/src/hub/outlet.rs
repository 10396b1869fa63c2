//! A connection's socket, which its task lends while it sleeps.

use std::sync::{Mutex, MutexGuard};

use super::batch::{Batch, Wrote};
use crate::panics::lock;

/// What somebody's bytes are written to.
pub(crate) trait Socket: Send + Sync {
    /// Writes what can be written at once. Never waits.
    fn write_now(&self, batch: &Batch) -> Wrote;
}

/// A socket and who may write to it. A delivery reads this and little else: it is one piece of
/// memory, behind one pointer.
#[derive(Debug)]
pub(crate) struct Outlet<S: ?Sized = dyn Socket> {
    lent: Mutex<bool>,
    socket: S,
}

impl<S> Outlet<S> {
    /// The task's own, until it lends it.
    pub(crate) fn new(socket: S) -> Self {
        Self { lent: Mutex::new(false), socket }
    }
}

impl<S: ?Sized> Outlet<S> {
    pub(crate) fn socket(&self) -> &S {
        &self.socket
    }

    /// The connection's task goes to sleep and has written all it had to say.
    pub(super) fn lend(&self) {
        *self.lent() = true;
    }

    /// From here on nobody but the connection's task writes.
    pub(super) fn take_back(&self) {
        *self.lent() = false;
    }

    /// Writes in the task's stead, if it lent the socket.
    pub(super) fn while_lent(&self, write: impl FnOnce(&S) -> Wrote) -> Wrote {
        let lent = self.lent();
        if *lent { write(&self.socket) } else { Wrote::Nothing }
    }

    fn lent(&self) -> MutexGuard<'_, bool> {
        lock(&self.lent)
    }
}
