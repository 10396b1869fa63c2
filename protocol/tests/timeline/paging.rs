//! Paging back and forth through a long room that goes on meanwhile.

use std::collections::VecDeque;

use hark_protocol::sync::{RoomState, Timeline};
use hark_protocol::{Body, EventKind, HistoryFrom, Page, Row, Seq};
use proptest::prelude::*;

use crate::model::Log;
use crate::story::{ME, play, room};

/// A reader of a long room, and what is on its way to them.
struct Reader {
    log: Log,
    screen: RoomState,
    /// The last event that was sent, of those that the screen is yet to get.
    sent: Seq,
    pages: VecDeque<(HistoryFrom, Page)>,
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..Default::default() })]

    #[test]
    fn a_window_has_no_holes_wherever_it_moves(
        length in 300..450u16,
        moves in proptest::collection::vec((0..12u8, 0..3u8, any::<u16>()), 1..120),
    ) {
        let mut reader = Reader::of(length);
        for (what, who, which) in moves {
            let before = revisions(&reader.screen);
            match what {
                0..4 => reader.ask_older(),
                4..6 => reader.ask_newer(),
                6..9 => reader.get_page()?,
                // Reading is told and no event: the last of these moves does both.
                9 if which as u8 % 22 == 8 => {}
                9 => play(&mut reader.log, (which as u8 % 22, who, which)),
                10 => reader.get_events(usize::from(which % 4)),
                _ => reader.mark_read(Seq(u64::from(which)))?,
            }
            reader.check()?;
            for (seq, revision) in revisions(&reader.screen) {
                let was = before.iter().find(|(known, _)| *known == seq);
                prop_assert!(was.is_none_or(|(_, was)| *was <= revision), "a row went back");
            }
        }
        reader.get_events(usize::MAX);
        reader.check()?;
        reader.check_rows()?;
    }
}

#[test]
fn paging_to_the_first_row_and_back_holds_300_rows_at_the_most() {
    let mut reader = Reader::of(700);
    let mut seen = 0;
    while reader.timeline().has_older() {
        reader.ask_older();
        reader.get_page().expect("pages fit");
        seen = seen.max(reader.timeline().rows().len());
    }
    assert_eq!(reader.timeline().first(), Some(Seq(1)));
    assert!(reader.timeline().has_newer());
    while reader.timeline().has_newer() {
        reader.ask_newer();
        reader.get_page().expect("pages fit");
    }
    reader.check_rows().expect("nothing is missing at the newest end");
    assert_eq!(seen, Timeline::MAX_ROWS);
}

/// An edit that a page knew of already, and that comes as an event after a newer one did.
#[test]
fn a_row_that_knows_better_is_left_alone() {
    let mut reader = Reader::of(100);
    let target = reader.log.messages_of(ME)[0];
    let actor = match &reader.log.rows()[target.0 as usize - 1] {
        Row::Message(message) => message.author.clone(),
        Row::Notice(notice) => notice.actor.clone(),
    };
    for text in ["Better", "Best"] {
        let body = Some(Body::parse(text).expect("a good text"));
        reader.log.append(&actor, EventKind::MessageEdited { target, body });
    }
    while reader.timeline().has_older() {
        reader.ask_older();
        reader.get_page().expect("pages fit");
    }
    let before = revisions(&reader.screen);
    reader.get_events(1);
    assert_eq!(revisions(&reader.screen), before);
    reader.get_events(1);
    reader.check_rows().expect("both edits are in");
}

/// A page whose newest rows are yet to come as events reaches up to the newest of those applied.
#[test]
fn a_page_that_runs_ahead_of_the_events_leads_back_to_the_newest_row() {
    let mut reader = Reader::of(400);
    for _ in 0..8 {
        reader.ask_older();
        reader.get_page().expect("pages fit");
    }
    assert!(reader.timeline().has_newer());
    for which in 0..100 {
        play(&mut reader.log, (15, 1, which));
    }
    while reader.timeline().has_newer() {
        reader.ask_newer();
        reader.get_page().expect("pages fit");
    }
    reader.check().expect("it ends with the newest row applied");
    reader.get_events(usize::MAX);
    reader.check_rows().expect("and goes on from there");
}

impl Reader {
    fn of(length: u16) -> Self {
        let mut log = room(50);
        for which in 0..length {
            play(&mut log, (9 + (which % 7) as u8, (which % 3) as u8, which));
        }
        let screen = RoomState::from_snapshot(log.snapshot(ME));
        let sent = log.head();
        Self { log, screen, sent, pages: VecDeque::new() }
    }

