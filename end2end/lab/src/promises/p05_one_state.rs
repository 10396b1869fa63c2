//! P5: several people do everything at once, in several tabs, on bad networks; at quiet moments
//! every tab shows what a fresh load would show, byte for byte, and what the log says; and of what
//! is in no log, what people say of themselves, who is there and how far others have read, what the
//! database says.

mod around;
mod crowd;
mod deeds;
mod forms;
mod judge;

use futures::FutureExt;
use serde_json::Value;

use crate::Failure;
use crate::oracle::{Ledger, Stored};
use crate::promise::{Promise, Trial};
use crate::report::Report;
use crowd::Crowd;

pub(crate) const PROMISE: Promise = Promise {
    name: "P5",
    sentence: "Edits, deletions, names, topics, membership and read marks obey the same log.",
    ci_seeds: 10,
    full_seeds: 200,
    beside: 5,
    alone: false,
    run: |trial| run(trial).boxed(),
};

/// Things done in one run.
const DEEDS: u64 = 5_000;
/// How often everything is looked at, the end included.
const QUIET_MOMENTS: u64 = 4;

async fn run(trial: Trial) -> Result<Report, Failure> {
    let mut report = Report::default();
    report.measure("operations", DEEDS);
    report.measure("differences", 0);
    let mut crowd = Crowd::gather(trial).await?;
    for _ in 0..QUIET_MOMENTS {
        for _ in 0..DEEDS / QUIET_MOMENTS {
            crowd.wait_for_turn().await;
            crowd.do_something().await?;
        }
        crowd.judge(&mut report).await?;
    }
    crowd.judge_fresh_walks(&mut report).await?;
    for (name, count) in crowd.counts() {
        report.measure(name, Value::from(count));
    }
    report.require(crowd.disconnects() >= DEEDS / 100, || {
        format!("only {} connections were broken", crowd.disconnects())
    });
    let (mut town, journals) = crowd.leave().await?;
    let stored = Stored::read(&town.server()?.database())?;
    let mut ledger = Ledger::default();
    for (who, journal) in &journals {
        ledger.take(who, journal, &mut report);
    }
    ledger.compare(&stored, &mut report);
    ledger.hold_all_stored(&stored, &mut report);
    town.take()?.stop()?;
    Ok(report)
}
