//! How far people have read: what they do about it, what was answered, and what is on disk.

use std::collections::BTreeMap;

use hark_protocol::sync::Input;
use hark_protocol::{RoomId, Row, Seq, UserId};

use super::log::Logs;
use super::world::{World, note};

/// What the server has confirmed to somebody of a room.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Confirmed {
    /// How often they set their cursor back.
    set_back: u32,
    /// How far they have read, and how often it had been set back then.
    read: (u32, Seq),
}

/// A read cursor, and how often it was set back.
pub(crate) type Read = (Seq, u32);

impl Logs {
    /// The rooms that this person is a member of, and how far they have read.
    pub(crate) fn reads(&self, user: UserId) -> BTreeMap<RoomId, Read> {
        let query = "SELECT room, read, set_back FROM member WHERE person = ?1 AND present = 1";
        let mut reads = self.conn.prepare_cached(query).unwrap();
        let reads = reads.query_map([user.0 as i64], |row| {
            let read = (Seq(row.get::<_, i64>(1)? as u64), row.get(2)?);
            Ok((RoomId(row.get::<_, i64>(0)? as u64), read))
        });
        reads.unwrap().map(Result::unwrap).collect()
    }
}

impl Confirmed {
    pub(super) fn read(&mut self, seq: Seq, set_back: u32) {
        self.read = self.read.max((set_back, seq));
    }

    pub(super) fn set_back(&mut self) {
        self.set_back += 1;
    }
}

impl World {
    pub(super) fn mark_read(&mut self, tab: usize) {
        let Some((room, last)) = self.last_row(tab) else { return };
        if self.random.one_in(3) {
            self.give(tab, Input::ReadOn(room));
        }
        let seq = if self.random.one_in(2) { last } else { Seq(self.random.below(last.0 + 1)) };
        self.give(tab, Input::MarkRead { room, seq });
    }

    /// Now and then from what is no message.
    pub(super) fn mark_unread(&mut self, tab: usize) {
        let Some((room, last)) = self.last_row(tab) else { return };
        let target = Seq(last.0.saturating_sub(self.random.below(6)));
        note!(self, "tab {tab}: {room} unread from {target}");
        self.give(tab, Input::MarkUnread { room, target });
    }

    fn last_row(&self, tab: usize) -> Option<(RoomId, Seq)> {
        let client = self.tabs[tab].client.as_ref()?;
        let state = client.open().and_then(|room| client.room(room))?;
        let last = state.timeline()?.rows().next_back().map(Row::seq)?;
        Some((state.summary().room.id, last))
    }

    /// What was confirmed is on disk: no cursor goes back by itself, and none that was set back
    /// goes on by what was read before.
    pub(super) fn judge_reading(&self) {
        for ((user, room), confirmed) in &self.claims.reading {
            let summaries = self.logs.summaries(*user);
            let Some(held) = summaries.iter().find(|summary| summary.room.id == *room) else {
                continue;
            };
            assert!(held.set_back >= confirmed.set_back, "{user} set {room} back");
            let (set_back, seq) = confirmed.read;
            let read = (set_back, seq.min(held.cursor.seq));
            assert!((held.set_back, held.read) >= read, "{user} had read {room} up to {read:?}");
        }
    }
}
