//! Requests written by hand, byte by byte, and what is answered.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::timeout;

use super::Verdict;

/// What has not come by then will not come.
const PATIENCE: Duration = Duration::from_secs(45);

/// One connection.
pub(crate) struct Hand {
    stream: TcpStream,
    came: Vec<u8>,
}

/// What was answered to one request.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// The status line and the header, in lower case.
    pub(crate) head: String,
    pub(crate) body: String,
}

/// What is answered to these bytes.
pub(crate) async fn ask(server: SocketAddr, request: impl AsRef<[u8]>) -> Result<Answer, String> {
    let mut hand = Hand::at(server).await?;
    hand.say(request.as_ref()).await;
    hand.answer().await
}

impl Hand {
    pub(crate) async fn at(server: SocketAddr) -> Result<Self, String> {
        Self::from(Ipv4Addr::LOCALHOST, server).await
    }

    /// From an address of this machine.
    pub(crate) async fn from(address: Ipv4Addr, server: SocketAddr) -> Result<Self, String> {
        let connected = async {
            let socket = TcpSocket::new_v4()?;
            socket.bind(SocketAddr::from((address, 0)))?;
            socket.connect(server).await
        };
        let stream = connected.await.map_err(|error| format!("not connected: {error}"))?;
        Ok(Self { stream, came: Vec::new() })
    }

    /// Says this; whoever was cut off in the middle hears why.
    pub(crate) async fn say(&mut self, bytes: &[u8]) {
        drop(self.stream.write_all(bytes).await);
    }

    /// The next answer, with as much of a body as it announces.
    pub(crate) async fn answer(&mut self) -> Result<Answer, String> {
        let end = loop {
            if let Some(at) = self.came.windows(4).position(|four| four == b"\r\n\r\n") {
                break at + 4;
            }
            if !self.read().await? {
                return Err("the connection ended without an answer".into());
            }
        };
        let head = String::from_utf8_lossy(&self.came[..end]).to_ascii_lowercase();
        self.came.drain(..end);
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
        let status = status.ok_or_else(|| format!("no answer: {head}"))?;
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
        let chunked = head.contains("transfer-encoding: chunked");
        let whole = |came: &[u8]| match length.and_then(|length| length.parse().ok()) {
            Some(length) => came.len() >= length,
            None => !chunked || came.ends_with(b"0\r\n\r\n"),
        };
        while !whole(&self.came) && self.read().await? {}
        let body = String::from_utf8_lossy(&self.came).into_owned();
        self.came.clear();
        Ok(Answer { status, head, body })
    }

    /// Waits for the end of the connection, whatever comes before.
    pub(crate) async fn end(&mut self) -> Verdict {
        while self.read().await? {}
        Ok(())
    }

    /// Ends the connection in the middle, as a machine does that loses power and comes back.
    pub(crate) fn reset(self) -> Verdict {
        self.stream.set_zero_linger().map_err(|error| error.to_string())
    }

    async fn read(&mut self) -> Result<bool, String> {
        match timeout(PATIENCE, self.stream.read_buf(&mut self.came)).await {
            Ok(Ok(count)) => Ok(count > 0),
            Ok(Err(_)) => Ok(false),
            Err(_) => Err("nothing was heard, and the connection stands".into()),
        }
    }
}

impl Answer {
    /// Whether it is what must come.
    pub(crate) fn is(&self, status: u16) -> Verdict {
        self.is_one_of(&[status])
    }

    pub(crate) fn is_one_of(&self, statuses: &[u16]) -> Verdict {
        if statuses.contains(&self.status) {
            return Ok(());
        }
        Err(format!("{} where {statuses:?} was due", self.head.lines().next().unwrap_or_default()))
    }

    /// Whether a line of its header begins so.
    pub(crate) fn says(&self, line: &str) -> Verdict {
        let has = self.head.lines().any(|said| said.starts_with(line));
        has.then_some(()).ok_or_else(|| format!("no {line:?} in {}", self.head))
    }
}
