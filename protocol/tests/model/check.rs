//! What must be true of every tab, at any time and at the end.

use hark_protocol::sync::{OutboxState, Timeline};
use hark_protocol::{EventKind, Message, RoomId, Row, Seq};

use super::{Log, World};

impl World {
    /// At any time: rows without holes, and no message on screen twice.
    pub(crate) fn check(&self, at: usize) {
        let tab = &self.tabs[at];
        for log in self.server.logs.values() {
            let Some(state) = tab.client.room(log.room) else { continue };
            let Some(timeline) = state.timeline() else { continue };
            let rows: Vec<Seq> = timeline.rows().map(Row::seq).collect();
            assert!(rows.len() <= Timeline::MAX_ROWS);
            let (first, last) = (rows[0], rows[rows.len() - 1]);
            let all = |seq: &Seq| *seq >= first && *seq <= last;
            let should: Vec<Seq> = row_seqs(log).filter(all).collect();
            assert_eq!(rows, should, "the rows of {} have holes", log.room);
            assert_eq!(timeline.has_older(), first > Seq(1));
            let newest = row_seqs(log).take_while(|seq| *seq <= state.cursor().seq).last();
            if !timeline.has_newer() {
                assert_eq!(Some(last), newest, "the newest row is missing");
            }
            for window in state.windows() {
                let root = window.root().map(|root| root.seq);
                for item in tab.client.outbox(log.room).filter(|item| item.goes_to(root)) {
                    let is_it =
                        |message: &Message| message.client_message_id == item.client_message_id;
                    let twice = window.rows().filter_map(Row::message).any(is_it);
                    assert!(!twice, "{} is on screen twice", item.client_message_id);
                }
                self.check_thread(window, log, state.cursor().seq);
            }
        }
    }

    /// A thread has all replies between its first and its last.
    fn check_thread(&self, window: &Timeline, log: &Log, cursor: Seq) {
        let Some(root) = window.root().map(|root| root.seq) else { return };
        let rows: Vec<Seq> = window.rows().map(Row::seq).collect();
        let all: Vec<Seq> = log.thread(root).iter().map(Row::seq).collect();
        let known = |seq: &&Seq| **seq <= cursor;
        if !window.has_newer() {
            assert_eq!(rows.last(), all.iter().rfind(known), "the newest reply is missing");
        }
        let inside = |seq: &&Seq| rows.first() <= Some(*seq) && Some(*seq) <= rows.last();
        let should: Vec<Seq> = all.iter().filter(inside).copied().collect();
        assert_eq!(rows, should, "the replies to {root} have holes");
        assert_eq!(window.has_older(), all.first() < rows.first(), "replies to {root}");
    }

    /// At the end: every tab shows what the server holds, and what was typed is there.
    pub(crate) fn check_all(&self) {
        for at in 0..self.tabs.len() {
            self.check(at);
            self.check_rooms(at);
            self.check_following(at);
            self.check_outbox(at);
            self.check_order(at);
        }
    }

    fn check_rooms(&self, at: usize) {
        let tab = &self.tabs[at];
        let summaries: Vec<_> = tab.client.rooms().cloned().collect();
        assert_eq!(summaries, self.server.summaries(tab.user), "tab {at}");
        for summary in summaries {
            let log = &self.server.logs[&summary.room.id];
            let state = tab.client.room(log.room).expect("a room of the list");
            let Some(timeline) = state.timeline() else { continue };
            assert_eq!(state.member_count(), Some(log.members.len() as u32));
            assert_eq!(state.pins(), Some(&log.pins()), "the pins of tab {at}");
            let (first, last) = (timeline.first().expect("a row"), timeline.last().expect("a row"));
            let rows: Vec<Row> = timeline.rows().cloned().collect();
            let in_window = |row: &Row| row.seq() >= first && row.seq() <= last;
            let should: Vec<Row> = log.rows().into_iter().filter(in_window).collect();
            assert_eq!(rows, should, "tab {at}");
            for thread in state.windows() {
                let Some(root) = thread.root() else { continue };
                let hung = log.all_rows().into_iter().find(|row| row.seq() == root.seq);
                assert_eq!(hung.as_ref().and_then(Row::message), Some(root), "tab {at}");
                let held = |row: &Row| thread.rows().any(|held| held.seq() == row.seq());
                let should: Vec<Row> = log.thread(root.seq).into_iter().filter(held).collect();
                let rows: Vec<Row> = thread.rows().cloned().collect();
                assert_eq!(rows, should, "tab {at}, replies to {}", root.seq);
            }
            if let Some(root) = tab.client.thread().filter(|_| tab.client.open() == Some(log.room))
            {
                assert!(state.thread(root).is_some(), "the thread in view is not there");
                assert!(!tab.client.is_loading_thread(), "a page of a thread never came");
            }
            assert!(!tab.client.is_loading_older(log.room), "a page never came");
            assert!(!tab.client.is_loading_newer(log.room), "a page never came");
        }
    }

    fn check_outbox(&self, at: usize) {
        let tab = &self.tabs[at];
        let left: Vec<_> = (1..=4).flat_map(|room| tab.client.outbox(RoomId(room))).collect();
        assert!(left.iter().all(|item| item.state != OutboxState::Waiting), "{left:?} waits");
        assert_eq!(left.len(), tab.storage.len(), "storage and screen agree");
        for (room, id) in &tab.typed {
            let posted = self.server.logs[room].posted(tab.user, *id).len();
            assert!(posted <= 1, "{id} was doubled");
            let is_left = left.iter().any(|item| item.client_message_id == *id);
            let is_lost = posted == 0 && !is_left && !tab.excused.contains(id);
            assert!(!is_lost, "{id} was lost");
            // Whoever was removed before the answer came can no longer learn of it.
            let left_room = self.server.logs[room].events().any(|(_, _, kind)| {
                matches!(kind, EventKind::MemberLeft { member } if member.id == tab.user)
            });
            let shown_twice = posted > 0 && is_left && !left_room;
            assert!(!shown_twice, "{id} is stored and still shown as unsent");
        }
    }

    fn check_order(&self, at: usize) {
        let tab = &self.tabs[at];
        for log in self.server.logs.values() {
            let sent = tab
                .typed
                .iter()
                .filter(|(room, id)| *room == log.room && !tab.excused.contains(id));
            let order: Vec<Seq> = sent.map(|(_, id)| log.posted(tab.user, *id)[0].0).collect();
            assert!(order.is_sorted(), "messages of tab {at} changed places: {order:?}");
        }
    }
}

fn row_seqs(log: &Log) -> impl Iterator<Item = Seq> {
    let is_row = |kind: &EventKind| kind.is_row();
    log.events().filter(move |(_, _, kind)| is_row(kind)).map(|(seq, _, _)| seq)
}
