//! Storms of browsers' tabs, which wait as the client in the browser does: cut off by the network,
//! by a server that dies, and by one that says goodbye.

use std::time::{Duration, Instant};

use hark_protocol::sync::Status;
use tokio::time::sleep;

use super::RESUMED;
use super::gauge::{Gauge, note_resumed};
use super::town::{Restart, StormTown};
use crate::Failure;
use crate::faultproxy::{By, Proxy, Strike};
use crate::promise::Trial;
use crate::report::Report;
use crate::simclient::{Entry, Habits, Tab};

/// Who has not come back by then will not.
const PATIENCE: Duration = Duration::from_secs(90);

/// How long posts are timed after everybody is back, so that there are enough of them.
const AFTER: Duration = Duration::from_secs(2);

/// Opens so many tabs and breaks all their connections at once, three times.
pub(super) async fn storm(
    trial: &Trial,
    town: &mut StormTown,
    count: usize,
    gauge: &mut Gauge,
    report: &mut Report,
) -> Result<(), Failure> {
    let proxy = Proxy::before(town.server()?.address(), trial.seed).await?;
    let mut tabs = Vec::with_capacity(count);
    for number in 0..count {
        let (who, page) = town.holder(number);
        let seed = trial.seed.rotate_left(20) ^ number as u64;
        tabs.push(Tab::start(who, page.clone(), Habits::by_way_of(proxy.address(), seed))?);
    }
    if !all_live(&tabs, 1).await? {
        return Err(Failure("not all tabs could connect at first".into()));
    }
    gauge.rest(town).await?;

    gauge.begin();
    let since = Instant::now();
    proxy.strike(Strike::Cut(By::Rst));
    note_resumed("reset", since, all_live(&tabs, 2).await?, RESUMED, report);
    sleep(AFTER).await;
    gauge.end("reset", report);

    for (times, how, name) in [(3, Restart::Killed, "killed"), (4, Restart::Stopped, "stopped")] {
        gauge.begin();
        let since = town.restart(how).await?;
        gauge.follow(town)?;
        note_resumed(name, since, all_live(&tabs, times).await?, RESUMED, report);
        sleep(AFTER).await;
        gauge.end(name, report);
    }
    let mut gaps = 0;
    for tab in tabs {
        gaps += tab.kill().await?.count(|entry| matches!(entry, Entry::Gap { .. }));
    }
    report.measure("early_events", gaps);
    Ok(())
}

/// Waits until all are live by at least so many connections each. Whether they were in time.
async fn all_live(tabs: &[Tab], connections: u64) -> Result<bool, Failure> {
    let begun = Instant::now();
    for tab in tabs {
        let left = PATIENCE.saturating_sub(begun.elapsed());
        let live = tab.until(left, move |client, journal| {
            client.status() == Status::Live
                && journal.count(|entry| matches!(entry, Entry::Live { .. })) >= connections
        });
        if !live.await? {
            return Ok(false);
        }
    }
    Ok(true)
}
