//! A real WebSocket, from its opening to its close, as a task that tells its tab what happens.

use std::net::SocketAddr;
use std::time::Duration;

use futures::{SinkExt, StreamExt};
use hark_protocol::SUBPROTOCOL;
use hark_protocol::sync::{Generation, Input};
use tokio::net::{TcpSocket, TcpStream};
use tokio::sync::{mpsc, watch};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::{HeaderValue, Request};
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::{WebSocketStream, client_async_with_config};

use crate::http::Visitor;

/// What browsers say when there was no close frame (RFC 6455, section 7.1.5).
const ABNORMAL: u16 = 1006;

/// What browsers say when the close frame had no code.
const NO_CODE: u16 = 1005;

/// Bytes read at once. Thousands of tabs live in one process.
const READ_BYTES: usize = 8 * 1024;

/// How long the last words of a socket may take.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// What a tab needs to open a socket.
#[derive(Clone, Debug)]
pub(super) struct Opening {
    pub(super) way: SocketAddr,
    pub(super) visitor: Visitor,
    pub(super) receive_buffer: Option<u32>,
    /// Whether reading has stopped.
    pub(super) stalled: watch::Receiver<bool>,
}

/// Opens a socket and serves it until it closes.
pub(super) async fn run(
    opening: Opening,
    generation: Generation,
    mut outgoing: mpsc::UnboundedReceiver<Message>,
    tell: mpsc::UnboundedSender<Input>,
) {
    let code = match open(&opening).await {
        Some(socket) => {
            // A tab that is gone hears nothing; its socket ends below.
            let _ = tell.send(Input::Opened(generation));
            serve(socket, generation, &mut outgoing, &tell, opening.stalled).await
        }
        None => ABNORMAL,
    };
    let _ = tell.send(Input::Closed(generation, code));
}

async fn open(opening: &Opening) -> Option<WebSocketStream<TcpStream>> {
    let socket = TcpSocket::new_v4().ok()?;
    if let Some(bytes) = opening.receive_buffer {
        socket.set_recv_buffer_size(bytes).ok()?;
    }
    let stream = socket.connect(opening.way).await.ok()?;
    stream.set_nodelay(true).ok()?;
    let config = WebSocketConfig::default().read_buffer_size(READ_BYTES);
    let opened = client_async_with_config(request(&opening.visitor)?, stream, Some(config)).await;
    Some(opened.ok()?.0)
}

/// What a browser would send from a page of this server.
fn request(visitor: &Visitor) -> Option<Request<()>> {
    let mut request = format!("ws://{}/ws", visitor.server).into_client_request().ok()?;
    let cookie = format!("hark_session={}", visitor.token.as_deref().unwrap_or_default());
    let origin = format!("http://{}", visitor.server);
    for (name, value) in
        [("origin", origin.as_str()), ("cookie", &cookie), ("sec-websocket-protocol", SUBPROTOCOL)]
    {
        request.headers_mut().insert(name, HeaderValue::from_str(value).ok()?);
    }
    Some(request)
}

/// The close code that it ended with.
async fn serve(
    mut socket: WebSocketStream<TcpStream>,
    generation: Generation,
    outgoing: &mut mpsc::UnboundedReceiver<Message>,
    tell: &mpsc::UnboundedSender<Input>,
    mut stalled: watch::Receiver<bool>,
) -> u16 {
    loop {
        let reads = !*stalled.borrow();
        tokio::select! {
            message = outgoing.recv() => match message {
                Some(message) => {
                    if socket.send(message).await.is_err() {
                        return ABNORMAL;
                    }
                }
                // The tab took another socket: this one says goodbye and is let go.
                None => {
                    let _ = timeout(LAST_WORDS, socket.close(None)).await;
                    return ABNORMAL;
                }
            },
            message = socket.next(), if reads => match message {
                Some(Ok(Message::Binary(bytes))) => {
                    if tell.send(Input::Received(generation, bytes.into())).is_err() {
                        return ABNORMAL;
                    }
                }
                Some(Ok(Message::Close(close))) => {
                    let _ = timeout(LAST_WORDS, socket.flush()).await;
                    return close.map_or(NO_CODE, |close| close.code.into());
                }
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return ABNORMAL,
            },
            changed = stalled.changed() => if changed.is_err() {
                return ABNORMAL;
            },
        }
    }
}
