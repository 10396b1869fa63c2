//! A host for the real client: what a browser does for it, natively. Its sockets go through a
//! proxy that can cut them, so that they break as networks do.

use std::net::SocketAddr;

use futures::{SinkExt, StreamExt};
use hark_protocol::sync::{
    Backoff, Client, Effect, Generation, Input, Millis, SessionCheck, Status,
};
use hark_protocol::{Body, ChatPage, ClientMessageId, List, RoomId, Row, SUBPROTOCOL, Timestamp};
use tokio::io::{AsyncReadExt, copy};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::time::{Duration, Instant, sleep_until};
use tokio_tungstenite::client_async;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::HeaderValue;

use hark_server::rights;

use super::chat::{Somebody, TestChat};

/// A test that waits longer than this has failed.
const PATIENCE: Duration = Duration::from_secs(60);

/// A client and what keeps it running.
pub(crate) struct Host {
    pub(crate) client: Client,
    started: Instant,
    way: SocketAddr,
    somebody: Somebody,
    inputs: mpsc::UnboundedReceiver<Input>,
    happened: mpsc::UnboundedSender<Input>,
    out: Option<(Generation, mpsc::UnboundedSender<Message>)>,
    wake: Option<Instant>,
    /// How often it connected.
    pub(crate) connects: usize,
}

/// Carries connections to the server. The first ones break after a few bytes in either direction,
/// within a frame, a handshake or a resume as it happens.
pub(crate) struct Proxy {
    pub(crate) address: SocketAddr,
}

impl Proxy {
    /// How many connections break.
    pub(crate) const BREAKS: usize = 25;

    pub(crate) async fn to(server: SocketAddr, seed: u64) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let mut random = Backoff::new(seed);
        tokio::spawn(async move {
            for number in 0.. {
                let Ok((near, _)) = listener.accept().await else { return };
                let mut limit =
                    |most| if number < Self::BREAKS { random.below(most) } else { u64::MAX };
                tokio::spawn(carry(near, server, limit(1_500), limit(1_200)));
            }
        });
        Self { address }
    }
}

/// Carries a connection for so many bytes up and down. Whatever is under way after that is lost.
async fn carry(mut near: TcpStream, server: SocketAddr, up: u64, down: u64) {
    let Ok(mut far) = TcpStream::connect(server).await else { return };
    near.set_zero_linger().unwrap();
    far.set_zero_linger().unwrap();
    let ((from_near, mut to_near), (from_far, mut to_far)) = (near.split(), far.split());
    let (mut from_near, mut from_far) = (from_near.take(up), from_far.take(down));
    // Whichever ends first ends both.
    tokio::select! {
        _ = copy(&mut from_near, &mut to_far) => {}
        _ = copy(&mut from_far, &mut to_near) => {}
    }
}

impl Host {
    /// A page of this person with this room in view, loaded just now.
    pub(crate) async fn load(
        chat: &TestChat,
        who: &Somebody,
        room: RoomId,
        way: SocketAddr,
    ) -> Self {
        let store = &chat.app.store;
        let member = store.membership(who.viewer.user.id, room).await.unwrap();
        let page = ChatPage {
            me: who.viewer.user.clone(),
            moderates: rights::moderates(who.viewer.role),
            rooms: store.room_summaries(who.viewer.user.id).await.unwrap(),
            open: store.snapshot(&member).await.unwrap(),
            thread: None,
            threads: store.unread_threads(who.viewer.user.id).await.unwrap(),
            about: List::default(),
            now: Timestamp(0),
        };
        let (happened, inputs) = mpsc::unbounded_channel();
        let mut host = Self {
            client: Client::new(page, who.viewer.user.id.0),
            started: Instant::now(),
            way,
            somebody: who.clone(),
            inputs,
            happened,
            out: None,
            wake: None,
            connects: 0,
        };
        host.handle(Input::OutboxLoaded(vec![]));
        host.handle(Input::Start);
        host
    }

    pub(crate) fn send(&mut self, room: RoomId, text: &str) {
        let mut id = [0; 16];
        getrandom::fill(&mut id).unwrap();
        let body = Body::parse(text).unwrap();
        let client_message_id = ClientMessageId(id);
        self.handle(Input::Send {
            room,
            body,
            to: None,
            client_message_id,
            typed_at: Timestamp(0),
        });
    }

