//! P23: a million things that no browser says, over as many sockets as it takes, each answered as
//! the protocol has it; while others talk.

mod crook;
mod mutate;

use std::sync::Arc;

use futures::{FutureExt, StreamExt};
use tokio::sync::watch;

use super::bystanders::{Until, talk};
use crate::Failure;
use crate::promise::{Promise, Trial};
use crate::report::Report;
use crate::town::Town;
use crook::{Crook, Tally};
use mutate::Sayings;

pub(crate) const PROMISE: Promise = Promise {
    name: "P23",
    sentence: "Whatever is said to the server is answered as the protocol has it, and nothing else.",
    ci_seeds: 1,
    full_seeds: 1,
    beside: 1,
    alone: false,
    run: |trial| run(trial).boxed(),
};

/// Things said, with every change and before a release.
const CI: u64 = 50_000;
const FULL: u64 = 1_000_000;
/// Things said before memory is measured: what is kept for ever is kept by then.
const WARM: u64 = 4_000;
/// People who say them, each over one socket at a time.
const CROOKS: usize = 12;
/// What the server may have grown by meanwhile, in KiB.
const GROWTH: u64 = 50 * 1024;

async fn run(trial: Trial) -> Result<Report, Failure> {
    let mut report = Report::default();
    let mut town = Town::found(trial.launch()?, CROOKS + 3, 1).await?;
    let sayings = Arc::new(Sayings::read()?);
    let (over, told) = watch::channel(false);
    let talking = talk(town.rooms[0], &town.people[1], &town.people[2].visitor, Until::Told(told));
    let attacking = async {
        let tally = attack(&trial, &town, &sayings, &mut report).await;
        over.send_replace(true);
        tally
    };
    let (tally, talked) = tokio::join!(attacking, talking);
    let tally = tally?;
    talked?.tell(&mut report);
    tell(tally, &mut report);
    let (launch, status) = town.take()?.stop()?;
    report.require(status.success(), || format!("the server did not stop well: {status}"));
    for line in complaints(&launch.logs)? {
        report.problem(format!("the server's log says {line}"));
    }
    Ok(report)
}

/// Says all of it. What came back.
async fn attack(
    trial: &Trial,
    town: &Town,
    sayings: &Arc<Sayings>,
    report: &mut Report,
) -> Result<Tally, Failure> {
    let memory = || town.server.as_ref().and_then(|server| server.memory_kib("VmRSS"));
    let mut tally = say(trial, town, sayings, 0, WARM).await?;
    if !tally.problems.is_empty() {
        return Ok(tally);
    }
    let before = memory();
    tally.add(say(trial, town, sayings, 1, trial.sized(CI, FULL) - WARM).await?);
    let grown = before.zip(memory()).map(|(before, after)| after.saturating_sub(before));
    let grown = grown.ok_or_else(|| Failure("the server's memory cannot be seen".into()))?;
    report.measure("grown_mib", grown / 1024);
    report.require(grown <= GROWTH, || format!("the server grew by {grown} KiB"));
    Ok(tally)
}

async fn say(
    trial: &Trial,
    town: &Town,
    sayings: &Arc<Sayings>,
    part: u64,
    count: u64,
) -> Result<Tally, Failure> {
    let each = count.div_ceil(CROOKS as u64);
    let crooks = town.people[3..].iter().zip(0..).map(|(citizen, number)| {
        let dice = trial.dice(part * 1_000 + number);
        let crook = Crook::new(citizen.visitor.clone(), Arc::clone(sayings), dice);
        tokio::spawn(crook.say(each))
    });
    let mut done = crooks.collect::<futures::stream::FuturesUnordered<_>>();
    let mut whole = Tally::default();
    while let Some(tally) = done.next().await {
        whole.add(tally.map_err(|error| Failure::of("a crook", error))?);
    }
    Ok(whole)
}

fn tell(tally: Tally, report: &mut Report) {
    let Tally { said, sockets, answers, endings, problems } = tally;
    report.measure("said", said);
    report.measure("sockets", sockets);
    let named = |(name, count): (String, u64)| format!("{name}: {count}");
    report.measure("answers", answers.into_iter().map(named).collect::<Vec<_>>());
    report.measure("endings", endings.into_iter().map(named).collect::<Vec<_>>());
    report.problems.extend(problems);
}

/// What a server does not log that is well.
fn complaints(logs: &std::path::Path) -> Result<Vec<String>, Failure> {
    let failed = |error: std::io::Error| Failure::of("the log", error);
    let mut found = Vec::new();
    for file in std::fs::read_dir(logs).map_err(failed)? {
        let text = std::fs::read_to_string(file.map_err(failed)?.path()).map_err(failed)?;
        let is_bad = |line: &&str| line.contains("ERROR") || line.contains("panic");
        found.extend(text.lines().filter(is_bad).map(str::to_owned));
    }
    Ok(found)
}
