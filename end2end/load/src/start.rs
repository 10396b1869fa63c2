//! W12: from the start of the process until it answers, what it holds when nobody is there, how
//! much of it a browser loads, and how long that takes.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use hark_lab::Failure;
use hark_lab::http::Visitor;
use hark_lab::nemesis::Server;
use hark_protocol::Page;
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::crowd::Crowd;
use crate::house::House;
use crate::machine::Memory;
use crate::spread::spread;
use crate::walls::{Scribe, Wall};

/// What came out of one start.
#[derive(Debug, Serialize)]
pub struct Outcome {
    /// From just before the process was made until `/healthz` was answered by 200.
    pub exec_to_200_ms: f64,
    /// All of its memory, that of the program's own file too, in KiB.
    pub rss_kib: u64,
    /// Its memory when nobody is there.
    pub idle: Memory,
}

/// Starts it once on its data.
pub fn run(house: &mut House, settle: Duration) -> Result<Outcome, Failure> {
    let begun = Instant::now();
    house.start(&[])?;
    let address = house.server()?.address();
    let answer = house.ask(&Visitor { server: address, token: None }, "/healthz")?;
    let took = begun.elapsed();
    if answer.status != 200 {
        return Err(Failure(format!("/healthz was answered by {}", answer.status)));
    }
    std::thread::sleep(settle);
    let server: &Server = house.server()?;
    let outcome = Outcome {
        exec_to_200_ms: (took.as_secs_f64() * 1e5).round() / 100.0,
        rss_kib: server.memory_kib("VmRSS").unwrap_or_default(),
        idle: Memory::of(server.id()),
    };
    house.stop()?;
    Ok(outcome)
}

/// What a browser loads for a room, in bytes: the page as it is, and its parts as Brotli made them.
pub fn sizes(house: &mut House) -> Result<Value, Failure> {
    house.start(&[])?;
    let member = house.member().clone();
    let page = house.ask(&member, &format!("/rooms/{}", house.room()))?;
    let html = String::from_utf8_lossy(&page.body).into_owned();
    let mut sizes = Map::new();
    sizes.insert("html_plain".into(), json!(page.body.len()));
    let mut paths: Vec<&str> =
        html.split(['"', '\'']).filter(|word| word.starts_with("/pkg/")).collect();
    paths.sort_unstable();
    paths.dedup();
    for path in paths {
        let (_, kind) = path.rsplit_once('.').unwrap_or_default();
        let bytes = compressed(&member, path).map_err(|error| Failure::of(path, error))?;
        let size = sizes.entry(format!("{kind}_br")).or_insert(json!(0));
        *size = json!(size.as_u64().unwrap_or_default() + bytes);
    }
    house.stop()?;
    Ok(Value::Object(sizes))
}

/// Opens a room with fifty messages in a headless browser, so often with nothing in its cache, and
/// so often again: from the beginning of the navigation until the first message can be read, and
/// until the composer takes one.
pub fn opens(house: &mut House, script: &Path, loads: usize) -> Result<Value, Failure> {
    house.start(&[])?;
    let members = (0..house.people().len()).collect();
    let mut scribe = Scribe::of(vec![Wall::empty(house.room(), members)]);
    let mut crowd = Crowd::before(house.server()?.address())?;
    crowd.gather(&house.newcomers(), 1, &mut scribe)?;
    scribe.fill(&mut crowd, Page::FIRST_ROWS)?;
    drop(crowd);
    let Visitor { server, token } = house.member();
    let url = format!("http://{server}/rooms/{}", house.room());
    let node = Command::new("node")
        .arg(script)
        .args([&url, token.as_deref().unwrap_or_default(), &loads.to_string()])
        .arg(Page::FIRST_ROWS.to_string())
        .stderr(Stdio::inherit())
        .output();
    house.stop()?;
    let node = node.map_err(|error| Failure::of("node", error))?;
    let loads: Value = serde_json::from_slice(&node.stdout)
        .map_err(|_| Failure(format!("the browser ended with {}", node.status)))?;
    let spread = |kind: &str| spread(loads[kind].as_array().map_or(&[], Vec::as_slice));
    let (cold, warm) = (spread("cold"), spread("warm"));
    Ok(json!({"chromium": loads["chromium"], "cold": cold, "warm": warm}))
}

/// The length of a file as a browser gets it.
fn compressed(visitor: &Visitor, path: &str) -> std::io::Result<u64> {
    let server = visitor.server;
    let mut stream = TcpStream::connect(server)?;
    let head = format!("GET {path} HTTP/1.1\r\nHost: {server}\r\nConnection: close\r\n");
    stream.write_all(format!("{head}Accept-Encoding: br\r\n\r\n").as_bytes())?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n");
    let end = end.filter(|_| answer.starts_with(b"HTTP/1.1 200 "));
    let end = end.ok_or_else(|| std::io::Error::other("it did not come"))?;
    Ok((answer.len() - end - 4) as u64)
}
