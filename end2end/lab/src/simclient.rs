//! A browser's tab without a browser: the sync core that runs in wasm, compiled natively, behind a
//! real WebSocket, with its outbox on disk and a journal of all that happens to it.

mod journal;
mod host;
mod witness;
mod socket;
mod storage;
mod raw;
mod sender;
mod crowd;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use hark_protocol::sync::{Client, Input, Status};
use hark_protocol::{Body, ChatPage, ClientMessageId, ReplyTo, RoomId, Row, Seq, Timestamp};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio::time::{Instant, timeout};

pub use crowd::{Crowd, Member, Return};
pub use journal::{Entry, Journal};
pub use raw::{Heard, Raw};
pub use sender::{Outcome, Post, Sender};

use crate::Failure;
use crate::http::Visitor;
use crate::town::Citizen;
use host::{Host, Order};

/// How a tab is to behave.
#[derive(Clone, Debug)]
pub struct Habits {
    /// Where it connects: a proxy, or the server itself.
    pub way: SocketAddr,
    /// Where its outbox and its journal are kept; `None`: in memory only, and no journal lines.
    pub dir: Option<PathBuf>,
    /// Feeds jitter and message ids.
    pub seed: u64,
    /// How long somebody waits before they press "try now"; `None`: they leave it to the client.
    pub impatience: Option<Duration>,
    /// Bytes the system may hold for it unread; `None`: the system's choice.
    pub receive_buffer: Option<u32>,
    /// Added to the browser's clock, in milliseconds.
    pub clock_skew_ms: i64,
}

impl Habits {
    /// A patient tab that connects here.
    pub fn by_way_of(way: SocketAddr, seed: u64) -> Self {
        Self { way, dir: None, seed, impatience: None, receive_buffer: None, clock_skew_ms: 0 }
    }
}

/// An open tab. Dropping it is killing it: nothing is said to the server, what its disk has stays.
#[derive(Debug)]
pub struct Tab {
    orders: mpsc::UnboundedSender<Order>,
    running: JoinHandle<()>,
    visitor: Visitor,
    ids: fastrand::Rng,
    skew_ms: i64,
}

impl Tab {
    /// Loads the page of a room and goes on from it, with whatever its outbox on disk holds.
    pub async fn open(who: &Citizen, room: RoomId, habits: Habits) -> Result<Self, Failure> {
        let page = who.visitor.chat_page(room).await?;
        Self::start(who, page, habits)
    }

    /// Goes on from a page that was loaded before.
    pub fn start(who: &Citizen, page: ChatPage, habits: Habits) -> Result<Self, Failure> {
        let (orders, received) = mpsc::unbounded_channel();
        let ids = fastrand::Rng::with_seed(habits.seed ^ who.user.0.rotate_left(32));
        let skew_ms = habits.clock_skew_ms;
        let host = Host::new(page, who.visitor.clone(), habits, received)?;
        let visitor = who.visitor.clone();
        Ok(Self { orders, running: tokio::spawn(host.run()), visitor, ids, skew_ms })
    }

    /// Lets the client do something.
    pub fn input(&self, input: Input) {
        // A tab that was closed takes no input.
        let _ = self.orders.send(Order::Input(Box::new(input)));
    }

    /// Types a message and sends it. Its id.
    pub fn send(&mut self, room: RoomId, text: &str) -> Result<ClientMessageId, Failure> {
        let id = ClientMessageId(self.ids.u128(..).to_be_bytes());
        self.send_as(room, text, id)?;
        Ok(id)
    }

    /// Sends a message under an id of one's own choice.
    pub fn send_as(&self, room: RoomId, text: &str, id: ClientMessageId) -> Result<(), Failure> {
        self.send_to(room, None, text, id)
    }

    /// Types a reply and sends it. Its id.
    pub fn reply(
        &mut self,
        room: RoomId,
        to: ReplyTo,
        text: &str,
    ) -> Result<ClientMessageId, Failure> {
        let id = ClientMessageId(self.ids.u128(..).to_be_bytes());
        self.send_to(room, Some(to), text, id)?;
        Ok(id)
    }

    fn send_to(
        &self,
        room: RoomId,
        to: Option<ReplyTo>,
        text: &str,
        id: ClientMessageId,
    ) -> Result<(), Failure> {
        let body = Body::parse(text).map_err(|_| Failure(format!("no message: {text:?}")))?;
        let typed_at = Timestamp(crate::clock_ms().saturating_add(self.skew_ms));
        self.input(Input::Send { room, body, to, client_message_id: id, typed_at });
        Ok(())
    }

    /// The message whose thread this one is in, or would begin, as far as the tab knows.
    pub async fn root_of(&self, room: RoomId, message: Seq) -> Result<Seq, Failure> {
        let root = move |client: &Client, _: &Journal| {
            let windows = client.room(room).into_iter().flat_map(|state| state.windows());
            let mut rows = windows.flat_map(|window| window.rows()).filter_map(Row::message);
            let reply = rows.find(|row| row.seq == message).and_then(|row| row.to);
            reply.map_or(message, |to| to.root)
        };
        self.look(root).await
    }

