//! P2: the same ids again: on one socket, on two at once, after a kill, a month later, after the
//! message was removed, and with another text.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::time::Duration;

use futures::FutureExt;
use futures::future::{join, join3};
use hark_protocol::{Body, ClientMessageId, ErrorCode, Seq};
use tokio::time::sleep;

use crate::Failure;
use crate::http::Visitor;
use crate::nemesis::{Launch, OtherClock};
use crate::oracle::Stored;
use crate::promise::{Promise, Trial};
use crate::report::Report;
use crate::simclient::{Outcome, Post, Sender};
use crate::town::Town;

pub(crate) const PROMISE: Promise = Promise {
    name: "P2",
    sentence: "A retried send is one message, for ever.",
    ci_seeds: 1,
    full_seeds: 1,
    beside: 1,
    alone: false,
    run: |trial| run(trial).boxed(),
};

/// How many ids are tried between two kills of the server.
const BATCH: usize = 250;
/// A month, and sessions that were used a day before it is over are still good.
const MONTH: Duration = Duration::from_secs(30 * 24 * 3600);

/// What the server said of each id, however often it was asked.
#[derive(Default)]
struct Answers {
    seqs: BTreeMap<ClientMessageId, BTreeSet<Seq>>,
    /// How often an id was said to be new.
    new: BTreeMap<ClientMessageId, u32>,
    posts: u64,
}

impl Answers {
    fn take(&mut self, outcomes: Vec<Outcome>, report: &mut Report) {
        for (id, outcome) in outcomes {
            self.posts += 1;
            match outcome {
                Ok(posted) => {
                    self.seqs.entry(id).or_default().insert(posted.seq);
                    *self.new.entry(id).or_default() += u32::from(!posted.duplicate);
                }
                Err(refusal) => report.problem(format!("{id} was refused: {refusal:?}")),
            }
        }
    }
}

async fn run(trial: Trial) -> Result<Report, Failure> {
    let ids = trial.sized(1_500, 10_000);
    let mut report = Report::default();
    let mut town = Town::found(trial.launch()?, 1, 1).await?;
    let room = town.rooms[0];
    let here = town.people[0].visitor.clone();
    let there = town.session_used_ago(&town.people[0], Duration::ZERO)?;
    let mut dice = trial.dice(2);
    let posts: Vec<Post> = (0..ids)
        .map(|number| {
            let body = Body::parse(&format!("number {number}"));
            let body = body.map_err(|_| Failure("a short line is a message".into()))?;
            Ok((ClientMessageId(dice.u128(..).to_be_bytes()), body))
        })
        .collect::<Result<_, Failure>>()?;
    let mut answers = Answers::default();
    for batch in posts.chunks(BATCH) {
        again_at_once(&mut town, [&here, &there], batch, &mut answers, &mut report).await?;
    }
    let removed = remove_some(&town, &here, &posts, &mut answers, &mut report).await?;
    a_month_later(&trial, &mut town, &posts, &mut answers, &mut report).await?;
    let visitor = town.session_used_ago(&town.people[0], Duration::ZERO)?;
    let conflicts = other_texts(&visitor, room, &posts, &mut report).await?;
    report.measure("ids", ids);
    report.measure("posts", answers.posts);
    report.measure("conflicts", conflicts);
    judge(&town, &posts, &removed, &answers, &mut report)?;
    Ok(report)
}

/// Each of these on one socket and again; on two sockets of one session and on one of another, all
/// at once; while the server is killed; and once more after that.
async fn again_at_once(
    town: &mut Town,
    [here, there]: [&Visitor; 2],
    batch: &[Post],
    answers: &mut Answers,
    report: &mut Report,
) -> Result<(), Failure> {
    let room = town.rooms[0];
    let (once, thrice) = batch.split_at(batch.len() / 4);
    let mut first = Sender::open(here, room).await?;
    let mut second = Sender::open(here, room).await?;
    let mut elsewhere = Sender::open(there, room).await?;
    answers.take(first.post(once).await, report);
    answers.take(first.post(once).await, report);
    let (many, killed) = thrice.split_at(thrice.len() / 2);
    let (one, two, three) = join3(first.post(many), second.post(many), elsewhere.post(many)).await;
    [one, two, three].into_iter().for_each(|outcomes| answers.take(outcomes, report));
    // Some of these are stored and not answered, some answered, some never arrive.
    let kill = async {
        sleep(Duration::from_millis(15)).await;
        town.kill()
    };
    let (cut_short, launch) = join(first.post(killed), kill).await;
    answers.take(cut_short, report);
    town.revive(launch?)?;
    let mut after = Sender::open(here, room).await?;
    answers.take(after.post(batch).await, report);
    Ok(())
}

