//! P18: a server that is asked to panic a thousand times while twenty people talk.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use futures::FutureExt;
use hark_protocol::sync::Client;
use hark_protocol::{
    ClientFrame, Command, CommandId, ErrorCode, HistoryFrom, List, Refusal, Reply, RoomId, Seq,
    ServerFrame, VERSION,
};
use serde_json::Value;
use tokio::time::{interval, timeout};

use crate::Failure;
use crate::http::Visitor;
use crate::oracle::{Ledger, Stored, compare_screen};
use crate::promise::{Promise, Trial};
use crate::report::Report;
use crate::simclient::{Entry, Habits, Heard, Journal, Raw, Tab};
use crate::town::Town;

pub(crate) const PROMISE: Promise = Promise {
    name: "P18",
    sentence: "A panic ends one request, under an id that the log has, and nothing else notices.",
    ci_seeds: 1,
    full_seeds: 5,
    beside: 1,
    alone: false,
    run: |trial| run(trial).boxed(),
};

const PEOPLE: usize = 20;
const PANICS: usize = 1_000;
/// Panics before the server's memory is looked at first.
const WARM_UP: usize = 200;
/// Panics and messages, each so many in a second.
const PER_SECOND: u32 = 100;
/// What the server may grow by during the rest, in KiB: 800 messages and what is kept of them, and
/// less than 3 KiB for each panic.
const GROWTH_KIB: u64 = 2_048;
/// What takes longer is stuck.
const PATIENCE: Duration = Duration::from_secs(60);

/// The texts that a debug build started with `--faults` panics at: before the store is asked, and
/// on the store's thread after the message was written.
const FATAL: [&str; 2] = ["Panic in the command.", "Panic in the store."];
/// The text that the handler of a form panics at.
const FATAL_FORM: &str = "Panic in the page.";
/// The limit at which the reading of a part of the timeline panics.
const FATAL_LIMIT: u16 = 0xfa17;

async fn run(trial: Trial) -> Result<Report, Failure> {
    let mut report = Report::default();
    let Some(launch) = trial.launch_debug()? else {
        report.skipped.push("P18: no debug build of the server was named".into());
        return Ok(report);
    };
    let mut town = Town::found(launch, PEOPLE, 1).await?;
    let room = town.rooms[0];
    let mut tabs = Vec::with_capacity(PEOPLE);
    for (number, who) in (0..).zip(&town.people) {
        let habits =
            Habits::by_way_of(town.server()?.address(), trial.seed.rotate_left(7) ^ number);
        let tab = Tab::open(who, room, habits).await?;
        tab.until_settled(PATIENCE).await?;
        tabs.push(tab);
    }
    let codes = talk_and_panic(&trial, &town, &mut tabs, &mut report).await?;
    if !report.is_ok() {
        return Ok(report);
    }
    judge(&town, tabs, &mut report).await?;
    let log = Log::read(&town)?;
    report.measure("panics_logged", log.panics);
    report.require(log.panics == PANICS, || {
        format!("{} lines in the log for {PANICS} panics", log.panics)
    });
    let unknown = codes.iter().filter(|code| !log.ids.contains(*code)).count();
    report.require(unknown == 0, || format!("{unknown} pages named a code that the log has not"));
    report.require(log.commands == PANICS - codes.len(), || {
        format!("{} lines in the log say whose command it was", log.commands)
    });
    let (_, status) = town.take()?.stop()?;
    report.require(status.success(), || format!("the server did not stop well: {status}"));
    Ok(report)
}

/// Sends and panics at an even pace. The codes on the pages that told of a panic.
async fn talk_and_panic(
    trial: &Trial,
    town: &Town,
    tabs: &mut [Tab],
    report: &mut Report,
) -> Result<Vec<String>, Failure> {
    let room = town.rooms[0];
    let mut dice = trial.dice(18);
    let mut speaker = Speaker::connect(&town.people[0].visitor, room).await?;
    let mut pace = interval(Duration::from_secs(1) / PER_SECOND);
    let mut codes = Vec::new();
    let mut memory = None;
    let mut internal = 0_u64;
    for number in 0..PANICS {
        pace.tick().await;
        if number == WARM_UP {
            memory = town.server()?.memory_kib("VmRSS");
        }
        let unlucky = dice.usize(..PEOPLE);
        match dice.u8(..4) {
            0 => {
                let fatal =
                    Command::History { room, from: HistoryFrom::After(Seq(0)), limit: FATAL_LIMIT };
                let refused = Err(Refusal::terminal(ErrorCode::Internal));
                internal += u64::from(speaker.ask(fatal).await? == refused);
            }
            1 => {
                let form = [("body", FATAL_FORM)];
                let path = format!("/rooms/{room}/messages");
                let answer = town.people[unlucky].visitor.post(&path, &form).await?;
                internal += u64::from(answer.status == 500);
                codes.push(code(&answer.body).unwrap_or_default());
            }
            _ => drop(tabs[unlucky].send(room, FATAL[dice.usize(..FATAL.len())])?),
        }
        tabs[dice.usize(..PEOPLE)].send(room, &format!("Message {number}"))?;
    }
    let deadline = Instant::now() + PATIENCE;
    for tab in tabs.iter() {
        let settled = tab.until_settled(deadline.saturating_duration_since(Instant::now())).await?;
        report.require(settled, || "a tab was not settled".into());
        internal += tab.look(|_, journal| journal.count(is_internal)).await?;
    }
    if let (Some(before), Some(after)) = (memory, town.server()?.memory_kib("VmRSS")) {
        let grown = after.saturating_sub(before);
        report.measure("grown_kib", grown);
        report.require(grown <= GROWTH_KIB, || format!("the server grew by {grown} KiB"));
    } else {
        report.problem("the server's memory could not be read");
    }
    report.measure("panics", PANICS);
    report.measure("answered_internal", internal);
    report.require(internal == PANICS as u64, || {
        format!("{internal} requests of {PANICS} were answered with internal")
    });
    Ok(codes)
}

