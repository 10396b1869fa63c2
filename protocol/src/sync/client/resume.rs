//! From an open socket to a live one, and what is kept when it is lost: every connect is a resume.

use crate::{ClientFrame, Limits, List, Person, RoomCursor, RoomId, RoomSummary, Seq, VERSION};

use super::super::{Generation, RoomState, Stopped};
use super::requests::Asked;
use super::{Change, Client, Effect, Problem};

impl Client {
    pub(super) fn opened(&mut self, generation: Generation) {
        if !self.connection.opened(generation, self.now) {
            return;
        }
        self.greeted = Some(generation);
        // A room whose newest rows are wanted goes without its cursor, and so comes afresh.
        let afresh = self.open.filter(|_| self.want_open.take().is_some());
        let resumed = self.rooms.iter().filter(|held| {
            held.member && held.state.timeline().is_some() && Some(held.id()) != afresh
        });
        let cursors =
            resumed.map(|held| RoomCursor { room: held.id(), cursor: held.state.cursor() });
        let rooms = List::first_of(cursors);
        let open = self.open.filter(|open| self.rooms.get(*open).is_none_or(|held| held.member));
        self.told_open = open;
        self.put(&ClientFrame::Hello { version: VERSION, rooms, open });
    }

    pub(super) fn welcomed(
        &mut self,
        (me, moderates): (Person, bool),
        rooms: Vec<RoomSummary>,
        limits: Limits,
        heartbeat_ms: u32,
    ) {
        if me.id != self.me.id {
            // Somebody else has signed in since: what is typed here must not go out as theirs.
            self.connection.stop(Stopped::SignedOut, self.now, &mut self.out);
            return;
        }
        self.me = me;
        self.rooms.moderates = moderates;
        self.max_writes = limits.commands_in_flight as usize;
        self.outbox.keep_to(limits.posts);
        self.connection.welcomed(heartbeat_ms);
        let known = |room| rooms.iter().any(|summary| summary.room.id == room);
        let members = self.rooms.iter().filter(|held| held.member);
        let gone: Vec<RoomId> = members.map(|held| held.id()).filter(|id| !known(*id)).collect();
        for room in gone {
            self.room_removed(room);
        }
        for summary in rooms {
            self.merge(summary);
        }
        self.changed(Change::Rooms);
    }

    /// The viewer is a member of this room. Where its timeline is held, its events or a reset
    /// follow, and only the read cursor is news: it moves without an event.
    pub(super) fn merge(&mut self, summary: RoomSummary) {
        let room = summary.room.id;
        self.reads.put_back(room, summary.set_back);
        match self.rooms.get_mut(room) {
            Some(held) if held.state.timeline().is_some() => {
                if !held.member {
                    held.member = true;
                    self.want_open = self.want_open.or((self.open == Some(room)).then_some(0));
                } else if held.state.cursor().epoch == summary.cursor.epoch {
                    let unconfirmed = self.reads.of_room(room, summary.set_back);
                    held.state.welcomed(&summary, unconfirmed);
                }
            }
            Some(_) | None => self.rooms.put(RoomState::from_summary(summary), true),
        }
        self.mark_again(room);
        self.reached(room);
    }

    pub(super) fn room_removed(&mut self, room: RoomId) {
        if !self.rooms.remove(room) {
            return;
        }
        self.gaps.forget(room);
        self.loads.forget(room);
        self.following.forget(room);
        self.reads.forget(room);
        self.outbox.reached(room, Seq(u64::MAX));
        if self.open == Some(room) {
            self.open = None;
            self.thread = None;
            self.want_open = None;
        }
        self.changed(Change::RoomLeft(room));
        self.changed(Change::Rooms);
    }

    /// The socket is gone, and with it what was asked on it.
    pub(super) fn lost(&mut self) {
        self.greeted = None;
        self.told_open = None;
        for asked in self.requests.lost() {
            match asked {
                Asked::Edit { room, target, body } => {
                    let problem = Problem::Edit { room, target, body, code: None };
                    self.out.push(Effect::Failed(problem));
                }
                Asked::Delete { room, target } => {
                    let problem = Problem::Delete { room, target, code: None };
                    self.out.push(Effect::Failed(problem));
                }
                Asked::React { room, target } => {
                    let problem = Problem::React { room, target, code: None };
                    self.out.push(Effect::Failed(problem));
                }
                Asked::Pin { room, target } => {
                    let problem = Problem::Pin { room, target, code: None };
                    self.out.push(Effect::Failed(problem));
                }
                Asked::MarkUnread { room, target } => {
                    let problem = Problem::MarkUnread { room, target, code: None };
                    self.out.push(Effect::Failed(problem));
                }
                Asked::Follow { room, root } => {
                    let problem = Problem::Follow { room, root, code: None };
                    self.out.push(Effect::Failed(problem));
                }
                Asked::Versions { room, target } => {
                    self.out.push(Effect::Versions { room, target, result: Err(None) });
                }
                Asked::Open { room, afresh } => {
                    if afresh && self.open == Some(room) {
                        self.want_open = Some(0);
                    }
                }
                Asked::Post { .. }
                | Asked::MarkRead { .. }
                | Asked::Typing
                | Asked::ThreadState { .. }
                | Asked::History { .. }
                | Asked::Fill { .. } => {}
            }
        }
        self.outbox.lost();
        self.reads.lost();
        self.following.lost();
        self.loads.lost();
        self.around.lost();
        for room in self.rooms.lost() {
            self.changed(Change::Room(room));
        }
        if let Some((room, root)) = self.open.zip(self.thread)
            && self.room(room).is_some_and(|state| state.thread(root).is_none())
        {
            self.look_again(room);
        }
        self.gaps.clear();
        if let Some(room) = self.typing.clear() {
            self.changed(Change::Typing(room));
        }
    }
}
