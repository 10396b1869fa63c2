//! P4: resumes at every edge of what is answered event by event, from other histories, under load,
//! in the middle of things, and by those who read late.

mod attempt;
mod late;
mod tabs;

use std::time::Duration;

use futures::FutureExt;
use hark_protocol::{Body, ClientMessageId, Cursor, Epoch, ResetReason, RoomId, Seq, Tag};
use tokio::time::{interval, sleep};

use crate::Failure;
use crate::oracle::Stored;
use crate::promise::{Promise, Trial};
use crate::report::Report;
use crate::simclient::{Habits, Sender, Tab};
use crate::town::{Citizen, Town};
use attempt::{Came, resume};

pub(crate) const PROMISE: Promise = Promise {
    name: "P4",
    sentence: "A resume is contiguous or an explicit reset, never a silent hole.",
    ci_seeds: 1,
    full_seeds: 1,
    beside: 1,
    alone: false,
    run: |trial| run(trial).boxed(),
};

/// Events that are sent one by one to who missed them; beyond that the room comes afresh.
const LIMIT: u64 = 500;
/// Bytes of events, likewise.
const LIMIT_BYTES: usize = 256 * 1024;
/// Messages as long as can be, twice as many as are sent one by one.
const LONG: usize = 2 * LIMIT_BYTES / Body::MAX_BYTES;
const WRITERS: usize = 5;
const SENDS_PER_SECOND: u32 = 500;

/// A resume that is under way: from where, and what has to come of it.
struct Case {
    what: String,
    cursor: Cursor,
    expected: Expected,
}

#[derive(Clone, Copy, PartialEq)]
enum Expected {
    Events,
    Reset(ResetReason),
    /// The head moves while it is asked: either will do.
    Either,
}

/// The town, and what its log holds up to some moment.
struct Scene {
    town: Town,
    room: RoomId,
    epoch: Epoch,
    tags: Vec<u32>,
    seen: Vec<(u64, u32)>,
    resumes: u64,
    resets: u64,
}

async fn run(trial: Trial) -> Result<Report, Failure> {
    let each = trial.sized(12, 66);
    let mut report = Report::default();
    let town = Town::found(trial.launch()?, WRITERS + 2, 1).await?;
    let room = town.rooms[0];
    let epoch = town.people[0].visitor.chat_page(room).await?.open.summary.cursor.epoch;
    let mut scene = Scene { town, room, epoch, tags: vec![], seen: vec![], resumes: 0, resets: 0 };
    scene.fill((0..11 * LIMIT).map(|number| format!("number {number}")), trial.dice(4)).await?;
    for case in edges_by_number(&scene, each / 4) {
        scene.try_case(case, &mut report).await?;
    }
    let long = "x".repeat(Body::MAX_BYTES);
    scene.fill((0..LONG).map(|_| long.clone()), trial.dice(40)).await?;
    for case in edges_by_bytes(&scene, each / 4) {
        scene.try_case(case, &mut report).await?;
    }
    let late = trial.sized(2, 8);
    for number in 0..late {
        late::read_late(&mut scene, trial.dice(4000 + number), &mut report).await?;
    }
    report.measure("read_late", late);
    under_load(&trial, &mut scene, each, &mut report).await?;
    tabs::in_the_middle(&trial, &scene.town, room, each, &mut report).await?;
    scene.read_log()?;
    for (seq, tag) in &scene.seen {
        report.require(scene.tags.get(*seq as usize - 1) == Some(tag), || {
            format!("event {seq} was sent with another tag than it is stored with")
        });
    }
    report.measure("resumes", scene.resumes);
    report.measure("resets", scene.resets);
    report.measure("events_checked", scene.seen.len());
    scene.town.take()?.stop()?;
    Ok(report)
}

impl Scene {
    /// Posts all of these.
    async fn fill(
        &mut self,
        texts: impl Iterator<Item = String>,
        mut dice: fastrand::Rng,
    ) -> Result<(), Failure> {
        let mut sender = Sender::open(&self.town.people[0].visitor, self.room).await?;
        let posts: Vec<_> = texts
            .filter_map(|text| {
                Some((ClientMessageId(dice.u128(..).to_be_bytes()), Body::parse(&text).ok()?))
            })
            .collect();
        let stored = sender.post(&posts).await;
        if stored.len() != posts.len() || stored.iter().any(|(_, outcome)| outcome.is_err()) {
            return Err(Failure("the log could not be filled".into()));
        }
        self.read_log()
    }

    fn read_log(&mut self) -> Result<(), Failure> {
        let stored = Stored::read(&self.town.server()?.database())?;
        let events = stored.rooms.get(&self.room.0).map_or(&[][..], Vec::as_slice);
        self.tags = events.iter().map(|event| event.tag).collect();
        Ok(())
    }

    fn head(&self) -> u64 {
        self.tags.len() as u64
    }

    /// The cursor of who has everything up to here.
    fn at(&self, seq: u64) -> Cursor {
        let tag = seq.checked_sub(1).and_then(|at| self.tags.get(at as usize));
        Cursor { epoch: self.epoch, seq: Seq(seq), tag: Tag(tag.copied().unwrap_or_default()) }
    }

    /// Somebody who only reads.
    fn reader(&self) -> &Citizen {
        &self.town.people[WRITERS + 1]
    }

