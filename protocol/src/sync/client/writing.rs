//! What the person writes: messages through the outbox; edits, deletions, reactions and pins at
//! once or not at all.

use crate::{Body, ClientMessageId, Command, Message, ReplyTo, RoomId, Row, Seq, Timestamp};

use super::super::{Millis, OutboxItem, OutboxState, RoomState, Timeline};
use super::requests::Asked;
use super::{Change, Client, Effect, Problem};

impl Client {
    pub(super) fn send(
        &mut self,
        room: RoomId,
        body: Body,
        to: Option<ReplyTo>,
        client_message_id: ClientMessageId,
        typed_at: Timestamp,
    ) {
        self.read_on(room);
        let order = self.outbox.next_order(typed_at);
        let state = OutboxState::Waiting;
        let item = OutboxItem { client_message_id, order, room, to, body, typed_at, state };
        self.outbox.add(item.clone(), false);
        self.out.push(Effect::StoreOutbox(item));
    }

    pub(super) fn outbox_stored(&mut self, id: ClientMessageId) {
        if let Some(room) = self.outbox.stored(id) {
            self.changed(Change::Room(room));
        }
    }

    pub(super) fn outbox_loaded(&mut self, items: Vec<OutboxItem>) {
        let mut rooms = Vec::new();
        for item in items {
            if !rooms.contains(&item.room) {
                rooms.push(item.room);
            }
            self.outbox.add(item, true);
        }
        for room in rooms {
            // The page may show them already: the last tab closed before it heard the answer.
            self.settle_rows(room);
            self.changed(Change::Room(room));
        }
    }

    pub(super) fn retry(&mut self, id: ClientMessageId) {
        if let Some(item) = self.outbox.retry(id) {
            self.changed(Change::Room(item.room));
            self.out.push(Effect::StoreOutbox(item));
        }
    }

    pub(super) fn discard(&mut self, id: ClientMessageId) {
        if let Some(room) = self.outbox.remove(id) {
            self.out.push(Effect::ForgetOutbox(id));
            self.changed(Change::Room(room));
        }
    }

    pub(super) fn edit(&mut self, room: RoomId, target: Seq, body: Body) {
        if self.connection.is_live() {
            let asked = Asked::Edit { room, target, body: body.clone() };
            self.ask(asked, Command::Edit { room, target, body });
        } else {
            self.out.push(Effect::Failed(Problem::Edit { room, target, body, code: None }));
        }
    }

    pub(super) fn delete(&mut self, room: RoomId, target: Seq) {
        if self.connection.is_live() {
            self.ask(Asked::Delete { room, target }, Command::Delete { room, target });
        } else {
            self.out.push(Effect::Failed(Problem::Delete { room, target, code: None }));
        }
    }

    /// Sends a command to react to this message or to take a reaction back.
    pub(super) fn react(&mut self, room: RoomId, target: Seq, command: Command) {
        if self.connection.is_live() {
            self.ask(Asked::React { room, target }, command);
        } else {
            self.out.push(Effect::Failed(Problem::React { room, target, code: None }));
        }
    }

    /// Sends a command to pin this message or to take the pin off.
    pub(super) fn pin(&mut self, room: RoomId, target: Seq, command: Command) {
        if self.connection.is_live() {
            self.ask(Asked::Pin { room, target }, command);
        } else {
            self.out.push(Effect::Failed(Problem::Pin { room, target, code: None }));
        }
    }

    /// Until when the next message of the viewer to this room waits because the room takes them
    /// slowly; `None`: none does.
    pub fn slowed_until(&self, room: RoomId) -> Option<Millis> {
        let is_slow = |state: &&RoomState| state.summary().room.slow_seconds > 0;
        self.room(room).filter(is_slow)?;
        self.outbox.waits_until(room, self.now)
    }

    pub(super) fn tell_typing(&mut self, room: RoomId, thread: Option<Seq>) {
        if self.connection.is_live() && self.is_member(room) && self.typing.tell(self.now) {
            self.ask(Asked::Typing, Command::Typing { room, thread });
        }
    }

    pub(super) fn tell_typing_reply(&mut self) {
        if let Some((room, root)) = self.open.zip(self.thread) {
            self.tell_typing(room, Some(root));
        }
    }

    /// Sends what is due of the outbox.
    pub(super) fn post(&mut self) {
        while self.requests.writes() < self.max_writes
            && let Some(OutboxItem { client_message_id, room, to, body, .. }) =
                self.outbox.take_due(self.now)
        {
            let asked = Asked::Post { id: client_message_id };
            self.ask(asked, Command::Post { room, client_message_id, body, to });
        }
    }

    /// Lets go of what is a row of the timeline by now.
    pub(super) fn settle_rows(&mut self, room: RoomId) {
        if self.outbox.is_empty() {
            return;
        }
        let Some(held) = self.rooms.get(room) else { return };
        let mine = |message: &&Message| message.author.id == self.me.id;
        for message in held.state.windows().flat_map(messages).filter(mine) {
            let id = message.client_message_id;
            let first = message.body.as_ref().filter(|_| message.revision == message.seq);
            if self.outbox.arrived(id, first) {
                self.out.push(Effect::ForgetOutbox(id));
            }
        }
    }
}

fn messages(window: &Timeline) -> impl Iterator<Item = &Message> {
    window.rows().filter_map(Row::message)
}
