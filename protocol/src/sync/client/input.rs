//! What can happen to a client.

use crate::{Attention, Body, ClientMessageId, Reaction, ReplyTo, RoomId, Seq, Timestamp};

use super::super::{Generation, OutboxItem, SessionCheck};
#[cfg(doc)]
use super::{Client, Effect};

/// Something that happened to the client. The host calls
/// [`Client::handle`](super::Client::handle) with each.
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
    /// The answer to [`Effect::CheckSession`](super::Effect::CheckSession).
    SessionChecked(SessionCheck),
    /// The time asked for by [`Effect::WakeAt`](super::Effect::WakeAt) has come. Coming early or
    /// twice does no harm.
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
        /// Into which thread, if not to the room.
        to: Option<ReplyTo>,
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
    /// The person reacted to a message. It is shown once the server has it.
    React {
        /// Where.
        room: RoomId,
        /// Which message.
        target: Seq,
        /// What they think of it.
        reaction: Reaction,
    },
    /// The person took a reaction back.
    Unreact {
        /// Where.
        room: RoomId,
        /// Which message.
        target: Seq,
        /// What they no longer say of it.
        reaction: Reaction,
    },
    /// The person pinned a message. It is shown once the server has it.
    Pin {
        /// Where.
        room: RoomId,
        /// Which message.
        target: Seq,
    },
    /// The person took the pin off a message.
    Unpin {
        /// Where.
        room: RoomId,
        /// Which message.
        target: Seq,
    },
    /// The person wants to see what a message said before it was changed: the newest, or those
    /// before this event. The answer is an [`Effect::Versions`](super::Effect::Versions).
    Versions {
        /// Where.
        room: RoomId,
        /// Which message.
        target: Seq,
        /// Only those before this event.
        before: Option<Seq>,
    },
    /// The person has seen everything up to here. Changes nothing where they want the room unread.
    MarkRead {
        /// Where.
        room: RoomId,
        /// The last row seen.
        seq: Seq,
    },
    /// The person wants everything from this message on to be unread. Shown once the server has it;
    /// from then on the room stays unread although it is looked at, until it is opened again, they
    /// read on or write to it.
    MarkUnread {
        /// Where.
        room: RoomId,
        /// The first unread message.
        target: Seq,
    },
    /// The person reads on in this room, whatever they have set unread.
    ReadOn(RoomId),
    /// The person has seen all replies of the thread in view up to this one.
    MarkThreadRead(Seq),
    /// The person wants to be told of new replies in the thread in view.
    Follow,
    /// The person wants to be told of none any more.
    Unfollow,
    /// The person is at the page, or no more.
    Attention(Attention),
    /// The person looks at who is in the room in view, and who is not.
    WhoWasHere,
    /// A key was pressed in the composer. The client itself limits how often it tells.
    Typing(RoomId),
    /// The person types in the thread in view.
    TypingReply,
    /// Rows before those held are wanted. Asking again while a page is on its way does nothing.
    LoadOlder(RoomId),
    /// Rows after those held are wanted.
    LoadNewer(RoomId),
    /// The newest rows are wanted, whatever is held.
    JumpToNewest(RoomId),

    /// The person looks at a thread of the room in view: at its newest replies, or those around
    /// one of them. What is held of it already is shown as it is.
    OpenThread {
        /// The message that it hangs on.
        root: Seq,
        /// The reply to be shown.
        near: Option<Seq>,
    },
    /// The person looks at no thread any more.
    CloseThread,
    /// Replies before those held of the thread in view are wanted.
    LoadOlderReplies,
    /// Replies after those held of the thread in view are wanted.
    LoadNewerReplies,
    /// The person does not want to wait for the next try.
    TryNow,
}
