//! Afterwards: who was let go and with which code, and whether anybody missed anything.

use std::time::Duration;

use super::scene::Scene;
use crate::Failure;
use crate::oracle::{Ledger, Stored, compare_screen};
use crate::report::Report;
use crate::simclient::Entry;

/// Something is stuck when it takes longer.
const PATIENCE: Duration = Duration::from_secs(30);

/// Tabs that are paged back to their first row; what the others took in is in their journals.
const WALKED: usize = 5;

/// Holds all that was sent to be stored, and all that is stored to be on every screen.
pub(super) async fn judge(
    mut scene: Scene,
    stalls: usize,
    report: &mut Report,
) -> Result<(), Failure> {
    let talking = scene.fall_silent().await?;
    for tab in &talking {
        let settled = tab.until_settled(PATIENCE).await?;
        report.require(settled, || "somebody who talked is not settled".into());
    }
    let page = scene.town.people[0].visitor.chat_page(scene.room).await?;
    let head = page.open.summary.cursor.seq;
    let behind = scene.readers.behind(head.0, PATIENCE).await;
    report.lost += behind as u64;
    report.require(behind == 0, || format!("{behind} readers did not get all"));
    report.problems.extend(scene.readers.complaints());
    for tab in &scene.stalling {
        let there = tab.until_caught_up(vec![(scene.room, head)], PATIENCE).await?;
        report.require(there, || "somebody who had stalled did not catch up".into());
    }
    hold_endings(&scene, stalls, report)?;
    let stored = Stored::read(&scene.town.server()?.database())?;
    let mut ledger = Ledger::default();
    for (number, tab) in talking.into_iter().enumerate() {
        ledger.take(&format!("talker {number}"), &tab.kill().await?, report);
    }
    let mut resets = 0;
    for (number, tab) in scene.stalling.drain(..).enumerate() {
        let who = format!("who stalled, {number}");
        if number < WALKED {
            match tab.walk(scene.room, PATIENCE).await {
                Ok(rows) => compare_screen(&who, scene.room.0, &rows, &stored, report),
                Err(failure) => report.problem(format!("{who}: {failure}")),
            }
        }
        let journal = tab.kill().await?;
        resets += journal.count(|entry| matches!(entry, Entry::Reset { .. }));
        ledger.take(&who, &journal, report);
    }
    report.measure("resets", resets);
    ledger.compare(&stored, report);
    ledger.hold_all_stored(&stored, report);
    scene.town.take()?.stop()?;
    Ok(())
}

/// Whoever does not read cannot be told why it is let go. The server's log has the code.
fn hold_endings(scene: &Scene, stalls: usize, report: &mut Report) -> Result<(), Failure> {
    let log = scene.town.server()?.launch().logs.join("server-0000.log");
    let log = std::fs::read_to_string(log).map_err(|error| Failure::of("the log", error))?;
    let ended = || log.lines().filter(|line| line.contains("A connection ended"));
    let slow = ended().filter(|line| line.contains("SlowReader")).count();
    report.measure("closed_4001", slow as u64);
    report.require(slow == stalls, || {
        format!("{slow} of {stalls} who stalled were closed as slow readers")
    });
    let all = ended().count();
    report.require(all == slow, || format!("{} others' connections ended", all - slow));
    Ok(())
}