    fn timeline(&self) -> &Timeline {
        self.screen.timeline().expect("it was opened")
    }

    fn ask_older(&mut self) {
        if let Some(first) = self.timeline().first() {
            let from = HistoryFrom::Before(first);
            self.pages.push_back((from, self.log.page(from, 50)));
        }
    }

    fn ask_newer(&mut self) {
        if let Some(last) = self.timeline().last() {
            let from = HistoryFrom::After(last);
            self.pages.push_back((from, self.log.page(from, 50)));
        }
    }

    /// A page comes, maybe after events that it does not include or after another page.
    fn get_page(&mut self) -> Result<(), TestCaseError> {
        let Some((from, page)) = self.pages.pop_front() else { return Ok(()) };
        let before = self.screen.clone();
        let old = page.as_of < self.screen.cursor().seq;
        let taken = match from {
            HistoryFrom::Before(seq) => self.screen.prepend(None, page, seq),
            HistoryFrom::After(seq) => self.screen.append(None, page, seq),
            HistoryFrom::Around(_) => false,
        };
        prop_assert!(!(old && taken), "a page of the past was taken");
        prop_assert!(taken || self.screen == before, "a refused page left its mark");
        Ok(())
    }

    fn get_events(&mut self, most: usize) {
        for _ in 0..most {
            if self.sent == self.log.head() {
                return;
            }
            self.sent = self.sent.next();
            self.screen.apply(&self.log.told(self.sent), ME);
        }
    }

    /// Where all is there to count from, the count is right at once.
    fn mark_read(&mut self, seq: Seq) -> Result<(), TestCaseError> {
        let behind = self.sent < self.log.head();
        if behind || !self.screen.mark_read(seq, ME) {
            return Ok(());
        }
        let summary = self.screen.summary();
        let read = summary.read;
        let timeline = self.timeline();
        let reaches = !timeline.has_newer() && timeline.first() <= Some(read.next());
        let counted = self.log.counted_at(ME, read);
        let should = counted.unread;
        prop_assert!(!reaches || summary.unread == should, "{} != {should}", summary.unread);
        prop_assert!(!reaches || summary.mentions == counted.mentions);
        self.log.mark_read(ME, seq);
        self.screen.told(self.log.counted(ME));
        prop_assert_eq!(self.screen.summary().unread, should);
        Ok(())
    }

    fn check(&self) -> Result<(), TestCaseError> {
        let timeline = self.timeline();
        let rows: Vec<Seq> = timeline.rows().map(Row::seq).collect();
        prop_assert!(rows.len() <= Timeline::MAX_ROWS);
        let (first, last) = (rows[0], rows[rows.len() - 1]);
        let applied = self.screen.cursor().seq;
        let is_row = self.log.events().filter(|(seq, _, kind)| kind.is_row() && *seq <= applied);
        let all: Vec<Seq> = is_row.map(|(seq, _, _)| seq).collect();
        let window = all.iter().copied().filter(|seq| *seq >= first && *seq <= last);
        prop_assert_eq!(rows, window.collect::<Vec<_>>());
        prop_assert_eq!(timeline.has_older(), first > all[0]);
        if !timeline.has_newer() {
            prop_assert_eq!(last, all[all.len() - 1]);
        }
        Ok(())
    }

    /// With all events in, the rows say what the server's say.
    fn check_rows(&self) -> Result<(), TestCaseError> {
        let rows: Vec<Row> = self.timeline().rows().cloned().collect();
        let (first, last) = (rows[0].seq(), rows[rows.len() - 1].seq());
        let in_window = |row: &Row| row.seq() >= first && row.seq() <= last;
        let should: Vec<Row> = self.log.rows().into_iter().filter(in_window).collect();
        prop_assert_eq!(rows, should);
        prop_assert_eq!(self.screen.summary(), &self.log.summary(ME));
        prop_assert_eq!(self.screen.pins(), Some(&self.log.pins()));
        Ok(())
    }
}

fn revisions(screen: &RoomState) -> Vec<(Seq, Seq)> {
    let rows = screen.timeline().into_iter().flat_map(Timeline::rows);
    let messages = rows.filter_map(|row| match row {
        Row::Message(message) => Some((message.seq, message.revision)),
        Row::Notice(_) => None,
    });
    messages.collect()
}
