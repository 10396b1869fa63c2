//! P7: the server is killed again and again while messages stream in, and the power is cut.

mod million;
mod power;

use std::path::Path;
use std::time::{Duration, Instant};

use futures::FutureExt;
use hark_protocol::sync::Input;
use tokio::time::{interval, sleep};

use crate::Failure;
use crate::nemesis::Launch;
use crate::oracle::{Ledger, Stored};
use crate::promise::{Promise, Trial};
use crate::report::Report;
use crate::simclient::{Habits, Tab};
use crate::town::Town;

pub(crate) const PROMISE: Promise = Promise {
    name: "P7",
    sentence: "Acked means on disk, through killed processes and lost power.",
    ci_seeds: 1,
    full_seeds: 1,
    beside: 1,
    alone: false,
    run: |trial| run(trial).boxed(),
};

const PEOPLE: usize = 10;
const SENDS_PER_SECOND: u32 = 500;
/// The bar: a server is ready again so soon after its start.
const READY: Duration = Duration::from_secs(2);
/// Something is stuck when it takes longer.
const PATIENCE: Duration = Duration::from_secs(60);

async fn run(trial: Trial) -> Result<Report, Failure> {
    let mut report = Report::default();
    kills(&trial, trial.sized(25, 200), &mut report).await?;
    power::cuts(&trial, trial.sized(10, 100), &mut report).await?;
    million::ready_again(&trial, &mut report).await?;
    Ok(report)
}

/// People who write without end, as fast as the bar says.
struct Writers {
    town: Town,
    tabs: Vec<Tab>,
    dice: fastrand::Rng,
}

impl Writers {
    async fn gather(trial: &Trial, part: &str, launch: Launch) -> Result<Self, Failure> {
        let town = Town::found(launch, PEOPLE, 1).await?;
        let mut tabs = Vec::with_capacity(PEOPLE);
        for (number, who) in (0..).zip(&town.people) {
            let habits = Habits {
                dir: Some(trial.subdir(&format!("{part}-{number}"))?),
                impatience: Some(Duration::from_millis(20)),
                ..Habits::by_way_of(town.server()?.address(), trial.seed.rotate_left(7) ^ number)
            };
            tabs.push(Tab::open(who, town.rooms[0], habits).await?);
        }
        Ok(Self { town, tabs, dice: trial.dice(7) })
    }

    /// Writes for this long, at an even pace.
    async fn write(&mut self, how_long: Duration) -> Result<(), Failure> {
        let room = self.town.rooms[0];
        let mut pace = interval(Duration::from_secs(1) / SENDS_PER_SECOND);
        let begun = Instant::now();
        while begun.elapsed() < how_long {
            pace.tick().await;
            let text = "of this length ".repeat(self.dice.usize(1..20));
            let at = self.dice.usize(..PEOPLE);
            self.tabs[at].send(room, text.trim_end())?;
        }
        Ok(())
    }

    /// A time after which something happens, so that it happens anywhere within a commit.
    fn some_time(&mut self) -> Duration {
        Duration::from_micros(self.dice.u64(250_000..1_250_000))
    }

    async fn settle(&self, report: &mut Report) -> Result<(), Failure> {
        for (number, tab) in self.tabs.iter().enumerate() {
            tab.input(Input::TryNow);
            if !tab.until_settled(PATIENCE).await? {
                report.problem(format!("tab {number} was not settled"));
            }
        }
        Ok(())
    }

    /// What all tabs were told up to now.
    async fn ledger(&self, report: &mut Report) -> Result<Ledger, Failure> {
        let mut ledger = Ledger::default();
        for (number, tab) in self.tabs.iter().enumerate() {
            let journal = tab.look(|_, journal| journal.clone()).await?;
            ledger.take(&format!("tab {number}"), &journal, report);
        }
        Ok(ledger)
    }
}

/// Kills the server at random moments. Its database must be whole each time.
async fn kills(trial: &Trial, kills: u64, report: &mut Report) -> Result<(), Failure> {
    let mut writers = Writers::gather(trial, "tab", trial.launch()?).await?;
    let begun = Instant::now();
    let mut slowest = Duration::ZERO;
    for _ in 0..kills {
        let how_long = writers.some_time();
        writers.write(how_long).await?;
        let launch = writers.town.kill()?;
        writers.town.revive(launch)?;
        slowest = slowest.max(writers.town.server()?.ready_after);
        // Everybody is back before the next kill, or little would be under way when it comes.
        for tab in &writers.tabs {
            tab.input(Input::TryNow);
        }
        sleep(Duration::from_millis(50)).await;
    }
    let seconds = begun.elapsed().as_secs_f64();
    writers.settle(report).await?;
    report.measure("kills", kills);
    report.measure("ready_after_kill_ms", slowest.as_millis() as u64);
    report.require(slowest <= READY, || format!("it took {slowest:?} to be ready again"));
    let (launch, _) = writers.town.take()?.stop()?;
    let stored = whole(&launch.data.join("hark.db"), report)?;
    let ledger = writers.ledger(report).await?;
    ledger.compare(&stored, report);
    ledger.hold_all_stored(&stored, report);
    report.measure("sent_per_second", (ledger.sent() as f64 / seconds).round());
    Ok(())
}

/// The log of a database that no server has open, which SQLite itself must find whole.
fn whole(database: &Path, report: &mut Report) -> Result<Stored, Failure> {
    let said = Stored::integrity(database)?;
    report.require(said == "ok", || format!("the database is damaged: {said}"));
    Stored::read(database)
}
