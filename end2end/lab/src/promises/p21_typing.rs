//! P21: five hundred people in one room type without end, far faster than a page would say so.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use futures::FutureExt;
use hark_protocol::{
    ClientFrame, Command, CommandId, Ephemeral, List, RoomId, Seq, ServerFrame, UserId, VERSION,
};
use tokio::task::JoinSet;
use tokio::time::{interval, timeout_at};

use crate::Failure;
use crate::http::Visitor;
use crate::oracle::Stored;
use crate::promise::{Promise, Trial};
use crate::report::Report;
use crate::simclient::{Habits, Heard, Raw, Tab};
use crate::town::Town;

pub(crate) const PROMISE: Promise = Promise {
    name: "P21",
    sentence: "Typing and presence cost nothing: no row, no number, few frames, no delay.",
    ci_seeds: 1,
    full_seeds: 1,
    beside: 1,
    alone: false,
    run: |trial| run(trial).boxed(),
};

/// How often each says that they type: many times as often as a page does.
const TYPED_EVERY: Duration = Duration::from_millis(700);
/// The bar: at most one event in this time for each typist and listener.
const TOLD_EVERY: Duration = Duration::from_secs(3);
/// What jitter on the way can make of that.
const JITTER: Duration = Duration::from_millis(400);
/// A message that takes longer was harmed.
const POSTED: Duration = Duration::from_secs(10);

/// What one typist heard of the others: the shortest time between two tellings of one person, and
/// how many tellings there were.
struct Overheard {
    shortest: Duration,
    tellings: u64,
}

async fn run(trial: Trial) -> Result<Report, Failure> {
    let (typists, how_long) =
        trial.sized((150, Duration::from_secs(10)), (500, Duration::from_secs(60)));
    let mut report = Report::default();
    let mut town = Town::found(trial.launch()?, typists + 1, 1).await?;
    let room = town.rooms[0];
    let database = town.server()?.database();
    let before = Stored::read(&database)?;
    let cpu_before = town.server()?.cpu().unwrap_or_default();
    let until = tokio::time::Instant::now() + how_long;
    let mut typing = JoinSet::new();
    for who in &town.people[1..] {
        typing.spawn(type_on(who.visitor.clone(), room, until));
    }
    let posts = talk(&town, room, how_long, &trial, &mut report).await?;
    let mut tellings = 0;
    let mut shortest = TOLD_EVERY;
    while let Some(typed) = typing.join_next().await {
        let heard = typed.map_err(|error| Failure::of("a typist", error))??;
        tellings += heard.tellings;
        shortest = shortest.min(heard.shortest);
    }
    let after = Stored::read(&database)?;
    let count = |stored: &Stored| stored.rooms.values().map(Vec::len).sum::<usize>();
    let rows = count(&after) - count(&before);
    report.require(rows as u64 == posts, || format!("{rows} rows came of {posts} messages"));
    after.hold_contiguous(&mut report);
    report.require(shortest + JITTER >= TOLD_EVERY, || {
        format!("somebody was told as typing twice within {shortest:?}")
    });
    report.require(tellings > 0, || "nobody was told as typing".into());
    let cpu = town.server()?.cpu().unwrap_or_default().saturating_sub(cpu_before);
    report.measure("typists", typists);
    report.measure("rows", rows as i64 - posts.cast_signed());
    report.measure("tellings", tellings);
    report.measure("shortest_between_tellings_ms", shortest.as_millis() as u64);
    report.measure("server_cpu_share", cpu.as_secs_f64() / how_long.as_secs_f64());
    town.take()?.stop()?;
    Ok(report)
}

/// Somebody who only types.
async fn type_on(
    visitor: Visitor,
    room: RoomId,
    until: tokio::time::Instant,
) -> Result<Overheard, Failure> {
    let failed = |error: std::io::Error| Failure::of("a typist's socket", error);
    let mut raw = Raw::open(visitor.server, None, &visitor).await.map_err(failed)?;
    let hello = ClientFrame::Hello { version: VERSION, rooms: List::default(), open: Some(room) };
    raw.say(&hello).await.map_err(failed)?;
    let mut keys = interval(TYPED_EVERY);
    let mut command = 0;
    let mut told: HashMap<UserId, Instant> = HashMap::new();
    let mut heard = Overheard { shortest: TOLD_EVERY, tellings: 0 };
    loop {
        tokio::select! {
            frame = timeout_at(until, raw.hear()) => match frame {
                Err(_) => return Ok(heard),
                Ok(frame) => match frame.map_err(failed)? {
                    Heard::Frame(ServerFrame::Ephemeral(Ephemeral::Typing { person, .. })) => {
                        heard.tellings += 1;
                        if let Some(last) = told.insert(person.id, Instant::now()) {
                            heard.shortest = heard.shortest.min(last.elapsed());
                        }
                    }
                    Heard::Frame(ServerFrame::Ping) => {
                        raw.say(&ClientFrame::Pong).await.map_err(failed)?;
                    }
                    Heard::Frame(_) => {}
                    Heard::Closed(code) => {
                        return Err(Failure(format!("a typist was closed with {code}")));
                    }
                },
            },
            _ = keys.tick() => {
                command += 1;
                // Now in the room, now in a thread: that makes it no more often.
                let thread = (command % 2 == 0).then_some(Seq(1));
                let (id, command) = (CommandId(command), Command::Typing { room, thread });
                raw.say(&ClientFrame::Command { id, command }).await.map_err(failed)?;
            }
        }
    }
}

/// Somebody who posts meanwhile. How many messages.
async fn talk(
    town: &Town,
    room: RoomId,
    how_long: Duration,
    trial: &Trial,
    report: &mut Report,
) -> Result<u64, Failure> {
    let address = town.server()?.address();
    let mut tab = Tab::open(&town.people[0], room, Habits::by_way_of(address, trial.seed)).await?;
    let begun = Instant::now();
    let mut slowest = Duration::ZERO;
    let mut pace = interval(Duration::from_millis(100));
    let mut posts = 0;
    while begun.elapsed() < how_long {
        pace.tick().await;
        let sent = Instant::now();
        tab.send(room, "while everybody types")?;
        posts += 1;
        report.require(tab.until_settled(POSTED).await?, || "a message did not arrive".into());
        slowest = slowest.max(sent.elapsed());
    }
    report.sent = posts;
    report.acked = posts;
    report.measure("slowest_post_ms", slowest.as_millis() as u64);
    Ok(posts)
}
