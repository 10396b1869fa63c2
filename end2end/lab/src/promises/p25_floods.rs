//! P25: one person floods, as fast as they can and as often as they are let in, and others talk.

use std::time::{Duration, Instant};

use futures::FutureExt;
use hark_protocol::{
    Body, ClientFrame, ClientMessageId, CloseCode, Command, CommandId, ErrorCode, EventKind,
    Limits, RoomId, Seq, ServerFrame,
};
use serde_json::Value;
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

use super::bystanders::{Until, live, talk};
use crate::Failure;
use crate::http::Visitor;
use crate::oracle::{Stored, StoredEvent};
use crate::promise::{Promise, Trial};
use crate::report::Report;
use crate::simclient::{Heard, Raw};
use crate::town::{Citizen, Town};

pub(crate) const PROMISE: Promise = Promise {
    name: "P25",
    sentence: "Who floods is told to wait, then sent away, and nobody else is held up.",
    ci_seeds: 1,
    full_seeds: 1,
    beside: 1,
    alone: true,
    run: |trial| run(trial).boxed(),
};

/// Things the flooder says in a second, and how many of them at once.
const FLOOD_PER_SECOND: u64 = 10_000;
const AT_ONCE: u64 = 100;
/// Who goes on is sent away by then.
const SENT_AWAY: Duration = Duration::from_secs(10);
/// What others say before the flood, to compare with.
const CALM_MESSAGES: u64 = 25;
/// How long the close code may take to come, once nothing more is taken.
const LAST_WORDS: Duration = Duration::from_secs(5);
/// How long somebody who is not let in waits before they try again.
const AGAIN: Duration = Duration::from_millis(100);

/// What there is too much of.
#[derive(Clone, Copy, Debug)]
enum Flood {
    Posts,
    Commands,
    Pings,
}

/// What came of it.
#[derive(Debug, Default)]
struct Outcome {
    said: u64,
    refused: u64,
    /// How often they were sent away, and the longest that it took.
    sent_away: u64,
    slowest: Duration,
}

async fn run(trial: Trial) -> Result<Report, Failure> {
    let mut report = Report::default();
    let mut launch = trial.launch()?;
    // As it comes: these are the limits that are held.
    launch.environment.clear();
    let mut town = Town::found(launch, 4, 1).await?;
    let room = town.rooms[0];
    let [speaker, listener, flooder] = [1, 2, 3].map(|at| town.people[at].clone());
    let listener = listener.visitor;
    let calm = talk(room, &speaker, &listener, Until::Said(CALM_MESSAGES)).await?;
    calm.tell(&mut report);
    let (over, told) = watch::channel(false);
    let time = Duration::from_secs(trial.sized(2, 10));
    let begun = Instant::now();
    let flooding = async {
        let outcomes = flood_all(time, room, &flooder.visitor).await;
        over.send_replace(true);
        outcomes
    };
    let talking = talk(room, &speaker, &listener, Until::Told(told));
    let (outcomes, talked) = tokio::join!(flooding, talking);
    for (flood, outcome) in outcomes? {
        judge(flood, &outcome, &mut report);
    }
    let talked = talked?;
    talked.tell(&mut report);
    report.measure("others_p99_ms", tenths(talked.p99_ms()));
    report.measure("others_p99_before_ms", tenths(calm.p99_ms()));
    let stored = Stored::read(&town.server()?.database())?;
    count_posted(&stored, &flooder, begun.elapsed(), &mut report);
    let (_, status) = town.take()?.stop()?;
    report.require(status.success(), || format!("the server did not stop well: {status}"));
    Ok(report)
}

fn judge(flood: Flood, outcome: &Outcome, report: &mut Report) {
    let Outcome { said, refused, sent_away, slowest } = *outcome;
    let name = format!("{flood:?}").to_lowercase();
    report.measure(&format!("{name}_said"), said);
    report.measure(&format!("{name}_sent_away"), sent_away);
    report.measure(&format!("{name}_sent_away_after_s"), tenths(slowest.as_secs_f64()));
    report.require(sent_away > 0, || format!("nobody was sent away for {said} {name}"));
    report.require(slowest <= SENT_AWAY, || format!("{name} were taken for {slowest:?}"));
    if let Flood::Posts = flood {
        report.measure("posts_refused", refused);
        report.require(refused > 0, || "nobody was told to wait".into());
    }
}

