//! The verdict: is everybody done, and does everybody see what is on disk, all of it, once and in
//! order?

use std::collections::{BTreeMap, BTreeSet};

use futures::FutureExt;
use hark_protocol::sync::{OutboxItem, OutboxState, Status};
use hark_protocol::{ClientMessageId, List, RoomId, RoomSnapshot, Row, Seq, Timestamp};

use super::claims::Typed;
use super::disk;
use super::log::Log;
use super::threads::posted;
use super::world::{World, note};
use crate::store::Store;

/// All rows of all rooms as they stand, by what the logs say.
type Rows = BTreeMap<RoomId, Vec<Row>>;

impl World {
    /// What is not done yet, if anything.
    pub(crate) fn unsettled(&mut self) -> Option<String> {
        let server_is_down = self.server.as_ref().is_none_or(|server| server.is_dead());
        if server_is_down {
            return Some("the server is down".to_owned());
        }
        if !self.forms.is_empty() {
            return Some("a form is not answered".to_owned());
        }
        if self.server.as_ref().is_some_and(|server| server.waiting() > 0) {
            return Some("something waits for the disk".to_owned());
        }
        self.logs.read();
        for tab in 0..self.tabs.len() {
            let Some(client) = &self.tabs[tab].client else { continue };
            match client.status() {
                Status::Live => {}
                Status::Stopped(_) => {
                    self.mend_session(tab);
                    return Some(format!("tab {tab} is signed out"));
                }
                other => return Some(format!("tab {tab} is {other:?}")),
            }
            if !self.is_served(self.life(tab)) {
                return Some(format!("tab {tab} does not know that it is cut off"));
            }
        }
        for tab in 0..self.tabs.len() {
            if let Some(what) = self.unsettled_room(tab).or(self.untold_of_threads(tab)) {
                return Some(format!("tab {tab}: {what}"));
            }
        }
        if self.reopen_for_what_is_left() {
            return Some("a message waits for a page".to_owned());
        }
        (!self.is_quiet()).then(|| "something travels".to_owned())
    }

    fn unsettled_room(&self, tab: usize) -> Option<String> {
        let client = self.tabs[tab].client.as_ref()?;
        let reads = self.logs.reads(self.user(tab));
        for summary in client.rooms() {
            let room = summary.room.id;
            if summary.cursor.seq < self.logs.rooms.get(&room)?.head() {
                return Some(format!("room {room} stands at {}", summary.cursor.seq));
            }
            if reads.get(&room).is_some_and(|read| *read != (summary.read, summary.set_back)) {
                return Some(format!("the read cursor of room {room} is not told"));
            }
            let thread = client.open() == Some(room) && client.is_loading_thread();
            let rows = client.is_loading_older(room) || client.is_loading_newer(room);
            if thread || rows || client.is_opening(room) {
                return Some(format!("rows of room {room} are loading"));
            }
        }
        if let Some(here) = client.open().and_then(|room| client.here(room))
            && here.count != self.are_here(client.open())
        {
            return Some(format!("{} are said to be here", here.count));
        }
        let waiting = self.logs.rooms.keys().flat_map(|room| client.outbox(*room));
        let mut waiting = waiting.filter(|item| item.state == OutboxState::Waiting);
        waiting.next().map(|item| format!("{} waits", item.client_message_id))
    }

    /// How many people have a page that follows this room.
    fn are_here(&self, room: Option<RoomId>) -> u32 {
        let follows = |tab: &usize| {
            let client = self.tabs[*tab].client.as_ref();
            client.is_some_and(|client| room.is_some_and(|room| client.is_member(room)))
        };
        let people = (0..self.tabs.len()).filter(follows).map(|tab| self.user(tab));
        people.collect::<BTreeSet<_>>().len() as u32
    }

