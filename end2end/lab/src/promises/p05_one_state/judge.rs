//! At quiet moments: every tab, every fresh load and the log say the same.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;
use std::time::Duration;

use hark_protocol::sync::{Client, RoomState, Timeline};
use hark_protocol::{ChatPage, Person, Pin, RoomId, RoomSummary, Row, UnreadThreads, UserId};
use tokio::time::{Instant, sleep};

use super::around::Around;
use super::crowd::{Crowd, Seat};
use crate::Failure;
use crate::faultproxy::{By, Strike};
use crate::oracle::{Record, RoomRecord};
use crate::report::Report;
use crate::simclient::{Habits, Tab, is_settled};

/// Everything has come everywhere so soon after the networks are whole.
const SETTLED: Duration = Duration::from_secs(30);
/// What a command still on its way to the server takes at the most.
const STILL: Duration = Duration::from_millis(150);
/// A page through a room takes no longer, or something is stuck.
const WALK: Duration = Duration::from_secs(60);

/// All that a tab shows, but for what is on its way.
#[derive(Clone)]
struct Screen {
    me: Person,
    rooms: Vec<RoomSummary>,
    /// What its viewer did not see of the threads that they follow.
    threads: UnreadThreads,
    /// The rooms whose rows it holds.
    held: BTreeMap<RoomId, Held>,
}

#[derive(Clone)]
struct Held {
    summary: RoomSummary,
    member_count: Option<u32>,
    rows: Vec<Row>,
    pins: Vec<Pin>,
    /// The threads it holds: what each hangs on, and the replies.
    threads: Vec<(Row, Vec<Row>)>,
    older: bool,
    newer: bool,
}

impl Crowd {
    /// Waits until nothing moves, and compares.
    pub(super) async fn judge(&mut self, report: &mut Report) -> Result<(), Failure> {
        self.finish_forms().await?;
        for seat in &self.seats {
            seat.proxy.strike(Strike::Cut(By::Rst));
        }
        self.settle(report).await?;
        // Whoever connects is told all of this. Now it has to come by itself.
        self.speak_up();
        self.finish_forms().await?;
        let (record, around) = self.settle(report).await?;
        let mut pages: BTreeMap<(UserId, RoomId), ChatPage> = BTreeMap::new();
        for seat in &self.seats {
            let screen = seat.tab.look(|client, _| Screen::of(client)).await?;
            screen.compare_with_log(seat, &record, report);
            for (room, held) in &screen.held {
                let key = (seat.who.user, *room);
                let page = match pages.entry(key) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(free) => free.insert(seat.who.visitor.chat_page(*room).await?),
                };
                screen.compare_with_load(seat, held, page, report);
                around.compare_with_load(&seat.name, page, report);
            }
        }
        report.measure("fresh_loads", pages.len());
        Ok(())
    }

    /// Pages through every room in a fresh tab, down to its first row.
    pub(super) async fn judge_fresh_walks(&self, report: &mut Report) -> Result<(), Failure> {
        let record = Record::read(&self.town.server()?.database())?;
        for (room, said) in record.rooms() {
            let member = |who: &&crate::town::Citizen| said.members.contains(&who.user);
            let Some(who) = self.town.people.iter().find(member) else { continue };
            let habits = Habits::by_way_of(self.town.server()?.address(), room.0);
            let tab = Tab::open(who, *room, habits).await?;
            let rows = tab.walk(*room, WALK).await?;
            hold_same(&rows, &said.rows, report, || format!("room {room} paged afresh"));
            // What was read on the way is no part of what is compared.
            drop(tab);
        }
        Ok(())
    }

    async fn settle(&self, report: &mut Report) -> Result<(Record, Around), Failure> {
        let database = self.town.server()?.database();
        let deadline = Instant::now() + SETTLED;
        let read = || Ok::<_, Failure>((Record::read(&database)?, Around::read(&database)?));
        let mut before = read()?;
        loop {
            sleep(STILL).await;
            let now = read()?;
            let moving = if now == before { self.unsettled(&now.0, &now.1).await? } else { None };
            if now == before && moving.is_none() {
                return Ok(now);
            }
            if Instant::now() > deadline {
                report.problem(format!("not everything has come: {moving:?}"));
                return Ok(now);
            }
            before = now;
        }
    }

    /// What is not done yet, if anything.
    async fn unsettled(&self, record: &Record, around: &Around) -> Result<Option<String>, Failure> {
        let seats: Arc<[_]> =
            self.seats.iter().map(|seat| (seat.who.user, seat.attention)).collect();
        for seat in &self.seats {
            let expected = record.summaries(seat.who.user);
            let (around, seats) = (around.clone(), Arc::clone(&seats));
            let what = seat.tab.look(move |client, _| {
                let rooms: Vec<RoomId> = client.rooms().map(|summary| summary.room.id).collect();
                let waits = rooms.iter().find(|room| {
                    client.is_loading_older(**room)
                        || client.is_loading_newer(**room)
                        || client.is_opening(**room)
                        || (client.open() == Some(**room) && client.is_loading_thread())
                });
                let behind = client.rooms().zip(&expected).find(|(has, should)| has != should);
                let around = around.differs(client, &seats);
                let is_still = waits.is_none() && behind.is_none() && around.is_none();
                if is_settled(client) && is_still {
                    return None;
                }
                let status = client.status();
                Some(format!("{status:?}, waits for {waits:?}, {behind:?}, {around:?}"))
            });
            if let Some(what) = what.await? {
                return Ok(Some(format!("{}: {what}", seat.name)));
            }
        }
        Ok(None)
    }
}

