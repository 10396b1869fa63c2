//! Connections that drag things out, until somebody cuts them.

use std::time::{Duration, Instant};

use hark_protocol::{ClientFrame, CloseCode, List, VERSION};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{MissedTickBehavior, interval, timeout};

use crate::http::Visitor;

/// Who is still there then is there for good.
const PATIENCE: Duration = Duration::from_secs(60);

/// What is dragged out.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Attack {
    /// Nothing is said.
    Silent,
    /// The head of a request, a byte each second.
    Head,
    /// The body of a form, likewise.
    Body,
    /// A message over a WebSocket, in empty fragments without end, as fast as they are taken.
    Fragments,
    /// A message over a WebSocket, a byte each second.
    Message,
}

/// How it ended.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cut {
    /// After how long, from the beginning of what is dragged out.
    pub(crate) after: Duration,
    /// By the answer or the close code that is due.
    pub(crate) was_told: bool,
}

impl Attack {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Silent => "silent",
            Self::Head => "dripping_heads",
            Self::Body => "dripping_bodies",
            Self::Fragments => "endless_fragments",
            Self::Message => "dripping_messages",
        }
    }

    /// How soon it must be cut. A message has ten seconds, and what was sent before them is read.
    pub(crate) fn within(self) -> Duration {
        Duration::from_secs(match self {
            Self::Silent | Self::Head => 10,
            Self::Body => 30,
            Self::Fragments | Self::Message => 12,
        })
    }

    /// Attacks until it is cut.
    pub(crate) async fn run(self, crook: Visitor) -> Cut {
        let begun = Instant::now();
        match timeout(PATIENCE, self.attack(&crook)).await {
            Ok(Ok(cut)) => cut,
            // One that could not even begin is one that nobody was told of.
            Ok(Err(_)) | Err(_) => Cut { after: begun.elapsed(), was_told: false },
        }
    }

    async fn attack(self, crook: &Visitor) -> std::io::Result<Cut> {
        let mut stream = TcpStream::connect(crook.server).await?;
        let begun = Instant::now();
        stream.write_all(self.opening(crook).as_bytes()).await?;
        let (begun, drip, pace): (Instant, &[u8], _) = match self {
            Self::Silent => (begun, b"", Duration::from_secs(1)),
            Self::Head | Self::Body => (begun, b"x", Duration::from_secs(1)),
            Self::Fragments | Self::Message => {
                let mut first = handshake_done(&mut stream).await?;
                // The first of a message: a frame of a thousand bytes, or one that is not the last.
                first.extend(match self {
                    Self::Fragments => [0x02, 0x80, 0, 0, 0, 0].to_vec(),
                    _ => [0x82, 0xfe, 0x03, 0xe8, 0, 0, 0, 0].to_vec(),
                });
                let begun = Instant::now();
                stream.write_all(&first).await?;
                match self {
                    Self::Fragments => (begun, &[0x00, 0x80, 0, 0, 0, 0], Duration::from_millis(1)),
                    _ => (begun, b"x", Duration::from_secs(1)),
                }
            }
        };
        let heard = drag(&mut stream, drip, pace).await;
        Ok(Cut { after: begun.elapsed(), was_told: self.is_due(&heard) })
    }

    fn opening(self, crook: &Visitor) -> String {
        let server = crook.server;
        match self {
            Self::Silent => String::new(),
            Self::Head => format!("GET / HTTP/1.1\r\nHost: {server}\r\nX-Header: "),
            Self::Body => format!(
                "POST /sign-in HTTP/1.1\r\nHost: {server}\r\nOrigin: http://{server}\r\n\
                 Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\n"
            ),
            Self::Fragments | Self::Message => crook.handshake("/ws", ""),
        }
    }

    /// Whether this is what somebody is to be told who is cut for this.
    fn is_due(self, heard: &[u8]) -> bool {
        match self {
            Self::Silent | Self::Head => heard.is_empty(),
            Self::Body => heard.starts_with(b"HTTP/1.1 408 "),
            Self::Fragments | Self::Message => {
                let [high, low] = CloseCode::Unfinished.code().to_be_bytes();
                heard
                    .windows(4)
                    .any(|four| matches!(four, [0x88, _, a, b] if [*a, *b] == [high, low]))
            }
        }
    }
}

/// Reads the answer to the handshake. What is to be sent first then.
async fn handshake_done(stream: &mut TcpStream) -> std::io::Result<Vec<u8>> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await?);
    }
    let hello = ClientFrame::Hello { version: VERSION, rooms: List::default(), open: None };
    let payload = hello.encode();
    let length = u8::try_from(payload.len()).map_err(std::io::Error::other)?;
    Ok([&[0x82, 0x80 | length, 0, 0, 0, 0], payload.as_slice()].concat())
}

/// Sends this over and over at this pace until the connection ends. What was heard.
async fn drag(stream: &mut TcpStream, drip: &[u8], pace: Duration) -> Vec<u8> {
    let mut heard = Vec::new();
    let mut pace = interval(pace);
    pace.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let (mut reader, mut writer) = stream.split();
    let mut gone = false;
    loop {
        tokio::select! {
            read = reader.read_buf(&mut heard) => match read {
                Ok(0) | Err(_) => return heard,
                Ok(_) => {}
            },
            _ = pace.tick(), if !gone && !drip.is_empty() => {
                // What cannot be sent any more may still have an answer.
                gone = writer.write_all(drip).await.is_err();
            }
        }
    }
}