    /// What a browser holds that no page of it knows goes out with the next page.
    fn reopen_for_what_is_left(&mut self) -> bool {
        for browser in 0..self.browsers.len() {
            let left = self.left_in(browser);
            if left.is_empty() {
                continue;
            }
            let mine = |tab: &usize| self.tabs[*tab].browser == browser;
            let tab = (0..self.tabs.len()).find(mine);
            note!(self, "browser {browser} is opened for {} messages", left.len());
            if !self.is_signed_in(browser) {
                self.sign_in(browser);
                return true;
            }
            let loaded = match tab {
                Some(tab) => self.load(tab),
                None => {
                    self.open_tab(browser);
                    self.tabs[self.tabs.len() - 1].client.is_some()
                }
            };
            if loaded {
                return true;
            }
        }
        false
    }

    /// What waits in storage and on no page.
    fn left_in(&self, browser: usize) -> Vec<OutboxItem> {
        let pages = self.tabs.iter().filter(|tab| tab.browser == browser);
        let clients: Vec<_> = pages.filter_map(|tab| tab.client.as_ref()).collect();
        let is_held = |item: &&OutboxItem| {
            clients.iter().any(|client| {
                client
                    .outbox(item.room)
                    .any(|held| held.client_message_id == item.client_message_id)
            })
        };
        let storage = self.browsers[browser].storage.values();
        let waiting = storage.filter(|item| item.state == OutboxState::Waiting);
        waiting.filter(|item| !is_held(item)).cloned().collect()
    }

    /// Panics where a promise was broken.
    pub(crate) fn judge(&mut self) {
        Store::between_reads(None);
        self.logs.read_anew();
        self.judge_messages();
        self.judge_promises();
        let today = self.logs.people();
        let rows = |(room, log): (&RoomId, &Log)| (*room, log.rows(&today));
        let rows: Rows = self.logs.rooms.iter().map(rows).collect();
        self.judge_pages(&rows);
        for tab in 0..self.tabs.len() {
            if self.tabs[tab].client.is_some() {
                self.judge_screen(tab, &rows);
            }
        }
        self.judge_order();
    }

    /// Acknowledged is stored, stored was typed, and nothing is there twice.
    fn judge_messages(&self) {
        for (room, log) in &self.logs.rooms {
            let mut seen = BTreeSet::new();
            for (seq, actor, kind) in log.kinds() {
                let Some((id, body)) = posted(kind) else { continue };
                assert!(seen.insert((actor, *id)), "{id} is there twice");
                let of_old = *id < disk::of_old(u16::MAX);
                let typed = self.claims.typed.get(id);
                let ours = typed.is_some_and(|typed| (typed.author, typed.room) == (actor, *room));
                assert!(of_old || ours, "{room}/{seq} was never typed");
                let text = typed.map(|typed| &typed.body).or(body.as_ref());
                assert!(body.is_none() || body.as_ref() == text, "{room}/{seq} has another text");
            }
        }
        for (room, log) in &self.logs.rooms {
            let left = log.left_of_removed();
            assert!(left.is_empty(), "texts of removed messages are left in room {room}: {left:?}");
        }
        for (id, typed) in &self.claims.typed {
            let posted = self.posted(id, typed);
            if let Some(acked) = self.claims.acked.get(id) {
                assert_eq!(posted, [*acked], "{id} was acknowledged");
            }
            let kept = self.claims.is_kept(*id);
            let left = self.browsers.iter().any(|browser| browser.storage.contains_key(id));
            let lost = kept && posted.is_empty() && !left && !self.claims.excused.contains(id);
            assert!(!lost, "{id} was lost");
        }
    }

    fn posted(&self, id: &ClientMessageId, typed: &Typed) -> Vec<Seq> {
        // A room may be lost where an older state was put back.
        let log = self.logs.rooms.get(&typed.room);
        log.map(|log| log.posted(typed.author, *id)).unwrap_or_default()
    }

    fn judge_promises(&self) {
        for (room, kind) in &self.claims.promised {
            assert!(self.logs.holds(*room, kind), "room {room} was promised {kind:?}");
        }
        self.judge_reading();
    }

