//! Writes down what passes between the server and a tab's client, without touching it.

use hark_protocol::sync::{Generation, Input, Millis};
use hark_protocol::{ClientFrame, Command, EventKind, Reply, RoomId, Seq, ServerFrame};

use super::host::Host;
use super::journal::{Entry, Journal};

/// Something on its way into the client, of which it is to be seen what it does.
pub(super) enum Seen {
    Event {
        room: RoomId,
        seq: Seq,
        id: Option<String>,
        before: Seq,
    },
    /// The viewer's rooms, or one more.
    Rooms,
}

impl Host {
    /// Remembers which post a reply will be the answer to.
    pub(super) fn watch_for_answers(&mut self, bytes: &[u8]) {
        if let Ok(ClientFrame::Command { id, command: Command::Post { client_message_id, .. } }) =
            ClientFrame::decode(bytes)
        {
            self.posts.insert(id, client_message_id);
        }
    }

    /// Notes what comes in, before the client has it.
    pub(super) fn see(&mut self, input: &Input, now: Millis) -> Option<Seen> {
        match input {
            Input::Send { room, client_message_id, body, .. } => {
                let entry = Journal::sent(*room, *client_message_id, body.as_str());
                self.journal.note(now, entry);
                None
            }
            Input::Opened(generation) => {
                self.journal.note(now, Entry::Open { generation: generation.0 });
                None
            }
            Input::Closed(generation, code) => {
                let entry = Entry::Close { generation: generation.0, code: *code };
                self.journal.note(now, entry);
                None
            }
            Input::Received(generation, bytes) => self.see_frame(*generation, bytes, now),
            _ => None,
        }
    }

    fn see_frame(&mut self, generation: Generation, bytes: &[u8], now: Millis) -> Option<Seen> {
        match ServerFrame::decode(bytes) {
            Ok(ServerFrame::Reply { id, result }) => {
                let id = self.posts.remove(&id)?;
                let entry = match result {
                    Ok(Reply::Posted(posted)) => Journal::acked(id, posted.seq, posted.duplicate),
                    Ok(
                        Reply::Done
                        | Reply::History(_)
                        | Reply::Versions(_)
                        | Reply::Thread(_)
                        | Reply::ThreadState(_),
                    ) => {
                        return None;
                    }
                    Err(refusal) => Journal::refused(id, refusal.code, refusal.retry_after_ms),
                };
                self.journal.note(now, entry);
                None
            }
            Ok(ServerFrame::Event { room, event }) if self.is_heard(generation) => {
                let id = match &event.kind {
                    Some(
                        EventKind::MessagePosted { client_message_id, .. }
                        | EventKind::ReplyPosted { client_message_id, .. },
                    ) => Some(client_message_id.to_string()),
                    _ => None,
                };
                let before = self.cursor(room)?;
                Some(Seen::Event { room, seq: event.seq, id, before })
            }
            Ok(ServerFrame::Reset { reason, snapshot }) => {
                let summary = &snapshot.summary;
                let entry = Entry::Reset {
                    room: summary.room.id.0,
                    reason: format!("{reason:?}"),
                    seq: summary.cursor.seq.0,
                };
                self.journal.note(now, entry);
                None
            }
            Ok(ServerFrame::Welcome { .. } | ServerFrame::RoomAdded { .. }) => Some(Seen::Rooms),
            Ok(ServerFrame::Live) => {
                self.journal.note(now, Entry::Live { generation: generation.0 });
                None
            }
            Ok(_) | Err(_) => None,
        }
    }

    /// Notes what the client made of it.
    pub(super) fn note_what_became(&mut self, seen: Seen, now: Millis) {
        match seen {
            Seen::Event { room, seq, id, before } => {
                self.note_event(room, seq, id, before, now);
            }
            Seen::Rooms => {
                let rooms = self.client.rooms().map(|summary| (summary.room.id, summary.cursor));
                let rooms: Vec<_> = rooms
                    .filter(|(id, _)| self.client.room(*id).is_none_or(|r| r.timeline().is_none()))
                    .collect();
                for (room, cursor) in rooms {
                    self.journal.note(now, Entry::Summary { room: room.0, seq: cursor.seq.0 });
                }
            }
        }
    }

    /// Notes every event that moved the room's cursor.
    fn note_event(&mut self, room: RoomId, seq: Seq, id: Option<String>, before: Seq, now: Millis) {
        let Some(after) = self.cursor(room) else { return };
        if seq <= before {
            self.journal.note(now, Entry::Again { room: room.0, seq: seq.0 });
        } else if after < seq {
            let entry = Entry::Gap { room: room.0, have: before.0, came: seq.0 };
            self.journal.note(now, entry);
        } else {
            self.journal.note(now, Entry::Apply { room: room.0, seq: seq.0, id });
            // Events that were held until this one came follow it.
            for seq in seq.0 + 1..=after.0 {
                self.journal.note(now, Entry::Apply { room: room.0, seq, id: None });
            }
        }
    }

    fn cursor(&self, room: RoomId) -> Option<Seq> {
        self.client.room(room).map(|state| state.cursor().seq)
    }
}
