//! Of what in a room a member wants to be told.

use serde::{Deserialize, Serialize};

use crate::{Access, RoomSummary};

/// How much of a room somebody wants to hear. Append-only.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Hash, Deserialize, Serialize)]
pub enum Level {
    /// Every message.
    Everything,
    /// Messages that mention them.
    Mentions,
    /// Nothing; the room stays in the sidebar, quietly.
    Nothing,
    /// Nothing, and the room leaves the sidebar.
    Hidden,
}

impl Level {
    /// All of them, the loudest first.
    pub const ALL: [Self; 4] = [Self::Everything, Self::Mentions, Self::Nothing, Self::Hidden];

    /// What suits such a room while its member chose nothing: in a direct room everything is meant
    /// for them.
    pub fn of(access: Access) -> Self {
        match access {
            Access::Direct => Self::Everything,
            Access::Open | Access::Closed => Self::Mentions,
        }
    }
}

impl RoomSummary {
    /// The level in force: what the member chose, whatever would suit the room.
    pub fn level(&self) -> Level {
        self.chosen_level.unwrap_or(Level::of(self.room.access))
    }

    /// How many unread messages are for the member in person: those that mention them, and all in
    /// a direct room. Of a room they want to hear nothing of, none.
    pub fn meant(&self) -> u32 {
        match (self.level(), self.room.access) {
            (Level::Nothing | Level::Hidden, _) => 0,
            (Level::Everything, Access::Direct) => self.unread,
            (Level::Everything | Level::Mentions, _) => self.mentions.len() as u32,
        }
    }
}
