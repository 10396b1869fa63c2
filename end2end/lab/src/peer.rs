//! The other end of a socket on which anything may be said: every byte that comes back must be a
//! frame of the server, and hold nothing that is nobody's business.

use hark_protocol::{ClientFrame, List, ServerFrame, VERSION};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::frames::wire::{self, BINARY, CLOSE, Frame};
use crate::http::Visitor;

/// What no answer holds: places of a machine and of the source, the store's language, a stack.
const SECRETS: [&str; 10] = [
    "/home/",
    "/root/",
    "/tmp/",
    "/usr/",
    ".rs:",
    "SELECT ",
    "INSERT ",
    "sqlite",
    "panicked",
    "backtrace",
];

/// One socket, greeted.
pub(crate) struct Peer {
    stream: TcpStream,
    /// Came, and not heard yet.
    waiting: Vec<u8>,
}

#[derive(Debug)]
pub(crate) enum Heard {
    Frame(Box<ServerFrame>),
    Closed(u16),
}

impl Peer {
    /// Opens a socket and waits until it is live.
    pub(crate) async fn open(visitor: &Visitor) -> Result<Self, String> {
        let mut peer = Self::silent(visitor).await?;
        let hello = ClientFrame::Hello { version: VERSION, rooms: List::default(), open: None };
        peer.say(&hello).await?;
        loop {
            match peer.hear().await? {
                Some(Heard::Frame(frame)) if *frame == ServerFrame::Live => return Ok(peer),
                Some(Heard::Frame(_)) => {}
                other => return Err(format!("{other:?} came in place of a greeting")),
            }
        }
    }

    /// Opens a socket, and says nothing yet.
    pub(crate) async fn silent(visitor: &Visitor) -> Result<Self, String> {
        let stream = TcpStream::connect(visitor.server).await.map_err(|error| error.to_string())?;
        let mut peer = Self { stream, waiting: Vec::new() };
        peer.write(visitor.handshake("/ws", "").as_bytes()).await?;
        let end = loop {
            if let Some(end) = peer.waiting.windows(4).position(|four| four == b"\r\n\r\n") {
                break end;
            }
            if !peer.read().await? {
                return Err("no answer to the handshake".into());
            }
        };
        if !peer.waiting.starts_with(b"HTTP/1.1 101 ") {
            return Err(String::from_utf8_lossy(&peer.waiting).into_owned());
        }
        peer.waiting.drain(..end + 4);
        Ok(peer)
    }

    /// Says a frame of ours.
    pub(crate) async fn say(&mut self, frame: &ClientFrame) -> Result<(), String> {
        self.write(&Frame::new(BINARY, frame.encode()).bytes()).await
    }

    pub(crate) async fn write(&mut self, bytes: &[u8]) -> Result<(), String> {
        // Whoever was cut off in the middle hears why.
        match self.stream.write_all(bytes).await {
            Ok(()) => Ok(()),
            Err(error) if is_cut(&error) => Ok(()),
            Err(error) => Err(error.to_string()),
        }
    }

    /// Nothing more will come. Where the connection is gone already, that is so anyway.
    pub(crate) async fn say_no_more(&mut self) {
        drop(self.stream.shutdown().await);
    }

    /// The next frame; `None`: the stream ended without a close frame.
    pub(crate) async fn hear(&mut self) -> Result<Option<Heard>, String> {
        loop {
            if let Some((opcode, payload)) = wire::parse(&self.waiting)? {
                let end = payload.end;
                let payload = &self.waiting[payload];
                check_secrets(payload)?;
                let heard = match opcode {
                    BINARY => {
                        let frame = ServerFrame::decode(payload);
                        let frame = frame.map_err(|error| format!("a frame of ours: {error}"))?;
                        Some(Heard::Frame(Box::new(frame)))
                    }
                    CLOSE => {
                        let code = payload.first_chunk().copied();
                        Some(Heard::Closed(code.map_or(1005, u16::from_be_bytes)))
                    }
                    wire::PONG => None,
                    other => return Err(format!("the server sent a frame of kind {other}")),
                };
                self.waiting.drain(..end);
                if heard.is_some() {
                    return Ok(heard);
                }
            } else if !self.read().await? {
                return Ok(None);
            }
        }
    }

    async fn read(&mut self) -> Result<bool, String> {
        match self.stream.read_buf(&mut self.waiting).await {
            Ok(count) => Ok(count > 0),
            Err(error) if is_cut(&error) => Ok(false),
            Err(error) => Err(error.to_string()),
        }
    }
}

fn is_cut(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{BrokenPipe, ConnectionReset};
    matches!(error.kind(), BrokenPipe | ConnectionReset)
}

fn check_secrets(payload: &[u8]) -> Result<(), String> {
    let holds =
        |secret: &&&str| payload.windows(secret.len()).any(|part| part == secret.as_bytes());
    match SECRETS.iter().find(holds) {
        Some(secret) => Err(format!("{secret:?} left the server")),
        None => Ok(()),
    }
}