    /// The texts of the messages of a room, as they are on screen.
    pub(crate) fn texts(&self, room: RoomId) -> Vec<String> {
        let timeline = self.client.room(room).and_then(|room| room.timeline());
        let rows = timeline.into_iter().flat_map(|timeline| timeline.rows());
        rows.filter_map(|row| match row {
            Row::Message(message) => message.body.as_ref().map(|body| body.as_str().to_owned()),
            Row::Notice(_) => None,
        })
        .collect()
    }

    /// Lives on until this is so, with somebody who does not wait for the next try.
    pub(crate) async fn until(&mut self, so: impl Fn(&Self) -> bool) {
        let patience = Instant::now() + PATIENCE;
        while !so(self) {
            let wake = self.wake.unwrap_or(patience);
            let input = tokio::select! {
                input = self.inputs.recv() => input.unwrap(),
                () = sleep_until(wake.min(patience)) => {
                    assert!(Instant::now() < patience, "{:?}", self.client.status());
                    self.wake = None;
                    Input::Wake
                }
            };
            self.handle(input);
            if matches!(self.client.status(), Status::Waiting { .. }) {
                self.handle(Input::TryNow);
            }
        }
    }

    pub(crate) fn handle(&mut self, input: Input) {
        let now = self.started.elapsed().as_millis() as Millis;
        for effect in self.client.handle(input, now) {
            match effect {
                Effect::Connect(generation) => self.connect(generation),
                Effect::Send(generation, bytes) => self.put(generation, Message::binary(bytes)),
                Effect::Close(generation, _) => self.put(generation, Message::Close(None)),
                Effect::WakeAt(at) => self.wake = Some(self.started + Duration::from_millis(at)),
                Effect::CheckSession => {
                    self.happened.send(Input::SessionChecked(SessionCheck::SignedIn)).unwrap();
                }
                Effect::StoreOutbox(item) => {
                    self.happened.send(Input::OutboxStored(item.client_message_id)).unwrap();
                }
                Effect::ForgetOutbox(_)
                | Effect::Changed(_)
                | Effect::Tell(_)
                | Effect::Untell { .. }
                | Effect::Versions { .. } => {}
                Effect::Failed(problem) => panic!("{problem:?}"),
            }
        }
    }

    fn put(&self, to: Generation, message: Message) {
        if let Some((_, out)) = self.out.as_ref().filter(|(generation, _)| *generation == to) {
            // A socket that is gone says so by itself.
            let _ = out.send(message);
        }
    }

    fn connect(&mut self, generation: Generation) {
        self.connects += 1;
        let (out, mut outgoing) = mpsc::unbounded_channel();
        self.out = Some((generation, out));
        let (happened, way) = (self.happened.clone(), self.way);
        let mut request =
            format!("ws://{}/ws", self.somebody.address).into_client_request().unwrap();
        let headers = [
            ("origin", format!("http://{}", self.somebody.address)),
            ("cookie", format!("hark_session={}", self.somebody.token)),
            ("sec-websocket-protocol", SUBPROTOCOL.to_owned()),
        ];
        for (name, value) in headers {
            request.headers_mut().insert(name, HeaderValue::from_str(&value).unwrap());
        }
        tokio::spawn(async move {
            let tell = |input| happened.send(input).is_ok();
            let Ok(stream) = TcpStream::connect(way).await else {
                return tell(Input::Closed(generation, 1006));
            };
            let Ok((mut socket, _)) = client_async(request, stream).await else {
                return tell(Input::Closed(generation, 1006));
            };
            tell(Input::Opened(generation));
            loop {
                tokio::select! {
                    message = outgoing.recv() => {
                        let Some(message) = message else { return false };
                        if socket.send(message).await.is_err() {
                            return tell(Input::Closed(generation, 1006));
                        }
                    }
                    message = socket.next() => match message {
                        Some(Ok(Message::Binary(bytes))) => {
                            tell(Input::Received(generation, bytes.to_vec()));
                        }
                        Some(Ok(Message::Close(close))) => {
                            let code = close.map_or(1005, |close| close.code.into());
                            return tell(Input::Closed(generation, code));
                        }
                        Some(Ok(_)) => {}
                        Some(Err(_)) | None => return tell(Input::Closed(generation, 1006)),
                    },
                }
            }
        });
    }
}
