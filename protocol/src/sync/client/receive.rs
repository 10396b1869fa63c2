//! What comes from the server.

use crate::{ClientFrame, Event, EventKind, ResetReason, RoomId, RoomSnapshot, Seq, ServerFrame};

use super::super::{Applied, Counted, Generation, RoomState};
use super::rooms::Held;
use super::{Change, Client, Effect};

impl Client {
    /// A frame that cannot be read is dropped: what it told is noticed missing as a gap, or by
    /// the answer that does not come.
    pub(super) fn received(&mut self, generation: Generation, bytes: &[u8]) {
        if !self.connection.heard(generation, self.now) {
            return;
        }
        let Ok(frame) = ServerFrame::decode(bytes) else { return };
        match frame {
            ServerFrame::Welcome {
                version: _, me, moderates, rooms, limits, heartbeat_ms, ..
            } => {
                self.welcomed((me, moderates), rooms.into_vec(), limits, heartbeat_ms);
            }
            ServerFrame::Reply { id, result } => self.replied(id, result),
            ServerFrame::Event { room, event } => self.event(room, event),
            ServerFrame::Reset { reason, snapshot } => self.reset(reason, snapshot),
            ServerFrame::Live => self.live(),
            ServerFrame::Read { room, read, set_back, unread, mentions, as_of } => {
                if let Some(held) = self.rooms.get_mut(room) {
                    held.state.told(Counted { read, set_back, unread, mentions, as_of });
                    self.reads.told((room, None), read, set_back);
                    self.changed(Change::Rooms);
                }
            }
            ServerFrame::Level { room, chosen } => {
                if let Some(held) = self.rooms.get_mut(room) {
                    held.state.choose_level(chosen);
                    self.changed(Change::Rooms);
                }
            }
            ServerFrame::Thread { room, root, state } => self.thread_told(room, root, state),
            ServerFrame::Threads(unread) => self.threads_told(unread),
            ServerFrame::RoomAdded { summary } => {
                self.merge(summary);
                self.changed(Change::Rooms);
            }
            ServerFrame::RoomRemoved { room } => self.room_removed(room),
            ServerFrame::Everybody(people) => self.everybody(people.into_vec()),
            ServerFrame::About(about) => self.somebody(about),
            ServerFrame::Receipts { room, receipts } => self.were_read(room, receipts.into_vec()),
            ServerFrame::Seen { room, people } => self.were_seen(room, people.into_vec()),
            ServerFrame::Ephemeral(news) => self.ephemeral(news),
            ServerFrame::Moderates(moderates) => {
                self.rooms.moderates = moderates;
                self.changed(Change::Rooms);
            }
            ServerFrame::Ping => self.put(&ClientFrame::Pong),
            ServerFrame::Pong => {}
            ServerFrame::Problem(refusal) => self.connection.told(None, refusal.retry_after_ms),
            ServerFrame::Bye { code, after_ms } => {
                self.connection.told(Some(code), Some(after_ms));
            }
        }
    }

    fn event(&mut self, room: RoomId, event: Event) {
        match self.apply(room, &event) {
            Some(Applied::Gap) => self.gaps.hold(room, event, self.now),
            Some(Applied::Yes) => self.apply_held(room),
            Some(Applied::Duplicate) | None => {}
        }
    }

    /// Takes in an event of a room that is held, with all that follows from it.
    pub(super) fn apply(&mut self, room: RoomId, event: &Event) -> Option<Applied> {
        let held = self.rooms.get_mut(room)?;
        let applied = held.state.apply(event, self.me.id);
        if applied != Applied::Yes {
            return Some(applied);
        }
        let by_me = event.actor.id == self.me.id;
        match &event.kind {
            Some(
                EventKind::MessagePosted { client_message_id, body }
                | EventKind::ReplyPosted { client_message_id, body, .. },
            ) => {
                if by_me && self.outbox.arrived(*client_message_id, body.as_ref()) {
                    self.out.push(Effect::ForgetOutbox(*client_message_id));
                }
                if self.typing.posted(room, event.actor.id) {
                    self.changed(Change::Typing(room));
                }
                let aside = event.kind.as_ref().is_some_and(|kind| !kind.is_row());
                body.iter().for_each(|body| self.tell_of(room, event, body, aside));
            }
            Some(EventKind::MemberRenamed { .. } | EventKind::PictureChanged { .. }) => {
                event.renew(&mut self.me);
            }
            Some(EventKind::SlowModeChanged { .. }) => self.outbox.hurry(room),
            Some(EventKind::RoomCreated { .. } | EventKind::RoomRenamed { .. }) => {
                self.rooms.sort();
            }
            Some(
                EventKind::MessageDeleted { target, .. } | EventKind::ReplyRemoved { target, .. },
            ) => self.untell(room, *target),
            Some(
                EventKind::MessageEdited { .. }
                | EventKind::ReplyEdited { .. }
                | EventKind::MemberJoined { .. }
                | EventKind::MemberLeft { .. }
                | EventKind::TopicChanged { .. }
                | EventKind::RoomArchived
                | EventKind::RoomUnarchived
                | EventKind::ReactionAdded { .. }
                | EventKind::ReactionRemoved { .. }
                | EventKind::MessagePinned { .. }
                | EventKind::MessageUnpinned { .. }
                | EventKind::DirectStarted { .. },
            )
            | None => {}
        }
        self.reached(room);
        self.changed(Change::Rooms);
        Some(applied)
    }

    fn reset(&mut self, reason: ResetReason, snapshot: RoomSnapshot) {
        let room = snapshot.summary.room.id;
        match reason {
            // What was read of a history that is gone is not read of this one.
            ResetReason::OtherHistory => self.reads.forget(room),
            ResetReason::Asked | ResetReason::TooFarBehind => {}
        }
        let cursor = snapshot.summary.cursor.seq;
        self.rooms.put(RoomState::from_snapshot(snapshot), true);
        self.rooms.trim(self.open);
        self.loads.forget(room);
        self.following.forget(room);
        self.look_again(room);
        self.mark_again(room);
        self.settle_rows(room);
        self.send_what_is_gone(room, cursor);
        self.apply_held(room);
        self.changed(Change::Room(room));
        self.changed(Change::Rooms);
    }

    /// All that was missed has come. A message that was acknowledged before, and is not among it,
    /// was lost when the server's data was put back to where this end stands.
    fn live(&mut self) {
        self.connection.live(self.now);
        self.tell_late();
        self.who_was_here_again();
        let cursor = |held: &Held| (held.id(), held.state.cursor().seq);
        let cursors: Vec<_> = self.rooms.iter().map(cursor).collect();
        for (room, cursor) in cursors {
            self.send_what_is_gone(room, cursor);
        }
    }

    fn send_what_is_gone(&mut self, room: RoomId, cursor: Seq) {
        for item in self.outbox.caught_up(room, cursor) {
            self.out.push(Effect::StoreOutbox(item));
        }
    }

    /// The room stands further on than before: messages of the outbox may be rows of it now. Where
    /// the viewer was taken out of it before they heard that they are stored, they never will be.
    pub(super) fn reached(&mut self, room: RoomId) {
        match self.rooms.get(room) {
            Some(held) => self.outbox.reached(room, held.state.cursor().seq),
            None => self.outbox.reached(room, Seq(u64::MAX)),
        }
        self.changed(Change::Room(room));
    }
}
