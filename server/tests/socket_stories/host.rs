//! A host for the real client: what a browser does for it, natively. Its sockets go through a
//! proxy that can cut them, so that they break as networks do.

use std::net::SocketAddr;
use std::sync::Arc;

use futures::{SinkExt, StreamExt};
use hark_protocol::sync::{Client, Effect, Generation, Input, Millis, SessionCheck};
use hark_protocol::{Body, ChatPage, ClientMessageId, RoomId, Row, SUBPROTOCOL, Timestamp};
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, mpsc};
use tokio::time::{Duration, Instant, sleep_until};
use tokio_tungstenite::client_async;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::HeaderValue;

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
}

/// Carries connections to the server until it is told to cut them.
pub(crate) struct Proxy {
    pub(crate) address: SocketAddr,
    cut: Arc<Notify>,
}

impl Proxy {
    pub(crate) async fn to(server: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (address, cut) = (listener.local_addr().unwrap(), Arc::new(Notify::new()));
        let cuts = Arc::clone(&cut);
        tokio::spawn(async move {
            while let Ok((mut near, _)) = listener.accept().await {
                let cuts = Arc::clone(&cuts);
                tokio::spawn(async move {
                    let Ok(mut far) = TcpStream::connect(server).await else { return };
                    // Whatever is under way in either direction is lost with a cut.
                    near.set_zero_linger().unwrap();
                    far.set_zero_linger().unwrap();
                    tokio::select! {
                        _ = copy_bidirectional(&mut near, &mut far) => {}
                        () = cuts.notified() => {}
                    }
                });
            }
        });
        Self { address, cut }
    }

    /// Cuts all connections there are.
    pub(crate) fn cut(&self) {
        self.cut.notify_waiters();
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
            role: who.viewer.role,
            rooms: store.room_summaries(who.viewer.user.id).await.unwrap(),
            open: store.snapshot(&member).await.unwrap(),
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
        self.handle(Input::Send { room, body, client_message_id, typed_at: Timestamp(0) });
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

    /// Lives on until this is so.
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
                Effect::ForgetOutbox(_) | Effect::Changed(_) => {}
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
