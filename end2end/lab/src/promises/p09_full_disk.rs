//! P9: the disk under the server fills up, by somebody else's files and by its own data, and is
//! given room again.

use std::time::{Duration, Instant};

use futures::FutureExt;
use hark_protocol::sync::{Client, Input, OutboxState};
use hark_protocol::{RoomId, Row, Seq};
use tokio::time::sleep;

use crate::Failure;
use crate::http::Visitor;
use crate::nemesis::{Disk, Launch};
use crate::oracle::{Ledger, Stored, compare_screen};
use crate::promise::{Promise, Trial};
use crate::report::Report;
use crate::simclient::{Entry, Habits, Journal, Tab};
use crate::town::{PASSWORD, Town};

pub(crate) const PROMISE: Promise = Promise {
    name: "P9",
    sentence: "A full disk is an error message, not a loss; reading, signing in and deleting go on.",
    ci_seeds: 1,
    full_seeds: 5,
    beside: 1,
    alone: false,
    run: |trial| run(trial).boxed(),
};

const PEOPLE: usize = 5;
const DISK_BYTES: u64 = 64 << 20;
/// Somebody else's file, which can be taken away again.
const FOREIGN: &str = "somebody-elses-file";
/// A refusal must have come by then: writes are tried at once.
const REFUSED: Duration = Duration::from_secs(10);
/// The bar: sending works so soon after there is room.
const WORKS_AGAIN: Duration = Duration::from_secs(5);
/// With every change there is other work on the machine, and the bar is this.
const WORKS_AGAIN_BESIDE: Duration = Duration::from_secs(15);
/// Everything that waited is sent by then.
const SETTLED: Duration = Duration::from_secs(60);

async fn run(trial: Trial) -> Result<Report, Failure> {
    let mut report = Report::default();
    let disk = match Disk::make(&trial.dir, DISK_BYTES) {
        Ok(disk) => disk,
        Err(failure) => {
            report.skipped.push(format!("no disk to fill: {failure}"));
            return Ok(report);
        }
    };
    let launch = Launch { data: disk.path().join("data"), ..trial.launch()? };
    let mut town = Town::found(launch, PEOPLE, 1).await?;
    let room = town.rooms[0];
    let mut tabs = Vec::with_capacity(PEOPLE);
    for (number, who) in (0..).zip(&town.people) {
        let habits = Habits {
            dir: Some(trial.subdir(&format!("tab-{number}"))?),
            ..Habits::by_way_of(town.server()?.address(), trial.seed.rotate_left(12) ^ number)
        };
        tabs.push(Tab::open(who, room, habits).await?);
    }
    for number in 0..40 {
        for tab in &mut tabs {
            tab.send(room, &format!("{number}: before"))?;
        }
    }
    wait_settled(&tabs, "before", &mut report).await?;

    // Somebody else's file takes everything but what the server's log has of its own, which still
    // takes messages, more or fewer by how far it had come round.
    disk.fill(FOREIGN)?;
    fill_by_talk(&mut tabs, room, &mut report).await?;
    hold_while_full(&town, &mut tabs, room, &mut report).await?;
    let bar = trial.sized(WORKS_AGAIN_BESIDE, WORKS_AGAIN);
    give_room(&disk, &tabs, bar, &mut report).await?;

    // Now it is the server's own data that take the rest, message by message.
    fill_by_talk(&mut tabs, room, &mut report).await?;
    hold_while_full(&town, &mut tabs, room, &mut report).await?;
    disk.free(BALLAST)?;
    for tab in &tabs {
        tab.input(Input::TryNow);
    }
    wait_settled(&tabs, "after its own data had filled the disk", &mut report).await?;
    judge(&town, tabs, room, &mut report).await?;
    report.require(town.take()?.ended()?.is_none(), || "the server has ended".into());
    Ok(report)
}

/// What the second half of the run gives back: half of the disk.
const BALLAST: &str = "ballast";
const BALLAST_BYTES: usize = 24 << 20;

/// Takes somebody else's file away and waits for the first answer to a message.
async fn give_room(
    disk: &Disk,
    tabs: &[Tab],
    bar: Duration,
    report: &mut Report,
) -> Result<(), Failure> {
    let acked = |_: &Client, journal: &Journal| journal.count(is_ack);
    let mut before = Vec::new();
    for tab in tabs {
        before.push(tab.look(acked).await?);
    }
    disk.free(FOREIGN)?;
    let freed = Instant::now();
    for (number, (tab, before)) in tabs.iter().zip(before).enumerate() {
        let more = move |_: &Client, journal: &Journal| journal.count(is_ack) > before;
        let left = bar.saturating_sub(freed.elapsed());
        if !tab.until(left, more).await? {
            report.problem(format!("tab {number} could not send {bar:?} after there was room"));
        }
    }
    report.measure("sending_works_s", (freed.elapsed().as_secs_f64() * 10.0).round() / 10.0);
    wait_settled(tabs, "after there was room", report).await?;
    std::fs::write(disk.path().join(BALLAST), vec![0x5a; BALLAST_BYTES])
        .map_err(|error| Failure::of("the ballast", error))
}

