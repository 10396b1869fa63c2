//! One socket of the crowd: opened, greeted, then heard. It keeps bytes only while half a frame
//! waits for its other half.

mod shared;

use std::io::{self, Read as _};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use hark_protocol::ClientFrame;
use mio::net::TcpStream;
use rustix::io::Errno;
use rustix::net::sockopt::{set_socket_linger, set_socket_recv_buffer_size};
use rustix::net::{AddressFamily, SocketFlags, SocketType, connect, socket_with};

use crate::tongue::{self, Said, Tongue};
use crate::wire::{self, Frame};

pub(crate) use shared::Shared;

/// Bytes read at once.
const READ_BYTES: usize = 64 * 1024;

/// More than the header of any answer to a handshake.
const HEAD_BYTES: usize = 16 * 1024;

/// What the lab's handshake must be answered with (RFC 6455, section 1.3: it is the example's key).
const ACCEPT: &str = "sec-websocket-accept: s3pplmbitxaq9kygzzhzrbk+xoo=";

/// What a member needs to get in.
#[derive(Clone, Debug)]
pub struct Ticket {
    /// The request for a WebSocket, with a session.
    pub handshake: String,
    /// What is said first. Nothing: who is connected is in.
    pub hello: Vec<u8>,
}

/// Who listens to a crowd. Members go by their number.
pub trait Ear {
    /// All that the member missed was sent, so long after it began to connect.
    fn live(&mut self, who: usize, after: Duration);

    /// A message came that the crowd has not answered itself. An error ends the connection.
    fn hear(&mut self, who: usize, payload: &[u8], at: Instant) -> Result<(), String>;

    /// The connection ended.
    fn gone(&mut self, who: usize, why: &str);
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Stage {
    Connecting,
    Asking,
    Greeting,
    Live,
}

/// One socket.
#[derive(Debug)]
pub(crate) struct Member {
    pub(crate) stream: TcpStream,
    who: usize,
    ticket: Ticket,
    begun: Instant,
    stage: Stage,
    /// Came, and is not a whole frame yet.
    half: Vec<u8>,
    /// Said, and not taken by the system yet.
    unsent: Vec<u8>,
}

impl Member {
    pub(crate) fn connect(
        server: SocketAddr,
        who: usize,
        ticket: Ticket,
        kept: Option<usize>,
    ) -> io::Result<Self> {
        let stream = match kept {
            None => TcpStream::connect(server)?,
            Some(bytes) => connect_keeping(server, bytes)?,
        };
        stream.set_nodelay(true)?;
        // A reset instead of a goodbye: the port is free again at once, not in a minute.
        set_socket_linger(&stream, Some(Duration::ZERO))?;
        let (begun, stage) = (Instant::now(), Stage::Connecting);
        Ok(Self { stream, who, ticket, begun, stage, half: Vec::new(), unsent: Vec::new() })
    }

    pub(crate) fn is_live(&self) -> bool {
        self.stage == Stage::Live
    }

    /// The system has something for this member, or takes something of it again.
    pub(crate) fn go_on(
        &mut self,
        event: &mio::event::Event,
        shared: &mut Shared,
        ear: &mut impl Ear,
    ) -> Result<(), String> {
        if event.is_writable() {
            if self.stage == Stage::Connecting {
                if let Some(error) = self.stream.take_error().map_err(said)? {
                    return Err(said(error));
                }
                self.stage = Stage::Asking;
                let handshake = std::mem::take(&mut self.ticket.handshake);
                self.unsent.extend_from_slice(handshake.as_bytes());
            }
            self.send()?;
        }
        if event.is_readable() || event.is_read_closed() {
            self.read(event.is_read_closed(), shared, ear)?;
        }
        Ok(())
    }

    /// Says something as soon as the system takes it.
    pub(crate) fn say(&mut self, payload: &[u8], shared: &mut Shared) -> Result<(), String> {
        wire::put_message(&mut self.unsent, payload, shared.mask());
        self.send()
    }

    fn send(&mut self) -> Result<(), String> {
        wire::send(&mut self.stream, &mut self.unsent).map_err(said)?;
        if self.unsent.is_empty() {
            // Thousands hardly ever speak.
            self.unsent = Vec::new();
        }
        Ok(())
    }

    /// Reads what there is. The end of a connection that came with its last bytes is not told of
    /// again: then it is read too.
    fn read(
        &mut self,
        to_the_end: bool,
        shared: &mut Shared,
        ear: &mut impl Ear,
    ) -> Result<(), String> {
        loop {
            let mut scratch = std::mem::take(&mut shared.scratch);
            let read = self.read_once(&mut scratch, shared, ear);
            shared.scratch = scratch;
            match read? {
                Some(is_full) if is_full || to_the_end => {}
                Some(_) | None => return Ok(()),
            }
        }
    }

