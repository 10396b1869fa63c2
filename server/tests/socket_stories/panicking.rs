//! What a panic comes to: one request. A server in a process of its own is asked to panic a
//! thousand times in each place where it can be, while somebody else goes on talking.

use std::fs::{self, File};
use std::net::SocketAddr;
use std::process::Stdio;

use hark_protocol::{ClientMessageId, Command, ErrorCode, HistoryFrom, Refusal, RoomId, Seq};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::process::{self, Child};
use tokio::sync::Mutex;

use super::chat::{Somebody, TestChat};

/// Panics in one place.
const PANICS: usize = 1_000;

/// Between two looks at whether everything else goes on.
const ROUND: usize = 100;

/// What the process may grow by from the end of the first round to the last, in KiB: a panic that
/// left a message, a task or a thread behind would come to more.
const GROWTH: u64 = 512;

/// The limit that asks for a panic while a part of the timeline is read.
const READING: u16 = 0xfa17;

/// A process that is started holds, for a moment, whatever was open just then: also the lock on the
/// data of the next.
static ONE_STARTS: Mutex<()> = Mutex::const_new(());

/// A server that panics when asked, with Ann and Bob in its lobby.
struct Fragile {
    process: Child,
    data: TempDir,
    lobby: RoomId,
    ann: Somebody,
    bob: Somebody,
}

impl Fragile {
    async fn start() -> Self {
        let _starting = ONE_STARTS.lock().await;
        let (chat, ann, bob) = TestChat::of_two().await;
        let lobby = chat.lobby;
        let data = chat.stop().await;
        // A site without which there are no pages.
        let site = data.path().join("site");
        fs::create_dir_all(site.join("pkg")).unwrap();
        for kind in ["js", "wasm", "css"] {
            fs::write(site.join("pkg/hark").with_extension(kind), "").unwrap();
        }
        let log = File::create(data.path().join("log")).unwrap();
        let mut process = process::Command::new(env!("CARGO_BIN_EXE_hark"))
            .args(["serve", "--faults", "--listen", "127.0.0.1:0"])
            // A thousand commands that panic are no flood here.
            .args(["--posts-per-second=10000", "--room-posts-per-second=10000"])
            .args(["--commands-per-second=10000", "--forms-per-second=10000"])
            .arg("--data")
            .arg(data.path())
            .arg("--site")
            .arg(site)
            .env_remove("RUST_LOG")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log)
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut said = BufReader::new(process.stdout.take().unwrap()).lines();
        let line = said.next_line().await.unwrap().unwrap();
        let address: SocketAddr = line.rsplit('/').next().unwrap().parse().unwrap();
        Self { process, data, lobby, ann: ann.at(address), bob: bob.at(address) }
    }

    /// Bytes of memory that the process uses, in KiB.
    fn memory(&self) -> u64 {
        let status = format!("/proc/{}/status", self.process.id().unwrap());
        let status = fs::read_to_string(status).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }

    /// The lines of the log that hold this.
    fn logged(&self, words: &str) -> Vec<String> {
        let log = fs::read_to_string(self.data.path().join("log")).unwrap();
        log.lines().filter(|line| line.contains(words)).map(str::to_owned).collect()
    }

    /// Has `once` cause a panic a thousand times, and sees that two who talk do not notice.
    async fn endure(&self, mut once: impl AsyncFnMut()) {
        let (mut ann, mut bob) =
            (self.ann.looks_at(self.lobby).await, self.bob.looks_at(self.lobby).await);
        let mut last: Option<Seq> = None;
        let mut memory = 0;
        for round in 0..PANICS / ROUND {
            for _ in 0..ROUND {
                once().await;
            }
            let posted = ann.post(self.lobby, &format!("Round {round}")).await;
            let event = bob.event(self.lobby).await;
            assert_eq!(event.seq, posted.seq);
            assert!(last.is_none_or(|last| event.seq == last.next()), "a hole in the log");
            last = Some(event.seq);
            if round == 0 {
                memory = self.memory();
            }
        }
        let grown = self.memory().saturating_sub(memory);
        assert!(grown <= GROWTH, "the process grew by {grown} KiB");
        assert_eq!(self.logged("A panic").len(), PANICS, "one line for each");
    }

    /// The same with a command, on one connection that goes on.
    async fn endure_commands(&self, command: impl Fn() -> Command) {
        let mut eve = self.ann.looks_at(self.lobby).await;
        self.endure(async || {
            let refused = eve.answer(command()).await.unwrap_err();
            assert_eq!(refused, Refusal::terminal(ErrorCode::Internal));
        })
        .await;
        eve.post(self.lobby, "Still the same connection").await;
        let failed = self.logged("A command failed: the panic ");
        assert_eq!(failed.len(), PANICS, "whose command it was is said too");
    }
}