/// No connection was closed, everything else that was sent is on every screen, and nothing of what
/// panicked is.
async fn judge(town: &Town, tabs: Vec<Tab>, report: &mut Report) -> Result<(), Failure> {
    let room = town.rooms[0];
    let stored = Stored::read(&town.server()?.database())?;
    let head = stored.rooms.get(&room.0).map_or(0, |events| events.len() as u64);
    let fatal = |text: &str| FATAL.contains(&text) || text == FATAL_FORM;
    let half_done = stored.messages().filter(|message| message.first_body.is_some_and(fatal));
    let half_done = half_done.count();
    report.require(half_done == 0, || format!("{half_done} messages are stored half"));
    let mut ledger = Ledger::default();
    let mut touched = 0;
    // Whoever comes after it all finds all of it too.
    let address = town.server()?.address();
    let late = Tab::open(&town.people[0], room, Habits::by_way_of(address, 0)).await?;
    report.require(late.until_settled(PATIENCE).await?, || "nobody can come any more".into());
    for (number, tab) in tabs.into_iter().chain([late]).enumerate() {
        let who = format!("tab {number}");
        // What others sent last is on its way.
        let has_all = move |client: &Client, _: &Journal| {
            client.room(room).is_some_and(|held| held.cursor().seq.0 >= head)
        };
        report.require(tab.until(PATIENCE, has_all).await?, || format!("{who} misses something"));
        compare_screen(&who, room.0, &tab.walk(room, PATIENCE).await?, &stored, report);
        let journal = tab.kill().await?;
        touched += journal.count(|entry| matches!(entry, Entry::Close { .. }));
        ledger.take(&who, &journal, report);
    }
    report.measure("sockets_touched", touched);
    report.require(touched == 0, || format!("{touched} connections were closed"));
    ledger.compare(&stored, report);
    ledger.hold_all_stored(&stored, report);
    Ok(())
}

fn is_internal(entry: &Entry) -> bool {
    matches!(entry, Entry::Refused { code, retry_after_ms: None, .. } if code == "Internal")
}

/// A socket for what no client of ours would say.
struct Speaker {
    raw: Raw,
    last: CommandId,
}

impl Speaker {
    async fn connect(who: &Visitor, room: RoomId) -> Result<Self, Failure> {
        let failed = |error| Failure::of("a socket", error);
        let mut raw = Raw::open(who.server, None, who).await.map_err(failed)?;
        let (version, rooms, open) = (VERSION, List::default(), Some(room));
        raw.say(&ClientFrame::Hello { version, rooms, open }).await.map_err(failed)?;
        Ok(Self { raw, last: CommandId(0) })
    }

    /// The answer to a command; all else that comes is for nobody.
    async fn ask(&mut self, command: Command) -> Result<Result<Reply, Refusal>, Failure> {
        let failed = |error| Failure::of("a socket", error);
        self.last = CommandId(self.last.0 + 1);
        self.raw.say(&ClientFrame::Command { id: self.last, command }).await.map_err(failed)?;
        loop {
            match timeout(PATIENCE, self.raw.hear()).await {
                Ok(Ok(Heard::Frame(ServerFrame::Reply { id, result }))) if id == self.last => {
                    return Ok(result);
                }
                Ok(Ok(Heard::Frame(_))) => {}
                Ok(Ok(Heard::Closed(code))) => return Err(Failure(format!("closed with {code}"))),
                Ok(Err(error)) => return Err(failed(error)),
                Err(_) => return Err(Failure("a command got no answer".into())),
            }
        }
    }
}

/// What a page tells people to tell whoever runs the server.
fn code(page: &[u8]) -> Option<String> {
    let (_, rest) = std::str::from_utf8(page).ok()?.split_once("the code ")?;
    Some(rest.split('.').next()?.to_owned())
}

/// What the server said of its panics.
struct Log {
    /// How many lines name an id and a place.
    panics: usize,
    /// The ids.
    ids: HashSet<String>,
    /// How many commands it says failed by one.
    commands: usize,
}

impl Log {
    fn read(town: &Town) -> Result<Self, Failure> {
        let path = town.server()?.launch().logs.join("server-0000.log");
        let text = std::fs::read_to_string(path).map_err(|error| Failure::of("the log", error))?;
        let lines = text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        let mut log = Self { panics: 0, ids: HashSet::new(), commands: 0 };
        for line in lines {
            let said = line["message"].as_str().unwrap_or_default();
            if let (Some(id), Some(_)) = (line["id"].as_str(), line["place"].as_str()) {
                log.panics += 1;
                log.ids.insert(id.to_owned());
            }
            log.commands += usize::from(said.starts_with("A command failed: the panic "));
        }
        Ok(log)
    }
}
