//! What a client wants done, and what it tells.

use crate::{Body, ClientMessageId, ErrorCode, RoomId, Seq, Versions};

use super::super::{Generation, Millis, OutboxItem};
use super::Telling;
#[cfg(doc)]
use super::{Client, Input};

/// What the host is to do, in this order.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Effect {
    /// Open a socket and say so with [`Input::Opened`](super::Input::Opened) or
    /// [`Input::Closed`](super::Input::Closed).
    Connect(Generation),
    /// Send these bytes if the socket's `readyState` is OPEN, else drop them: only an answer
    /// means sent.
    Send(Generation, Vec<u8>),
    /// Close the socket with this code.
    Close(Generation, u16),
    /// Give [`Input::Wake`](super::Input::Wake) at this time. Replaces the time asked for before.
    WakeAt(Millis),
    /// Ask the server whether there is a session.
    CheckSession,
    /// Store this item, replacing one of the same id, then give
    /// [`Input::OutboxStored`](super::Input::OutboxStored).
    StoreOutbox(OutboxItem),
    /// Remove this item from storage.
    ForgetOutbox(ClientMessageId),
    /// This part of what is shown may have changed.
    Changed(Change),
    /// Something the person asked for did not happen.
    Failed(Problem),
    /// Tell the person of a message, unless they look at its room.
    Tell(Telling),
    /// Take that back: it was read or removed.
    Untell {
        /// Where.
        room: RoomId,
        /// Which message.
        seq: Seq,
    },
    /// What a message said, as the person asked.
    Versions {
        /// Where.
        room: RoomId,
        /// Which message.
        target: Seq,
        /// The versions, or why there are none; `None`: there is no connection.
        result: Result<Versions, Option<ErrorCode>>,
    },
}

/// A part of what is shown.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Change {
    /// [`Client::status`](super::Client::status).
    Status,
    /// The list of rooms, or a summary in it.
    Rooms,
    /// This room's timeline or its outbox.
    Room(RoomId),
    /// Who types in this room.
    Typing(RoomId),
    /// Who is here in this room.
    Here(RoomId),
    /// What somebody says of themselves.
    About,
    /// The viewer is no longer a member of this room.
    RoomLeft(RoomId),
    /// The viewer set the read cursor of the room in view back, here or elsewhere.
    SetBack(RoomId),
}

/// Something the person asked for that did not happen.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Problem {
    /// A message was not changed.
    Edit {
        /// Where.
        room: RoomId,
        /// Which message.
        target: Seq,
        /// The text that was not saved.
        body: Body,
        /// Why; `None`: there is no connection.
        code: Option<ErrorCode>,
    },
    /// A message was not removed.
    Delete {
        /// Where.
        room: RoomId,
        /// Which message.
        target: Seq,
        /// Why; `None`: there is no connection.
        code: Option<ErrorCode>,
    },
    /// A pin was not put on a message or not taken off.
    Pin {
        /// Where.
        room: RoomId,
        /// Which message.
        target: Seq,
        /// Why; `None`: there is no connection.
        code: Option<ErrorCode>,
    },
    /// A room was not set unread from a message on.
    MarkUnread {
        /// Where.
        room: RoomId,
        /// Which message.
        target: Seq,
        /// Why; `None`: there is no connection.
        code: Option<ErrorCode>,
    },
    /// A reaction to a message was not added or not taken back.
    React {
        /// Where.
        room: RoomId,
        /// Which message.
        target: Seq,
        /// Why; `None`: there is no connection.
        code: Option<ErrorCode>,
    },
    /// A thread is not followed, or still is.
    Follow {
        /// Where.
        room: RoomId,
        /// The message that it hangs on.
        root: Seq,
        /// Why; `None`: there is no connection.
        code: Option<ErrorCode>,
    },
    /// A room could not be opened.
    Open {
        /// Which.
        room: RoomId,
        /// Why.
        code: ErrorCode,
    },
}