impl Screen {
    fn of(client: &Client) -> Self {
        let held = client.rooms().filter_map(|summary| {
            let room = summary.room.id;
            Some((room, Held::of(client.room(room)?)?))
        });
        Self {
            me: client.me().clone(),
            rooms: client.rooms().cloned().collect(),
            threads: client.unread_threads(),
            held: held.collect(),
        }
    }

    fn compare_with_log(&self, seat: &Seat, record: &Record, report: &mut Report) {
        let (name, user) = (&seat.name, seat.who.user);
        hold_same(&self.rooms, &record.summaries(user), report, || format!("{name}: its rooms"));
        report.require(Some(&self.me) == record.person(user), || {
            format!("{name} calls its viewer {:?}", self.me.name)
        });
        for (room, held) in &self.held {
            let Some(said) = record.rooms().get(room) else { continue };
            held.compare_with_log(&format!("{name}, room {room}"), said, report);
        }
    }

    /// A fresh load has the newest rows: where both hold a row, they hold the same.
    fn compare_with_load(&self, seat: &Seat, held: &Held, page: &ChatPage, report: &mut Report) {
        let what = |part: &str| format!("{}, room {}: {part}", seat.name, held.summary.room.id);
        let fresh = RoomState::from_snapshot(page.open.clone());
        hold_same(&self.rooms, &page.rooms, report, || what("rooms of a fresh load"));
        hold_same(&self.threads, &page.threads, report, || what("threads of a fresh load"));
        hold_same(&self.me, &page.me, report, || what("viewer of a fresh load"));
        hold_same(&held.summary, fresh.summary(), report, || what("summary of a fresh load"));
        let count = fresh.member_count();
        hold_same(&held.member_count, &count, report, || what("members of a fresh load"));
        let Some(Held { rows, pins, .. }) = Held::of(&fresh) else { return };
        hold_same(&held.pins, &pins, report, || what("pins of a fresh load"));
        let both = |ours: &[Row], theirs: &[Row]| {
            let span = theirs.first().map(Row::seq)..=theirs.last().map(Row::seq);
            let within = ours.iter().filter(|row| span.contains(&Some(row.seq())));
            within.cloned().collect::<Vec<_>>()
        };
        let (ours, theirs) = (both(&held.rows, &rows), both(&rows, &held.rows));
        hold_same(&ours, &theirs, report, || what("rows of a fresh load"));
    }
}

impl Held {
    fn of(state: &RoomState) -> Option<Self> {
        let timeline = state.timeline()?;
        Some(Self {
            summary: state.summary().clone(),
            member_count: state.member_count(),
            rows: timeline.rows().cloned().collect(),
            pins: state.pins()?.iter().cloned().collect(),
            threads: state.windows().filter_map(thread).collect(),
            older: timeline.has_older(),
            newer: timeline.has_newer(),
        })
    }

    fn compare_with_log(&self, what: &str, said: &RoomRecord, report: &mut Report) {
        let members = Some(said.members.len() as u32);
        hold_same(&self.member_count, &members, report, || format!("{what}: members"));
        hold_same(&self.pins, &said.pins, report, || format!("{what}: pins"));
        let span = self.rows.first().map(Row::seq)..=self.rows.last().map(Row::seq);
        let first = said.rows.iter().position(|row| span.start() <= &Some(row.seq()));
        let end = said.rows.iter().rposition(|row| span.end() >= &Some(row.seq()));
        let (Some(first), Some(end)) = (first, end) else {
            return report.problem(format!("{what}: no rows are held"));
        };
        let window = said.rows[first..=end].to_vec();
        hold_same(&self.rows, &window, report, || format!("{what}: rows"));
        for (root, replies) in &self.threads {
            let (root, replies) = (root.seq(), (root, replies));
            let mut all: Vec<Row> = said.rows.iter().chain(&said.asides).cloned().collect();
            all.sort_by_key(Row::seq);
            let hung = all.iter().find(|row| row.seq() == root).cloned();
            hold_same(&Some(replies.0), &hung.as_ref(), report, || format!("{what}: root {root}"));
            let span = replies.1.first().map(Row::seq)..=replies.1.last().map(Row::seq);
            all.retain(|row| {
                let to = row.message().and_then(|reply| reply.to);
                to.is_some_and(|to| to.root == root) && span.contains(&Some(row.seq()))
            });
            hold_same(replies.1, &all, report, || format!("{what}: replies to {root}"));
        }
        let ends = (first > 0, end + 1 < said.rows.len());
        hold_same(&(self.older, self.newer), &ends, report, || format!("{what}: older, newer"));
    }
}

fn thread(window: &Timeline) -> Option<(Row, Vec<Row>)> {
    let root = Row::Message(window.root()?.clone());
    Some((root, window.rows().cloned().collect()))
}

/// Holds two values to the same bytes.
fn hold_same<T: serde::Serialize + std::fmt::Debug>(
    has: &T,
    should: &T,
    report: &mut Report,
    what: impl FnOnce() -> String,
) {
    let bytes = |value: &T| postcard::to_stdvec(value).unwrap_or_default();
    if bytes(has) == bytes(should) {
        return;
    }
    let differences = report.measured.get("differences").and_then(serde_json::Value::as_u64);
    report.measure("differences", differences.unwrap_or(0) + 1);
    let (has, should) = (format!("{has:?}"), format!("{should:?}"));
    let same = has.chars().zip(should.chars()).take_while(|(has, should)| has == should).count();
    let part =
        |text: &str| text.chars().skip(same.saturating_sub(200)).take(500).collect::<String>();
    report.problem(format!("{} differ: …{}\n    and not …{}", what(), part(&has), part(&should)));
}
