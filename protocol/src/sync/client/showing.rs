//! The room in view, and the thread of it.

use crate::{Command, HistoryFrom, RoomId, Seq};

use super::requests::Asked;
use super::{Change, Client, Effect};

impl Client {
    /// Asks what a message said.
    pub(super) fn versions(&mut self, room: RoomId, target: Seq, before: Option<Seq>) {
        if self.connection.is_live() {
            self.ask(Asked::Versions { room, target }, Command::Versions { room, target, before });
        } else {
            self.out.push(Effect::Versions { room, target, result: Err(None) });
        }
    }

    pub(super) fn look_at(&mut self, room: RoomId) {
        if self.open != Some(room) {
            self.want_open = None;
            self.close_thread();
            if let Some(before) = self.typing.clear() {
                self.changed(Change::Typing(before));
            }
        }
        self.open = Some(room);
        self.kept_unread = None;
        self.told_open = None;
        self.rooms.opened(room);
        self.rooms.trim(self.open);
        self.changed(Change::Room(room));
    }

    pub(super) fn jump_to_newest(&mut self, room: RoomId) {
        let detached = |client: &Self| {
            let timeline = client.room(room).and_then(|state| state.timeline());
            timeline.is_none_or(|timeline| timeline.has_newer())
        };
        if self.open == Some(room) && detached(self) && !self.requests.is_opening(room) {
            self.want_open = self.want_open.or(Some(0));
            self.changed(Change::Room(room));
        }
    }

    /// Tells the server which room is in view, and asks for its rows where they are not held.
    pub(super) fn show(&mut self) {
        let Some(room) = self.open else { return };
        let held = self.rooms.get(room);
        if held.is_some_and(|held| !held.member) {
            return;
        }
        let cursor = held.filter(|held| held.state.timeline().is_some());
        let cursor = cursor.map(|held| held.state.cursor());
        let wanted = match self.want_open {
            Some(after) => after <= self.now,
            None => cursor.is_none() && !self.requests.is_opening(room),
        };
        if wanted || self.told_open != Some(room) {
            // A refusal that asked to wait is waited for, whatever else is wanted.
            if self.want_open.is_some_and(|after| after > self.now) {
                return;
            }
            let cursor = cursor.filter(|_| !wanted);
            self.want_open = None;
            self.told_open = Some(room);
            let afresh = cursor.is_none();
            self.ask(Asked::Open { room, afresh }, Command::Open { room, cursor });
        }
    }

    /// Shows a thread of the room in view. What is held of it is shown at once; it is asked for
    /// where it is not, or where it does not reach as far as is asked.
    pub(super) fn open_thread(&mut self, root: Seq, near: Option<Seq>) {
        let Some(room) = self.open else { return };
        self.thread = Some(root);
        let held = self.rooms.get(room).and_then(|held| held.state.thread(root));
        let reaches = held.is_some_and(|thread| match near {
            Some(near) => near == root || thread.rows().any(|row| row.seq() == near),
            None => !thread.has_newer(),
        });
        if !reaches {
            let newest = HistoryFrom::Before(Seq(u64::MAX));
            self.loads.want_thread(room, root, near.map_or(newest, HistoryFrom::Around));
        }
        self.changed(Change::Room(room));
    }

    pub(super) fn load_older_replies(&mut self) {
        if let (Some(room), Some(_)) = (self.open, self.thread) {
            self.load_older(room, self.thread);
        }
    }

    pub(super) fn load_newer_replies(&mut self) {
        if let (Some(room), Some(_)) = (self.open, self.thread) {
            self.load_newer(room, self.thread);
        }
    }

    pub(super) fn close_thread(&mut self) {
        self.thread = None;
        self.open.into_iter().for_each(|room| self.changed(Change::Room(room)));
    }

    /// The room came afresh, and without its threads.
    pub(super) fn look_again(&mut self, room: RoomId) {
        if let Some(root) = self.thread.filter(|_| self.open == Some(room)) {
            self.open_thread(root, None);
        }
    }
}
