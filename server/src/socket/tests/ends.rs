//! Both ends of a socket in memory.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

use futures::channel::mpsc;
use futures::{Sink, SinkExt, Stream, StreamExt};
use hark_protocol::{ClientFrame, List, ServerFrame, UserId, VERSION};
use tungstenite::{Error, Message, protocol::CloseFrame};

use super::super::link::Transport;

/// The server's end of a socket in memory.
pub(super) struct Inside {
    incoming: mpsc::UnboundedReceiver<Message>,
    outgoing: mpsc::Sender<Message>,
    fed: bool,
    writes: Arc<AtomicUsize>,
}

/// The browser's end.
pub(super) struct Outside {
    pub(super) to_server: mpsc::UnboundedSender<Message>,
    from_server: mpsc::Receiver<Message>,
    /// How often the server handed something on.
    pub(super) writes: Arc<AtomicUsize>,
}

/// Both of one socket.
pub(super) fn ends() -> (Inside, Outside) {
    let (to_server, incoming) = mpsc::unbounded();
    let (outgoing, from_server) = mpsc::channel(2);
    let writes = Arc::default();
    let inside = Inside { incoming, outgoing, fed: false, writes: Arc::clone(&writes) };
    (inside, Outside { to_server, from_server, writes })
}

impl Stream for Inside {
    type Item = Result<Message, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.incoming.poll_next_unpin(context).map(|message| {
            assert!(message != Some(Message::Text("panic".into())), "as the test wants it");
            message.map(Ok)
        })
    }
}

impl Sink<Message> for Inside {
    type Error = Error;

    fn poll_ready(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.outgoing.poll_ready_unpin(context).map_err(|_| Error::ConnectionClosed)
    }

    fn start_send(mut self: Pin<&mut Self>, message: Message) -> Result<(), Error> {
        self.fed = true;
        self.outgoing.start_send_unpin(message).map_err(|_| Error::ConnectionClosed)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        if std::mem::take(&mut self.fed) {
            self.writes.fetch_add(1, Ordering::Relaxed);
        }
        self.outgoing.poll_flush_unpin(context).map_err(|_| Error::ConnectionClosed)
    }

    fn poll_close(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.outgoing.poll_close_unpin(context).map_err(|_| Error::ConnectionClosed)
    }
}

impl Transport for Inside {}

impl Outside {
    pub(super) fn say(&self, frame: &ClientFrame) {
        self.to_server.unbounded_send(Message::Binary(frame.encode().into())).unwrap();
    }

    pub(super) fn hello(&self) {
        self.say(&ClientFrame::Hello { version: VERSION, rooms: List::default(), open: None });
    }

    /// The next frame, or the code the server closes with.
    pub(super) async fn next(&mut self) -> Result<ServerFrame, u16> {
        match self.from_server.next().await {
            Some(Message::Binary(bytes)) => Ok(ServerFrame::decode(&bytes).unwrap()),
            Some(Message::Close(Some(CloseFrame { code, .. }))) => Err(code.into()),
            other => panic!("neither a frame nor a close: {other:?}"),
        }
    }

    /// Says hello and waits for live. Who the server takes one for.
    pub(super) async fn until_live(&mut self) -> UserId {
        self.hello();
        let Ok(ServerFrame::Welcome { me, .. }) = self.next().await else { panic!("not welcome") };
        while self.next().await != Ok(ServerFrame::Live) {}
        me.id
    }
}
