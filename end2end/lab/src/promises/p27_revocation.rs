//! P27: something is taken from somebody who has a socket open, in the middle of what everybody
//! says; nothing more comes out to them, and nothing more of theirs is taken in.

mod taking;

use std::sync::Arc;
use std::time::Duration;

use futures::{FutureExt, StreamExt};
use hark_protocol::{ClientFrame, CommandId, RoomId};
use tokio::task::JoinHandle;
use tokio::time::interval;

use crate::Failure;
use crate::hostile::post;
use crate::http::Visitor;
use crate::peer::Peer;
use crate::promise::{Promise, Trial};
use crate::report::Report;
use crate::town::Town;
use taking::ALL;

pub(crate) const PROMISE: Promise = Promise {
    name: "P27",
    sentence: "What is taken from somebody is gone from their open sockets within a second.",
    ci_seeds: 1,
    full_seeds: 1,
    beside: 1,
    alone: false,
    run: |trial| run(trial).boxed(),
};

/// Runs with every change and before a release.
const CI: usize = 70;
const FULL: usize = 504;
/// Runs beside each other.
const AT_ONCE: usize = 12;
/// How often somebody says something meanwhile.
const TALK: Duration = Duration::from_millis(8);
/// The bar.
const GONE: Duration = Duration::from_secs(1);

async fn run(trial: Trial) -> Result<Report, Failure> {
    let mut report = Report::default();
    let runs = trial.sized(CI, FULL);
    // The owner takes, and one talks.
    let town = Arc::new(Town::found(trial.launch()?, runs + 2, 2).await?);
    let talking = talk(&town.people[1].visitor, town.rooms[0]).await?;
    let each = (0..runs).map(|number| (ALL[number % ALL.len()], number + 2));
    let mut trials = futures::stream::iter(each)
        .map(|(taking, at)| {
            let town = Arc::clone(&town);
            tokio::spawn(async move { (taking, taking.run(&town, at).await) })
        })
        .buffer_unordered(AT_ONCE);
    let (mut last_event, mut last_answer) = (Duration::ZERO, Duration::ZERO);
    while let Some(tried) = trials.next().await {
        let (taking, tried) = tried.map_err(|error| Failure::of("a run", error))?;
        match tried {
            Ok(gone) => {
                last_event = last_event.max(gone.last_event);
                last_answer = last_answer.max(gone.last_answer);
                let late = gone.last_event.max(gone.last_answer);
                report.require(late <= GONE, || format!("{taking:?}: still there after {late:?}"));
            }
            Err(problem) => report.problem(format!("{taking:?}: {problem}")),
        }
    }
    talking.abort();
    report.measure("runs", runs);
    report.measure("last_event_ms", last_event.as_millis() as u64);
    report.measure("last_command_ms", last_answer.as_millis() as u64);
    Ok(report)
}

/// Somebody who says something all the time.
async fn talk(visitor: &Visitor, room: RoomId) -> Result<JoinHandle<()>, Failure> {
    let mut mouth = Peer::open(visitor).await.map_err(Failure)?;
    Ok(tokio::spawn(async move {
        let mut pace = interval(TALK);
        for number in 0_u32.. {
            pace.tick().await;
            let Ok(command) = post(room, 27 << 64 | u128::from(number), "and so on") else { break };
            let frame = ClientFrame::Command { id: CommandId(number), command };
            if mouth.say(&frame).await.is_err() || mouth.hear().await.is_err() {
                break;
            }
        }
    }))
}
