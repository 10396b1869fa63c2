//! Commands that were sent and not answered.

use crate::{Body, ClientMessageId, CommandId, HistoryFrom, RoomId, Seq};

use super::super::Millis;

/// What is to be done with a reply.
#[derive(Clone, Debug)]
pub(super) enum Asked {
    Open {
        room: RoomId,
        afresh: bool,
    },
    Post {
        id: ClientMessageId,
    },
    Edit {
        room: RoomId,
        target: Seq,
        body: Body,
    },
    Delete {
        room: RoomId,
        target: Seq,
    },
    /// React or unreact.
    React {
        room: RoomId,
        target: Seq,
    },
    /// Pin or unpin.
    Pin {
        room: RoomId,
        target: Seq,
    },
    Versions {
        room: RoomId,
        target: Seq,
    },
    MarkRead {
        room: RoomId,
        thread: Option<Seq>,
        seq: Seq,
        set_back: u32,
    },
    MarkUnread {
        room: RoomId,
        target: Seq,
    },
    /// Follow or unfollow.
    Follow {
        room: RoomId,
        root: Seq,
    },
    ThreadState {
        room: RoomId,
        root: Seq,
    },
    Typing,
    History {
        room: RoomId,
        thread: Option<Seq>,
        from: HistoryFrom,
    },
    Fill {
        room: RoomId,
    },
}

/// The commands of one connection that wait for their replies, in the order they were sent.
#[derive(Clone, Debug, Default)]
pub(super) struct Requests {
    last: u32,
    waiting: Vec<(CommandId, Millis, Asked)>,
}

impl Requests {
    /// How long a reply may take, in milliseconds. After that the connection is dead.
    const REPLY_MS: u64 = 10_000;

    pub(super) fn add(&mut self, asked: Asked, now: Millis) -> CommandId {
        self.last = self.last.wrapping_add(1);
        self.waiting.push((CommandId(self.last), now, asked));
        CommandId(self.last)
    }

    pub(super) fn take(&mut self, id: CommandId) -> Option<Asked> {
        let at = self.waiting.iter().position(|(waiting, _, _)| *waiting == id)?;
        Some(self.waiting.remove(at).2)
    }

    /// When the oldest has waited too long.
    pub(super) fn deadline(&self) -> Option<Millis> {
        self.waiting.first().map(|(_, sent, _)| sent + Self::REPLY_MS)
    }

    /// Whether this room comes afresh.
    pub(super) fn is_opening(&self, room: RoomId) -> bool {
        self.waiting.iter().any(|(_, _, asked)| {
            matches!(asked, Asked::Open { room: opening, afresh: true } if *opening == room)
        })
    }

    /// Whether a reaction to this message waits.
    pub(super) fn is_reacting(&self, room: RoomId, target: Seq) -> bool {
        self.waiting.iter().any(|(_, _, asked)| {
            matches!(asked, Asked::React { room: at, target: to } if (*at, *to) == (room, target))
        })
    }

    /// Posts, edits, deletes, reactions, pins, rooms set unread and choices of threads that wait.
    pub(super) fn writes(&self) -> usize {
        let writes = self.waiting.iter().filter(|(_, _, asked)| match asked {
            Asked::Post { .. }
            | Asked::Edit { .. }
            | Asked::Delete { .. }
            | Asked::React { .. }
            | Asked::Pin { .. }
            | Asked::Follow { .. }
            | Asked::MarkUnread { .. } => true,
            Asked::Open { .. }
            | Asked::ThreadState { .. }
            | Asked::MarkRead { .. }
            | Asked::Versions { .. }
            | Asked::Typing
            | Asked::History { .. }
            | Asked::Fill { .. } => false,
        });
        writes.count()
    }

    /// The connection is gone, and no answer will come.
    pub(super) fn lost(&mut self) -> Vec<Asked> {
        std::mem::take(&mut self.waiting).into_iter().map(|(_, _, asked)| asked).collect()
    }
}
