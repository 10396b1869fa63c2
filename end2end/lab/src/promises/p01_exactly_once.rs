//! P1: twenty people in four rooms write through networks that break a thousand times.

use std::time::{Duration, Instant};

use futures::FutureExt;
use hark_protocol::sync::Input;
use hark_protocol::{ReplyTo, RoomId, Row, Seq};
use tokio::task::JoinSet;
use tokio::time::interval;

use crate::Failure;
use crate::faultproxy::{At, By, Proxy, Strike, Way};
use crate::oracle::{Ledger, Stored, compare_replies, compare_screen};
use crate::promise::{Promise, Trial};
use crate::report::Report;
use crate::simclient::{Habits, Tab};
use crate::town::Town;

pub(crate) const PROMISE: Promise = Promise {
    name: "P1",
    sentence: "An acked message reaches every member exactly once on screen, in one order.",
    ci_seeds: 3,
    full_seeds: 20,
    beside: 3,
    alone: false,
    run: |trial| run(trial).boxed(),
};

const PEOPLE: usize = 20;
const ROOMS: usize = 4;
const SENDS: usize = 10_000;
const SENDS_PER_SECOND: u32 = 200;
/// Of so many sends, one is a reply in a thread, every other of which the room shows, too.
const REPLIES: u8 = 5;
const BREAKS: u64 = 1_000;
/// Of the breaks, those between the commit and the word of it.
const AIMED: u64 = 100;
/// How long a network swallows what is sent before it is cut.
const SWALLOWED: Duration = Duration::from_secs(12);
/// The bar: everything is on every screen so soon after the network is whole again.
const SETTLED: Duration = Duration::from_secs(30);
/// A page through a room takes no longer, or something is stuck.
const WALK: Duration = Duration::from_secs(60);

/// Somebody at their tab, behind a network of their own.
struct Seat {
    tab: Tab,
    proxy: Proxy,
}

async fn run(trial: Trial) -> Result<Report, Failure> {
    let mut town = Town::found(trial.launch()?, PEOPLE, ROOMS).await?;
    let mut seats = Vec::with_capacity(PEOPLE);
    for (number, who) in (0..).zip(&town.people) {
        let proxy = Proxy::before(town.server()?.address(), trial.seed ^ number).await?;
        let habits = Habits {
            dir: Some(trial.subdir(&format!("tab-{number}"))?),
            // Everybody presses "try now" before the longer waits are over: this breaks more
            // connections than patience would.
            impatience: Some(Duration::from_millis(200)),
            ..Habits::by_way_of(proxy.address(), trial.seed.rotate_left(20) ^ number)
        };
        let tab = Tab::open(who, town.rooms[0], habits).await?;
        seats.push(Seat { tab, proxy });
    }
    let mut report = Report::default();
    write_and_break(&trial, &town, &mut seats).await?;
    let healed = Instant::now();
    settle(&seats, &mut report).await?;
    report.measure("settled_s", (healed.elapsed().as_secs_f64() * 10.0).round() / 10.0);
    let (breaks, aimed) = broken(&seats);
    report.measure("disconnects", breaks);
    report.measure("disconnects_before_ack", aimed);
    report.require(breaks >= BREAKS && aimed >= AIMED, || {
        format!("only {breaks} connections were broken, {aimed} of them before an ack")
    });
    judge(&town, seats, &mut report).await?;
    town.take()?.stop()?;
    Ok(report)
}

/// Sends at an even pace while the networks break. Ends when both have had their number.
async fn write_and_break(trial: &Trial, town: &Town, seats: &mut [Seat]) -> Result<(), Failure> {
    let mut dice = trial.dice(1);
    let mut pace = interval(Duration::from_secs(1) / SENDS_PER_SECOND);
    let mut sent = 0;
    loop {
        pace.tick().await;
        if sent < SENDS {
            let seat = &mut seats[dice.usize(..PEOPLE)];
            let room = town.rooms[dice.usize(..ROOMS)];
            // As long as a sentence, now and then as long as a page.
            let length = if dice.u8(..) == 0 { 4_000 } else { dice.usize(1..120) };
            let text = format!("{sent} {}", "word ".repeat(length / 5));
            let root = if dice.u8(..REPLIES) == 0 { newest(&seat.tab, room).await? } else { None };
            match root {
                Some(root) => {
                    let to = ReplyTo { root, in_room: dice.bool() };
                    seat.tab.reply(room, to, text.trim_end())?;
                }
                None => {
                    seat.tab.send(room, text.trim_end())?;
                }
            }
            sent += 1;
        }
        let (breaks, aimed) = broken(seats);
        if sent == SENDS && breaks >= BREAKS && aimed >= AIMED {
            break;
        }
        // Spread over the sends; what is left over comes after them.
        let due = |of: u64| (of * sent as u64).div_ceil(SENDS as u64);
        if breaks < due(BREAKS) || aimed < due(AIMED) {
            let seat = &mut seats[dice.usize(..PEOPLE)];
            if aimed < due(AIMED) {
                seat.proxy.strike(Strike::CutAt(At::Ack, By::Rst));
            } else {
                let strike = draw(&mut dice);
                seat.proxy.strike(strike);
                if matches!(strike, Strike::Swallow { .. }) {
                    // As when a phone changes its network: the browser says so, and asks.
                    seat.tab.input(Input::Visible);
                }
            }
            seat.tab.input(Input::Open(town.rooms[dice.usize(..ROOMS)]));
            if sent == SENDS {
                // Nobody else would make the server answer any more.
                seat.tab.send(town.rooms[0], "one more")?;
            }
        }
    }
    // The network is whole again; what still vanishes does so on connections that are gone.
    for seat in seats {
        seat.proxy.strike(Strike::Cut(By::Rst));
    }
    Ok(())
}

