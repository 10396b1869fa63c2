//! The socket itself: binary messages in and out, a deadline for every write, and a close frame
//! that says why. Knows nothing of rooms.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures::{Sink, SinkExt, Stream, StreamExt};
use hark_protocol::CloseCode;
use tokio::time::{sleep, timeout};
use tungstenite::error::ProtocolError;
use tungstenite::protocol::CloseFrame;
use tungstenite::{Error, Message, Utf8Bytes};

use super::meter::Cut;
use super::upgrade::WebSocket;
use crate::hub::Outlet;
use crate::panics::FaultId;

/// How long one write may take. A phone in a tunnel comes back as a new connection anyway.
const WRITE_DEADLINE: Duration = Duration::from_secs(10);

/// How long the other end has to answer a close frame.
const CLOSE_DEADLINE: Duration = Duration::from_secs(1);

/// How long a connection stays up after the close frame when the other end broke the rules. What
/// it still sends is not read, and going at once would make the system reset the connection, which
/// can overtake the close frame.
const LINGER: Duration = Duration::from_millis(500);

/// What carries a connection: a WebSocket, or the inside end of a test.
pub(crate) trait Transport:
    Stream<Item = Result<Message, Error>> + Sink<Message, Error = Error> + Send + Unpin + 'static
{
    /// Where the hub writes in the stead of the connection's task, if it can.
    fn outlet(&self) -> Option<Arc<Outlet>> {
        None
    }
}

impl Transport for WebSocket {
    fn outlet(&self) -> Option<Arc<Outlet>> {
        Some(self.get_ref().inner().outlet())
    }
}

/// Why a connection ends.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Ending {
    /// The other end closed it or went away.
    Gone,
    /// We close it, for this reason.
    Close(CloseCode),
}

impl From<FaultId> for Ending {
    fn from(_: FaultId) -> Self {
        Self::Close(CloseCode::Internal)
    }
}

/// One WebSocket.
pub(super) struct Link<T> {
    transport: T,
    /// Something was fed and not flushed.
    fed: bool,
    /// The other end broke the rules: nothing can be read any more.
    broken: bool,
}

impl<T: Transport> Link<T> {
    pub(super) fn new(transport: T) -> Self {
        Self { transport, fed: false, broken: false }
    }

    /// Where the hub writes while there is nothing to [flush](Self::flush).
    pub(super) fn outlet(&self) -> Option<Arc<Outlet>> {
        self.transport.outlet()
    }

    /// Whether everything that was fed was handed on.
    pub(super) fn is_flushed(&self) -> bool {
        !self.fed
    }

    /// The next message; `None` for one that only shows that the other end is there. Nothing is
    /// lost when this is dropped before it is ready.
    pub(super) async fn receive(&mut self) -> Result<Option<Bytes>, Ending> {
        poll_fn(|context| self.poll_receive(context)).await
    }

