//! P22: every case of [`frames`], against the echo of a debug build, and against the release
//! server where nothing is to be echoed.

use std::collections::BTreeSet;

use futures::{FutureExt, StreamExt};

use crate::Failure;
use crate::frames::peer::{Outcome, Route, play};
use crate::frames::{self, Case, NON_STRICT};
use crate::http::Visitor;
use crate::promise::{Promise, Trial};
use crate::report::Report;
use crate::town::Town;

pub(crate) const PROMISE: Promise = Promise {
    name: "P22",
    sentence: "Every frame that RFC 6455 knows is answered as it says, and every breach by its code.",
    ci_seeds: 1,
    full_seeds: 1,
    beside: 1,
    alone: false,
    run: |trial| run(trial).boxed(),
};

/// Connections at once, each of another person.
const AT_ONCE: usize = 16;

async fn run(trial: Trial) -> Result<Report, Failure> {
    let mut report = Report::default();
    let mut tally = Tally::default();
    let cases = frames::all();
    if let Some(launch) = trial.launch_debug()? {
        let town = Town::found(launch, AT_ONCE, 0).await?;
        tally.try_all(cases.clone(), Route::Echo, &town, &mut report).await;
    } else {
        report.skipped.push("P22: no debug build of the server was named".into());
    }
    let silent: Vec<Case> = cases.into_iter().filter(|case| !case.needs_echo()).collect();
    let town = Town::found(trial.launch()?, AT_ONCE, 0).await?;
    tally.try_all(silent, Route::Hark, &town, &mut report).await;
    report.measure("cases", tally.passed + tally.failed);
    report.measure("passed", tally.passed);
    report.measure("failed", tally.failed);
    report.measure("non_strict", tally.non_strict.into_iter().collect::<Vec<_>>());
    Ok(report)
}

/// How many came out how.
#[derive(Default)]
struct Tally {
    passed: u64,
    failed: u64,
    /// Passed by what they may do, with the reason.
    non_strict: BTreeSet<String>,
}

impl Tally {
    async fn try_all(&mut self, cases: Vec<Case>, route: Route, town: &Town, report: &mut Report) {
        let people = town.people.iter().map(|citizen| citizen.visitor.clone()).cycle();
        let alone: Vec<_> = cases.into_iter().zip(people).collect();
        let mut plays = futures::stream::iter(alone)
            .map(|(case, visitor): (Case, Visitor)| async move {
                let outcome = play(&case, route, &visitor).await;
                (case, outcome)
            })
            .buffer_unordered(AT_ONCE);
        while let Some((case, outcome)) = plays.next().await {
            match outcome {
                Ok(Outcome::Strict) if case.lenient.is_some() => {
                    self.failed += 1;
                    report.problem(format!("{} is strict now: take it off the list", case.id));
                }
                Ok(Outcome::Strict) => self.passed += 1,
                Ok(Outcome::Lenient) => {
                    self.passed += 1;
                    let reason = NON_STRICT.iter().find(|(id, _)| *id == case.id);
                    self.non_strict.extend(reason.map(|(id, reason)| format!("{id}: {reason}")));
                }
                Err(problem) => {
                    self.failed += 1;
                    report.problem(format!("{} of {route:?}: {problem}", case.id));
                }
            }
        }
    }
}
