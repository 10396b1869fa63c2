//! P8: the disk fails at the k-th sync, for many k, and where the log is carried over.
//!
//! One tab writes, and the outbox sends one message at a time, so that the k-th sync is the k-th
//! message's commit: exactly k − 1 of them may be acked and shown, whatever the disk holds later.

use std::collections::HashSet;
use std::path::Path;
use std::time::{Duration, Instant};

use futures::FutureExt;
use hark_protocol::sync::Input;
use hark_protocol::{RoomId, sync::Client};
use tokio::time::sleep;

use crate::Failure;
use crate::nemesis::{FailingSync, Launch};
use crate::oracle::{Ledger, Stored, compare_screen};
use crate::promise::{Promise, Trial};
use crate::report::Report;
use crate::simclient::{Entry, Habits, Journal, Tab};
use crate::town::Town;

pub(crate) const PROMISE: Promise = Promise {
    name: "P8",
    sentence: "A failed sync of the disk never becomes an ack; the process ends with code 75.",
    ci_seeds: 1,
    full_seeds: 1,
    beside: 1,
    alone: false,
    run: |trial| run(trial).boxed(),
};

/// The largest k.
const MOST: u64 = 200;
/// The bar: the process is gone so soon after the failure.
const GONE: Duration = Duration::from_secs(1);
/// What the process ends with (`EX_TEMPFAIL` of sysexits.h).
const EXIT: i32 = 75;
/// Each message of its own takes a sync; now and then the log is carried over into the database,
/// which takes so many more at the most, and comes no more often than after so many messages.
const CHECKPOINT_SYNCS: u64 = 4;
const CHECKPOINTS_EVERY: u64 = 50;
/// Enough of the longest messages for the log to be carried over: one writes eight pages at least.
const LONG_MESSAGES: usize = 150;
const LONG_MESSAGE: usize = 16_000;
/// Something is stuck when it takes longer.
const PATIENCE: Duration = Duration::from_secs(30);

struct Scene {
    town: Town,
    room: RoomId,
    writer: Tab,
    reader: Tab,
}

impl Scene {
    /// Starts a server in the place of this one. How long that took to end.
    fn begin_again(&mut self, failed: Failed) -> Result<Duration, Failure> {
        self.town.revive(failed.launch)?;
        for tab in [&self.writer, &self.reader] {
            tab.input(Input::TryNow);
        }
        Ok(failed.gone)
    }
}

async fn run(trial: Trial) -> Result<Report, Failure> {
    let mut report = Report::default();
    if !FailingSync::is_possible() {
        report.skipped.push("no strace, by which a sync is made to fail".into());
        return Ok(report);
    }
    let town = Town::found(trial.launch()?, 2, 1).await?;
    let room = town.rooms[0];
    let open = async |at: usize| {
        let habits = Habits {
            dir: Some(trial.subdir(&format!("tab-{at}"))?),
            impatience: Some(Duration::from_millis(50)),
            ..Habits::by_way_of(town.server()?.address(), trial.seed ^ at as u64)
        };
        Tab::open(&town.people[at], room, habits).await
    };
    let (writer, reader) = (open(0).await?, open(1).await?);
    let mut scene = Scene { town, room, writer, reader };
    // Every k before a release; with every change the first ones and some of each size.
    let all: Vec<u64> = (1..=MOST).collect();
    let mut dice = trial.dice(8);
    let some: Vec<u64> = [1, 2, 3].into_iter().chain((0..15).map(|_| dice.u64(4..=MOST))).collect();
    let tried = trial.sized(some, all);
    report.measure("syncs_failed", tried.len());
    let mut slowest = Duration::ZERO;
    for k in tried {
        let gone = fail_commit(&mut scene, k, &trial.dir, &mut report).await?;
        slowest = slowest.max(gone);
    }
    slowest = slowest.max(fail_carrying_over(&mut scene, &trial.dir, &mut report).await?);
    report.measure("gone_ms", slowest.as_millis() as u64);
    judge(scene, &mut report).await?;
    Ok(report)
}

