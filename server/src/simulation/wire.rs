//! The server's end of a socket in memory. It takes messages as long as there is room, and hands
//! out those that have come; how they travel is the network's business.

use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::{Context, Poll, Waker};

use futures::{Sink, Stream};
use tokio::sync::Notify;
use tungstenite::{Error, Message};

use super::random::Random;
use crate::hub::{Batch, Outlet, Socket, Wrote};
use crate::socket::Transport;

/// What both ends of a wire share.
#[derive(Clone, Debug)]
pub(crate) struct Wire(Arc<Mutex<Ends>>);

/// The end that the server's connection holds. Where it is dropped, the socket is closed.
#[derive(Debug)]
pub(crate) struct Inside(Wire);

#[derive(Debug)]
struct Ends {
    /// Came to the server and was not read.
    come: VecDeque<Message>,
    /// Nothing more will come.
    over: bool,
    reader: Option<Waker>,
    /// Begun by the hub: goes before everything else that the connection sends.
    rest: VecDeque<Message>,
    /// Sent by the server and not yet on its way.
    sent: Vec<Message>,
    /// Sent and not yet where it goes to.
    under_way: usize,
    /// How much may be under way.
    room: usize,
    /// The socket takes nothing just now.
    busy: bool,
    became_busy: bool,
    /// How often that happens: once in so many messages.
    hiccup: u64,
    random: Random,
    writer: Option<Waker>,
    /// Whatever is sent is an error.
    cut: bool,
    /// The server let go of its end.
    dropped: bool,
    bell: Arc<Notify>,
}

impl Wire {
    pub(crate) fn new(room: usize, hiccup: u64, random: Random, bell: Arc<Notify>) -> Self {
        Self(Arc::new(Mutex::new(Ends {
            come: VecDeque::new(),
            over: false,
            reader: None,
            rest: VecDeque::new(),
            sent: Vec::new(),
            under_way: 0,
            room,
            busy: false,
            became_busy: false,
            hiccup,
            random,
            writer: None,
            cut: false,
            dropped: false,
            bell,
        })))
    }

    pub(crate) fn inside(&self) -> Inside {
        Inside(self.clone())
    }

    /// A message has come to the server.
    pub(crate) fn come(&self, message: Message) {
        let mut ends = self.ends();
        ends.come.push_back(message);
        wake(&mut ends.reader);
    }

    /// Nothing more comes to the server, and nothing it sends goes anywhere.
    pub(crate) fn cut(&self) {
        let mut ends = self.ends();
        (ends.over, ends.cut) = (true, true);
        wake(&mut ends.reader);
        wake(&mut ends.writer);
    }

    /// What the server sent since this was last asked.
    pub(crate) fn take_sent(&self) -> Vec<Message> {
        std::mem::take(&mut self.ends().sent)
    }

    /// One message has got where it goes to.
    pub(crate) fn arrived(&self) {
        let mut ends = self.ends();
        ends.under_way -= 1;
        wake(&mut ends.writer);
    }

    /// Whether the socket came to take nothing since this was last asked.
    pub(crate) fn take_busy(&self) -> bool {
        std::mem::take(&mut self.ends().became_busy)
    }

    /// Whether the socket takes nothing just now.
    pub(crate) fn is_busy(&self) -> bool {
        self.ends().busy
    }

    /// The socket takes messages again.
    pub(crate) fn writable(&self) {
        let mut ends = self.ends();
        ends.busy = false;
        wake(&mut ends.writer);
    }

    /// Whether the server let go of its end.
    pub(crate) fn is_dropped(&self) -> bool {
        self.ends().dropped
    }

    fn ends(&self) -> MutexGuard<'_, Ends> {
        self.0.lock().unwrap()
    }
}

impl Ends {
    fn poll_room(&mut self, context: &Context<'_>) -> Poll<Result<(), Error>> {
        if self.cut {
            return Poll::Ready(Err(Error::Io(std::io::Error::other("cut"))));
        }
        while self.has_room() {
            let Some(message) = self.rest.pop_front() else { return Poll::Ready(Ok(())) };
            self.send(message);
        }
        self.writer = Some(context.waker().clone());
        Poll::Pending
    }

    fn has_room(&self) -> bool {
        !self.busy && self.under_way < self.room
    }

    fn send(&mut self, message: Message) {
        self.sent.push(message);
        self.under_way += 1;
        if self.random.one_in(self.hiccup) {
            (self.busy, self.became_busy) = (true, true);
        }
        self.bell.notify_one();
    }
}

fn wake(waker: &mut Option<Waker>) {
    if let Some(waker) = waker.take() {
        waker.wake();
    }
}

impl Stream for Inside {
    type Item = Result<Message, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut ends = self.0.ends();
        if let Some(message) = ends.come.pop_front() {
            return Poll::Ready(Some(Ok(message)));
        }
        if ends.over {
            return Poll::Ready(None);
        }
        ends.reader = Some(context.waker().clone());
        Poll::Pending
    }
}

impl Sink<Message> for Inside {
    type Error = Error;

    fn poll_ready(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.0.ends().poll_room(context)
    }

    fn start_send(self: Pin<&mut Self>, message: Message) -> Result<(), Error> {
        self.0.ends().send(message);
        Ok(())
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.0.ends().poll_room(context)
    }

    fn poll_close(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.poll_flush(context)
    }
}

impl Transport for Inside {
    fn outlet(&self) -> Option<Arc<Outlet>> {
        Some(Arc::new(Outlet::new(self.0.clone())))
    }
}

impl Socket for Wire {
    fn write_now(&self, batch: &Batch) -> Wrote {
        let ends = &mut *self.ends();
        if ends.cut || !ends.rest.is_empty() || !ends.has_room() {
            return Wrote::Nothing;
        }
        ends.rest.extend(batch.frames().iter().map(|frame| Message::Binary(frame.payload())));
        while ends.has_room() {
            let Some(message) = ends.rest.pop_front() else { return Wrote::Whole };
            ends.send(message);
        }
        if ends.rest.is_empty() { Wrote::Whole } else { Wrote::Part }
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        let mut ends = self.0.ends();
        ends.dropped = true;
        ends.bell.notify_one();
    }
}
