//! A browser's plain requests: pages and forms, one connection each.

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hark_protocol::{ChatPage, RoomId, SUBPROTOCOL};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::Failure;

/// A page that takes longer will not come.
const PATIENCE: Duration = Duration::from_secs(30);

/// How forms come, and those with a file.
const FIELDS: &str = "application/x-www-form-urlencoded";
const FILE: &str = "multipart/form-data; boundary=\"end of file\"";

/// Somebody who asks: where, and by which session.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// The server.
    pub server: SocketAddr,
    /// The token of the session, if there is one.
    pub token: Option<String>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// The header, in lower case.
    pub head: String,
    /// The page.
    pub body: Vec<u8>,
}

impl Visitor {
    /// Opens a page.
    pub async fn get(&self, path: &str) -> Result<Answer, Failure> {
        self.ask("GET", path, FIELDS, b"").await
    }

    /// Sends a form from one of the server's own pages.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Result<Answer, Failure> {
        self.ask("POST", path, FIELDS, form(fields).as_bytes()).await
    }

    /// Sends a form with one file.
    pub async fn upload(&self, path: &str, file: &[u8]) -> Result<Answer, Failure> {
        let begin = b"--end of file\r\nContent-Disposition: form-data; name=\"picture\"; \
                      filename=\"picture\"\r\n\r\n";
        let form = [begin, file, b"\r\n--end of file--\r\n"].concat();
        self.ask("POST", path, FILE, &form).await
    }

    /// Sends a form that must be taken: anything but a redirect is a failure.
    pub async fn submit(&self, path: &str, fields: &[(&str, &str)]) -> Result<Answer, Failure> {
        let answer = self.post(path, fields).await?;
        if answer.status == 303 {
            Ok(answer)
        } else {
            Err(Failure(format!("POST {path} was answered with {}", answer.status)))
        }
    }

    /// What a page of this server asks with for a WebSocket at this path, and lines of a header
    /// besides, each with its end.
    pub fn handshake(&self, path: &str, more: &str) -> String {
        let (server, token) = (self.server, self.token.as_deref().unwrap_or_default());
        format!(
            "GET {path} HTTP/1.1\r\nHost: {server}\r\nOrigin: http://{server}\r\n\
             Cookie: hark_session={token}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
             Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\
             Sec-WebSocket-Protocol: {SUBPROTOCOL}\r\n{more}\r\n"
        )
    }

    /// Loads the chat page of a room, with all that a browser would go on from.
    pub async fn chat_page(&self, room: RoomId) -> Result<ChatPage, Failure> {
        let answer = self.get(&format!("/rooms/{room}")).await?;
        if answer.status != 200 {
            return Err(Failure(format!("room {room} was answered with {}", answer.status)));
        }
        answer.chat_page().ok_or_else(|| Failure(format!("room {room} came without its data")))
    }

    async fn ask(
        &self,
        method: &str,
        path: &str,
        kind: &str,
        form: &[u8],
    ) -> Result<Answer, Failure> {
        match timeout(PATIENCE, self.exchange(method, path, kind, form)).await {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(error)) => Err(Failure(format!("{method} {path}: {error}"))),
            Err(_) => Err(Failure(format!("{method} {path} got no answer"))),
        }
    }

    async fn exchange(
        &self,
        method: &str,
        path: &str,
        kind: &str,
        form: &[u8],
    ) -> std::io::Result<Answer> {
        let server = self.server;
        let mut request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {server}\r\nOrigin: http://{server}\r\n\
             Connection: close\r\nContent-Length: {}\r\n\
             Content-Type: {kind}\r\n",
            form.len()
        );
        if let Some(token) = &self.token {
            let _ = write!(request, "Cookie: hark_session={token}\r\n");
        }
        request += "\r\n";
        let mut stream = TcpStream::connect(server).await?;
        stream.write_all(&[request.as_bytes(), form].concat()).await?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).await?;
        Answer::read(&bytes).ok_or_else(|| std::io::Error::other("half an answer"))
    }
}

impl Answer {
    fn read(bytes: &[u8]) -> Option<Self> {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
        let head = String::from_utf8(bytes[..end].to_vec()).ok()?;
        let status = head.split(' ').nth(1)?.parse().ok()?;
        Some(Self { status, head, body: bytes[end + 4..].to_vec() })
    }

    /// The value of a header; its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.filter(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value).next()
    }

    /// The token of the session that this answer began.
    pub fn session(&self) -> Option<String> {
        let cookie = self.header("set-cookie")?.strip_prefix("hark_session=")?;
        cookie.split(';').next().map(str::to_owned)
    }

    /// What the server put beside a chat page, as the page's own script reads it.
    pub fn chat_page(&self) -> Option<ChatPage> {
        let text = std::str::from_utf8(&self.body).ok()?;
        let (_, tag) = text.split_once("id=\"chat-page\"")?;
        let (_, rest) = tag.split_once('>')?;
        let bytes = STANDARD.decode(rest.split('<').next()?.trim()).ok()?;
        ChatPage::decode(&bytes).ok()
    }
}

/// These fields as a form sends them.
pub(crate) fn form(fields: &[(&str, &str)]) -> String {
    let pair = |(name, value): &(&str, &str)| format!("{}={}", encode(name), encode(value));
    fields.iter().map(pair).collect::<Vec<_>>().join("&")
}

fn encode(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}
