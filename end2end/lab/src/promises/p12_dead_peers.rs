//! P12: networks that swallow everything, a server that stands still, and a network that is only
//! slow, which must not be taken for dead.

use std::time::{Duration, Instant};

use futures::FutureExt;
use hark_protocol::RoomId;
use hark_protocol::sync::{Client, Input, Status};
use tokio::time::{interval, sleep};

use crate::Failure;
use crate::faultproxy::{Proxy, Strike, Way};
use crate::nemesis::Launch;
use crate::promise::{Promise, Trial};
use crate::report::Report;
use crate::simclient::{Entry, Habits, Journal, Tab};
use crate::town::Town;

pub(crate) const PROMISE: Promise = Promise {
    name: "P12",
    sentence: "Dead peers are noticed within 40 s on both sides, and slow ones are not dropped.",
    ci_seeds: 1,
    full_seeds: 1,
    beside: 1,
    alone: false,
    run: |trial| run(trial).boxed(),
};

const PEERS: usize = 100;
/// The bar for both sides.
const NOTICED: Duration = Duration::from_secs(40);
/// The bar for who is said to be here.
const PRESENCE: Duration = Duration::from_secs(45);
/// What is slow: 300 ± 200 ms in each direction.
const DELAY: Duration = Duration::from_millis(100);
const JITTER: Duration = Duration::from_millis(400);
/// With every change there is other work on the machine, and so much is added to both bars.
const BESIDE: Duration = Duration::from_secs(15);
/// Something is stuck when it takes longer.
const PATIENCE: Duration = Duration::from_secs(90);

async fn run(trial: Trial) -> Result<Report, Failure> {
    let slow_for = trial.sized(Duration::from_secs(75), Duration::from_secs(600));
    let mut report = Report::default();
    let (dead, slow) = tokio::try_join!(dead(&trial), slow(&trial, slow_for))?;
    report.add(dead);
    report.add(slow);
    Ok(report)
}

/// People at their tabs behind one network, and somebody beside it who sees who is here.
struct Gathering {
    town: Town,
    room: RoomId,
    proxy: Proxy,
    tabs: Vec<Tab>,
    observer: Tab,
}

async fn gather(trial: &Trial, part: &str) -> Result<Gathering, Failure> {
    let launch = Launch::in_dir(&trial.hark, &trial.subdir(part)?)?;
    let town = Town::found(launch, PEERS + 1, 1).await?;
    let room = town.rooms[0];
    let address = town.server()?.address();
    let proxy = Proxy::before(address, trial.seed).await?;
    let observer = Tab::open(&town.people[0], room, Habits::by_way_of(address, trial.seed)).await?;
    let mut tabs = Vec::with_capacity(PEERS);
    for (number, who) in (1..).zip(&town.people[1..]) {
        let habits = Habits::by_way_of(proxy.address(), trial.seed.rotate_left(9) ^ number);
        tabs.push(Tab::open(who, room, habits).await?);
    }
    let gathering = Gathering { town, room, proxy, tabs, observer };
    gathering.until_all_live().await?;
    if !gathering.until_here(PEERS + 1, PATIENCE).await? {
        return Err(Failure("not everybody is said to be here".into()));
    }
    Ok(gathering)
}

impl Gathering {
    async fn until_all_live(&self) -> Result<(), Failure> {
        for tab in &self.tabs {
            if !tab.until_settled(PATIENCE).await? {
                return Err(Failure("not everybody came back".into()));
            }
        }
        Ok(())
    }

    async fn until_here(&self, count: usize, patience: Duration) -> Result<bool, Failure> {
        let room = self.room;
        let so = move |client: &Client, _: &Journal| {
            client.here(room).is_some_and(|here| here.count as usize == count)
        };
        self.observer.until(patience, so).await
    }

