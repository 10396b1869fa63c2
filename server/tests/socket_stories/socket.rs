//! A person's end of a WebSocket, frame by frame.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::time::Duration;

use futures::{SinkExt, StreamExt};
use hark_protocol::{
    Body, ClientFrame, ClientMessageId, Command, CommandId, Cursor, Event, EventKind, List, Posted,
    Refusal, Reply, RoomCursor, RoomId, RoomSnapshot, SUBPROTOCOL, Seq, ServerFrame, VERSION,
};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::{HeaderName, HeaderValue, Request, Response};
use tokio_tungstenite::tungstenite::{self, Message};
use tokio_tungstenite::{WebSocketStream, client_async};

/// A test that waits longer than this has failed.
const PATIENCE: Duration = Duration::from_secs(15);

/// How a person comes in, or tries to.
pub(crate) struct Door {
    address: SocketAddr,
    request: Request<()>,
}

/// An open socket.
pub(crate) struct Socket {
    stream: WebSocketStream<TcpStream>,
    last: u32,
    /// Came while something else was waited for.
    earlier: VecDeque<ServerFrame>,
}

impl Door {
    pub(crate) fn new(address: SocketAddr, token: &str) -> Self {
        let request = format!("ws://{address}/ws").into_client_request().unwrap();
        Self { address, request }
            .with("origin", &format!("http://{address}"))
            .with("cookie", &format!("hark_session={token}"))
            .with("sec-websocket-protocol", SUBPROTOCOL)
    }

    /// With this header in place of the usual one.
    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        let value = HeaderValue::from_str(value).unwrap();
        self.request.headers_mut().insert(HeaderName::from_static(name), value);
        self
    }

    /// With this header besides.
    pub(crate) fn and(mut self, name: &'static str, value: &str) -> Self {
        let value = HeaderValue::from_str(value).unwrap();
        self.request.headers_mut().append(HeaderName::from_static(name), value);
        self
    }

    /// At another path of the same server.
    pub(crate) fn at(mut self, path: &str) -> Self {
        *self.request.uri_mut() = format!("ws://{}{path}", self.address).parse().unwrap();
        self
    }

    pub(crate) fn without(mut self, name: &'static str) -> Self {
        self.request.headers_mut().remove(name);
        self
    }

    /// A socket on which nothing was said yet.
    pub(crate) async fn open(self) -> Socket {
        let stream = TcpStream::connect(self.address).await.unwrap();
        let (stream, response) = client_async(self.request, stream).await.unwrap();
        assert_eq!(response.headers()["sec-websocket-protocol"], SUBPROTOCOL);
        Socket { stream, last: 0, earlier: VecDeque::new() }
    }

    /// The answer to somebody who may not come in.
    pub(crate) async fn refusal(self) -> Response<Option<Vec<u8>>> {
        let stream = TcpStream::connect(self.address).await.unwrap();
        match client_async(self.request, stream).await {
            Err(tungstenite::Error::Http(response)) => *response,
            Err(other) => panic!("no answer: {other}"),
            Ok(_) => panic!("came in"),
        }
    }

    pub(crate) async fn looks_at(self, room: RoomId) -> Socket {
        let mut socket = self.open().await;
        socket.hello(vec![], Some(room)).await;
        socket.until_live().await;
        socket
    }
}

impl Socket {
    pub(crate) async fn hello(&mut self, rooms: Vec<RoomCursor>, open: Option<RoomId>) {
        let rooms = List::new(rooms).unwrap();
        self.say(&ClientFrame::Hello { version: VERSION, rooms, open }).await;
    }

    /// Hello with one room, which is in view.
    pub(crate) async fn resume(&mut self, room: RoomId, cursor: Cursor) {
        self.hello(vec![RoomCursor { room, cursor }], Some(room)).await;
    }

    pub(crate) async fn say(&mut self, frame: &ClientFrame) {
        self.write(Message::binary(frame.encode())).await;
    }

    pub(crate) async fn write(&mut self, message: Message) {
        self.stream.send(message).await.unwrap();
    }

    pub(crate) async fn ask(&mut self, command: Command) -> CommandId {
        self.last += 1;
        let id = CommandId(self.last);
        self.say(&ClientFrame::Command { id, command }).await;
        id
    }

    /// The answer to a command. What comes before it is kept.
    pub(crate) async fn answer(&mut self, command: Command) -> Result<Reply, Refusal> {
        let asked = self.ask(command).await;
        self.wait(|frame| match frame {
            ServerFrame::Reply { id, result } if *id == asked => Some(result.clone()),
            _ => None,
        })
        .await
    }

    /// Posts a message under a fresh id.
    pub(crate) async fn post(&mut self, room: RoomId, text: &str) -> Posted {
        let mut id = [0; 16];
        getrandom::fill(&mut id).unwrap();
        self.post_as(room, ClientMessageId(id), text).await.unwrap()
    }