    /// Reads once. Whether all the room was taken, so that there may be more; `None`: there was
    /// nothing.
    fn read_once(
        &mut self,
        scratch: &mut Vec<u8>,
        shared: &mut Shared,
        ear: &mut impl Ear,
    ) -> Result<Option<bool>, String> {
        let kept = self.half.len();
        if scratch.len() < kept + READ_BYTES {
            scratch.resize(kept + READ_BYTES, 0);
        }
        let count = match self.stream.read(&mut scratch[kept..]) {
            Ok(0) => return Err("the connection ended without a word".into()),
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(None),
            Err(error) => return Err(said(error)),
        };
        let at = Instant::now();
        shared.reads += 1;
        // What a stream's read leaves room for, there is no more of (epoll(7)).
        let is_full = Some(kept + count == scratch.len());
        scratch[..kept].copy_from_slice(&self.half);
        let mut bytes = &scratch[..kept + count];
        if self.stage == Stage::Asking {
            match self.answered(bytes)? {
                Some(end) => {
                    bytes = &bytes[end..];
                    self.stage = Stage::Greeting;
                    let hello = std::mem::take(&mut self.ticket.hello);
                    if hello.is_empty() {
                        self.is_in(at, ear);
                    } else {
                        self.say(&hello, shared)?;
                    }
                }
                None => {
                    self.half = bytes.to_vec();
                    return Ok(is_full);
                }
            }
        }
        while let Some((frame, end)) = wire::take(bytes).map_err(|broken| broken.to_string())? {
            bytes = &bytes[end..];
            self.take(frame, at, shared, ear)?;
        }
        if bytes.is_empty() && kept == 0 {
            return Ok(is_full);
        }
        self.half = bytes.to_vec();
        Ok(is_full)
    }

    /// Where the answer to the handshake ends, if it is there and as it must be.
    fn answered(&self, bytes: &[u8]) -> Result<Option<usize>, String> {
        let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else {
            let too_long = "the answer to the handshake has no end";
            return if bytes.len() > HEAD_BYTES { Err(too_long.into()) } else { Ok(None) };
        };
        let head = String::from_utf8_lossy(&bytes[..end]);
        let accepted = head.lines().any(|line| line.eq_ignore_ascii_case(ACCEPT));
        if head.starts_with("HTTP/1.1 101 ") && accepted {
            Ok(Some(end + 4))
        } else {
            Err(head.lines().next().unwrap_or_default().to_owned())
        }
    }

    fn take(
        &mut self,
        frame: Frame<'_>,
        at: Instant,
        shared: &mut Shared,
        ear: &mut impl Ear,
    ) -> Result<(), String> {
        match frame {
            Frame::Binary(payload) if payload == shared.ping => {
                self.say(&ClientFrame::Pong.encode(), shared)
            }
            Frame::Binary(payload) if payload == shared.live && self.stage == Stage::Greeting => {
                self.is_in(at, ear);
                Ok(())
            }
            Frame::Binary(payload) if shared.tongue == Tongue::Nats => {
                self.take_lines(payload, at, shared, ear)
            }
            Frame::Binary(payload) => ear.hear(self.who, payload, at),
            Frame::Ping(payload) => {
                wire::put_pong(&mut self.unsent, payload, shared.mask());
                self.send()
            }
            Frame::Pong => Ok(()),
            Frame::Close(code) => Err(format!("closed with {code}")),
        }
    }

    fn take_lines(
        &mut self,
        mut payload: &[u8],
        at: Instant,
        shared: &mut Shared,
        ear: &mut impl Ear,
    ) -> Result<(), String> {
        while !payload.is_empty() {
            let (said, rest) = tongue::take(payload)?;
            match said {
                Said::Message(message) => ear.hear(self.who, message, at)?,
                Said::Ping => self.say(tongue::PONG, shared)?,
                Said::Pong if self.stage == Stage::Greeting => self.is_in(at, ear),
                Said::Pong | Said::Nothing => {}
            }
            payload = rest;
        }
        Ok(())
    }

    fn is_in(&mut self, at: Instant, ear: &mut impl Ear) {
        self.stage = Stage::Live;
        ear.live(self.who, at.duration_since(self.begun));
    }
}

/// Connects with a buffer of so many bytes. It must be small before the other side is told how
/// much it may send.
fn connect_keeping(server: SocketAddr, bytes: usize) -> io::Result<TcpStream> {
    let family = if server.is_ipv4() { AddressFamily::INET } else { AddressFamily::INET6 };
    let flags = SocketFlags::NONBLOCK | SocketFlags::CLOEXEC;
    let socket = socket_with(family, SocketType::STREAM, flags, None)?;
    set_socket_recv_buffer_size(&socket, bytes)?;
    match connect(&socket, &server) {
        Ok(()) | Err(Errno::INPROGRESS) => Ok(TcpStream::from_std(socket.into())),
        Err(error) => Err(error.into()),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn said(error: io::Error) -> String {
    error.to_string()
}
