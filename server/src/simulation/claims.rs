//! What people typed, what the server said it had done, and what it refused: all that the verdict
//! measures the disk and the screens against.

use std::collections::{BTreeMap, BTreeSet};

use hark_protocol::sync::{OutboxItem, OutboxState};
use hark_protocol::{
    Body, ClientFrame, ClientMessageId, Command, CommandId, ErrorCode, EventKind, Posted, Reply,
    RoomId, RoomSnapshot, Seq, ServerFrame, UserId,
};

use super::log::Logs;
use super::network::LineId;
use super::reading::Confirmed;
use super::world::{World, note};

/// All that was said.
#[derive(Debug, Default)]
pub(crate) struct Claims {
    /// Everything that was ever sent off, and by whom.
    pub(crate) typed: BTreeMap<ClientMessageId, Typed>,
    /// What reached a browser's storage, in the order of each tab.
    pub(crate) kept: Vec<(ClientMessageId, usize)>,
    /// What was given up, or refused at some time, or lost when an older state was put back.
    pub(crate) excused: BTreeSet<ClientMessageId>,
    /// What the server said is on its disk.
    pub(crate) acked: BTreeMap<ClientMessageId, Seq>,
    /// Why the server refused it for good.
    pub(crate) refused: BTreeMap<ClientMessageId, Vec<ErrorCode>>,
    /// What else the server said it had done.
    pub(crate) promised: Vec<(RoomId, EventKind)>,
    /// How far somebody has read.
    pub(crate) reading: BTreeMap<(UserId, RoomId), Confirmed>,
    asked: BTreeMap<(LineId, CommandId), Command>,
}

/// A message that somebody sent off.
#[derive(Clone, Debug)]
pub(crate) struct Typed {
    pub(crate) author: UserId,
    pub(crate) room: RoomId,
    pub(crate) body: Body,
}

impl Claims {
    /// A browser's storage holds this.
    pub(crate) fn kept(&mut self, tab: usize, item: &OutboxItem) {
        let id = item.client_message_id;
        if !self.is_kept(id) {
            self.kept.push((id, tab));
        }
        if item.state != OutboxState::Waiting {
            self.excused.insert(id);
        }
    }

    /// Whether a browser's storage has held this.
    pub(crate) fn is_kept(&self, id: ClientMessageId) -> bool {
        self.kept.iter().any(|(kept, _)| *kept == id)
    }

    /// An older state was put back: what is not in it is lost, which is nobody's fault.
    pub(crate) fn forget_lost(&mut self, logs: &Logs) {
        let Self { typed, excused, acked, promised, reading, .. } = self;
        let is_there = |id: &ClientMessageId, seq: Seq| {
            let Typed { author, room, .. } = &typed[id];
            logs.rooms.get(room).is_some_and(|log| log.posted(*author, *id).contains(&seq))
        };
        acked.retain(|id, seq| is_there(id, *seq));
        promised.retain(|(room, kind)| logs.holds(*room, kind));
        reading.clear();
        // What was on disk, and answered and forgotten by its browser, cannot come again.
        excused.extend(typed.keys().filter(|id| !acked.contains_key(id)).copied());
    }
}

impl World {
    /// A client says something on a line.
    pub(crate) fn said(&mut self, line: LineId, bytes: &[u8]) {
        let frame = ClientFrame::decode(bytes).expect("the client's frames can be read");
        note!(self, "tab {} {}", self.lines[&line].life.tab, super::trace::said(&frame));
        let ClientFrame::Command { id, command } = frame else { return };
        match &command {
            Command::Fill { room, after } => {
                panic!("a gap after {} in room {room}: a healthy server leaves none", after.seq)
            }
            Command::Post { client_message_id, .. } => {
                let typed = self.claims.typed.contains_key(client_message_id);
                assert!(typed, "{client_message_id} was sent and never typed");
                let kept = self.claims.is_kept(*client_message_id);
                assert!(kept, "{client_message_id} was sent before it was stored");
            }
            Command::Open { .. }
            | Command::Edit { .. }
            | Command::Delete { .. }
            | Command::MarkRead { .. }
            | Command::MarkUnread { .. }
            | Command::Typing { .. }
            | Command::History { .. }
            | Command::Thread { .. }
            | Command::ThreadState { .. }
            | Command::MarkThreadRead { .. }
            | Command::Follow { .. }
            | Command::Unfollow { .. }
            | Command::React { .. }
            | Command::Unreact { .. }
            | Command::Pin { .. }
            | Command::Unpin { .. }
            | Command::Versions { .. } => {}
        }
        self.claims.asked.insert((line, id), command);
    }

