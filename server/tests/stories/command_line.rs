//! The binary itself: what it prints, how it ends, and the command line beside a running server.

use std::path::Path;
use std::process::{Output, Stdio};

use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, ChildStdout, Command};

use crate::browser::Browser;
use crate::house::introduction;

/// A server in a process of its own.
struct Process {
    child: Child,
    out: tokio::io::Lines<BufReader<ChildStdout>>,
    browser: Browser,
}

fn hark(data: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hark"));
    command.args(arguments).arg("--data").arg(data).stdin(Stdio::null()).kill_on_drop(true);
    command
}

async fn run(data: &Path, arguments: &[&str]) -> Output {
    hark(data, arguments).output().await.unwrap()
}

impl Process {
    async fn start(data: &Path, site: &Path) -> Self {
        let mut command = hark(data, &["serve", "--listen", "127.0.0.1:0"]);
        let mut child = command
            .arg("--site")
            .arg(site)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap()).lines();
        let line = out.next_line().await.unwrap().unwrap();
        let address = line.strip_prefix("listening on http://").unwrap().parse().unwrap();
        Self { child, out, browser: Browser::at(address) }
    }

    /// Asks it to stop as supervisors do, and waits for its end.
    async fn terminate(mut self) -> i32 {
        let id = self.child.id().unwrap().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().await.unwrap().success());
        self.child.wait().await.unwrap().code().unwrap()
    }
}

#[tokio::test]
async fn a_server_prints_its_address_serves_and_stops_when_asked() {
    let dir = tempfile::tempdir().unwrap();
    let (data, site) = (dir.path().join("data"), crate::house::site(dir.path()));
    let mut server = Process::start(&data, &site).await;
    let link = server.out.next_line().await.unwrap().unwrap();
    let origin = format!("http://{}", server.browser.address);
    let claim = link.strip_prefix(&origin).unwrap().to_owned();
    let mut ann = server.browser.clone();
    ann.post(&claim, &introduction("Ann", "ann@example.org")).await.onward();
    ann.post("/rooms/1/messages", &[("body", "See you tomorrow")]).await.onward();
    assert_eq!(server.terminate().await, 0);
    let files = std::fs::read_dir(&data).unwrap().map(|file| file.unwrap().file_name());
    let files: Vec<_> = files.map(|name| name.into_string().unwrap()).collect();
    assert!(files.iter().all(|name| !name.ends_with("-wal")), "closed in good order: {files:?}");

    let server = Process::start(&data, &site).await;
    ann.address = server.browser.address;
    ann.get("/rooms/1").await.says(200, "See you tomorrow");
    assert_eq!(server.terminate().await, 0);
}

#[tokio::test]
async fn the_command_line_works_beside_a_running_server() {
    let dir = tempfile::tempdir().unwrap();
    let (data, site) = (dir.path().join("data"), crate::house::site(dir.path()));
    let mut server = Process::start(&data, &site).await;
    let link = server.out.next_line().await.unwrap().unwrap();
    let claim = link[link.find("/first-run/").unwrap()..].to_owned();

    let early = run(&data, &["admin", "create-invite"]).await;
    assert_eq!(early.status.code(), Some(1));
    assert!(String::from_utf8(early.stderr).unwrap().contains("nobody owns this server yet"));

    let mut ann = server.browser.clone();
    ann.post(&claim, &introduction("Ann", "ann@example.org")).await.onward();
    let output = run(
        &data,
        &["admin", "create-invite", "--public-url", "https://chat.example.org", "--uses", "2"],
    )
    .await;
    let link = String::from_utf8(output.stdout).unwrap();
    let path = link.trim_end().strip_prefix("https://chat.example.org").unwrap();
    let mut bob = server.browser.clone();
    bob.post(path, &introduction("Bob", "bob@example.org")).await.onward();

    let listed = run(&data, &["admin", "list-sessions", "bob@example.org"]).await;
    let listed = String::from_utf8(listed.stdout).unwrap();
    assert_eq!(listed.lines().count(), 2, "{listed}");
    assert!(listed.contains("bob@example.org\t20"), "{listed}");

    let log = run(&data, &["admin", "audit"]).await;
    let log = String::from_utf8(log.stdout).unwrap();
    assert!(log.contains("\tinvite-used\t2\t"), "{log}");
    let said = run(&data, &["admin", "audit", "--verify"]).await;
    let said = String::from_utf8(said.stdout).unwrap();
    let (_, known) = said.trim_end().rsplit_once(' ').unwrap();
    let again = run(&data, &["admin", "audit", "--verify", "--known", known]).await;
    assert_eq!(again.status.code(), Some(0));
    let other = "0".repeat(64);
    let gone = run(&data, &["admin", "audit", "--verify", "--known", &other]).await;
    assert_eq!(gone.status.code(), Some(1));
    assert!(String::from_utf8(gone.stderr).unwrap().contains("was tampered with"));

    let output = run(&data, &["admin", "reset-password", "BOB@example.org"]).await;
    let link = String::from_utf8(output.stdout).unwrap();
    let path = link.trim_end().strip_prefix("http://127.0.0.1:3000").unwrap();
    bob.post(path, &[("password", "another password")]).await.onward();
    assert_eq!(bob.get("/api/session").await.status, 401);
    let unknown = run(&data, &["admin", "reset-password", "cyd@example.org"]).await;
    assert_eq!(unknown.status.code(), Some(1));
    assert_eq!(server.terminate().await, 0);
}

#[tokio::test]
async fn what_cannot_be_used_is_said_in_a_sentence() {
    let dir = tempfile::tempdir().unwrap();
    let (data, site) = (dir.path().join("data"), crate::house::site(dir.path()));
    let server = Process::start(&data, &site).await;
    let second = run(&data, &["serve", "--listen", "127.0.0.1:0"]).await;
    assert_eq!(second.status.code(), Some(78));
    let said = String::from_utf8(second.stderr).unwrap();
    assert!(said.contains("hark: another hark is using this directory"), "{said}");
    assert_eq!(server.terminate().await, 0);

    let nowhere = run(&dir.path().join("nothing"), &["admin", "list-sessions"]).await;
    assert_eq!(nowhere.status.code(), Some(78));
    assert_eq!(run(&data, &["serve", "--nonsense"]).await.status.code(), Some(2));
    let help = run(&data, &["serve", "--help"]).await;
    assert!(String::from_utf8(help.stdout).unwrap().contains("HARK_PUBLIC_URL"));
}
