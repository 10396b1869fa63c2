//! A connection that is read as fast as its [`Meter`] allows. What is too much waits in the
//! system's buffers and then at the other end, as TCP has it; what is against the rules is an
//! error that carries a [`Cut`](super::meter::Cut).

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep_until};

use super::meter::{Cut, Meter};

/// A metered connection.
#[derive(Debug)]
pub(super) struct Metered<S> {
    stream: S,
    meter: Meter,
    /// Only while something is waited for: of ten thousand connections few have one.
    timer: Option<Pin<Box<Sleep>>>,
}

impl<S> Metered<S> {
    /// Of so many bytes a second.
    pub(super) fn new(stream: S, rate: u32) -> Self {
        Self { stream, meter: Meter::new(rate, Instant::now()), timer: None }
    }

    /// What is metered.
    pub(super) fn inner(&self) -> &S {
        &self.stream
    }

    fn poll_until(&mut self, then: Instant, context: &mut Context<'_>) -> Poll<()> {
        let timer = self.timer.get_or_insert_with(|| Box::pin(sleep_until(then)));
        if timer.deadline() != then {
            timer.as_mut().reset(then);
        }
        timer.as_mut().poll(context)
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Metered<S> {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let allowance = loop {
            match this.meter.allowance(Instant::now()) {
                Ok(allowance) => break allowance,
                Err(then) => ready!(this.poll_until(then, context)),
            }
        };
        let most = allowance.min(buffer.remaining());
        let mut part = ReadBuf::new(buffer.initialize_unfilled_to(most));
        match Pin::new(&mut this.stream).poll_read(context, &mut part) {
            Poll::Ready(Ok(())) => {
                let taken = this.meter.take(part.filled(), Instant::now());
                let count = part.filled().len();
                buffer.advance(count);
                if this.meter.due().is_none() {
                    this.timer = None;
                }
                Poll::Ready(taken.map_err(io::Error::other))
            }
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
            Poll::Pending => {
                if let Some(due) = this.meter.due() {
                    ready!(this.poll_until(due, context));
                    return Poll::Ready(Err(io::Error::other(Cut::Unfinished)));
                }
                Poll::Pending
            }
        }
    }
}

/// What is written is nobody's to meter.
impl<S: AsyncWrite + Unpin> AsyncWrite for Metered<S> {
    fn poll_write(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().stream).poll_write(context, bytes)
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(context)
    }
}
