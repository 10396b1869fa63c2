//! Who is at their browser, when the others were last, and how far they have read. None of it is in
//! the log: it may be lost, and the latest word holds.

use serde::{Deserialize, Serialize};

use crate::{Person, Seq, Timestamp, UserId};

/// Whether somebody who is connected is there. Append-only.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Hash, Deserialize, Serialize)]
pub enum Attention {
    /// They looked at a page or did something on it a little while ago.
    #[default]
    Here,
    /// They did not.
    Away,
}

/// Somebody who is connected.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize, Serialize)]
pub struct Present {
    /// Who.
    pub person: Person,
    /// Away only if they are on all their connections.
    pub attention: Attention,
}

/// When a member was connected last.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Deserialize, Serialize)]
pub struct Seen {
    /// Who.
    pub user: UserId,
    /// When, by the server's clock; `None`: nobody knows.
    pub at: Option<Timestamp>,
}

/// How far somebody has read in a direct room.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Deserialize, Serialize)]
pub struct Receipt {
    /// Who.
    pub user: UserId,
    /// The furthest that their read cursor ever stood.
    pub read: Seq,
}