#[tokio::test]
async fn a_panic_in_a_reading_ends_one_command() {
    let fragile = Fragile::start().await;
    let (room, from, limit) = (fragile.lobby, HistoryFrom::After(Seq(0)), READING);
    fragile.endure_commands(|| Command::History { room, from, limit }).await;
}

#[tokio::test]
async fn a_panic_in_a_write_ends_one_command() {
    let fragile = Fragile::start().await;
    fragile.endure_commands(|| post(fragile.lobby, "Panic in the command.")).await;
}

#[tokio::test]
async fn a_panic_in_the_store_ends_one_command_and_stores_nothing() {
    let fragile = Fragile::start().await;
    fragile.endure_commands(|| post(fragile.lobby, "Panic in the store.")).await;
}

fn post(room: RoomId, text: &str) -> Command {
    let mut id = [0; 16];
    getrandom::fill(&mut id).unwrap();
    let body = hark_protocol::Body::parse(text).unwrap();
    Command::Post { room, client_message_id: ClientMessageId(id), body, to: None }
}

#[tokio::test]
async fn a_panic_in_a_page_is_a_page_that_says_so() {
    let fragile = Fragile::start().await;
    let stream = TcpStream::connect(fragile.ann.address).await.unwrap();
    let mut stream = BufReader::new(stream);
    let mut last = String::new();
    fragile.endure(async || last = submit(&mut stream, &fragile, "Panic+in+the+page.").await).await;
    let (_, rest) = last.split_once("the code ").unwrap();
    let code = rest.split('.').next().unwrap();
    assert_eq!(fragile.logged(&format!("\"id\":\"{code}\"")).len(), 1, "{last}");
    // What the store's thread met is told in the same way.
    let page = submit(&mut stream, &fragile, "Panic+in+the+store.").await;
    let (_, rest) = page.split_once("the code ").unwrap();
    let code = rest.split('.').next().unwrap();
    assert_eq!(fragile.logged(&format!("\"id\":\"{code}\"")).len(), 1, "{page}");
}

/// Sends a message by a form, over this connection, and reads the page that says what went wrong.
async fn submit(stream: &mut BufReader<TcpStream>, to: &Fragile, words: &str) -> String {
    let form = format!("body={words}");
    let (address, token, length) = (to.ann.address, &to.ann.token, form.len());
    let request = format!(
        "POST /rooms/{}/messages HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\n\
         Cookie: hark_session={token}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {length}\r\n\r\n{form}",
        to.lobby
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut length = 0;
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        let begun = head.len();
        assert!(stream.read_line(&mut head).await.unwrap() > 0, "the connection was not kept");
        if let Some(value) = head[begun..].to_lowercase().strip_prefix("content-length: ") {
            length = value.trim().parse().unwrap();
        }
    }
    assert!(head.starts_with("HTTP/1.1 500 "), "{head}");
    assert!(head.contains("content-security-policy"), "{head}");
    let mut page = vec![0; length];
    stream.read_exact(&mut page).await.unwrap();
    String::from_utf8(page).unwrap()
}
