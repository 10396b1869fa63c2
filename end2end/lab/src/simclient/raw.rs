//! A WebSocket without a browser's tab round it: what is said and heard is up to the caller. It
//! costs a file and a few hundred bytes while nothing happens, so ten thousand fit into a process.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};

use hark_protocol::{ClientFrame, ServerFrame};
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpSocket, TcpStream};

use crate::http::Visitor;

/// Bytes read at once, on the stack.
const READ_BYTES: usize = 4 * 1024;

/// What is kept of a buffer when everything in it was heard.
const KEPT_BYTES: usize = 256;

/// The opcodes of RFC 6455, section 5.2, that a server of ours sends.
const BINARY: u8 = 2;
const CLOSE: u8 = 8;
/// And one of a client.
const PING: u8 = 9;

/// Every frame is final, every frame of a client masked; ours with zeros, which changes nothing.
const FINAL: u8 = 0x80;
const MASKED: u8 = 0x80;
const MASK: [u8; 4] = [0; 4];

/// An open socket.
#[derive(Debug)]
pub struct Raw {
    stream: TcpStream,
    /// Came, and not heard yet.
    waiting: Vec<u8>,
}

/// What came.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "one at a time, taken apart at once")]
pub enum Heard {
    /// A frame.
    Frame(ServerFrame),
    /// The end, with its code.
    Closed(u16),
}

impl Raw {
    /// Opens a socket as a browser would from a page of this server; from an address of its own,
    /// where thousands would use up one address's ports.
    pub async fn open(
        way: SocketAddr,
        from: Option<Ipv4Addr>,
        visitor: &Visitor,
    ) -> io::Result<Self> {
        let socket = TcpSocket::new_v4()?;
        if let Some(from) = from {
            socket.bind(SocketAddr::from((from, 0)))?;
        }
        Self::over(socket.connect(way).await?, visitor).await
    }

    /// Likewise over a connection that stands.
    pub async fn over(mut stream: TcpStream, visitor: &Visitor) -> io::Result<Self> {
        stream.set_nodelay(true)?;
        stream.write_all(visitor.handshake("/ws", "").as_bytes()).await?;
        let mut raw = Self { stream, waiting: Vec::new() };
        let end = loop {
            if let Some(end) = raw.waiting.windows(4).position(|four| four == b"\r\n\r\n") {
                break end + 4;
            }
            raw.read().await?;
        };
        if !raw.waiting.starts_with(b"HTTP/1.1 101 ") {
            let head = String::from_utf8_lossy(&raw.waiting[..end]).into_owned();
            return Err(io::Error::other(head));
        }
        raw.waiting.drain(..end);
        Ok(raw)
    }

    /// Says something.
    pub async fn say(&mut self, frame: &ClientFrame) -> io::Result<()> {
        let payload = frame.encode();
        let mut bytes = vec![FINAL | BINARY];
        match u8::try_from(payload.len()) {
            Ok(short @ ..126) => bytes.push(MASKED | short),
            Ok(_) | Err(_) => {
                let long = u16::try_from(payload.len()).map_err(io::Error::other)?;
                bytes.push(MASKED | 126);
                bytes.extend(long.to_be_bytes());
            }
        }
        bytes.extend(MASK);
        bytes.extend(payload);
        self.stream.write_all(&bytes).await
    }

    /// Asks by a control frame whether anybody is there.
    pub async fn ping(&mut self) -> io::Result<()> {
        let [a, b, c, d] = MASK;
        self.stream.write_all(&[FINAL | PING, MASKED, a, b, c, d]).await
    }

    /// Waits for what comes next. Nothing is lost when this is dropped before it is ready.
    pub async fn hear(&mut self) -> io::Result<Heard> {
        loop {
            if let Some((opcode, payload, whole)) = parse(&self.waiting) {
                let heard = match opcode {
                    BINARY => Some(Heard::Frame(
                        ServerFrame::decode(&self.waiting[payload]).map_err(io::Error::other)?,
                    )),
                    CLOSE => {
                        let code = self.waiting[payload].first_chunk().copied();
                        Some(Heard::Closed(code.map_or(1005, u16::from_be_bytes)))
                    }
                    _ => None,
                };
                self.waiting.drain(..whole);
                if self.waiting.is_empty() {
                    self.waiting.shrink_to(KEPT_BYTES);
                }
                if let Some(heard) = heard {
                    return Ok(heard);
                }
            } else {
                self.read().await?;
            }
        }
    }

    async fn read(&mut self) -> io::Result<()> {
        loop {
            self.stream.readable().await?;
            let mut buffer = [0; READ_BYTES];
            match self.stream.try_read(&mut buffer) {
                Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
                Ok(count) => {
                    self.waiting.extend_from_slice(&buffer[..count]);
                    return Ok(());
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) => return Err(error),
            }
        }
    }
}

/// The first whole frame: its opcode, where its payload stands, and where it ends.
fn parse(bytes: &[u8]) -> Option<(u8, std::ops::Range<usize>, usize)> {
    let (first, second) = (*bytes.first()?, *bytes.get(1)?);
    let (start, length) = match second {
        126 => (4, u64::from(u16::from_be_bytes(*bytes.get(2..)?.first_chunk()?))),
        127 => (10, u64::from_be_bytes(*bytes.get(2..)?.first_chunk()?)),
        short => (2, u64::from(short)),
    };
    let end = start + usize::try_from(length).ok()?;
    (bytes.len() >= end).then_some((first & 0x0f, start..end, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_taken_whole_and_one_by_one() {
        let mut bytes = vec![FINAL | BINARY, 2, 7, 7, FINAL | CLOSE, 2, 0x0f, 0xa1];
        assert_eq!(parse(&bytes), Some((BINARY, 2..4, 4)));
        assert_eq!(parse(&bytes[4..]), Some((CLOSE, 2..4, 4)));
        assert_eq!(parse(&bytes[..3]), None);
        bytes.splice(1..4, [126, 1, 0]);
        bytes.resize(260, 0);
        assert_eq!(parse(&bytes), Some((BINARY, 4..260, 260)));
        assert_eq!(parse(&bytes[..259]), None);
    }
}
