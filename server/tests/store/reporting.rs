//! Reports: what is kept with them, who sees them, what comes of them and when they are forgotten.

use std::time::Duration;

use hark_protocol::{EventKind, ReplyTo, Role, RoomId, Seq, UserId};
use hark_server::rights::Right;
use hark_server::store::{
    Decided, Mandate, Outcome, Remark, Report, ReportId, Store, StoreError, Told,
};

use crate::town::{Town, body, message_id, refused};

const MINUTE: Duration = Duration::from_secs(60);

/// Bob, who is rude, Cy, who reports it, and Mo, who looks after what is said.
struct Story {
    town: Town,
    bob: UserId,
    cy: UserId,
    mo: UserId,
}

impl Story {
    async fn new() -> Self {
        let town = Town::founded().await;
        let (bob, cy) = (town.person("Bob").await, town.person("Cy").await);
        let mo = town.person("Mo").await;
        town.give(mo, Role::Moderator).await;
        Self { town, bob, cy, mo }
    }

    async fn says(&self, who: UserId, room: RoomId, number: u32, text: &str) -> Seq {
        let member = self.town.member(who, room).await;
        self.town.store.post(&member, None, message_id(number), body(text)).await.unwrap().seq
    }

    async fn report(
        &self,
        who: UserId,
        room: RoomId,
        target: Seq,
        why: &str,
    ) -> Result<(), StoreError> {
        let by = self.town.member(who, room).await;
        self.town.store.report(&by, target, Remark::parse(why).unwrap()).await
    }

    async fn mandate(&self, who: UserId) -> Mandate {
        self.town.store.mandate(who, Right::HandleReports).await.unwrap()
    }

    async fn waiting(&self, who: UserId) -> Vec<Report> {
        let waiting = self.town.store.waiting_reports(&self.mandate(who).await).await.unwrap();
        let counted = self.town.store.open_reports(&self.mandate(who).await).await.unwrap();
        assert_eq!(waiting.len(), counted as usize);
        waiting
    }

    async fn texts(&self, report: ReportId) -> Vec<String> {
        let by = self.mandate(self.mo).await;
        let (_, lines) = self.town.store.reported(&by, report).await.unwrap();
        lines.into_iter().map(|line| line.body.as_str().to_owned()).collect()
    }

    async fn decide(&self, report: ReportId, outcome: Outcome) -> Result<Decided, StoreError> {
        let (by, note) = (self.mandate(self.mo).await, Remark::parse("Seen.").unwrap());
        self.town.store.decide(&by, report, outcome, note).await
    }
}

#[tokio::test]
async fn a_report_keeps_what_was_said_when_it_was_made() {
    let story = Story::new().await;
    let (town, general) = (&story.town, story.town.general);
    for number in 1..=5 {
        story.says(story.cy, general, number, &format!("Before {number}")).await;
    }
    let rude = story.says(story.bob, general, 6, "You are a flowerpot").await;
    for number in 7..=10 {
        story.says(story.cy, general, number, &format!("After {number}")).await;
    }
    story.report(story.cy, general, rude, "He called me a name").await.unwrap();
    // Again changes nothing, also with other words.
    story.report(story.cy, general, rude, "Really!").await.unwrap();
    let bob = town.member(story.bob, general).await;
    town.store.edit(&bob, rude, body("You are a flower")).await.unwrap();
    town.delete(story.bob, general, rude).await;
    let waiting = story.waiting(story.mo).await;
    let [report] = &waiting[..] else { panic!("{waiting:?}") };
    assert_eq!((report.author.id, report.reporter.id), (story.bob, story.cy));
    assert_eq!((report.target, &report.reason[..]), (rude, "He called me a name"));
    let kept = ["Before 3", "Before 4", "Before 5", "You are a flowerpot", "After 7", "After 8"];
    let texts = story.texts(report.id).await;
    assert_eq!(texts[..6], kept);
    assert_eq!(texts.len(), 7);
}

