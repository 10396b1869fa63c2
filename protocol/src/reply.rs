//! How the server answers a command.

use serde::{Deserialize, Serialize};

use crate::{Page, Seq, ThreadPage, ThreadState, Timestamp, Versions};

/// The answer to a [`crate::Command`] that was carried out.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize, Serialize)]
pub enum Reply {
    /// Done, nothing to add.
    Done,
    /// The message is on disk.
    Posted(Posted),
    /// A part of the timeline.
    History(Page),
    /// What a message said.
    Versions(Versions),
    /// A part of a thread.
    Thread(Box<ThreadPage>),
    /// What a thread is to the viewer.
    ThreadState(ThreadState),
}

/// Where a message stands in its room. A resend gets the same answer as the first send.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Deserialize, Serialize)]
pub struct Posted {
    /// Its number.
    pub seq: Seq,
    /// When the server stored it.
    pub at: Timestamp,
    /// It had been stored before.
    pub duplicate: bool,
}

/// The answer to a command that was not carried out.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Deserialize, Serialize)]
pub struct Refusal {
    /// Why.
    pub code: ErrorCode,
    /// When asking again may help, in milliseconds from now. `None`: it will not.
    pub retry_after_ms: Option<u32>,
}

impl Refusal {
    /// A refusal that asking again does not change.
    pub fn terminal(code: ErrorCode) -> Self {
        Self { code, retry_after_ms: None }
    }

    /// A refusal worth another try after so many milliseconds.
    pub fn retry(code: ErrorCode, after_ms: u32) -> Self {
        Self { code, retry_after_ms: Some(after_ms) }
    }
}

/// Why a command was refused. Append-only.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Deserialize, Serialize)]
pub enum ErrorCode {
    /// Not a frame of this protocol.
    BadFrame,
    /// A frame, but one that makes no sense here.
    BadRequest,
    /// No such room or message, or not one this person may know of.
    NotFound,
    /// Known, but not allowed.
    Forbidden,
    /// The room is archived: it can be read, not written.
    RoomArchived,
    /// The same client message id came with another text, or for another thread.
    ClientMessageIdConflict,
    /// Too fast.
    RateLimited,
    /// More of something than there may be.
    LimitExceeded,
    /// The server is busy.
    Overloaded,
    /// The server's disk is full. Reading works.
    StorageFull,
    /// The server cannot write to its disk.
    StorageUnavailable,
    /// Something went wrong in the server; its log says what.
    Internal,
    /// This person may read and not write, for a while.
    Silenced,
    /// This person posted in this room just before, and it takes one message at a time.
    SlowMode,
}