    async fn try_case(&mut self, case: Case, report: &mut Report) -> Result<(), Failure> {
        let Case { what, cursor, expected } = case;
        let came: Came = resume(&self.reader().visitor, self.room, cursor).await?;
        self.resumes += 1;
        self.resets += u64::from(came.reset.is_some());
        let as_expected = match (expected, came.reset) {
            (Expected::Either, _) | (Expected::Events, None) => true,
            (Expected::Reset(reason), Some((given, _))) => reason == given,
            (Expected::Events, Some(_)) | (Expected::Reset(_), None) => false,
        };
        report.require(as_expected, || format!("{what}: {:?}", came.reset));
        came.hold_contiguous(&what, cursor, report);
        if cursor.seq.0 < self.head() && expected == Expected::Events {
            let last = came.events.last().map_or(0, |(seq, _)| *seq);
            report.require(last >= self.head(), || format!("{what}: ended at {last}"));
        }
        self.seen.extend(came.events);
        Ok(())
    }
}

/// Nobody writes and all messages are short: the edges are exact.
fn edges_by_number(scene: &Scene, times: u64) -> Vec<Case> {
    let far = Expected::Reset(ResetReason::TooFarBehind);
    let other = Expected::Reset(ResetReason::OtherHistory);
    let head = scene.head();
    let mut cases = Vec::new();
    for lag in [0, 1, LIMIT - 1, LIMIT] {
        cases.push((format!("{lag} missed"), scene.at(head - lag), Expected::Events));
    }
    for lag in [LIMIT + 1, 10 * LIMIT, head] {
        cases.push((format!("{lag} missed"), scene.at(head - lag), far));
    }
    let right = scene.at(head - 1);
    for beyond in [head + 1, head + LIMIT, u64::MAX] {
        cases.push((format!("at {beyond}"), Cursor { seq: Seq(beyond), ..right }, other));
    }
    let tag = Tag(right.tag.0 ^ 1);
    cases.push(("with a wrong tag".into(), Cursor { tag, ..right }, other));
    let epoch = Epoch(right.epoch.0 ^ 1);
    cases.push(("with a wrong epoch".into(), Cursor { epoch, ..right }, other));
    repeated(&cases, times)
}

/// The last messages are as long as can be: their bytes decide.
fn edges_by_bytes(scene: &Scene, times: u64) -> Vec<Case> {
    let far = Expected::Reset(ResetReason::TooFarBehind);
    let (head, limit) = (scene.head(), (LIMIT_BYTES / Body::MAX_BYTES) as u64);
    let cases = [
        ("fewer bytes than are sent".to_owned(), scene.at(head - (limit - 2)), Expected::Events),
        ("more bytes than are sent".to_owned(), scene.at(head - (limit + 2)), far),
    ];
    repeated(&cases, times)
}

fn repeated(cases: &[(String, Cursor, Expected)], times: u64) -> Vec<Case> {
    let case = |(what, cursor, expected): &(String, Cursor, Expected)| Case {
        what: what.clone(),
        cursor: *cursor,
        expected: *expected,
    };
    (0..times.max(1)).flat_map(|_| cases.iter().map(case)).collect()
}

/// People write 500 messages a second while others resume from anywhere.
async fn under_load(
    trial: &Trial,
    scene: &mut Scene,
    each: u64,
    report: &mut Report,
) -> Result<(), Failure> {
    let address = scene.town.server()?.address();
    let mut writers = Vec::new();
    for (number, who) in (0..).zip(&scene.town.people[..WRITERS]) {
        let habits = Habits::by_way_of(address, trial.seed.rotate_left(33) ^ number);
        writers.push(Tab::open(who, scene.room, habits).await?);
    }
    let room = scene.room;
    let mut dice = trial.dice(44);
    let load = tokio::spawn(async move {
        let mut pace = interval(Duration::from_secs(1) / SENDS_PER_SECOND);
        loop {
            pace.tick().await;
            let at = dice.usize(..WRITERS);
            if writers[at].send(room, "and so it goes on").is_err() {
                return;
            }
        }
    });
    // First enough short messages, so that from here on their number decides and not their bytes.
    let written = scene.head() + 2 * LIMIT;
    while scene.head() < written {
        sleep(Duration::from_millis(200)).await;
        scene.read_log()?;
    }
    let mut dice = trial.dice(444);
    for number in 0..each * 12 {
        if number % 8 == 0 {
            scene.read_log()?;
        }
        let (far, other) = (
            Expected::Reset(ResetReason::TooFarBehind),
            Expected::Reset(ResetReason::OtherHistory),
        );
        let (lag, expected) = match number % 8 {
            0 => (0, Expected::Events),
            1 => (1, Expected::Events),
            2 | 3 => (dice.u64(2..LIMIT / 2), Expected::Events),
            4 => (LIMIT - dice.u64(..40), Expected::Either),
            5 => (LIMIT + dice.u64(1..200), far),
            6 => (10 * LIMIT, far),
            _ => (dice.u64(..LIMIT), other),
        };
        let right = scene.at(scene.head() - lag);
        let cursor = match expected {
            Expected::Reset(ResetReason::OtherHistory) if dice.bool() => {
                Cursor { tag: Tag(right.tag.0 ^ (1 << dice.u32(..32))), ..right }
            }
            Expected::Reset(ResetReason::OtherHistory) => {
                Cursor { epoch: Epoch(right.epoch.0 ^ (1 << dice.u32(..64))), ..right }
            }
            Expected::Events | Expected::Reset(_) | Expected::Either => right,
        };
        let what = format!("under load, {lag} missed");
        scene.try_case(Case { what, cursor, expected }, report).await?;
    }
    load.abort();
    Ok(())
}
