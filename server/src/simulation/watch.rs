//! What must be true on the way: of every frame, and of every screen after it.

use std::collections::BTreeMap;

use hark_protocol::sync::Timeline;
use hark_protocol::{Cursor, Event, EventKind, RoomId, Row, Seq, ServerFrame, Tag};

use super::log::Log;
use super::network::LineId;
use super::world::World;

/// Where the rooms of a screen stand, and whether their rows are held.
pub(crate) type Cursors = BTreeMap<RoomId, (Cursor, bool)>;

impl World {
    /// What a member is told was stored, and after leaving they are told nothing.
    pub(crate) fn check_told(&mut self, line: LineId, room: RoomId, event: &Event) {
        let user = self.user(self.lines[&line].life.tab);
        self.learn(room, event.seq, event.tag);
        let log = self.history_of(room, event.seq, event.tag);
        let log = log.unwrap_or_else(|| panic!("event {room}/{} was never stored", event.seq));
        let may = log.was_member_since(user, event.seq);
        assert!(may, "{user} was told event {room}/{} after leaving", event.seq);
    }

    /// What is read of a room stands at this event, and whoever reads it was a member then.
    pub(crate) fn check_shown(&mut self, line: LineId, room: RoomId, seq: Seq) {
        let line = &self.lines[&line];
        if line.restores != self.restores {
            return;
        }
        let user = self.user(line.life.tab);
        if self.logs.rooms.get(&room).is_none_or(|log| log.head() < seq) {
            self.logs.read();
        }
        let log = self.logs.rooms.get(&room).expect("a room that is shown was stored");
        assert!(log.head() >= seq, "room {room} is shown up to {seq}, which was never stored");
        assert!(log.was_member_since(user, seq), "{user} was shown {room}@{seq} after leaving");
    }

    pub(crate) fn cursors(&self, tab: usize) -> Cursors {
        let client = self.tabs[tab].client.as_ref();
        let rooms = client
            .into_iter()
            .flat_map(|client| client.rooms().map(move |summary| (client, summary)));
        rooms
            .map(|(client, summary)| {
                let room = summary.room.id;
                let held = client.room(room).is_some_and(|state| state.timeline().is_some());
                (room, (summary.cursor, held))
            })
            .collect()
    }

    /// A screen moves by one event at a time, or all at once where the server says so.
    pub(crate) fn check_steps(&mut self, tab: usize, frame: &ServerFrame, before: &Cursors) {
        let after = self.cursors(tab);
        for (room, (cursor, _)) in &after {
            let Some((old, held)) = before.get(room) else { continue };
            if old == cursor {
                continue;
            }
            match frame {
                ServerFrame::Event { room: of, event } if of == room => {
                    assert_eq!(cursor.seq, old.seq.next(), "a step too far in room {room}");
                    assert_eq!((cursor.seq, cursor.tag), (event.seq, event.tag));
                    self.check_name(tab, event);
                }
                ServerFrame::Reset { snapshot, .. } if snapshot.summary.room.id == *room => {}
                ServerFrame::Welcome { .. } | ServerFrame::RoomAdded { .. } if !held => {}
                other => panic!(
                    "room {room} moved from {} to {} by {}",
                    old.seq,
                    cursor.seq,
                    super::trace::frame(other)
                ),
            }
        }
    }

    /// Whoever hears of their own new name or picture bears it.
    fn check_name(&self, tab: usize, event: &Event) {
        let me = self.tabs[tab].client.as_ref().map(|client| client.me());
        let Some(me) = me.filter(|me| me.id == event.actor.id) else { return };
        if let Some(EventKind::MemberRenamed { name }) = &event.kind {
            assert_eq!(me.name, *name, "the viewer's name on tab {tab}");
        }
        if let Some(EventKind::PictureChanged { picture }) = &event.kind {
            assert_eq!(me.picture, *picture, "the viewer's picture on tab {tab}");
        }
    }

    /// What is on screen was stored, without holes, and nothing is there twice.
    pub(crate) fn check_rows(&mut self, tab: usize, frame: &ServerFrame) {
        let rooms: Vec<RoomId> = match frame {
            ServerFrame::Reset { snapshot, .. } => vec![snapshot.summary.room.id],
            // Not after each event: that would cost more than all the rest.
            ServerFrame::Event { room, event } if event.seq.0 % 4 == 0 => vec![*room],
            ServerFrame::Reply { .. } | ServerFrame::Live => {
                self.cursors(tab).into_keys().collect()
            }
            _ => return,
        };
        for room in rooms {
            self.check_room(tab, room);
        }
    }

    pub(crate) fn check_room(&mut self, tab: usize, room: RoomId) {
        let client = self.tabs[tab].client.as_ref();
        let state = client.and_then(|client| client.room(room).filter(|_| client.is_member(room)));
        let Some(cursor) = state.map(|state| state.cursor()) else { return };
        self.learn(room, cursor.seq, cursor.tag);
        let log = self.history_of(room, cursor.seq, cursor.tag);
        let log = log.unwrap_or_else(|| panic!("cursor {room}@{} was never stored", cursor.seq));
        let client = self.tabs[tab].client.as_ref().expect("it was just there");
        let Some(timeline) = client.room(room).and_then(|state| state.timeline()) else { return };
        assert!(timeline.rows().len() <= Timeline::MAX_ROWS);
        let rows: Vec<Seq> = timeline.rows().map(Row::seq).collect();
        let (first, last) = (rows[0], rows[rows.len() - 1]);
        let should: Vec<Seq> = row_seqs(log).filter(|seq| *seq >= first && *seq <= last).collect();
        assert_eq!(rows, should, "the rows of room {room} on tab {tab} have holes");
        assert_eq!(timeline.has_older(), first > Seq(1), "room {room} on tab {tab}");
        if !timeline.has_newer() {
            let newest = row_seqs(log).take_while(|seq| *seq <= cursor.seq).last();
            assert!(Some(last) >= newest, "the newest rows of {room} are missing on tab {tab}");
        }
        for item in client.outbox(room) {
            let id = item.client_message_id;
            assert!(self.claims.is_kept(id), "{id} was shown before it was stored");
            let twice = timeline.rows().any(|row| match row {
                Row::Message(message) => message.client_message_id == id,
                Row::Notice(_) => false,
            });
            assert!(!twice, "{id} is on the screen of tab {tab} twice");
        }
    }

    /// Reads the logs if they may hold this event and it is not known yet.
    fn learn(&mut self, room: RoomId, seq: Seq, tag: Tag) {
        if self.history_of(room, seq, tag).is_none() {
            self.logs.read();
        }
    }

    /// The log that has this event: the one on disk, or one that was lost.
    fn history_of(&self, room: RoomId, seq: Seq, tag: Tag) -> Option<&Log> {
        let histories = std::iter::once(&self.logs.rooms).chain(self.past.iter().rev());
        let mut logs = histories.filter_map(|rooms| rooms.get(&room));
        logs.find(|log| log.at(seq).is_some_and(|event| event.tag == tag))
    }
}

fn row_seqs(log: &Log) -> impl Iterator<Item = Seq> {
    log.kinds().filter(|(_, _, kind)| EventKind::is_row(kind)).map(|(seq, _, _)| seq)
}
