//! P3: eight people write into one room while its server is killed again and again.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use futures::FutureExt;
use hark_protocol::RoomId;
use hark_protocol::sync::Input;
use tokio::time::sleep;

use crate::Failure;
use crate::oracle::{Ledger, Stored, compare_screen};
use crate::promise::{Promise, Trial};
use crate::report::Report;
use crate::simclient::{Entry, Habits, Journal, Tab};
use crate::town::Town;

pub(crate) const PROMISE: Promise = Promise {
    name: "P3",
    sentence: "Each room has one order without gaps, and no number ever means two events.",
    ci_seeds: 1,
    full_seeds: 3,
    beside: 1,
    alone: false,
    run: |trial| run(trial).boxed(),
};

const SENDERS: usize = 8;
/// Everything is settled so soon after the last start of the server.
const SETTLED: Duration = Duration::from_secs(60);
/// A page through the room takes no longer, or something is stuck.
const WALK: Duration = Duration::from_secs(60);

async fn run(trial: Trial) -> Result<Report, Failure> {
    let (each, kills) = trial.sized((1_000, 8), (2_500, 20));
    let mut town = Town::found(trial.launch()?, SENDERS, 1).await?;
    let room = town.rooms[0];
    let mut tabs = Vec::with_capacity(SENDERS);
    for (number, who) in (0..).zip(&town.people) {
        let habits = Habits {
            dir: Some(trial.subdir(&format!("tab-{number}"))?),
            impatience: Some(Duration::from_millis(100)),
            ..Habits::by_way_of(town.server()?.address(), trial.seed.rotate_left(24) ^ number)
        };
        tabs.push(Tab::open(who, room, habits).await?);
    }
    // Typed all at once: each sends as fast as its answers come, so that kills meet full queues.
    for number in 0..each {
        for tab in &mut tabs {
            tab.send(room, &format!("{number} of {each}"))?;
        }
    }
    let mut report = Report::default();
    let killed = kill_now_and_then(&trial, &mut town, &tabs, kills).await?;
    report.measure("kills", killed);
    report.require(killed == kills, || format!("all was sent after {killed} kills"));
    let deadline = Instant::now() + SETTLED;
    for (number, tab) in tabs.iter().enumerate() {
        if !tab.until_settled(deadline.saturating_duration_since(Instant::now())).await? {
            report.problem(format!("tab {number} was not settled in time"));
        }
    }
    let stored = Stored::read(&town.server()?.database())?;
    let mut ledger = Ledger::default();
    let mut meant = BTreeMap::new();
    for (number, tab) in tabs.into_iter().enumerate() {
        let who = format!("tab {number}");
        let head = stored.heads().filter(|(of, _)| *of == room).collect();
        let caught_up = tab.until_caught_up(head, WALK).await?;
        report.require(caught_up, || format!("{who} did not get everything"));
        match tab.walk(room, WALK).await {
            Ok(rows) => compare_screen(&who, room.0, &rows, &stored, &mut report),
            Err(failure) => report.problem(format!("{who}: {failure}")),
        }
        let journal = tab.kill().await?;
        note_meanings(&who, &journal, &mut meant, &mut report);
        ledger.take(&who, &journal, &mut report);
    }
    ledger.compare(&stored, &mut report);
    ledger.hold_all_stored(&stored, &mut report);
    town.take()?.stop()?;
    Ok(report)
}

/// Kills the server at moments that are spread over the sending, and starts it again at once.
async fn kill_now_and_then(
    trial: &Trial,
    town: &mut Town,
    tabs: &[Tab],
    kills: u64,
) -> Result<u64, Failure> {
    let mut dice = trial.dice(3);
    let room = town.rooms[0];
    let total = unsent(tabs, room).await?;
    for killed in 0..kills {
        // So many are to be left, somewhere in this kill's part of the whole.
        let part = total as f64 / (kills + 1) as f64;
        let goal = part * ((kills - killed) as f64 - dice.f64() * 0.8);
        loop {
            let left = unsent(tabs, room).await?;
            if left == 0 {
                return Ok(killed);
            }
            if left as f64 <= goal {
                break;
            }
            sleep(Duration::from_millis(5)).await;
        }
        let launch = town.kill()?;
        town.revive(launch)?;
        for tab in tabs {
            tab.input(Input::TryNow);
        }
    }
    Ok(kills)
}

/// How many messages wait in all outboxes.
async fn unsent(tabs: &[Tab], room: RoomId) -> Result<usize, Failure> {
    let mut waiting = 0;
    for tab in tabs {
        waiting += tab.look(move |client, _| client.outbox(room).count()).await?;
    }
    Ok(waiting)
}

/// What tabs were shown under a number must be the same for all of them, in all their lives.
fn note_meanings(
    who: &str,
    journal: &Journal,
    meant: &mut BTreeMap<u64, String>,
    report: &mut Report,
) {
    let shown = journal.entries.iter().filter_map(|(_, entry)| match entry {
        Entry::Apply { seq, id: Some(id), .. } => Some((*seq, id)),
        Entry::Ack { seq, id, .. } => Some((*seq, id)),
        _ => None,
    });
    for (seq, id) in shown {
        let first = meant.entry(seq).or_insert_with(|| id.clone());
        if first != id {
            report.reordered += 1;
            report.problem(format!("{who} knows {seq} as {id}, another tab as {first}"));
        }
    }
}