/// One message each, the k-th of which is not brought to disk.
async fn fail_commit(
    scene: &mut Scene,
    k: u64,
    dir: &Path,
    report: &mut Report,
) -> Result<Duration, Failure> {
    let texts = (0..k + 3).map(|number| format!("{number} of {k}")).collect();
    let failed = fail_once(scene, k, None, texts, dir, report).await?;
    let of_these = failed.sent.clone();
    let acks = scene.writer.look(move |_, journal| {
        journal.count(|entry| matches!(entry, Entry::Ack { id, .. } if of_these.contains(id)))
    });
    let acks = acks.await?;
    let checkpoints = (k - 1).saturating_sub(acks);
    let as_many = acks < k && checkpoints <= CHECKPOINT_SYNCS * (1 + k / CHECKPOINTS_EVERY);
    report.require(as_many, || format!("{acks} acks came before sync {k} failed"));
    let sent = failed.sent.clone();
    let seen = scene.reader.look(move |_, journal| {
        let is_of_these = |id: &Option<String>| id.as_ref().is_some_and(|id| sent.contains(id));
        journal.count(|entry| matches!(entry, Entry::Apply { id, .. } if is_of_these(id)))
    });
    let seen = seen.await?;
    report.require(seen < k, || format!("{seen} messages were shown and sync {k} failed"));
    scene.begin_again(failed)
}

/// Messages until the log is carried over into the database, which is not brought to disk.
async fn fail_carrying_over(
    scene: &mut Scene,
    dir: &Path,
    report: &mut Report,
) -> Result<Duration, Failure> {
    let long = "on and on ".repeat(LONG_MESSAGE / 10);
    let texts = (0..LONG_MESSAGES).map(|number| format!("{number} goes {long}")).collect();
    let database = scene.town.server()?.database();
    let failed = fail_once(scene, 1, Some(&database), texts, dir, report).await?;
    scene.begin_again(failed)
}

/// What is left of a server that has ended.
struct Failed {
    /// The messages that were sent.
    sent: HashSet<String>,
    /// How long the process took to end.
    gone: Duration,
    launch: Launch,
}

/// One failure of a server that runs well.
async fn fail_once(
    scene: &mut Scene,
    k: u64,
    file: Option<&Path>,
    texts: Vec<String>,
    dir: &Path,
    report: &mut Report,
) -> Result<Failed, Failure> {
    if !scene.writer.until_settled(PATIENCE).await? || !scene.reader.until_settled(PATIENCE).await?
    {
        return Err(Failure(format!("before {k}: not settled")));
    }
    let closed = scene.writer.look(|_, journal| journal.count(is_close)).await?;
    let log = dir.join("strace.log");
    let mut server = scene.town.take()?;
    let failing = FailingSync::attach(server.id(), k, file, &log)?;
    let mut sent = HashSet::new();
    for text in texts {
        sent.insert(scene.writer.send(scene.room, &text)?.to_string());
    }
    let begun = Instant::now();
    let code = loop {
        if let Some(code) = server.ended()? {
            break code;
        }
        if begun.elapsed() > PATIENCE {
            return Err(Failure(format!("sync {k} failed and the server goes on")));
        }
        sleep(Duration::from_millis(2)).await;
    };
    let gone = failing.failed_since()?.ok_or_else(|| Failure(format!("sync {k} never came")))?;
    report.require(code == Some(EXIT), || format!("after sync {k} it ended with {code:?}"));
    report.require(gone <= GONE, || format!("after sync {k} it took {gone:?} to end"));
    // Everything that was said before the end has been heard once the socket is closed.
    let heard = move |_: &Client, journal: &Journal| journal.count(is_close) > closed;
    if !scene.writer.until(PATIENCE, heard).await? {
        return Err(Failure("the writer's socket did not close".into()));
    }
    Ok(Failed { sent, gone, launch: server.launch().clone() })
}

fn is_close(entry: &Entry) -> bool {
    matches!(entry, Entry::Close { .. })
}

async fn judge(scene: Scene, report: &mut Report) -> Result<(), Failure> {
    let Scene { mut town, room, writer, reader } = scene;
    let mut ledger = Ledger::default();
    for (who, tab) in [("writer", &writer), ("reader", &reader)] {
        if !tab.until_settled(PATIENCE).await? {
            report.problem(format!("the {who} was not settled"));
        }
    }
    let stored = Stored::read(&town.server()?.database())?;
    for (who, tab) in [("writer", writer), ("reader", reader)] {
        let head = stored.heads().filter(|(of, _)| *of == room).collect();
        let caught_up = tab.until_caught_up(head, PATIENCE).await?;
        report.require(caught_up, || format!("the {who} did not get everything"));
        match tab.walk(room, PATIENCE).await {
            Ok(rows) => compare_screen(who, room.0, &rows, &stored, report),
            Err(failure) => report.problem(format!("{who}: {failure}")),
        }
        ledger.take(who, &tab.kill().await?, report);
    }
    ledger.compare(&stored, report);
    ledger.hold_all_stored(&stored, report);
    town.take()?.stop()?;
    Ok(())
}
