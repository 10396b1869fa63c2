//! What somebody writes first who wants a chat in Rust: axum's WebSocket, a task for each, and
//! tokio's broadcast channel between them.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::response::Response;
use axum::routing::get;
use axum::serve::ListenerExt as _;
use hark_lab::Failure;
use hark_protocol::{SOCKET_PATH, SUBPROTOCOL};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::broadcast;

use super::{Answer, Room};

/// Messages that a task may be behind.
const CAPACITY: usize = 1024;

#[derive(Debug)]
struct Hall {
    /// Locked while everybody is told, so that they are told in order.
    room: Mutex<Room>,
    told: broadcast::Sender<Bytes>,
}

pub(super) fn serve() -> Result<(), Failure> {
    let runtime = Runtime::new().map_err(|error| Failure::of("a runtime", error))?;
    runtime.block_on(run()).map_err(|error| Failure::of("plain axum", error))
}

async fn run() -> std::io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", listener.local_addr()?);
    let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
    let hall = Hall { room: Mutex::default(), told: broadcast::channel(CAPACITY).0 };
    let router = Router::new().route(SOCKET_PATH, get(upgrade)).with_state(Arc::new(hall));
    axum::serve(listener, router).await
}

async fn upgrade(socket: WebSocketUpgrade, State(hall): State<Arc<Hall>>) -> Response {
    socket.protocols([SUBPROTOCOL]).on_upgrade(async move |socket| attend(socket, &hall).await)
}

async fn attend(mut socket: WebSocket, hall: &Hall) {
    let mut told = hall.told.subscribe();
    loop {
        let answer = tokio::select! {
            event = told.recv() => match event {
                Ok(event) => Some(event),
                Err(_) => return,
            },
            message = socket.recv() => match message {
                Some(Ok(Message::Binary(bytes))) => hall.hear(&bytes),
                Some(Ok(_)) => None,
                Some(Err(_)) | None => return,
            },
        };
        if let Some(answer) = answer
            && socket.send(Message::Binary(answer)).await.is_err()
        {
            return;
        }
    }
}

impl Hall {
    fn hear(&self, message: &[u8]) -> Option<Bytes> {
        let mut room = self.room.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        match room.hear(message) {
            Answer::Live(live) => Some(live.into()),
            Answer::Posted { event, reply } => {
                // Nobody listens where nobody is there.
                let _ = self.told.send(event.into());
                Some(reply.into())
            }
            Answer::Nothing => None,
        }
    }
}
