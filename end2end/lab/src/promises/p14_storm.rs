//! P14: everybody is cut off at once, and comes back at once.

mod posters;
mod gauge;
mod town;
mod tabs;
mod crowds;

use std::time::Duration;

use futures::FutureExt;

use crate::Failure;
use crate::promise::{Promise, Trial};
use crate::report::Report;
use gauge::Gauge;
use town::StormTown;

pub(crate) const PROMISE: Promise = Promise {
    name: "P14",
    sentence: "A storm of reconnects ends by itself, and whoever stayed notices nothing of it.",
    ci_seeds: 1,
    full_seeds: 3,
    beside: 1,
    alone: true,
    run: |trial| run(trial).boxed(),
};

/// The bar: so long until all have resumed.
const RESUMED: Duration = Duration::from_secs(30);
/// And where they do not wait between their tries.
const HOSTILE_RESUMED: Duration = Duration::from_secs(60);
/// A large server is itself again so soon after it answers again.
const CROWD_RESUMED: Duration = Duration::from_secs(5);

async fn run(trial: Trial) -> Result<Report, Failure> {
    let mut report = Report::default();
    let crowd = trial.sized(2_000, 10_000);
    let storm = trial.sized(500, 2_000);
    let mut town = StormTown::found(&trial, crowd).await?;
    let mut gauge = Gauge::start(&trial, &town)?;
    tabs::storm(&trial, &mut town, storm, &mut gauge, &mut report).await?;
    crowds::hostile(&trial, &mut town, storm, &mut gauge, &mut report).await?;
    crowds::large(&trial, &mut town, crowd, &mut gauge, &mut report).await?;
    gauge.finish(&town, &mut report)?;
    town.stop().await?;
    Ok(report)
}
