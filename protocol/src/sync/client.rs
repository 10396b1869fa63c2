//! The whole client: inputs in, effects out.

use crate::{
    Body, ChatPage, ClientMessageId, ErrorCode, Person, RoomId, RoomSnapshot, RoomSummary, Seq,
    Timestamp, UserId,
};

use super::{
    Generation, Here, Millis, OutboxItem, ReadyState, RoomState, SessionCheck, Status,
};

/// Something that happened to the client. The host calls [`Client::handle`] with each.
#[derive(Clone, Debug)]
pub enum Input {
    /// The page is there: connect.
    Start,
    /// The socket of this generation is open.
    Opened(Generation),
    /// A message came on it.
    Received(Generation, Vec<u8>),
    /// It closed, or could not be opened, with this close code (1006 where there was none).
    Closed(Generation, u16),
    /// The answer to [`Effect::CheckSession`].
    SessionChecked(SessionCheck),
    /// The time asked for by [`Effect::WakeAt`] has come. Coming early or twice does no harm.
    Wake,
    /// The browser says there is a network again.
    Online,
    /// The browser says there is no network.
    Offline,
    /// The page is looked at again after being hidden or frozen.
    Visible,
    /// The page is being left: close the socket in good order.
    Leaving,

    /// What storage held when the page was loaded.
    OutboxLoaded(Vec<OutboxItem>),
    /// Storage has this item: it may be shown and sent.
    OutboxStored(ClientMessageId),

    /// The person looks at this room.
    Open(RoomId),
    /// The person sends a message.
    Send {
        /// Where.
        room: RoomId,
        /// What.
        body: Body,
        /// A fresh random id.
        client_message_id: ClientMessageId,
        /// The browser's clock, for show and for order among tabs.
        typed_at: Timestamp,
    },
    /// Send a parked message again, under the same id.
    Retry(ClientMessageId),
    /// Give a parked or waiting message up.
    Discard(ClientMessageId),
    /// The person changed a message.
    Edit {
        /// Where.
        room: RoomId,
        /// Which message.
        target: Seq,
        /// The new text.
        body: Body,
    },
    /// The person removed a message.
    Delete {
        /// Where.
        room: RoomId,
        /// Which message.
        target: Seq,
    },
    /// The person has seen everything up to here.
    MarkRead {
        /// Where.
        room: RoomId,
        /// The last row seen.
        seq: Seq,
    },
    /// A key was pressed in the composer. The client itself limits how often it tells.
    Typing(RoomId),
    /// Rows before those held are wanted. Asking again while a page is on its way does nothing.
    LoadOlder(RoomId),
    /// Rows after those held are wanted.
    LoadNewer(RoomId),
    /// The newest rows are wanted, whatever is held.
    JumpToNewest(RoomId),
    /// The person does not want to wait for the next try.
    TryNow,
}

/// What the host is to do, in this order.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Effect {
    /// Open a socket and say so with [`Input::Opened`] or [`Input::Closed`].
    Connect(Generation),
    /// Send these bytes if the socket's `readyState` is OPEN, else drop them: only an answer
    /// means sent.
    Send(Generation, Vec<u8>),
    /// Close the socket with this code.
    Close(Generation, u16),
    /// Give [`Input::Wake`] at this time. Replaces the time asked for before.
    WakeAt(Millis),
    /// Ask the server whether there is a session.
    CheckSession,
    /// Store this item, replacing one of the same id, then give [`Input::OutboxStored`].
    StoreOutbox(OutboxItem),
    /// Remove this item from storage.
    ForgetOutbox(ClientMessageId),
    /// This part of what is shown may have changed.
    Changed(Change),
    /// Something the person asked for did not happen.
    Failed(Problem),
}

/// A part of what is shown.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Change {
    /// [`Client::status`].
    Status,
    /// The list of rooms, or a summary in it.
    Rooms,
    /// This room's timeline or its outbox.
    Room(RoomId),
    /// Who types in this room.
    Typing(RoomId),
    /// Who is here in this room.
    Here(RoomId),
    /// The viewer is no longer a member of this room.
    RoomLeft(RoomId),
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
    /// A room could not be opened.
    Open {
        /// Which.
        room: RoomId,
        /// Why.
        code: ErrorCode,
    },
}

/// The client: all that a page holds and does, but for drawing it.
#[derive(Clone, Debug)]
pub struct Client {}

impl Client {
    /// A client that goes on from a page. The seed feeds jitter only.
    pub fn new(page: ChatPage, seed: u64) -> Self {
        let _ = (page, seed);
        Self {}
    }

    /// Takes one input in and says what is to be done. `now` never decreases.
    pub fn handle(&mut self, input: Input, now: Millis) -> Vec<Effect> {
        let _ = (input, now);
        Vec::new()
    }

    /// The viewer.
    pub fn me(&self) -> &Person {
        unreachable!()
    }

    /// What the page says of the connection.
    pub fn status(&self) -> Status {
        Status::Connecting
    }

    /// The socket's state as this client knows it.
    pub fn ready_state(&self) -> ReadyState {
        ReadyState::Closed
    }

    /// The viewer's rooms, by name.
    pub fn rooms(&self) -> impl Iterator<Item = &RoomSummary> {
        std::iter::empty()
    }

    /// One of the viewer's rooms.
    pub fn room(&self, room: RoomId) -> Option<&RoomState> {
        let _ = room;
        None
    }

    /// The room in view.
    pub fn open(&self) -> Option<RoomId> {
        None
    }

    /// Messages on their way to this room, oldest first. Those not stored yet are not shown.
    pub fn outbox(&self, room: RoomId) -> impl Iterator<Item = &OutboxItem> {
        let _ = room;
        std::iter::empty()
    }

    /// Who types in this room, the viewer left out.
    pub fn typing(&self, room: RoomId) -> &[Person] {
        let _ = room;
        &[]
    }

    /// Who is here in this room, if the server has said so.
    pub fn here(&self, room: RoomId) -> Option<&Here> {
        let _ = room;
        None
    }
}