/// The thread that somebody would reply in, who looks at the newest message of a room that they
/// have opened.
async fn newest(tab: &Tab, room: RoomId) -> Result<Option<Seq>, Failure> {
    tab.look(move |client, _| {
        let mut rows = client.room(room)?.timeline()?.rows().rev().filter_map(Row::message);
        rows.next().map(|message| message.to.map_or(message.seq, |to| to.root))
    })
    .await
}

/// How many connections were broken, and how many of them between the commit and the word of it.
fn broken(seats: &[Seat]) -> (u64, u64) {
    let count = |of: fn(&Proxy) -> u64| seats.iter().map(|seat| of(&seat.proxy)).sum();
    (count(Proxy::broken), count(Proxy::broken_at_ack))
}

fn draw(dice: &mut fastrand::Rng) -> Strike {
    let by = if dice.u8(..3) == 0 { By::Fin } else { By::Rst };
    match dice.u8(..8) {
        0 | 1 => Strike::Swallow {
            way: [Way::Up, Way::Down, Way::Both][dice.usize(..3)],
            lasts: SWALLOWED,
        },
        2 => Strike::Cut(by),
        3 | 4 => Strike::CutAt(At::Up(dice.u64(..400)), by),
        _ => Strike::CutAt(At::Down(dice.u64(..4_000)), by),
    }
}

async fn settle(seats: &[Seat], report: &mut Report) -> Result<(), Failure> {
    let deadline = Instant::now() + SETTLED;
    for (number, seat) in seats.iter().enumerate() {
        let left = deadline.saturating_duration_since(Instant::now());
        if !seat.tab.until_settled(left.max(Duration::from_millis(100))).await? {
            let status = seat.tab.look(|client, _| format!("{:?}", client.status())).await?;
            report.problem(format!("tab {number} was not settled in time: {status}"));
        }
    }
    Ok(())
}

/// Walks every tab through every room and compares it with the log.
async fn judge(town: &Town, seats: Vec<Seat>, report: &mut Report) -> Result<(), Failure> {
    let stored = Stored::read(&town.server()?.database())?;
    let mut ledger = Ledger::default();
    let mut walks = JoinSet::new();
    for (number, Seat { tab, proxy }) in seats.into_iter().enumerate() {
        let rooms = town.rooms.clone();
        // A tab that was cut at the last moment still looks live: it is waited for.
        let heads = stored.heads().filter(|(room, _)| rooms.contains(room)).collect();
        walks.spawn(async move {
            tab.until_caught_up(heads, WALK).await?;
            let mut screens = Vec::new();
            for room in rooms {
                screens.push((room, tab.walk(room, WALK).await));
            }
            // The network stays up until the walk is done.
            drop(proxy);
            Ok::<_, Failure>((number, screens, tab.kill().await?))
        });
    }
    while let Some(walked) = walks.join_next().await {
        let (number, screens, journal) = walked.map_err(|error| Failure::of("a walk", error))??;
        let who = format!("tab {number}");
        for (room, rows) in screens {
            match rows {
                Ok(rows) => {
                    compare_screen(&who, room.0, &rows, &stored, report);
                    compare_replies(&who, room.0, &rows, &stored, report);
                }
                Err(failure) => report.problem(format!("{who}: {failure}")),
            }
        }
        ledger.take(&who, &journal, report);
    }
    ledger.compare(&stored, report);
    ledger.hold_all_stored(&stored, report);
    Ok(())
}