    /// Waits until no tab says any more that it is live. How long that took, if it became so.
    async fn until_noticed(&self, since: Instant) -> Result<Option<Duration>, Failure> {
        for tab in &self.tabs {
            let left = PATIENCE.saturating_sub(since.elapsed());
            let noticed = |client: &Client, _: &Journal| client.status() != Status::Live;
            if !tab.until(left, noticed).await? {
                return Ok(None);
            }
        }
        Ok(Some(since.elapsed()))
    }
}

/// The network swallows everything; then the server stands still.
async fn dead(trial: &Trial) -> Result<Report, Failure> {
    let mut report = Report::default();
    let more = trial.sized(BESIDE, Duration::ZERO);
    let gathering = gather(trial, "dead").await?;
    let swallow = |on| {
        gathering.proxy.set(|link| {
            link.up.black_hole = on;
            link.down.black_hole = on;
        });
    };
    swallow(true);
    let begun = Instant::now();
    let (noticed, gone) =
        tokio::try_join!(gathering.until_noticed(begun), gathering.until_here(1, PATIENCE))?;
    let reaped = begun.elapsed();
    hold(&mut report, "clients_noticed_network_s", noticed, NOTICED + more);
    hold(&mut report, "presence_right_s", gone.then_some(reaped), PRESENCE + more);
    swallow(false);
    // What was swallowed is not sent again by anybody: those connections are dead for good.
    gathering.proxy.strike(Strike::Swallow { way: Way::Both, lasts: Duration::ZERO });
    for tab in &gathering.tabs {
        tab.input(Input::TryNow);
    }
    gathering.until_all_live().await?;

    gathering.town.server()?.freeze()?;
    let noticed = gathering.until_noticed(Instant::now()).await;
    gathering.town.server()?.thaw()?;
    hold(&mut report, "clients_noticed_server_s", noticed?, NOTICED + more);
    for tab in &gathering.tabs {
        tab.input(Input::TryNow);
    }
    gathering.until_all_live().await?;
    Ok(report)
}

fn hold(report: &mut Report, name: &str, took: Option<Duration>, bar: Duration) {
    match took {
        Some(took) => {
            report.measure(name, (took.as_secs_f64() * 10.0).round() / 10.0);
            report.require(took <= bar, || format!("{name}: {took:?}"));
        }
        None => report.problem(format!("{name}: never")),
    }
}

/// The network is slow, and people talk. Nobody may be dropped.
async fn slow(trial: &Trial, how_long: Duration) -> Result<Report, Failure> {
    let mut report = Report::default();
    let mut gathering = gather(trial, "slow").await?;
    gathering.proxy.set(|link| {
        for pipe in [&mut link.up, &mut link.down] {
            (pipe.delay, pipe.jitter) = (DELAY, JITTER);
        }
    });
    let mut dice = trial.dice(12);
    let mut pace = interval(Duration::from_secs(1));
    let begun = Instant::now();
    while begun.elapsed() < how_long {
        pace.tick().await;
        let at = dice.usize(..PEERS);
        gathering.tabs[at].send(gathering.room, "slowly, but it comes")?;
        report.sent += 1;
    }
    // The last ones need their time.
    sleep(Duration::from_secs(2)).await;
    let mut dropped = 0;
    for tab in &gathering.tabs {
        dropped += tab.look(|_, journal| journal.count(is_close)).await?;
        let settled = tab.until_settled(PATIENCE).await?;
        report.require(settled, || "something that was sent slowly did not arrive".into());
        report.acked += tab.look(|_, journal| journal.count(is_ack)).await?;
    }
    report.measure("slow_for_s", how_long.as_secs());
    report.measure("false_drops", dropped);
    report.require(dropped == 0, || format!("{dropped} slow connections were dropped"));
    Ok(report)
}

fn is_close(entry: &Entry) -> bool {
    matches!(entry, Entry::Close { .. })
}

fn is_ack(entry: &Entry) -> bool {
    matches!(entry, Entry::Ack { .. })
}
