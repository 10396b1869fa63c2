//! Rooms, people and messages as a viewer sees them.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use crate::{
    Body, ClientMessageId, Cursor, EventKind, Level, List, PersonName, PictureId, Pins, Reactions,
    Replies, ReplyTo, RoomId, RoomName, Seq, Timestamp, Topic, UserId,
};

/// Somebody as others see them.
#[derive(Clone, Debug, Eq, PartialEq, Hash, Deserialize, Serialize)]
pub struct Person {
    /// Who.
    pub id: UserId,
    /// The name shown.
    pub name: PersonName,
    /// The picture shown; `None`: there is none.
    pub picture: Option<PictureId>,
}

/// What a person may do on this server.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Hash)]
pub enum Role {
    /// Runs the server.
    Owner,
    /// Takes part.
    Member,
    /// Looks after people and rooms.
    Admin,
    /// Looks after what is said.
    Moderator,
    /// Takes part in the rooms that others brought them to.
    Guest,
}

impl Role {
    /// All of them, the highest first.
    pub const ALL: [Self; 5] =
        [Self::Owner, Self::Admin, Self::Moderator, Self::Member, Self::Guest];

    /// Whether this one stands above the other.
    pub fn outranks(self, other: Self) -> bool {
        self.rank() > other.rank()
    }

    /// Whether this one stands as high as the other, or above it.
    pub fn is_at_least(self, other: Self) -> bool {
        self.rank() >= other.rank()
    }

    fn rank(self) -> u8 {
        match self {
            Self::Owner => 4,
            Self::Admin => 3,
            Self::Moderator => 2,
            Self::Member => 1,
            Self::Guest => 0,
        }
    }
}

/// Who may join a room. Append-only.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Hash, Deserialize, Serialize)]
pub enum Access {
    /// Anybody on the server.
    Open,
    /// Those whom a member adds.
    Closed,
    /// The people it was made for, and never anybody else.
    Direct,
}

/// A room.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize, Serialize)]
pub struct Room {
    /// Its id.
    pub id: RoomId,
    /// Its name.
    pub name: RoomName,
    /// Its topic, maybe empty.
    pub topic: Topic,
    /// Who may join.
    pub access: Access,
    /// How many seconds a member waits between two messages, if they do not moderate it; 0: none.
    pub slow_seconds: u32,
    /// Who archived it, if it is archived, under the name they bear now.
    pub archived_by: Option<Person>,
    /// The people of a direct room, by id, under the names they bear now. Of other rooms none.
    pub people: List<Person, { Room::MAX_DIRECT }>,
}

impl Room {
    /// The most people of a direct room: more than these are better off in a room with a name.
    pub const MAX_DIRECT: usize = 8;
    /// The longest wait between two messages, in seconds: some hours. Who wants a room in which
    /// people write once in a day archives it.
    pub const MAX_SLOW_SECONDS: u32 = 6 * 60 * 60;

    /// The order of rooms everywhere: by name, ASCII letters of both cases alike, then by id.
    pub fn by_name(&self, other: &Self) -> Ordering {
        let key = |room: &Self| room.name.as_str().to_ascii_lowercase();
        key(self).cmp(&key(other)).then(self.id.cmp(&other.id))
    }
}

/// A room in the sidebar of one of its members.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize, Serialize)]
pub struct RoomSummary {
    /// The room.
    pub room: Room,
    /// The last event that this summary includes.
    pub cursor: Cursor,
    /// The member's read cursor.
    pub read: Seq,
    /// How often the member has set it back. What was read before that does not move it on again.
    pub set_back: u32,
    /// How many messages by others stand after it.
    pub unread: u32,
    /// Those of them whose text of now mentions the member, in their order. Of more than these the
    /// newest.
    pub mentions: List<Seq, { RoomSummary::MAX_MENTIONS }>,
    /// Of what the member chose to be told here; `None`: they chose nothing.
    pub chosen_level: Option<Level>,
}

impl RoomSummary {
    /// The most mentions that are counted: whoever has more has many.
    pub const MAX_MENTIONS: usize = 100;
}

