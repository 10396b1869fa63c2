//! P19: the server's clock is set forward and back while people write whose own clocks stand in
//! 1970 and in 2106.

mod steps;
mod sessions;
mod timeouts;

use std::time::{Duration, Instant};

use futures::FutureExt;
use tokio::time::interval;

use crate::Failure;
use crate::faultproxy::{By, Proxy, Strike};
use crate::nemesis::OtherClock;
use crate::oracle::{Ledger, Stored, StoredEvent, compare_screen};
use crate::promise::{Promise, Trial};
use crate::report::Report;
use crate::simclient::{Entry, Habits, Tab};
use crate::town::Town;

pub(crate) const PROMISE: Promise = Promise {
    name: "P19",
    sentence: "Order, sessions and timeouts do not depend on anybody's clock.",
    ci_seeds: 1,
    full_seeds: 3,
    beside: 3,
    alone: false,
    run: |trial| run(trial).boxed(),
};

const PEOPLE: usize = 8;
const ROOMS: usize = 3;
const SENDS_PER_SECOND: u32 = 60;
/// The last two of the people have good networks: whatever ends their connections is the server.
const CALM: usize = 2;
/// One connection in so many sends is cut.
const CUT_EVERY: u32 = 15;
const HOUR: i64 = 60 * 60;
const DAY: i64 = 24 * HOUR;
/// 2^32 seconds after 1970, in milliseconds: in 2106.
const YEAR_2106_MS: i64 = (1 << 32) * 1000;
const SETTLED: Duration = Duration::from_secs(30);
const WALK: Duration = Duration::from_secs(60);

struct Seat {
    tab: Tab,
    /// `None`: a good network.
    proxy: Option<Proxy>,
}

async fn run(trial: Trial) -> Result<Report, Failure> {
    let mut report = Report::default();
    let mut launch = trial.launch()?;
    let Some(mut clock) = OtherClock::of(&mut launch, &trial.dir)? else {
        report.skipped.push("clocks: libfaketime is not installed".into());
        return Ok(report);
    };
    let mut town = Town::found(launch, PEOPLE, ROOMS).await?;
    // The server starts a day before what it has stored.
    steps::set(&town.people[0], &mut clock, -DAY, &mut report).await?;
    let launch = town.kill()?;
    town.revive(launch)?;
    let mut seats = open_tabs(&trial, &town).await?;
    let timeouts = timeouts::watch(&town.people[0]);
    sessions::hold(&town, &mut clock, &mut report).await?;
    let lasts = trial.sized(Duration::from_secs(29), Duration::from_secs(600));
    let every = trial.sized(Duration::from_secs(3), Duration::from_secs(10));
    let (written, stepped) = tokio::join!(
        write(&trial, &town, &mut seats, lasts),
        steps::run(&town.people[0], &mut clock, lasts, every, &mut report),
    );
    written.and(stepped)?;
    timeouts.judge(&mut report).await?;
    for (number, seat) in seats.iter().enumerate() {
        let settled = seat.tab.until_settled(SETTLED).await?;
        report.require(settled, || format!("tab {number} was not settled in time"));
    }
    judge(&town, seats, &mut report).await?;
    town.take()?.stop()?;
    Ok(report)
}

async fn open_tabs(trial: &Trial, town: &Town) -> Result<Vec<Seat>, Failure> {
    let mut seats = Vec::with_capacity(PEOPLE);
    for (number, who) in (0..).zip(&town.people) {
        let server = town.server()?.address();
        let calm = number as usize >= PEOPLE - CALM;
        let proxy =
            if calm { None } else { Some(Proxy::before(server, trial.seed ^ number).await?) };
        let way = proxy.as_ref().map_or(server, Proxy::address);
        let year = if number % 2 == 0 { 0 } else { YEAR_2106_MS };
        let habits = Habits {
            clock_skew_ms: year - crate::clock_ms(),
            impatience: Some(Duration::from_millis(200)),
            ..Habits::by_way_of(way, trial.seed.rotate_left(20) ^ number)
        };
        let tab = Tab::open(who, town.rooms[0], habits).await?;
        seats.push(Seat { tab, proxy });
    }
    Ok(seats)
}

/// Everybody writes at an even pace while connections are cut.
async fn write(
    trial: &Trial,
    town: &Town,
    seats: &mut [Seat],
    lasts: Duration,
) -> Result<(), Failure> {
    let begun = Instant::now();
    let mut dice = trial.dice(1);
    let mut pace = interval(Duration::from_secs(1) / SENDS_PER_SECOND);
    let mut sent = 0_u32;
    while begun.elapsed() < lasts {
        pace.tick().await;
        let room = town.rooms[dice.usize(..ROOMS)];
        seats[dice.usize(..PEOPLE)].tab.send(room, &format!("message {sent}"))?;
        sent += 1;
        if sent.is_multiple_of(CUT_EVERY)
            && let Some(proxy) = &seats[dice.usize(..PEOPLE - CALM)].proxy
        {
            proxy.strike(Strike::Cut(if dice.bool() { By::Rst } else { By::Fin }));
        }
    }
    Ok(())
}

/// Walks every tab through every room and compares it with the log.
async fn judge(town: &Town, seats: Vec<Seat>, report: &mut Report) -> Result<(), Failure> {
    let stored = Stored::read(&town.server()?.database())?;
    let mut ledger = Ledger::default();
    let (mut decreased, mut dropped, mut cut) = (0, 0, 0);
    for (number, Seat { tab, proxy }) in seats.into_iter().enumerate() {
        let who = format!("tab {number}");
        let heads = stored.heads().filter(|(room, _)| town.rooms.contains(room)).collect();
        let caught_up = tab.until_caught_up(heads, SETTLED).await?;
        report.require(caught_up, || format!("{who} did not get everything"));
        for room in &town.rooms {
            let rows = tab.walk(*room, WALK).await?;
            compare_screen(&who, room.0, &rows, &stored, report);
            decreased += rows.windows(2).filter(|pair| pair[1].at() < pair[0].at()).count();
        }
        let journal = tab.kill().await?;
        let closes = journal.count(|entry| matches!(entry, Entry::Close { .. }));
        match proxy {
            Some(proxy) => cut += proxy.broken(),
            None => dropped += closes,
        }
        ledger.take(&who, &journal, report);
    }
    ledger.compare(&stored, report);
    ledger.hold_all_stored(&stored, report);
    report.measure("disconnects", cut);
    report.measure("times_decreased", decreased);
    report.require(decreased == 0, || format!("{decreased} shown times are before the last"));
    report.measure("dropped_by_server", dropped);
    report.require(dropped == 0, || {
        format!("{dropped} connections with a good network were closed by the server")
    });
    let jump = |events: &Vec<StoredEvent>| {
        events.windows(2).map(|pair| (pair[1].at - pair[0].at) / 1000).max().unwrap_or_default()
    };
    let jump = stored.rooms.values().map(jump).max().unwrap_or_default();
    report.measure("stored_jump_s", jump);
    report.require(jump > HOUR / 2, || {
        format!("the steps never reached the log: its times jump by {jump} s at the most")
    });
    Ok(())
}
