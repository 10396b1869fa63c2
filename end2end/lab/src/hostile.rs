//! The list of hostile inputs, C01 to C100: what somebody sends who means harm, and what must come
//! of it. Each is tried against the release server; what concerns a part that Hark does not have
//! says so, and is never counted as passed.

pub(crate) mod hand;
mod scene;
mod door;
mod handshake;
mod frames;
mod commands;
mod edges;
mod messages;
mod content;
mod pictures;
mod people;
mod passkeys;
mod machine;

use std::sync::Arc;
use std::time::Duration;

use futures::future::BoxFuture;
use futures::{FutureExt, StreamExt};
use serde_json::Value;
use tokio::time::timeout;

use crate::Failure;
use crate::promise::{Promise, Trial};
use crate::report::Report;
use scene::Scene;

pub(crate) use commands::{ask as answer, post};
pub(crate) use messages::posted;

pub(crate) const PROMISE: Promise = Promise {
    name: "hostile",
    sentence: "Each of a hundred hostile inputs comes out as the list of them says.",
    ci_seeds: 1,
    full_seeds: 1,
    beside: 1,
    alone: false,
    run: |trial| run(trial).boxed(),
};

/// Cases tried at once.
const AT_ONCE: usize = 12;
/// Who drags something out is cut sooner than this.
const PATIENCE: Duration = Duration::from_secs(90);

/// What came out. `Err`: what was wrong, in a sentence.
type Verdict = Result<(), String>;

/// One input of the list.
struct Case {
    number: u8,
    input: &'static str,
    proof: Proof,
}

enum Proof {
    /// Tried against a server.
    Try(fn(Arc<Scene>) -> BoxFuture<'static, Verdict>),
    /// It needs a part that Hark does not have, for this reason.
    Absent(&'static str),
}

/// A row of the list that is tried.
fn tried(
    number: u8,
    input: &'static str,
    case: fn(Arc<Scene>) -> BoxFuture<'static, Verdict>,
) -> Case {
    Case { number, input, proof: Proof::Try(case) }
}

/// A row of the list that there is nothing for.
fn absent(number: u8, input: &'static str, reason: &'static str) -> Case {
    Case { number, input, proof: Proof::Absent(reason) }
}

fn all() -> Vec<Case> {
    let parts = [
        door::cases(),
        handshake::cases(),
        frames::cases(),
        commands::cases(),
        edges::cases(),
        messages::cases(),
        content::cases(),
        pictures::cases(),
        people::cases(),
        machine::cases(),
    ];
    parts.into_iter().flatten().collect()
}

async fn run(trial: Trial) -> Result<Report, Failure> {
    let mut report = Report::default();
    let scene = Arc::new(Scene::set(trial).await?);
    let (mut passed, mut failed, mut not_applicable) = (0_u64, 0_u64, Vec::new());
    let mut cases = futures::stream::iter(all())
        .map(|case| {
            let scene = Arc::clone(&scene);
            async move {
                let verdict = match case.proof {
                    Proof::Absent(reason) => return (case, Some(reason), Ok(())),
                    Proof::Try(run) => timeout(PATIENCE, tokio::spawn(run(scene))).await,
                };
                let verdict = match verdict {
                    Ok(Ok(verdict)) => verdict,
                    Ok(Err(error)) => Err(format!("the case itself failed: {error}")),
                    Err(_) => Err("it did not end".into()),
                };
                (case, None, verdict)
            }
        })
        .buffer_unordered(AT_ONCE);
    while let Some((case, absent, verdict)) = cases.next().await {
        let name = format!("C{:02}", case.number);
        match (absent, verdict) {
            (Some(reason), _) => not_applicable.push(format!("{name} ({}): {reason}", case.input)),
            (None, Ok(())) => passed += 1,
            (None, Err(problem)) => {
                failed += 1;
                report.problem(format!("{name} ({}): {problem}", case.input));
            }
        }
    }
    drop(cases);
    not_applicable.sort();
    report.measure("cases", passed + failed + not_applicable.len() as u64);
    report.measure("passed", passed);
    report.measure("failed", failed);
    report.measure("not_applicable", not_applicable.len());
    report.measure("because", Value::from(not_applicable));
    let scene = Arc::into_inner(scene).ok_or_else(|| Failure("a case goes on".into()))?;
    scene.strike(&mut report)?;
    Ok(report)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_of_the_list_is_there_once() {
        let mut numbers: Vec<u8> = all().iter().map(|case| case.number).collect();
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=100).collect::<Vec<u8>>());
    }
}