    /// A fresh load shows what the log says.
    fn judge_pages(&self, rows: &Rows) {
        let today = self.logs.people();
        let store = &self.server.as_ref().expect("it is up: everybody is settled").app.store;
        for user in today.keys().copied() {
            let summaries = store.room_summaries(user).now_or_never().expect("reads do not wait");
            let should = self.logs.summaries(user);
            assert_eq!(summaries.unwrap(), should, "the rooms of {user}");
            for summary in should {
                let member = store.membership(user, summary.room.id).now_or_never();
                let member = member.expect("reads do not wait").unwrap();
                let snapshot = store.snapshot(&member).now_or_never().expect("reads do not wait");
                let (snapshot, rows) = (snapshot.unwrap(), &rows[&summary.room.id]);
                // Fewer than usual where they are long.
                let first = rows.len() - snapshot.rows.len().min(rows.len());
                let log = &self.logs.rooms[&summary.room.id];
                let (member_count, members) = log.members(&today);
                let should = RoomSnapshot {
                    summary,
                    member_count,
                    members,
                    rows: List::first_of(rows[first..].iter().cloned()),
                    older: first > 0,
                    newer: false,
                    pins: log.pins(&today),
                };
                assert!(!snapshot.rows.is_empty(), "an empty page of {user}");
                assert_eq!(snapshot, should, "a page of {user}");
            }
        }
    }

    /// The screen is what a fresh load would show, byte for byte.
    fn judge_screen(&mut self, tab: usize, rows: &Rows) {
        let user = self.user(tab);
        let client = self.tabs[tab].client.as_ref().expect("asked for open ones only");
        let summaries: Vec<_> = client.rooms().cloned().collect();
        assert_eq!(summaries, self.logs.summaries(user), "the rooms of tab {tab}");
        for (other, should) in self.logs.statuses(user) {
            let said = client.about(other).and_then(|about| about.status_at(Timestamp(1)));
            assert_eq!(said, should.as_ref(), "what {other} says of themselves on tab {tab}");
        }
        for summary in &summaries {
            self.judge_rows(tab, summary.room.id, &rows[&summary.room.id]);
            self.judge_threads(tab, summary.room.id);
        }
        self.judge_following(tab);
        let rooms: Vec<RoomId> = self.logs.rooms.keys().copied().collect();
        for room in rooms {
            self.check_room(tab, room);
            self.judge_outbox(tab, room);
        }
    }

    fn judge_rows(&self, tab: usize, room: RoomId, rows: &[Row]) {
        let client = self.tabs[tab].client.as_ref().expect("asked for open ones only");
        let state = client.room(room).expect("a room of the list");
        let Some(timeline) = state.timeline() else { return };
        let about = (state.member_count(), state.members(), state.pins());
        self.logs.rooms[&room].judge_about(about, &self.logs.people(), (room, tab));
        let (first, last) = (timeline.first().expect("a row"), timeline.last().expect("a row"));
        let newest = rows.last().map(Row::seq);
        let in_window = |row: &&Row| row.seq() >= first && row.seq() <= last;
        let should: Vec<&Row> = rows.iter().filter(in_window).collect();
        let shown: Vec<&Row> = timeline.rows().collect();
        assert_eq!(shown, should, "the rows of room {room} on tab {tab}");
        assert_eq!(timeline.has_newer(), Some(last) < newest, "room {room} on tab {tab}");
    }

    /// What is left was refused, for the reason that is shown.
    fn judge_outbox(&self, tab: usize, room: RoomId) {
        let client = self.tabs[tab].client.as_ref().expect("asked for open ones only");
        for item in client.outbox(room) {
            let id = item.client_message_id;
            let OutboxState::Parked(code) = item.state else { panic!("{id} still waits") };
            let reasons = self.claims.refused.get(&id);
            let known = reasons.is_some_and(|reasons| reasons.contains(&code));
            assert!(known, "{id} is parked as {code:?}, which nobody said");
        }
    }

    /// What one tab sent stands in the order in which it was typed.
    fn judge_order(&self) {
        if self.restores > 0 {
            return;
        }
        let mut last: BTreeMap<(usize, RoomId), Seq> = BTreeMap::new();
        for (id, tab) in &self.claims.kept {
            let typed = &self.claims.typed[id];
            let posted = self.posted(id, typed);
            let Some(seq) = posted.first().filter(|_| !self.claims.excused.contains(id)) else {
                continue;
            };
            let before = last.insert((*tab, typed.room), *seq);
            assert!(before <= Some(*seq), "{id} changed places");
        }
    }
}