    pub(crate) async fn post_as(
        &mut self,
        room: RoomId,
        client_message_id: ClientMessageId,
        text: &str,
    ) -> Result<Posted, Refusal> {
        let body = Body::parse(text).unwrap();
        match self.answer(Command::Post { room, client_message_id, body, to: None }).await {
            Ok(Reply::Posted(posted)) => Ok(posted),
            Ok(other) => panic!("not posted: {other:?}"),
            Err(refusal) => Err(refusal),
        }
    }

    /// The next event of this room.
    pub(crate) async fn event(&mut self, room: RoomId) -> Event {
        self.wait(|frame| match frame {
            ServerFrame::Event { room: of, event } if *of == room => Some(event.clone()),
            _ => None,
        })
        .await
    }

    /// The text of the next message in this room.
    pub(crate) async fn message(&mut self, room: RoomId) -> String {
        text_of(&self.event(room).await)
    }

    pub(crate) async fn snapshot(&mut self) -> RoomSnapshot {
        self.wait(|frame| match frame {
            ServerFrame::Reset { snapshot, .. } => Some(snapshot.clone()),
            _ => None,
        })
        .await
    }

    /// The first frame for which `pick` has something, and what it has. Frames before it are kept
    /// for the next one who waits.
    pub(crate) async fn wait<R>(&mut self, mut pick: impl FnMut(&ServerFrame) -> Option<R>) -> R {
        for at in 0..self.earlier.len() {
            if let Some(found) = pick(&self.earlier[at]) {
                self.earlier.remove(at);
                return found;
            }
        }
        loop {
            let frame = self.read().await;
            if let Some(found) = pick(&frame) {
                return found;
            }
            self.earlier.push_back(frame);
        }
    }

    /// All frames up to live, which is left out.
    pub(crate) async fn until_live(&mut self) -> Vec<ServerFrame> {
        self.until(|frame| *frame == ServerFrame::Live).await
    }

    /// All frames up to the answer to a ping: what the server had to say before.
    pub(crate) async fn so_far(&mut self) -> Vec<ServerFrame> {
        self.say(&ClientFrame::Ping).await;
        self.until(|frame| *frame == ServerFrame::Pong).await
    }

    async fn until(&mut self, last: impl Fn(&ServerFrame) -> bool) -> Vec<ServerFrame> {
        let mut frames: Vec<ServerFrame> = self.earlier.drain(..).collect();
        loop {
            let frame = self.read().await;
            if last(&frame) {
                return frames;
            }
            frames.push(frame);
        }
    }

    /// The code the server closes with. What comes before it is given too.
    pub(crate) async fn closed(&mut self) -> (u16, Vec<ServerFrame>) {
        let mut frames: Vec<ServerFrame> = self.earlier.drain(..).collect();
        loop {
            match self.read_message().await {
                Some(Ok(Message::Close(Some(close)))) => return (close.code.into(), frames),
                Some(Ok(Message::Binary(bytes))) => {
                    frames.push(ServerFrame::decode(&bytes).unwrap());
                }
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                other => panic!("not closed: {other:?}"),
            }
        }
    }

    /// Sends a command of which nobody waits for the answer, while the other end is there.
    pub(crate) async fn try_say(&mut self, command: &Command) -> tungstenite::Result<()> {
        self.last += 1;
        let (id, command) = (CommandId(self.last), command.clone());
        let frame = ClientFrame::Command { id, command };
        self.stream.send(Message::binary(frame.encode())).await
    }

    /// The next frame, or the code that the server closes with.
    pub(crate) async fn next(&mut self) -> Result<ServerFrame, u16> {
        loop {
            match self.read_message().await {
                Some(Ok(Message::Binary(bytes))) => return Ok(ServerFrame::decode(&bytes).unwrap()),
                Some(Ok(Message::Close(Some(close)))) => return Err(close.code.into()),
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                other => panic!("neither a frame nor a close: {other:?}"),
            }
        }
    }

    async fn read(&mut self) -> ServerFrame {
        loop {
            match self.read_message().await {
                Some(Ok(Message::Binary(bytes))) => return ServerFrame::decode(&bytes).unwrap(),
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                other => panic!("no frame: {other:?}"),
            }
        }
    }

    async fn read_message(&mut self) -> Option<tungstenite::Result<Message>> {
        tokio::time::timeout(PATIENCE, self.stream.next()).await.expect("the server is silent")
    }

    /// What carries the socket, to break its rules.
    pub(crate) fn into_tcp(self) -> TcpStream {
        self.stream.into_inner()
    }
}

/// The text of a message.
pub(crate) fn text_of(event: &Event) -> String {
    match &event.kind {
        Some(EventKind::MessagePosted { body: Some(body), .. }) => body.as_str().to_owned(),
        other => panic!("not a message: {other:?}"),
    }
}

/// The cursor after an event of the history that another cursor is of.
pub(crate) fn after(event: &Event, history: Cursor) -> Cursor {
    Cursor { seq: event.seq, tag: event.tag, ..history }
}

/// A command to open a room afresh.
pub(crate) fn open(room: RoomId) -> Command {
    Command::Open { room, cursor: None }
}

/// A command that says how far one has read.
pub(crate) fn mark_read(room: RoomId, seq: Seq) -> Command {
    Command::MarkRead { room, seq, set_back: 0 }
}