#[tokio::test]
async fn of_a_thread_the_message_it_hangs_on_is_kept_too() {
    let story = Story::new().await;
    let (town, general) = (&story.town, story.town.general);
    let root = story.says(story.cy, general, 1, "Who cooks?").await;
    story.says(story.cy, general, 2, "Something else").await;
    let bob = town.member(story.bob, general).await;
    let to = ReplyTo { root, in_room: false };
    let reply = town.store.post(&bob, Some(to), message_id(3), body("Not you!")).await.unwrap().seq;
    story.report(story.cy, general, reply, "").await.unwrap();
    let report = story.waiting(story.mo).await[0].id;
    assert_eq!(story.texts(report).await, ["Who cooks?", "Not you!"]);
}

#[tokio::test]
async fn nobody_reports_themselves_what_is_gone_or_what_they_cannot_see() {
    let story = Story::new().await;
    let general = story.town.general;
    let rude = story.says(story.bob, general, 1, "Flowerpot").await;
    refused(story.report(story.bob, general, rude, "").await, &StoreError::Forbidden);
    // Event 1 is no message.
    for target in [Seq(1), Seq(99), Seq(u64::MAX)] {
        refused(story.report(story.cy, general, target, "").await, &StoreError::NotFound);
    }
    story.town.delete(story.bob, general, rude).await;
    refused(story.report(story.cy, general, rude, "").await, &StoreError::NotFound);
    let there = story.town.member(story.cy, general).await;
    let rude = story.says(story.bob, general, 2, "Flowerpot").await;
    story.town.store.leave(&there).await.unwrap();
    let late = story.town.store.report(&there, rude, Remark::default()).await;
    refused(late, &StoreError::NotFound);
}

#[tokio::test]
async fn whoever_is_reported_does_not_see_it_even_as_an_owner() {
    let story = Story::new().await;
    let general = story.town.general;
    let rude = story.says(story.mo, general, 1, "I am the law").await;
    story.report(story.cy, general, rude, "").await.unwrap();
    assert_eq!(story.waiting(story.mo).await, []);
    let [report] = &story.waiting(story.town.ann).await[..] else { panic!("one") };
    refused(story.decide(report.id, Outcome::Dismissed).await, &StoreError::NotFound);
    let by = story.mandate(story.mo).await;
    refused(story.town.store.reported(&by, report.id).await, &StoreError::NotFound);
    // A member has no queue at all.
    let no = story.town.store.mandate(story.cy, Right::HandleReports).await;
    refused(no, &StoreError::Forbidden);
}

#[tokio::test]
async fn a_decision_is_one_for_all_who_reported_the_message_and_is_noted() {
    let story = Story::new().await;
    let (town, general) = (&story.town, story.town.general);
    let rude = story.says(story.bob, general, 1, "Flowerpot").await;
    story.report(story.cy, general, rude, "Rude").await.unwrap();
    story.report(town.ann, general, rude, "Very").await.unwrap();
    let first = story.waiting(story.mo).await[0].id;
    // What is not so cannot be said to be.
    for outcome in [Outcome::Silenced, Outcome::Banned] {
        assert_eq!(story.decide(first, outcome).await.unwrap(), Decided::NotSo);
    }
    let before = town.store.whole_audit().await.unwrap().len();
    let keeper = town.store.keeper(town.ann, general).await.unwrap();
    town.store.archive(&keeper).await.unwrap();
    town.news();
    assert_eq!(story.decide(first, Outcome::Removed).await.unwrap(), Decided::Now);
    let removed = EventKind::MessageDeleted { target: rude, author: story.bob };
    let told = town.news();
    assert!(
        matches!(&told[..], [Told::Event { event, .. }] if event.kind == Some(removed)),
        "{told:?}"
    );
    assert_eq!(story.waiting(story.mo).await, []);
    assert_eq!(story.decide(first, Outcome::Dismissed).await.unwrap(), Decided::Before);
    let by = story.mandate(story.mo).await;
    let (decided, more) = town.store.decided_reports(&by, None).await.unwrap();
    assert!(!more);
    let outcomes: Vec<_> = decided
        .iter()
        .map(|report| report.decision.as_ref().unwrap())
        .map(|decision| (decision.outcome, decision.by.id, &decision.note[..]))
        .collect();
    assert_eq!(outcomes, [(Outcome::Removed, story.mo, "Seen."); 2]);
    let log = town.store.whole_audit().await.unwrap();
    let noted: Vec<_> = log[before..].iter().map(|entry| &entry.deed[..]).collect();
    assert_eq!(noted, ["room-archived", "message-removed", "report-decided", "report-decided"]);
    assert_eq!(log.last().unwrap().detail, "report 2: removed");
}

