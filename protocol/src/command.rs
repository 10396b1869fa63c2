//! Everything a browser can ask of the server.

use serde::{Deserialize, Serialize};

use crate::{Body, ClientMessageId, Cursor, Reaction, ReplyTo, RoomId, Seq};

/// A request. Each gets one [`crate::Reply`] or [`crate::Refusal`]. Append-only.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize, Serialize)]
pub enum Command {
    /// Show this room: tell who is here and who types in it, and bring its timeline up to date
    /// from the cursor. Without a cursor a [`crate::ServerFrame::Reset`] with a fresh snapshot
    /// comes before the reply. Only one room is shown at a time.
    Open {
        /// The room to show.
        room: RoomId,
        /// Where its timeline stands, if the browser still holds it.
        cursor: Option<Cursor>,
    },
    /// Post a message. Answered by [`crate::Reply::Posted`] once it is on disk.
    Post {
        /// Where.
        room: RoomId,
        /// The sender's idempotency key.
        client_message_id: ClientMessageId,
        /// What.
        body: Body,
        /// As a reply in this thread.
        to: Option<ReplyTo>,
    },
    /// Replace the text of one's own message.
    Edit {
        /// Where.
        room: RoomId,
        /// Which message.
        target: Seq,
        /// The new text.
        body: Body,
    },
    /// Remove a message; a tombstone stays. One's own, or, where the viewer moderates, anybody's.
    Delete {
        /// Where.
        room: RoomId,
        /// Which message.
        target: Seq,
    },
    /// Move one's read cursor forward. A smaller number than before changes nothing; one beyond
    /// the room's last event means that event; nor does what was read before the cursor was set
    /// back. The new cursor and count come as [`crate::ServerFrame::Read`] to all of the viewer's
    /// connections, this one too.
    MarkRead {
        /// Where.
        room: RoomId,
        /// The last event seen.
        seq: Seq,
        /// How often the cursor had been set back when it was seen, as in
        /// [`crate::RoomSummary::set_back`].
        set_back: u32,
    },
    /// Tell the others that one is typing. Ask at most once in three seconds.
    Typing {
        /// Where.
        room: RoomId,
        /// In which thread of it, if in one.
        thread: Option<Seq>,
    },
    /// Read a part of the timeline. Answered by [`crate::Reply::History`].
    History {
        /// Where.
        room: RoomId,
        /// From which point, in which direction.
        from: HistoryFrom,
        /// How many rows at the most; no more than [`crate::Page::MAX_ROWS`] come.
        limit: u16,
    },
    /// Ask for events again that did not arrive: those after this one come as events.
    Fill {
        /// Where.
        room: RoomId,
        /// The last event that was applied.
        after: Cursor,
    },
    /// React to a message, one's own too. Twice is as good as once.
    React {
        /// Where.
        room: RoomId,
        /// Which message.
        target: Seq,
        /// What one thinks of it.
        reaction: Reaction,
    },
    /// Take a reaction back. One that is not there is as good as taken back.
    Unreact {
        /// Where.
        room: RoomId,
        /// Which message.
        target: Seq,
        /// Which of one's reactions to it.
        reaction: Reaction,
    },
    /// Pin a message for everybody in the room. Twice is as good as once.
    Pin {
        /// Where.
        room: RoomId,
        /// Which message.
        target: Seq,
    },
    /// Take the pin off a message, whoever put it there.
    Unpin {
        /// Where.
        room: RoomId,
        /// Which message.
        target: Seq,
    },
    /// Read what a message said before it was changed, and what it says. Answered by
    /// [`crate::Reply::Versions`]. Of one that was removed nothing is left to read.
    Versions {
        /// Where.
        room: RoomId,
        /// Which message.
        target: Seq,
        /// Only those before this event.
        before: Option<Seq>,
    },
    /// Read a part of a thread. Answered by [`crate::Reply::Thread`].
    Thread {
        /// Where.
        room: RoomId,
        /// Its root, or any reply in it.
        message: Seq,
        /// From which point, in which direction.
        from: HistoryFrom,
        /// How many replies at the most; no more than [`crate::Page::MAX_ROWS`] come.
        limit: u16,
    },
    /// Set one's read cursor to just before a message of the room, wherever it stands. Told as
    /// [`Command::MarkRead`] is.
    MarkUnread {
        /// Where.
        room: RoomId,
        /// The first message that is to be unread.
        target: Seq,
    },
    /// Move one's read cursor in a thread forward. A smaller number than before changes nothing,
    /// nor does any in a thread that one does not follow.
    MarkThreadRead {
        /// Where.
        room: RoomId,
        /// The message that it hangs on.
        root: Seq,
        /// The last reply seen.
        seq: Seq,
    },
    /// Be told of new replies in this thread, for good. From the newest on: what stands there is
    /// not unread.
    Follow {
        /// Where.
        room: RoomId,
        /// The message that it hangs on.
        root: Seq,
    },
    /// Be told of none any more, for good, also where one is mentioned.
    Unfollow {
        /// Where.
        room: RoomId,
        /// The message that it hangs on.
        root: Seq,
    },
    /// Ask what a thread is to oneself. Answered by [`crate::Reply::ThreadState`]. Changes of it
    /// come as [`crate::ServerFrame::Thread`] to all of the viewer's connections, this one too.
    ThreadState {
        /// Where.
        room: RoomId,
        /// The message that it hangs on.
        root: Seq,
    },
}

/// Which part of a timeline. Append-only.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Deserialize, Serialize)]
pub enum HistoryFrom {
    /// The rows just before this event.
    Before(Seq),
    /// The rows just after this event.
    After(Seq),
    /// Rows on both sides of this event, and itself.
    Around(Seq),
}
