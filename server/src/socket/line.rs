//! The half of a socket that is written, shared by the connection's task and the hub. Whoever
//! writes, a frame that was begun is ended before the next begins.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::{Context, Poll, ready};

use bytes::{Buf as _, Bytes};
use tokio::io::AsyncWrite;
use tokio::net::tcp::OwnedWriteHalf;

use crate::hub::{Batch, Outlet, Wrote};
use crate::panics::lock;

/// What is written to, for the task.
#[derive(Debug)]
pub(super) struct Line(Arc<Shared>);

/// Likewise, for the hub.
#[derive(Debug)]
struct Shared(Mutex<State>);

#[derive(Debug)]
struct State {
    half: OwnedWriteHalf,
    /// What the hub began to write: goes before everything else.
    rest: Bytes,
    /// The task's last write ended in the middle of what it had.
    cut: bool,
}

impl Line {
    pub(super) fn new(half: OwnedWriteHalf) -> Self {
        Self(Arc::new(Shared(Mutex::new(State { half, rest: Bytes::new(), cut: false }))))
    }

    /// Where the hub writes.
    pub(super) fn outlet(&self) -> Arc<dyn Outlet> {
        Arc::<Shared>::clone(&self.0)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.0.0)
    }
}

impl State {
    fn poll_rest(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        while !self.rest.is_empty() {
            let written = ready!(Pin::new(&mut self.half).poll_write(context, &self.rest))?;
            self.rest.advance(written);
        }
        // Others need not keep what they have written because of this one.
        self.rest = Bytes::new();
        Poll::Ready(Ok(()))
    }
}

impl Outlet for Shared {
    fn write_now(&self, batch: &Batch) -> Wrote {
        let state = &mut *lock(&self.0);
        if state.cut || !state.rest.is_empty() {
            return Wrote::Nothing;
        }
        let bytes = batch.bytes();
        match state.half.try_write(bytes) {
            Ok(written) if written == bytes.len() => Wrote::Whole,
            Ok(written) => {
                state.rest = bytes.slice(written..);
                Wrote::Part
            }
            // The task waits until there is room, or meets the error.
            Err(_) => Wrote::Nothing,
        }
    }
}

impl AsyncWrite for Line {
    fn poll_write(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let state = &mut *self.state();
        ready!(state.poll_rest(context))?;
        let written = ready!(Pin::new(&mut state.half).poll_write(context, bytes))?;
        state.cut = written < bytes.len();
        Poll::Ready(Ok(written))
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.state().poll_rest(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.state().half).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests;
