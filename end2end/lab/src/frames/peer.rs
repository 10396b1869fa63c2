//! The other end of a server's WebSocket: plays one case over one connection, byte for byte.

use std::time::Duration;

use hark_protocol::{ClientFrame, List, ServerFrame, VERSION};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::script::{Case, Heard, Step};
use super::wire::{self, Frame};
use crate::http::Visitor;

/// What has not come by then will not come.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long what is known to be lenient may show that it is strict by now.
const STRICT_PATIENCE: Duration = Duration::from_secs(1);

/// What a case is played against.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Route {
    /// A debug build's echo.
    Echo,
    /// Hark's own socket, after its hello. What it tells of itself is not listened to.
    Hark,
}

impl Route {
    fn path(self) -> &'static str {
        match self {
            Self::Echo => "/ws/echo",
            Self::Hark => "/ws",
        }
    }
}

/// How a case came out.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Outcome {
    Strict,
    /// Not as it should be, but as the case says that it may.
    Lenient,
}

/// Plays a case. `Err`: what was wrong.
pub(crate) async fn play(case: &Case, route: Route, visitor: &Visitor) -> Result<Outcome, String> {
    let Some(lenient) = &case.lenient else {
        return run(case, &case.steps, route, visitor, PATIENCE).await.map(|()| Outcome::Strict);
    };
    let strict = run(case, &case.steps, route, visitor, STRICT_PATIENCE).await;
    match strict {
        Ok(()) => Ok(Outcome::Strict),
        Err(_) => run(case, lenient, route, visitor, PATIENCE).await.map(|()| Outcome::Lenient),
    }
}

async fn run(
    case: &Case,
    steps: &[Step],
    route: Route,
    visitor: &Visitor,
    patience: Duration,
) -> Result<(), String> {
    let mut peer = Peer::open(case, route, visitor).await?;
    for (number, step) in steps.iter().enumerate() {
        let done = match step {
            Step::Send(bytes, size) => peer.send(bytes, *size).await,
            Step::Hear(expected) => peer.hear(patience).await.and_then(|heard| {
                let is_it = heard.as_ref() == Some(expected);
                is_it.then_some(()).ok_or_else(|| {
                    format!("{} where {} was due", name(heard.as_ref()), name(Some(expected)))
                })
            }),
            Step::End => peer.hear(patience).await.and_then(|heard| match heard {
                None => Ok(()),
                more => Err(format!("{} after the close frame", name(more.as_ref()))),
            }),
        };
        done.map_err(|problem| format!("step {}: {problem}", number + 1))?;
    }
    Ok(())
}

/// One connection.
struct Peer {
    stream: TcpStream,
    route: Route,
    /// Came, and not heard yet.
    waiting: Vec<u8>,
}

impl Peer {
    async fn open(case: &Case, route: Route, visitor: &Visitor) -> Result<Self, String> {
        let stream = TcpStream::connect(visitor.server).await.map_err(|error| error.to_string())?;
        // Pieces are to go out as they are.
        stream.set_nodelay(true).map_err(|error| error.to_string())?;
        let request = visitor.handshake(route.path(), case.header);
        let mut peer = Self { stream, route, waiting: Vec::new() };
        peer.send(&[request.as_bytes(), &case.glued].concat(), usize::MAX).await?;
        let end = loop {
            if let Some(end) = peer.waiting.windows(4).position(|four| four == b"\r\n\r\n") {
                break end;
            }
            if !peer.read(PATIENCE).await? {
                return Err("no answer to the handshake".into());
            }
        };
        let head = String::from_utf8_lossy(&peer.waiting[..end]).to_ascii_lowercase();
        peer.waiting.drain(..end + 4);
        if !head.starts_with("http/1.1 101 ") || head.contains("sec-websocket-extensions") {
            return Err(format!("the handshake was answered with {head:?}"));
        }
        if route == Route::Hark && case.glued.is_empty() {
            peer.greet().await?;
        }
        Ok(peer)
    }

    async fn greet(&mut self) -> Result<(), String> {
        let hello = ClientFrame::Hello { version: VERSION, rooms: List::default(), open: None };
        self.send(&Frame::new(wire::BINARY, hello.encode()).bytes(), usize::MAX).await?;
        let live = ServerFrame::Live.encode();
        while self.frame(PATIENCE).await? != Some(Heard::Binary(live.clone())) {}
        Ok(())
    }

    async fn send(&mut self, bytes: &[u8], size: usize) -> Result<(), String> {
        for piece in bytes.chunks(size) {
            self.stream.write_all(piece).await.map_err(|error| format!("not sent: {error}"))?;
        }
        Ok(())
    }

    /// The next thing heard; `None`: the connection has ended.
    async fn hear(&mut self, patience: Duration) -> Result<Option<Heard>, String> {
        loop {
            match self.frame(patience).await? {
                Some(Heard::Binary(_)) if self.route == Route::Hark => {}
                heard => return Ok(heard),
            }
        }
    }

    async fn frame(&mut self, patience: Duration) -> Result<Option<Heard>, String> {
        loop {
            if let Some((opcode, at)) = wire::parse(&self.waiting)? {
                let payload = self.waiting[at.clone()].to_vec();
                self.waiting.drain(..at.end);
                return match opcode {
                    wire::TEXT => Ok(Some(Heard::Text(payload))),
                    wire::BINARY => Ok(Some(Heard::Binary(payload))),
                    wire::PONG => Ok(Some(Heard::Pong(payload))),
                    wire::CLOSE => {
                        let code = payload.first_chunk().copied().map(u16::from_be_bytes);
                        Ok(Some(Heard::Close(code)))
                    }
                    other => Err(format!("the server sent a frame of kind {other}")),
                };
            }
            if !self.read(patience).await? {
                let rest = self.waiting.len();
                return if rest == 0 { Ok(None) } else { Err(format!("{rest} bytes, no frame")) };
            }
        }
    }

    /// Whether more came before the end.
    async fn read(&mut self, patience: Duration) -> Result<bool, String> {
        match timeout(patience, self.stream.read_buf(&mut self.waiting)).await {
            Ok(Ok(count)) => Ok(count > 0),
            // What we sent after the server was done is answered by a reset.
            Ok(Err(error)) if error.kind() == std::io::ErrorKind::ConnectionReset => Ok(false),
            Ok(Err(error)) => Err(error.to_string()),
            Err(_) => Err("nothing was heard".into()),
        }
    }
}

fn name(heard: Option<&Heard>) -> String {
    match heard {
        None => "the end".into(),
        Some(Heard::Text(text)) => format!("text of {} bytes", text.len()),
        Some(Heard::Binary(bytes)) => format!("binary of {} bytes", bytes.len()),
        Some(Heard::Pong(payload)) => format!("a pong of {} bytes", payload.len()),
        Some(Heard::Close(Some(code))) => format!("a close with {code}"),
        Some(Heard::Close(None)) => "a close without a code".into(),
    }
}
