//! The limits a server holds its clients to, announced in the welcome. What a limit of sizes is
//! stands with what has that size; here they stand together, and the rates.

use serde::{Deserialize, Serialize};

use crate::markup::Mentions;
use crate::query::Query;
use crate::{
    Body, MAX_FRAME_BYTES, Page, PersonName, Rate, Reaction, Reactions, RoomCursor, RoomName,
    StatusText, Topic,
};

/// What a client must stay within. Each is exact: the limit itself is accepted.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Deserialize, Serialize)]
pub struct Limits {
    /// Largest frame, in bytes.
    pub frame_bytes: u32,
    /// Largest message text, in bytes of UTF-8.
    pub body_bytes: u32,
    /// Most rows in one page of history.
    pub page_rows: u32,
    /// Most posts, edits, deletes, reactions and pins of one connection that may wait for their
    /// reply.
    pub commands_in_flight: u32,
    /// Messages that one person may post, over all of their connections. What is more is refused
    /// as [`crate::ErrorCode::RateLimited`], with the time after which it may come again.
    pub posts: Rate,
    /// Commands of all kinds likewise, but for typing.
    pub commands: Rate,
    /// Typing is told at most this often, in milliseconds. What is more is no error.
    pub typing_every_ms: u32,
    /// Connections that one person may have.
    pub connections: u32,
    /// Rooms whose timelines one hello names.
    pub resumed_rooms: u32,
    /// People that one message tells of itself; those after them are named, and not told.
    pub mentions: u32,
    /// Different reactions to one message.
    pub reactions: u32,
    /// Longest reaction, in characters.
    pub reaction_chars: u32,
    /// Longest name of a person, in characters.
    pub person_name_chars: u32,
    /// Longest name of a room, in characters.
    pub room_name_chars: u32,
    /// Longest topic, in characters.
    pub topic_chars: u32,
    /// Longest status, in characters.
    pub status_chars: u32,
    /// Search query of which no more is read, in bytes.
    pub query_bytes: u32,
}

impl Limits {
    /// Nobody types so many messages for longer than that; a person who comes back after an hour
    /// offline has sent fifty within ten seconds.
    pub const POSTS: Rate = Rate { per_second: 5, burst: 20 };

    /// A page that is clicked through as fast as it draws asks for some ten things in a second.
    pub const COMMANDS: Rate = Rate { per_second: 50, burst: 200 };

    /// How often typing is told, in milliseconds: it is shown for twice as long.
    pub const TYPING_EVERY_MS: u32 = 3_000;

    /// Connections of one person: more than anybody has tabs and devices, few enough that one
    /// account cannot take the server's memory.
    pub const CONNECTIONS: u32 = 20;
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            frame_bytes: MAX_FRAME_BYTES as u32,
            body_bytes: Body::MAX_BYTES as u32,
            page_rows: Page::MAX_ROWS as u32,
            commands_in_flight: 64,
            posts: Self::POSTS,
            commands: Self::COMMANDS,
            typing_every_ms: Self::TYPING_EVERY_MS,
            connections: Self::CONNECTIONS,
            resumed_rooms: RoomCursor::MAX as u32,
            mentions: Mentions::MAX as u32,
            reactions: Reactions::MAX as u32,
            reaction_chars: Reaction::MAX_CHARS as u32,
            person_name_chars: PersonName::MAX_CHARS as u32,
            room_name_chars: RoomName::MAX_CHARS as u32,
            topic_chars: Topic::MAX_CHARS as u32,
            status_chars: StatusText::MAX_CHARS as u32,
            query_bytes: Query::MAX_BYTES as u32,
        }
    }
}
