//! What a connection does next. While there is nothing, the hub writes to its socket.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use tokio::time::Sleep;

use super::connection::Connection;
use super::dispatch::Answer;
use super::link::{Ending, Transport};

/// What a connection that waited has to do.
pub(super) enum Turn {
    /// Something of the [`Heartbeat`] is due.
    Beat,
    /// A command was carried out.
    Answer(Answer),
    /// The hub has put something in.
    Mail,
    /// The client said something, or did what ends the connection.
    Message(Result<Option<Bytes>, Ending>),
    /// There is nothing else: what was fed goes out, all of it with one write.
    Flush,
}

impl<T: Transport> Connection<T> {
    /// What to do next, and after a delivery the client's turn first.
    pub(super) fn poll_turn(
        &mut self,
        context: &mut Context<'_>,
        beat: Pin<&mut Sleep>,
        delivered: bool,
    ) -> Poll<Turn> {
        self.registration.mailbox().busy();
        let turn = self.poll_all(context, beat, delivered);
        if turn.is_pending() {
            if !self.link.is_flushed() {
                return Poll::Ready(Turn::Flush);
            }
            self.registration.mailbox().idle();
        }
        turn
    }

    /// Beats are seconds apart, and there are no more answers than the client asked for: both may
    /// go first. After a delivery it is the client's turn.
    fn poll_all(
        &mut self,
        context: &mut Context<'_>,
        beat: Pin<&mut Sleep>,
        delivered: bool,
    ) -> Poll<Turn> {
        if beat.poll(context).is_ready() {
            return Poll::Ready(Turn::Beat);
        }
        for writes in [&mut self.writes, &mut self.marks] {
            if let Poll::Ready(Some(answer)) = writes.poll_next(context) {
                return Poll::Ready(Turn::Answer(answer));
            }
        }
        let mailbox = self.registration.mailbox();
        if !delivered && mailbox.poll_woken(context).is_ready() {
            return Poll::Ready(Turn::Mail);
        }
        if let Poll::Ready(message) = self.link.poll_receive(context) {
            return Poll::Ready(Turn::Message(message));
        }
        if delivered { mailbox.poll_woken(context).map(|()| Turn::Mail) } else { Poll::Pending }
    }
}