    /// No byte is read from the socket, or reading goes on.
    pub fn stall(&self, stalled: bool) {
        let _ = self.orders.send(Order::Stall(stalled));
    }

    /// Looks at the client and its journal, at one moment.
    pub async fn look<T: Send + 'static>(
        &self,
        look: impl FnOnce(&Client, &Journal) -> T + Send + 'static,
    ) -> Result<T, Failure> {
        let (tell, told) = oneshot::channel();
        let look = Box::new(move |client: &Client, journal: &Journal| {
            // Whoever asked may have given up.
            let _ = tell.send(look(client, journal));
        });
        self.orders.send(Order::Look(look)).map_err(|_| Failure("the tab is closed".into()))?;
        told.await.map_err(|_| Failure("the tab has crashed".into()))
    }

    /// Waits until this is so. Whether it became so in time.
    pub async fn until(
        &self,
        patience: Duration,
        so: impl Fn(&Client, &Journal) -> bool + Send + 'static,
    ) -> Result<bool, Failure> {
        let (tell, told) = oneshot::channel();
        self.orders
            .send(Order::Until(Box::new(so), tell))
            .map_err(|_| Failure("the tab is closed".into()))?;
        match timeout(patience, told).await {
            Ok(told) => told.map(|()| true).map_err(|_| Failure("the tab has crashed".into())),
            Err(_) => Ok(false),
        }
    }

    /// Waits until everything that was typed is settled and the connection is live.
    pub async fn until_settled(&self, patience: Duration) -> Result<bool, Failure> {
        self.until(patience, |client, _| is_settled(client)).await
    }

    /// Waits until it has taken in all of these rooms up to here. A connection that was cut at the
    /// last moment still looks live, and its client settled.
    pub async fn until_caught_up(
        &self,
        heads: Vec<(RoomId, Seq)>,
        patience: Duration,
    ) -> Result<bool, Failure> {
        let there = move |client: &Client, _: &Journal| {
            let at = |room| client.room(room).map(|state| state.cursor().seq);
            heads.iter().all(|(room, head)| at(*room).is_some_and(|at| at >= *head))
        };
        self.until(patience, there).await
    }

    /// All rows of a room as this tab can show them, paged back to the first.
    pub async fn walk(&self, room: RoomId, patience: Duration) -> Result<Vec<Row>, Failure> {
        let deadline = Instant::now() + patience;
        let late = |at| Failure(format!("room {room} could not be paged through in time: {at}"));
        let left = || deadline.saturating_duration_since(Instant::now());
        self.input(Input::Open(room));
        let ready = self.until(left(), move |client, _| {
            !client.is_opening(room) && client.room(room).is_some_and(|r| r.timeline().is_some())
        });
        if !ready.await? {
            return Err(late("it did not open"));
        }
        self.input(Input::JumpToNewest(room));
        let newest = move |client: &Client, _: &Journal| {
            let timeline = client.room(room).and_then(|state| state.timeline());
            !client.is_opening(room) && timeline.is_some_and(|timeline| !timeline.has_newer())
        };
        if !self.until(left(), newest).await? {
            return Err(late("the newest rows did not come"));
        }
        let mut walked: Vec<Row> = Vec::new();
        loop {
            let first = walked.first().map(Row::seq);
            let (rows, older) =
                self.look(move |client, _| rows_before(client, room, first)).await?;
            walked.splice(0..0, rows);
            if !older {
                return Ok(walked);
            }
            self.input(Input::LoadOlder(room));
            let loaded = move |client: &Client, _: &Journal| !client.is_loading_older(room);
            if !self.until(left(), loaded).await? {
                return Err(late("older rows did not come"));
            }
        }
    }

    /// Who it is and how it asks.
    pub fn visitor(&self) -> &Visitor {
        &self.visitor
    }

    /// Closes the tab as a person does: the socket says goodbye. Its journal.
    pub async fn close(self) -> Result<Journal, Failure> {
        self.input(Input::Leaving);
        self.look(|_, journal| journal.clone()).await
    }

    /// Kills the tab between two instructions. Its journal up to then.
    pub async fn kill(mut self) -> Result<Journal, Failure> {
        self.end().await
    }

    /// Likewise, for one whose place another tab takes: it is gone, and its disk is free.
    pub async fn end(&mut self) -> Result<Journal, Failure> {
        let journal = self.look(|_, journal| journal.clone()).await?;
        self.running.abort();
        // It was aborted, which is what is waited for.
        let _ = (&mut self.running).await;
        Ok(journal)
    }
}

impl Drop for Tab {
    fn drop(&mut self) {
        self.running.abort();
    }
}

/// Nothing is on its way but what was refused for good, and all that happens is on screen.
pub fn is_settled(client: &Client) -> bool {
    client.status() == Status::Live && !client.is_sending()
}

/// The rows held before this one, and whether there are older ones.
fn rows_before(client: &Client, room: RoomId, first: Option<Seq>) -> (Vec<Row>, bool) {
    let Some(timeline) = client.room(room).and_then(|state| state.timeline()) else {
        return (Vec::new(), false);
    };
    let new = timeline.rows().filter(|row| first.is_none_or(|first| row.seq() < first));
    (new.cloned().collect(), timeline.has_older())
}