    /// Likewise, for a task that waits for more than this.
    pub(super) fn poll_receive(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Result<Option<Bytes>, Ending>> {
        Poll::Ready(match ready!(self.poll_read(context))? {
            Message::Binary(bytes) => Ok(Some(bytes)),
            Message::Ping(_) | Message::Pong(_) => Ok(None),
            Message::Text(_) => Err(Ending::Close(CloseCode::Unsupported)),
            Message::Close(_) | Message::Frame(_) => Err(Ending::Gone),
        })
    }

    /// The next message of any kind.
    pub(super) fn poll_read(&mut self, context: &mut Context<'_>) -> Poll<Result<Message, Ending>> {
        Poll::Ready(match ready!(self.transport.poll_next_unpin(context)) {
            Some(Ok(message)) => Ok(message),
            None => Err(Ending::Gone),
            Some(Err(error)) => {
                self.broken = true;
                Err(ending_of(error))
            }
        })
    }

    /// Takes a message to be sent, which [`Link::flush`] makes sure of.
    pub(super) async fn feed(&mut self, frame: Bytes) -> Result<(), Ending> {
        self.write(Message::Binary(frame)).await
    }

    /// Likewise a message of any kind.
    pub(super) async fn write(&mut self, message: Message) -> Result<(), Ending> {
        self.fed = true;
        within_deadline(self.transport.feed(message)).await
    }

    /// Hands everything that was fed to the system.
    pub(super) async fn flush(&mut self) -> Result<(), Ending> {
        within_deadline(self.transport.flush()).await?;
        self.fed = false;
        Ok(())
    }

    /// Ends the connection, telling the other end why, as far as it listens.
    pub(super) async fn end(mut self, ending: Ending) {
        let last_words = async {
            match ending {
                // The answer to a close frame is on its way out; see to it that it gets there.
                Ending::Gone => self.transport.flush().await,
                Ending::Close(code) => {
                    let code = CloseFrame { code: code.code().into(), reason: reason(code) };
                    self.transport.send(Message::Close(Some(code))).await?;
                    while let Some(Ok(_)) = self.transport.next().await {}
                    Ok(())
                }
            }
        };
        let said = timeout(CLOSE_DEADLINE, last_words).await;
        if self.broken && matches!(said, Ok(Ok(()))) && ending != Ending::Gone {
            sleep(LINGER).await;
        }
    }
}

async fn within_deadline(write: impl Future<Output = Result<(), Error>>) -> Result<(), Ending> {
    let mut write = pin!(write);
    // Nearly all are done at once, and need no clock nor room for one.
    let written = match poll_fn(|context| Poll::Ready(write.as_mut().poll(context))).await {
        Poll::Ready(written) => Ok(written),
        Poll::Pending => Box::pin(timeout(WRITE_DEADLINE, write)).await,
    };
    match written {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(ending_of(error)),
        Err(_) => Err(Ending::Close(CloseCode::SlowReader)),
    }
}

/// The close code that RFC 6455, section 7.4.1, has for what went wrong. The library sends none.
fn ending_of(error: Error) -> Ending {
    match error {
        Error::Capacity(_) => Ending::Close(CloseCode::TooBig),
        Error::Utf8(_) => Ending::Close(CloseCode::BadText),
        Error::Protocol(
            ProtocolError::ResetWithoutClosingHandshake
            | ProtocolError::SendAfterClosing
            | ProtocolError::ReceivedAfterClosing,
        ) => Ending::Gone,
        Error::Protocol(_) | Error::AttackAttempt => Ending::Close(CloseCode::ProtocolError),
        Error::WriteBufferFull(_) => Ending::Close(CloseCode::SlowReader),
        Error::Io(error) => match error.get_ref().and_then(|inner| inner.downcast_ref()) {
            Some(Cut::Flood) => Ending::Close(CloseCode::RateLimited),
            Some(Cut::Unfinished) => Ending::Close(CloseCode::Unfinished),
            // The network's.
            None => Ending::Gone,
        },
        // The rest belong to the client's side of a handshake, or say that it is over.
        _ => Ending::Gone,
    }
}

/// For people who look at the network tab.
fn reason(code: CloseCode) -> Utf8Bytes {
    Utf8Bytes::from_static(match code {
        CloseCode::Normal => "",
        CloseCode::ProtocolError => "this breaks RFC 6455",
        CloseCode::Unsupported => "frames are binary",
        CloseCode::BadText => "this is not UTF-8",
        CloseCode::Unfinished => "the message did not end",
        CloseCode::TooBig => "the frame is too big",
        CloseCode::Internal => "something went wrong in the server",
        CloseCode::Restart => "the server restarts",
        CloseCode::Overloaded => "the server is busy",
        CloseCode::SlowReader => "what was sent was not read",
        CloseCode::NoHeartbeat => "nothing was heard",
        CloseCode::StateChanged => "come back without cursors",
        CloseCode::RateLimited => "too much, too fast",
        CloseCode::SignIn => "not signed in",
        CloseCode::SessionEnded => "the session ended",
        CloseCode::Banned => "no longer welcome",
        CloseCode::TooOld => "the page is too old",
        CloseCode::Misuse => "this is not the protocol",
    })
}
