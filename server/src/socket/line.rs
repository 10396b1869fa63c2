//! A connection's socket, written by the connection's task and in its stead by the hub. Whoever
//! writes, a frame that was begun is ended before the next begins.

use std::io::{self, ErrorKind, Read as _};
use std::net::Shutdown;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::{Context, Poll, ready};

use bytes::{Buf as _, Bytes};
use socket2::SockRef;
use tokio::io::{AsyncRead, AsyncWrite, Interest, ReadBuf};
use tokio::net::TcpStream;

use crate::hub::{Batch, Outlet, Socket, Wrote};
use crate::panics::lock;

/// What is read and written, for the task.
#[derive(Debug)]
pub(super) struct Line {
    outlet: Arc<Outlet<Wire>>,
    /// What came before there was a line.
    came: Bytes,
}

/// What the task and the hub write to.
#[derive(Debug)]
struct Wire {
    stream: TcpStream,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    /// What the hub began to write: goes before everything else.
    rest: Bytes,
    /// The task's last write ended in the middle of what it had.
    cut: bool,
}

impl Line {
    /// Of a socket from which this was read already.
    pub(super) fn new(stream: TcpStream, came: Bytes) -> Self {
        let state = Mutex::new(State { rest: Bytes::new(), cut: false });
        Self { outlet: Arc::new(Outlet::new(Wire { stream, state })), came }
    }

    /// Where the hub writes.
    pub(super) fn outlet(&self) -> Arc<Outlet> {
        Arc::<Outlet<Wire>>::clone(&self.outlet)
    }

    fn wire(&self) -> &Wire {
        self.outlet.socket()
    }
}

impl Wire {
    fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }

    fn poll_write(&self, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        loop {
            ready!(self.stream.poll_write_ready(context))?;
            match self.stream.try_write(bytes) {
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                written => return Poll::Ready(written),
            }
        }
    }

    fn poll_rest(&self, state: &mut State, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        while !state.rest.is_empty() {
            let written = ready!(self.poll_write(context, &state.rest))?;
            state.rest.advance(written);
        }
        // Others need not keep what they have written because of this one.
        state.rest = Bytes::new();
        Poll::Ready(Ok(()))
    }

    fn poll_read(&self, context: &mut Context<'_>, room: &mut [u8]) -> Poll<io::Result<usize>> {
        loop {
            ready!(self.stream.poll_read_ready(context))?;
            let mut short = None;
            let read = self.stream.try_io(Interest::READABLE, || {
                let read = (&*SockRef::from(&self.stream)).read(room)?;
                // Whoever gave less than there was room for has no more (epoll(7), question 9), and
                // need not be asked again until the system says that more came.
                if 0 < read && read < room.len() {
                    short = Some(read);
                    return Err(ErrorKind::WouldBlock.into());
                }
                Ok(read)
            });
            match (read, short) {
                (_, Some(read)) => return Poll::Ready(Ok(read)),
                (Err(error), None) if error.kind() == ErrorKind::WouldBlock => {}
                (read, None) => return Poll::Ready(read),
            }
        }
    }
}

impl Socket for Wire {
    fn write_now(&self, batch: &Batch) -> Wrote {
        let state = &mut *self.state();
        if state.cut || !state.rest.is_empty() {
            return Wrote::Nothing;
        }
        let bytes = batch.bytes();
        // The system knows best whether there is room; what the runtime knows of it is memory that
        // no cache holds.
        match SockRef::from(&self.stream).send(bytes) {
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

impl AsyncRead for Line {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if !self.came.is_empty() {
            let most = self.came.len().min(buffer.remaining());
            buffer.put_slice(&self.came.split_to(most));
            return Poll::Ready(Ok(()));
        }
        let read = ready!(self.wire().poll_read(context, buffer.initialize_unfilled()))?;
        buffer.advance(read);
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Line {
    fn poll_write(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let wire = self.wire();
        let mut state = wire.state();
        ready!(wire.poll_rest(&mut state, context))?;
        let written = ready!(wire.poll_write(context, bytes))?;
        state.cut = written < bytes.len();
        Poll::Ready(Ok(written))
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let wire = self.wire();
        wire.poll_rest(&mut wire.state(), context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(SockRef::from(&self.wire().stream).shutdown(Shutdown::Write))
    }
}

#[cfg(test)]
mod tests;