#[tokio::test]
async fn a_direct_room_s_message_is_seen_but_not_removed_by_who_looks_after_it() {
    let story = Story::new().await;
    let town = &story.town;
    let room = town.store.direct_room(story.bob, vec![story.cy]).await.unwrap();
    let rude = story.says(story.bob, room, 1, "Flowerpot").await;
    story.report(story.cy, room, rude, "").await.unwrap();
    let [report] = &story.waiting(story.mo).await[..] else { panic!("one") };
    assert_eq!(report.room_name, None);
    assert_eq!(story.texts(report.id).await, ["Flowerpot"]);
    assert_eq!(story.decide(report.id, Outcome::Removed).await.unwrap(), Decided::NotSo);
    refused(town.store.membership(story.mo, room).await, &StoreError::NotFound);
    let bans = town.store.mandate(town.ann, Right::Ban).await.unwrap();
    town.store.ban(&bans, story.bob).await.unwrap();
    assert_eq!(story.decide(report.id, Outcome::Banned).await.unwrap(), Decided::Now);
}

#[tokio::test]
async fn nobody_floods_the_queue() {
    let story = Story::new().await;
    let general = story.town.general;
    let mut rude = Vec::new();
    for number in 0..=Store::REPORTS {
        rude.push(story.says(story.bob, general, number, "Flowerpot").await);
    }
    for target in &rude[1..] {
        story.report(story.cy, general, *target, "").await.unwrap();
    }
    refused(story.report(story.cy, general, rude[0], "").await, &StoreError::LimitExceeded);
    // What was reported is no new report, and others have their own.
    story.report(story.cy, general, rude[1], "").await.unwrap();
    story.report(story.town.ann, general, rude[0], "").await.unwrap();
    story.town.pass(Store::REPORTS_IN);
    story.report(story.cy, general, rude[0], "").await.unwrap();
}

#[tokio::test]
async fn the_words_of_a_report_are_forgotten_in_the_end() {
    let mut story = Story::new().await;
    let general = story.town.general;
    let rude = story.says(story.bob, general, 1, "You flowerpot").await;
    let other = story.says(story.bob, general, 2, "You teacup").await;
    story.report(story.cy, general, rude, "A flowerpot!").await.unwrap();
    story.town.delete(story.bob, general, rude).await;
    story.report(story.cy, general, other, "A teacup!").await.unwrap();
    let first = story.waiting(story.mo).await[0].id;
    story.decide(first, Outcome::Dismissed).await.unwrap();
    story.town.pass(Store::REPORT_WORDS - MINUTE);
    story.town.store.forget_reported().await.unwrap();
    assert!(story.texts(first).await.contains(&"You flowerpot".to_owned()));
    story.town.pass(MINUTE);
    story.town.store.forget_reported().await.unwrap();
    assert_eq!(story.texts(first).await, [""; 0]);
    let by = story.mandate(story.mo).await;
    let (report, _) = story.town.store.reported(&by, first).await.unwrap();
    assert_eq!((&report.reason[..], report.decision.unwrap().outcome), ("", Outcome::Dismissed));
    let waits = story.waiting(story.mo).await[0].id;
    assert_eq!(story.texts(waits).await, ["You teacup"], "nobody has decided this one");
    story.town.restart().await;
    story.town.store.close().await;
    for entry in std::fs::read_dir(story.town.directory.path()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        assert!(!bytes.windows(9).any(|window| window == b"flowerpot"));
    }
}