    /// The server says something on a line.
    pub(crate) fn heed(&mut self, line: LineId, frame: &ServerFrame) {
        match frame {
            ServerFrame::Reply { id, result } => {
                let asked = self.claims.asked.remove(&(line, *id));
                let asked = asked.expect("what is answered was asked, and answered once");
                match result {
                    Ok(reply) => self.heed_done(line, asked, reply),
                    Err(refusal) => self.heed_refused(&asked, refusal.code),
                }
            }
            ServerFrame::Event { room, event } => self.check_told(line, *room, event),
            ServerFrame::Problem(refusal) => panic!("a frame was not understood: {refusal:?}"),
            ServerFrame::Reset { snapshot: RoomSnapshot { summary, .. }, .. }
            | ServerFrame::RoomAdded { summary } => {
                self.check_shown(line, summary.room.id, summary.cursor.seq);
            }
            ServerFrame::Welcome { rooms, .. } => {
                for summary in rooms.iter() {
                    self.check_shown(line, summary.room.id, summary.cursor.seq);
                }
            }
            ServerFrame::Live
            | ServerFrame::Read { .. }
            | ServerFrame::Level { .. }
            | ServerFrame::Thread { .. }
            | ServerFrame::Threads(_)
            | ServerFrame::Everybody(_)
            | ServerFrame::About(_)
            | ServerFrame::Seen { .. }
            | ServerFrame::Receipts { .. }
            | ServerFrame::Moderates(_)
            | ServerFrame::RoomRemoved { .. }
            | ServerFrame::Ephemeral(_)
            | ServerFrame::Ping
            | ServerFrame::Pong
            | ServerFrame::Bye { .. } => {}
        }
    }

    fn heed_done(&mut self, line: LineId, asked: Command, reply: &Reply) {
        // An answer that was under way while an older state was put back speaks of what is lost.
        if self.lines[&line].restores != self.restores {
            return;
        }
        let user = self.user(self.lines[&line].life.tab);
        match (asked, reply) {
            (Command::Post { client_message_id, .. }, Reply::Posted(Posted { seq, .. })) => {
                let before = self.claims.acked.insert(client_message_id, *seq);
                assert!(before.is_none_or(|before| before == *seq), "two answers to one message");
            }
            (Command::Edit { room, target, body }, Reply::Done) => {
                let kind = EventKind::MessageEdited { target, body: Some(body) };
                self.claims.promised.push((room, kind));
            }
            (Command::Delete { room, target }, Reply::Done) => {
                // Who wrote it is judged where it is shown.
                let kind = EventKind::MessageDeleted { target, author: user };
                self.claims.promised.push((room, kind));
            }
            (Command::React { room, target, reaction }, Reply::Done) => {
                self.claims.promised.push((room, EventKind::ReactionAdded { target, reaction }));
            }
            (Command::Pin { room, target }, Reply::Done) => {
                let kind = EventKind::MessagePinned { target, message: None };
                self.claims.promised.push((room, kind));
            }
            (Command::MarkRead { room, seq, set_back }, Reply::Done) => {
                self.claims.reading.entry((user, room)).or_default().read(seq, set_back);
            }
            (Command::MarkUnread { room, .. }, Reply::Done) => {
                self.claims.reading.entry((user, room)).or_default().set_back();
            }
            (Command::Thread { room, .. }, Reply::Thread(thread)) => {
                self.check_shown(line, room, thread.page.as_of);
            }
            (Command::History { room, .. }, Reply::History(page)) => {
                self.check_shown(line, room, page.as_of);
            }
            (
                Command::Open { .. }
                | Command::Typing { .. }
                | Command::MarkThreadRead { .. }
                | Command::Follow { .. }
                | Command::Unfollow { .. }
                | Command::Unreact { .. }
                | Command::Unpin { .. },
                Reply::Done,
            )
            | (Command::ThreadState { .. }, Reply::ThreadState(_)) => {}
            (asked, reply) => panic!("{asked:?} was answered by {reply:?}"),
        }
    }

    fn heed_refused(&mut self, asked: &Command, code: ErrorCode) {
        assert!(
            !matches!(code, ErrorCode::Internal | ErrorCode::BadFrame | ErrorCode::BadRequest),
            "{asked:?} was refused as {code:?}"
        );
        if let Command::Post { client_message_id, .. } = asked {
            self.claims.refused.entry(*client_message_id).or_default().push(code);
        }
    }
}