/// Of all that was said to be posted, no more may be than the limits let through.
fn count_posted(stored: &Stored, flooder: &Citizen, time: Duration, report: &mut Report) {
    let is_post = |event: &&StoredEvent| {
        let posted = matches!(event.kind, EventKind::MessagePosted { .. });
        posted && event.actor == flooder.user.0
    };
    let posted = stored.rooms.values().flatten().filter(is_post).count() as u64;
    let Limits { posts, .. } = Limits::default();
    let most = u64::from(posts.burst) + u64::from(posts.per_second) * (time.as_secs() + 1);
    report.measure("posts_posted", posted);
    report.require(posted >= u64::from(posts.burst), || format!("only {posted} were posted"));
    report.require(posted <= most, || format!("{posted} were posted where {most} may be"));
    stored.hold_contiguous(report);
}

/// Floods with everything there may be too much of, for so long each.
async fn flood_all(
    time: Duration,
    room: RoomId,
    flooder: &Visitor,
) -> Result<Vec<(Flood, Outcome)>, Failure> {
    let mut outcomes = Vec::new();
    for flood in [Flood::Posts, Flood::Commands, Flood::Pings] {
        outcomes.push((flood, flood_for(time, flood, room, flooder).await?));
    }
    Ok(outcomes)
}

/// Floods for so long, and comes back whenever they are sent away.
async fn flood_for(
    time: Duration,
    flood: Flood,
    room: RoomId,
    flooder: &Visitor,
) -> Result<Outcome, Failure> {
    let begun = Instant::now();
    let mut outcome = Outcome::default();
    while begun.elapsed() < time || outcome.sent_away == 0 {
        let opened = Instant::now();
        let Ok(mut raw) = live(flooder).await else {
            // Still being sent away.
            sleep(AGAIN).await;
            if begun.elapsed() > time + SENT_AWAY {
                return Ok(outcome);
            }
            continue;
        };
        let code = pour(&mut raw, flood, room, &mut outcome).await;
        if code != Some(CloseCode::RateLimited.code()) {
            return Err(Failure(format!("{flood:?} ended with {code:?}")));
        }
        outcome.sent_away += 1;
        outcome.slowest = outcome.slowest.max(opened.elapsed());
    }
    Ok(outcome)
}

/// Says as much as there is time for, until it is over. The close code, if one came.
async fn pour(raw: &mut Raw, flood: Flood, room: RoomId, outcome: &mut Outcome) -> Option<u16> {
    let begun = Instant::now();
    while begun.elapsed() <= SENT_AWAY {
        let due = begun.elapsed().as_millis() as u64 * FLOOD_PER_SECOND / 1_000;
        let mut open = true;
        for _ in 0..AT_ONCE {
            outcome.said += 1;
            let said = match flood {
                Flood::Posts => raw.say(&post(room, outcome.said)).await,
                Flood::Commands => raw.say(&mark_read(room, outcome.said)).await,
                Flood::Pings => raw.ping().await,
            };
            open &= said.is_ok();
        }
        while let Some(heard) = raw.hear().now_or_never() {
            match heard {
                Ok(heard) => {
                    if let Some(code) = take(&heard, outcome) {
                        return Some(code);
                    }
                }
                Err(_) => return None,
            }
        }
        if !open {
            break;
        }
        if outcome.said > due {
            sleep(Duration::from_millis(AT_ONCE * 1_000 / FLOOD_PER_SECOND)).await;
        }
    }
    let last_words = async {
        loop {
            if let Some(code) = take(&raw.hear().await.ok()?, outcome) {
                return Some(code);
            }
        }
    };
    timeout(LAST_WORDS, last_words).await.ok().flatten()
}

fn take(heard: &Heard, outcome: &mut Outcome) -> Option<u16> {
    match heard {
        Heard::Closed(code) => return Some(*code),
        Heard::Frame(ServerFrame::Reply { result: Err(refusal), .. }) => {
            let told = refusal.code == ErrorCode::RateLimited && refusal.retry_after_ms.is_some();
            outcome.refused += u64::from(told);
        }
        Heard::Frame(_) => {}
    }
    None
}

fn post(room: RoomId, number: u64) -> ClientFrame {
    let client_message_id = ClientMessageId(u128::from(number).to_be_bytes());
    let body = Body::parse("Buy now").expect("it is a message");
    let command = Command::Post { room, client_message_id, body, to: None };
    ClientFrame::Command { id: CommandId(number as u32), command }
}

fn mark_read(room: RoomId, number: u64) -> ClientFrame {
    let command = Command::MarkRead { room, seq: Seq(1), set_back: 0 };
    ClientFrame::Command { id: CommandId(number as u32), command }
}

fn tenths(number: f64) -> Value {
    Value::from((number * 10.0).round() / 10.0)
}
