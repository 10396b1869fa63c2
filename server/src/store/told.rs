//! What the store tells once it is on disk.

use hark_protocol::sync::Counted;
use hark_protocol::{About, Event, Level, RoomId, Seq, UserId};

use super::SessionId;

/// News of a committed write. What one write tells stands together, and all of it in commit order.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Told {
    /// A room's log grew by this event.
    Event {
        /// Which room.
        room: RoomId,
        /// The event.
        event: Event,
    },
    /// This person is now a member. Comes after the event that says so.
    Joined {
        /// Who.
        user: UserId,
        /// Where.
        room: RoomId,
    },
    /// This person is no longer a member. Comes after the event that says so.
    Left {
        /// Who.
        user: UserId,
        /// Where.
        room: RoomId,
    },
    /// This person's read cursor moved by itself; that it moves with a post goes without saying.
    Read {
        /// Whose.
        user: UserId,
        /// Where.
        room: RoomId,
        /// Where to, and what is unread by that.
        counted: Counted,
    },
    /// This person chose of what to be told.
    Level {
        /// Who.
        user: UserId,
        /// Where.
        room: RoomId,
        /// What; `None`: nothing any more.
        chosen: Option<Level>,
    },
    /// Something about a thread changed for these people.
    Thread {
        /// Where.
        room: RoomId,
        /// What it hangs on.
        root: Seq,
        /// For whom.
        people: Vec<UserId>,
    },
    /// What a person says of themselves now.
    About {
        /// That.
        about: About,
        /// Whose members are to hear it.
        rooms: Vec<RoomId>,
    },
    /// In this direct room it is to be seen anew how far the others have read.
    Receipts {
        /// Where.
        room: RoomId,
    },
    /// This person may remove what others wrote from now on, or no longer.
    Moderates {
        /// Who.
        user: UserId,
        /// Whether they may.
        moderates: bool,
    },
    /// This person may no longer use the server: all their connections are to be let go.
    Banned {
        /// Who.
        user: UserId,
    },
    /// This session is over: whoever uses it is to be let go.
    SessionEnded {
        /// Which.
        session: SessionId,
    },
}

impl Told {
    /// The room whose log grew, if one did.
    pub(super) fn event_room(&self) -> Option<RoomId> {
        match self {
            Self::Event { room, event: _ } => Some(*room),
            Self::Joined { .. }
            | Self::Left { .. }
            | Self::Read { .. }
            | Self::Level { .. }
            | Self::Thread { .. }
            | Self::About { .. }
            | Self::Receipts { .. }
            | Self::Moderates { .. }
            | Self::Banned { .. }
            | Self::SessionEnded { .. } => None,
        }
    }
}