/// A room opened: its summary and its newest rows, or those around one that somebody asked for.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize, Serialize)]
pub struct RoomSnapshot {
    /// What the sidebar shows of it, and the cursor all of this was read at.
    pub summary: RoomSummary,
    /// How many members it has.
    pub member_count: u32,
    /// Its members by id, under the names they bear now. Of more than these the first.
    pub members: List<Person, { RoomSnapshot::MAX_MEMBERS }>,
    /// The rows, oldest first.
    pub rows: List<Row, { Page::MAX_ROWS }>,
    /// There are rows before these.
    pub older: bool,
    /// There are rows after these.
    pub newer: bool,
    /// Its pinned messages, wherever they stand.
    pub pins: Pins,
}

impl RoomSnapshot {
    /// The most members that are named: about 10 kB of names. Nobody looks through more of them.
    pub const MAX_MEMBERS: usize = 500;
}

/// A part of a timeline or of a thread, read at one moment.
#[derive(Clone, Debug, Default, Eq, PartialEq, Deserialize, Serialize)]
pub struct Page {
    /// The rows, oldest first.
    pub rows: List<Row, { Page::MAX_ROWS }>,
    /// There are rows before these.
    pub older: bool,
    /// There are rows after these.
    pub newer: bool,
    /// The room's last event when this was read: edits and deletions up to here are in the rows.
    pub as_of: Seq,
}

impl Page {
    /// Rows in a page at the most.
    pub const MAX_ROWS: usize = 100;
    /// Rows in the first page of a room.
    pub const FIRST_ROWS: usize = 50;
}

/// One row of a timeline.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize, Serialize)]
pub enum Row {
    /// A message.
    Message(Message),
    /// Something else that happened in the room.
    Notice(Notice),
}

impl Row {
    /// Its place in the room's log.
    pub fn seq(&self) -> Seq {
        match self {
            Self::Message(message) => message.seq,
            Self::Notice(notice) => notice.seq,
        }
    }

    /// The message, if it is one.
    pub fn message(&self) -> Option<&Message> {
        match self {
            Self::Message(message) => Some(message),
            Self::Notice(_) => None,
        }
    }

    /// The message, if it is one.
    pub(crate) fn message_mut(&mut self) -> Option<&mut Message> {
        match self {
            Self::Message(message) => Some(message),
            Self::Notice(_) => None,
        }
    }

    /// When it was stored, for show.
    pub fn at(&self) -> Timestamp {
        match self {
            Self::Message(message) => message.at,
            Self::Notice(notice) => notice.at,
        }
    }
}

/// A message as it stands now.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize, Serialize)]
pub struct Message {
    /// Its place in the room's log; with the room, its identity.
    pub seq: Seq,
    /// When it was stored, for show.
    pub at: Timestamp,
    /// Who wrote it, under the name they bear now.
    pub author: Person,
    /// The sender's idempotency key.
    pub client_message_id: ClientMessageId,
    /// The text as it stands now; `None`: it was deleted.
    pub body: Option<Body>,
    /// It was deleted, and not by its author.
    pub moderated: bool,
    /// The event that last changed its text; its own number where none did.
    pub revision: Seq,
    /// What people think of it; nothing once it was deleted.
    pub reactions: Reactions,
    /// It is a reply in this thread.
    pub to: Option<ReplyTo>,
    /// What stands in its own thread. Stays when the message is removed.
    pub replies: Replies,
}

impl Message {
    /// Its text was replaced since it was posted.
    pub fn is_edited(&self) -> bool {
        self.body.is_some() && self.revision > self.seq
    }
}

/// Something that happened in a room and is not a message.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize, Serialize)]
pub struct Notice {
    /// Its place in the room's log.
    pub seq: Seq,
    /// When it was stored, for show.
    pub at: Timestamp,
    /// Who did it, under the name they bore then.
    pub actor: Person,
    /// What they did; never a message, nor what
    /// changes one. Unlike in an [`crate::Event`], a
    /// reader cannot step over a kind it does not know: the server leaves such rows out for
    /// readers whose hello named an older version.
    pub kind: EventKind,
}