/// Removes some messages and sends them again.
async fn remove_some(
    town: &Town,
    visitor: &Visitor,
    posts: &[Post],
    answers: &mut Answers,
    report: &mut Report,
) -> Result<HashSet<ClientMessageId>, Failure> {
    let mut sender = Sender::open(visitor, town.rooms[0]).await?;
    let chosen: Vec<Post> = posts.iter().step_by(10).cloned().collect();
    for (id, _) in &chosen {
        if let Some(seq) = answers.seqs.get(id).and_then(BTreeSet::first) {
            sender.delete(*seq).await?;
        }
    }
    answers.take(sender.post(&chosen).await, report);
    Ok(chosen.into_iter().map(|(id, _)| id).collect())
}

/// Sends everything again from a server whose clock is a month ahead.
async fn a_month_later(
    trial: &Trial,
    town: &mut Town,
    posts: &[Post],
    answers: &mut Answers,
    report: &mut Report,
) -> Result<(), Failure> {
    let (mut launch, _) = town.take()?.stop()?;
    let clock = OtherClock::of(&mut launch, &trial.dir)?;
    let Some(mut clock) = clock else {
        town.revive(launch)?;
        report.skipped.push("a month later: there is no libfaketime".into());
        return Ok(());
    };
    let month_s = MONTH.as_secs().cast_signed();
    clock.step(month_s)?;
    town.revive(launch)?;
    // Its session is of then, a minute ago.
    let ahead = crate::clock_ms() + month_s * 1000;
    let visitor = town.session_used_at(&town.people[0], ahead - 60_000)?;
    let mut sender = Sender::open(&visitor, town.rooms[0]).await?;
    report.require(sender.now.0 >= ahead - 60_000, || {
        format!("the server's clock did not move: {:?}", sender.now)
    });
    answers.take(sender.post(posts).await, report);
    drop(sender);
    let (mut launch, _) = town.take()?.stop()?;
    launch.environment = Launch::without_limits();
    town.revive(launch)?;
    Ok(())
}

/// The same ids with another text. How many were refused, which must be all.
async fn other_texts(
    visitor: &Visitor,
    room: hark_protocol::RoomId,
    posts: &[Post],
    report: &mut Report,
) -> Result<usize, Failure> {
    let mut sender = Sender::open(visitor, room).await?;
    let other = Body::parse("something else").map_err(|_| Failure("no message".into()))?;
    let others: Vec<Post> = posts.iter().step_by(7).map(|(id, _)| (*id, other.clone())).collect();
    let outcomes = sender.post(&others).await;
    let refused = outcomes.iter().filter(|(_, outcome)| {
        matches!(outcome, Err(refusal) if refusal.code == ErrorCode::ClientMessageIdConflict)
    });
    let refused = refused.count();
    report.require(refused == others.len(), || {
        format!("{refused} of {} other texts were refused", others.len())
    });
    Ok(refused)
}

fn judge(
    town: &Town,
    posts: &[Post],
    removed: &HashSet<ClientMessageId>,
    answers: &Answers,
    report: &mut Report,
) -> Result<(), Failure> {
    let stored = Stored::read(&town.server()?.database())?;
    stored.hold_contiguous(report);
    let mut found: BTreeMap<String, Vec<(u64, Option<String>)>> = BTreeMap::new();
    for message in stored.messages() {
        let row = (message.seq, message.first_body.map(str::to_owned));
        found.entry(message.id.to_owned()).or_default().push(row);
    }
    report.sent = posts.len() as u64;
    report.acked = answers.seqs.len() as u64;
    report.require(found.len() == posts.len(), || {
        format!("{} messages are stored of {}", found.len(), posts.len())
    });
    for (id, body) in posts {
        let rows = found.remove(&id.to_string()).unwrap_or_default();
        report.lost += u64::from(rows.is_empty());
        report.duplicated += rows.len().saturating_sub(1) as u64;
        let told = answers.seqs.get(id).cloned().unwrap_or_default();
        let new = answers.new.get(id).copied().unwrap_or_default();
        report.require(told.len() == 1 && new <= 1, || {
            format!("{id} was said to be {told:?}, and {new} times to be new")
        });
        let text = if removed.contains(id) { None } else { Some(body.as_str().to_owned()) };
        let as_told = rows.iter().all(|(seq, stored)| told.contains(&Seq(*seq)) && *stored == text);
        report.require(as_told, || format!("{id} is stored as {rows:?} and was told as {told:?}"));
    }
    Ok(())
}
