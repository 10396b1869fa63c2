//! Tabs whose connections break in the middle of things and come back at once.

use std::time::{Duration, Instant};

use hark_protocol::RoomId;
use hark_protocol::sync::Client;

use crate::Failure;
use crate::faultproxy::{By, Proxy, Strike};
use crate::oracle::Ledger;
use crate::promise::Trial;
use crate::report::Report;
use crate::simclient::{Entry, Habits, Journal, Tab};
use crate::town::Town;

/// Something is stuck when it takes longer.
const PATIENCE: Duration = Duration::from_secs(30);
/// Somebody who presses "try now" so soon.
const AT_ONCE: Duration = Duration::from_millis(2);

/// Cuts a tab's connection just when an event has come, so that it is back within milliseconds
/// while the next ones are on their way. At the end it must show what a fresh load shows.
pub(super) async fn in_the_middle(
    trial: &Trial,
    town: &Town,
    room: RoomId,
    times: u64,
    report: &mut Report,
) -> Result<(), Failure> {
    let address = town.server()?.address();
    let proxy = Proxy::before(address, trial.seed).await?;
    let hurried = Habits {
        impatience: Some(AT_ONCE),
        ..Habits::by_way_of(proxy.address(), trial.seed.rotate_left(3))
    };
    let reader = Tab::open(&town.people[0], room, hurried).await?;
    let calm = Habits::by_way_of(address, trial.seed.rotate_left(5));
    let mut writer = Tab::open(&town.people[1], room, calm).await?;
    if !reader.until_settled(PATIENCE).await? {
        return Err(Failure("the reader is not live".into()));
    }
    let mut fastest = PATIENCE;
    for number in 0..times * 2 {
        let (applied, lives) = reader.look(|_, journal| counts(journal)).await?;
        for _ in 0..8 {
            writer.send(room, &format!("{number}: one of several"))?;
        }
        let came = move |_: &Client, journal: &Journal| counts(journal).0 > applied;
        if !reader.until(PATIENCE, came).await? {
            report.problem(format!("nothing came before cut {number}"));
        }
        proxy.strike(Strike::Cut(if number % 2 == 0 { By::Rst } else { By::Fin }));
        let begun = Instant::now();
        let back = move |_: &Client, journal: &Journal| counts(journal).1 > lives;
        if !reader.until(PATIENCE, back).await? {
            report.problem(format!("the reader did not come back after cut {number}"));
        }
        fastest = fastest.min(begun.elapsed());
    }
    report.measure("fastest_return_ms", fastest.as_millis() as u64);
    let settled = writer.until_settled(PATIENCE).await?;
    let page = town.people[0].visitor.chat_page(room).await?;
    let head = page.open.summary.cursor.seq;
    let there = move |client: &Client, _: &Journal| {
        client.room(room).is_some_and(|state| state.cursor().seq >= head)
    };
    report.require(settled && reader.until(PATIENCE, there).await?, || {
        "the reader did not catch up".into()
    });
    let same = reader.look(move |client, _| {
        let Some(state) = client.room(room) else { return false };
        let rows = state.timeline().map(|timeline| timeline.rows().rev().cloned());
        let fresh: Vec<_> = page.open.rows.iter().rev().cloned().collect();
        let shown: Vec<_> = rows.into_iter().flatten().take(fresh.len()).collect();
        shown == fresh && *state.summary() == page.open.summary
    });
    let same = same.await?;
    report.require(same, || "the reader shows something else than a fresh load".into());
    Ledger::default().take("the reader", &reader.kill().await?, report);
    Ok(())
}

/// How many events were taken in, and how often the connection was live.
fn counts(journal: &Journal) -> (u64, u64) {
    let applied = journal.count(|entry| matches!(entry, Entry::Apply { .. }));
    (applied, journal.count(|entry| matches!(entry, Entry::Live { .. })))
}
