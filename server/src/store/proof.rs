//! Who is asking, and the proofs of what they may do. Only the store makes them; functions that
//! need a permission take the proof of it.

use hark_protocol::{Person, Role, RoomId, Timestamp, UserId};

use crate::rights::{Right, Standing, Tie, Verdict, verdict};

/// A session: somebody signed in on one browser.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct SessionId(pub u64);

/// Who is asking.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Viewer {
    /// The person.
    pub user: Person,
    /// What they may do on this server.
    pub role: Role,
    /// The session they ask in.
    pub session: SessionId,
    /// When it ends, however much it is used.
    pub session_ends: Timestamp,
}

impl Viewer {
    /// Whether they had this right on the server when they were looked up: for what a page offers.
    /// Who does something is asked again.
    pub fn may(&self, right: Right) -> bool {
        verdict(Standing::of(Some(self.role), Tie::Stranger), right) == Verdict::Yes
    }
}

/// Proof that somebody was a member of a room when it was asked for. Whatever is read or written
/// with it checks again, in its transaction.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Membership {
    user: UserId,
    room: RoomId,
}

impl Membership {
    pub(super) fn new(user: UserId, room: RoomId) -> Self {
        Self { user, room }
    }

    /// The member.
    pub fn user(&self) -> UserId {
        self.user
    }

    /// The room.
    pub fn room(&self) -> RoomId {
        self.room
    }
}

/// Who posts, and where: no proof, for the transaction asks whether they may before it does
/// anything, and to ask in a read before that, too, was a seventh of what a post cost.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Author {
    /// Somebody, maybe no member.
    pub user: UserId,
    /// A room, maybe none that there is.
    pub room: RoomId,
}

impl From<&Membership> for Author {
    fn from(member: &Membership) -> Self {
        Self { user: member.user, room: member.room }
    }
}

/// Proof that a member looks after the room: they made it, or they look after the server. Checked
/// again like a [`Membership`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Keeper(Membership);

impl Keeper {
    pub(super) fn new(membership: Membership) -> Self {
        Self(membership)
    }

    /// That they are a member.
    pub fn membership(&self) -> &Membership {
        &self.0
    }
}

/// Proof that somebody had a right on the server when it was asked for. Checked again like a
/// [`Membership`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Mandate {
    user: UserId,
    right: Right,
}

impl Mandate {
    pub(super) fn new(user: UserId, right: Right) -> Self {
        Self { user, right }
    }

    /// Whose.
    pub fn user(&self) -> UserId {
        self.user
    }

    /// To what.
    pub fn right(&self) -> Right {
        self.right
    }
}