/// Sends the longest messages until there is no room for them.
async fn fill_by_talk(tabs: &mut [Tab], room: RoomId, report: &mut Report) -> Result<(), Failure> {
    let long = "x".repeat(hark_protocol::Body::MAX_BYTES);
    let mark = tabs[0].look(|_, journal| journal.entries.len()).await?;
    for number in 0..(DISK_BYTES as usize / long.len()) {
        let at = number % tabs.len();
        let head = format!("{number} ");
        tabs[at].send(room, &format!("{head}{}", &long[head.len()..]))?;
        if number % 50 == 0 {
            let waits = |client: &Client, _: &Journal| client.has_unsent();
            while tabs[at].look(waits).await?
                && !tabs[at].look(move |_, journal| is_refused_since(journal, mark)).await?
            {
                sleep(Duration::from_millis(5)).await;
            }
        }
        if tabs[0].look(move |_, journal| is_refused_since(journal, mark)).await? {
            return Ok(());
        }
    }
    let full = move |_: &Client, journal: &Journal| is_refused_since(journal, mark);
    let refused = tabs[0].until(REFUSED, full).await?;
    report.require(refused, || "the disk did not fill up".into());
    Ok(())
}

/// Everything that has to be so while there is no room.
async fn hold_while_full(
    town: &Town,
    tabs: &mut [Tab],
    room: RoomId,
    report: &mut Report,
) -> Result<(), Failure> {
    for (number, tab) in tabs.iter_mut().enumerate() {
        let mark = tab.look(|_, journal| journal.entries.len()).await?;
        tab.send(room, &format!("tab {number} writes to a full disk"))?;
        let refused = move |_: &Client, journal: &Journal| is_refused_since(journal, mark);
        if !tab.until(REFUSED, refused).await? {
            report.problem(format!("tab {number} was not told that the disk is full"));
        }
        // Nothing is lost and nothing parked: it waits and says why.
        let waits = move |client: &Client, _: &Journal| {
            client.outbox(room).next().is_some_and(|item| item.state == OutboxState::Waiting)
        };
        let waits = tab.look(waits).await?;
        report.require(waits, || format!("what tab {number} wrote does not wait"));
    }
    for citizen in &town.people {
        citizen.visitor.chat_page(room).await?;
    }
    let nobody = Visitor { server: town.server()?.address(), token: None };
    let form = [("email", "olga@example.org"), ("password", PASSWORD)];
    let answer = nobody.post("/sign-in", &form).await?;
    report.require(answer.status == 303 && answer.session().is_some(), || {
        format!("signing in was answered with {}", answer.status)
    });
    for (number, tab) in tabs.iter().enumerate() {
        delete_one(tab, number, room, report).await?;
    }
    Ok(())
}

/// Removes the first message of one's own that still stands.
async fn delete_one(
    tab: &Tab,
    number: usize,
    room: RoomId,
    report: &mut Report,
) -> Result<(), Failure> {
    let target = tab.look(move |client, _| own_message(client, room)).await?;
    let Some(target) = target else {
        report.problem(format!("tab {number} has no message to remove"));
        return Ok(());
    };
    tab.input(Input::Delete { room, target });
    let gone = move |client: &Client, _: &Journal| !stands(client, room, target);
    if !tab.until(REFUSED, gone).await? {
        report.problem(format!("tab {number} could not remove {target}"));
    }
    Ok(())
}

fn own_message(client: &Client, room: RoomId) -> Option<Seq> {
    let me = client.me().id;
    client.room(room)?.timeline()?.rows().find_map(|row| match row {
        Row::Message(message) if message.author.id == me && message.body.is_some() => {
            Some(message.seq)
        }
        Row::Message(_) | Row::Notice(_) => None,
    })
}

fn stands(client: &Client, room: RoomId, target: Seq) -> bool {
    let timeline = client.room(room).and_then(|state| state.timeline());
    timeline.into_iter().flat_map(|timeline| timeline.rows()).any(|row| match row {
        Row::Message(message) => message.seq == target && message.body.is_some(),
        Row::Notice(_) => false,
    })
}

fn is_ack(entry: &Entry) -> bool {
    matches!(entry, Entry::Ack { .. })
}

fn is_refused_since(journal: &Journal, mark: usize) -> bool {
    journal.entries[mark..]
        .iter()
        .any(|(_, entry)| matches!(entry, Entry::Refused { code, .. } if code == "StorageFull"))
}

async fn wait_settled(tabs: &[Tab], when: &str, report: &mut Report) -> Result<(), Failure> {
    for (number, tab) in tabs.iter().enumerate() {
        if !tab.until_settled(SETTLED).await? {
            report.problem(format!("tab {number} was not settled {when}"));
        }
    }
    Ok(())
}

async fn judge(
    town: &Town,
    tabs: Vec<Tab>,
    room: RoomId,
    report: &mut Report,
) -> Result<(), Failure> {
    let stored = Stored::read(&town.server()?.database())?;
    let mut ledger = Ledger::default();
    for (number, tab) in tabs.into_iter().enumerate() {
        let who = format!("tab {number}");
        // The last message is acked to who wrote it before all others have it.
        let head = stored.heads().filter(|(of, _)| *of == room).collect();
        let caught_up = tab.until_caught_up(head, SETTLED).await?;
        report.require(caught_up, || format!("{who} did not get everything"));
        match tab.walk(room, SETTLED).await {
            Ok(rows) => compare_screen(&who, room.0, &rows, &stored, report),
            Err(failure) => report.problem(format!("{who}: {failure}")),
        }
        ledger.take(&who, &tab.kill().await?, report);
    }
    ledger.compare(&stored, report);
    ledger.hold_all_stored(&stored, report);
    Ok(())
}
