//! P13: half of a busy room's readers stop reading. The others must not notice, the server must
//! not pay for them, and they must come back as if nothing had been.

mod scene;
mod readers;
mod judge;

use std::time::Duration;

use futures::FutureExt;
use tokio::time::sleep;

use crate::Failure;
use crate::promise::{Promise, Size, Trial};
use crate::report::Report;
use readers::Times;
use scene::{Scene, Stall};

pub(crate) const PROMISE: Promise = Promise {
    name: "P13",
    sentence: "A slow reader harms nobody, costs little and comes back without a loss.",
    ci_seeds: 1,
    full_seeds: 3,
    beside: 1,
    alone: true,
    run: |trial| run(trial).boxed(),
};

/// The bar: of a hundred messages all but the slowest are shown to the others as soon as without
/// stalled readers, times this.
const SLOWER: f64 = 1.2;
/// With every change there is other work on the machine, which now and then takes a processor for
/// so long. A server that waits for a stalled reader is late by seconds.
const CI_SLOWER_BY: Duration = Duration::from_millis(50);
/// Memory of the server for each stalled reader, without the system's buffers.
const MEMORY_KIB: f64 = 128.0;
/// Who does not read is let go by then.
const CLOSED: Duration = Duration::from_secs(15);
/// How long all read, for comparison.
const CALM: Duration = Duration::from_secs(6);
/// After everybody is back, before anything is measured.
const REST: Duration = Duration::from_secs(1);

/// A part of the run.
#[derive(Clone, Copy)]
enum Part {
    /// All read.
    Calm,
    /// So many stop reading, until they are let go; then they read again.
    Stalled(usize),
}

const EVERY_CHANGE: &[Part] = &[Part::Calm, ALL_STALL, ALL_STALL, Part::Calm];
const RELEASE: &[Part] = &[
    Part::Calm,
    Part::Stalled(1),
    ALL_STALL,
    Part::Calm,
    Part::Calm,
    ALL_STALL,
    Part::Stalled(1),
    Part::Calm,
];
const ALL_STALL: Part = Part::Stalled(scene::STALLING);

async fn run(trial: Trial) -> Result<Report, Failure> {
    let mut report = Report::default();
    let mut scene = Scene::found(&trial).await?;
    let (mut calm, mut beside) = (Times::default(), Times::default());
    let (mut stalls, mut slowest, mut memory) = (0, Duration::ZERO, 0.0_f64);
    for part in trial.sized(EVERY_CHANGE, RELEASE) {
        sleep(REST).await;
        scene.begin_window();
        match *part {
            Part::Calm => {
                sleep(CALM).await;
                calm.add(scene.end_window());
            }
            Part::Stalled(count) => {
                let Stall { closed, grown_kib } = scene.stall(count).await?;
                beside.add(scene.end_window());
                slowest = slowest.max(closed);
                stalls += count;
                // What one costs cannot be told from what a busy server's memory does by itself.
                if count > 1 {
                    memory = memory.max(grown_kib as f64 / count as f64);
                }
                scene.read_again(count, &mut report).await?;
            }
        }
    }
    hold_times(&trial, &calm, &beside, &mut report);
    report.measure("stalls", stalls);
    report.measure("closed_s", tenths(slowest.as_secs_f64()));
    report.require(slowest <= CLOSED, || format!("who stalled was let go after {slowest:?}"));
    report.measure("kib_per_stalled", tenths(memory));
    report.require(memory <= MEMORY_KIB, || {
        format!("each stalled reader cost {memory:.0} KiB of the server's memory")
    });
    judge::judge(scene, stalls, &mut report).await?;
    Ok(report)
}

fn hold_times(trial: &Trial, calm: &Times, beside: &Times, report: &mut Report) {
    let (before, after) = (calm.p99(), beside.p99());
    let ratio = after.as_secs_f64() / before.as_secs_f64().max(0.001);
    report.measure("p99_calm_ms", tenths(before.as_secs_f64() * 1e3));
    report.measure("p99_stalled_ms", tenths(after.as_secs_f64() * 1e3));
    report.measure("p99_ratio", (ratio * 100.0).round() / 100.0);
    report.measure("shown", (calm.count() + beside.count()) as u64);
    let allowed = match trial.size {
        Size::Full => before.mul_f64(SLOWER),
        Size::Ci => before.mul_f64(SLOWER).max(before + CI_SLOWER_BY),
    };
    report.require(after <= allowed, || {
        format!("messages take {after:?} beside stalled readers and {before:?} without")
    });
}

fn tenths(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
