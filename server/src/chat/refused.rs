//! Why something was not done, as people and browsers are told it.

use std::fmt;

use hark_protocol::{ErrorCode, Refusal};

use crate::panics::FaultId;
use crate::store::StoreError;

/// A refusal on its way to an edge, which logs it if it [`Refused::is_fault`] and answers with its
/// [`Refusal`].
#[derive(Debug)]
pub struct Refused(StoreError);

/// How long a client waits before it asks a busy server again, in milliseconds.
const BUSY_RETRY_MS: u32 = 1_000;

/// How long a client waits before it asks a server with a full disk again, in milliseconds: it
/// takes a person to make room.
const FULL_RETRY_MS: u32 = 4_000;

impl Refused {
    /// The code on the wire.
    pub fn code(&self) -> ErrorCode {
        match &self.0 {
            StoreError::NotFound => ErrorCode::NotFound,
            StoreError::Forbidden
            | StoreError::LastOwner
            | StoreError::Banned
            | StoreError::SecondStep => ErrorCode::Forbidden,
            StoreError::Silenced => ErrorCode::Silenced,
            StoreError::RoomArchived => ErrorCode::RoomArchived,
            StoreError::ClientMessageIdConflict => ErrorCode::ClientMessageIdConflict,
            StoreError::LimitExceeded => ErrorCode::LimitExceeded,
            StoreError::TooSoon(_) => ErrorCode::SlowMode,
            StoreError::EmailTaken | StoreError::AlreadyClaimed | StoreError::TokenInvalid => {
                ErrorCode::BadRequest
            }
            StoreError::Overloaded => ErrorCode::Overloaded,
            StoreError::StorageFull => ErrorCode::StorageFull,
            StoreError::Closed => ErrorCode::StorageUnavailable,
            StoreError::NoRandomness
            | StoreError::Corrupt(_)
            | StoreError::Sqlite(_)
            | StoreError::Panicked(_) => ErrorCode::Internal,
        }
    }

    /// The panic behind it, if there was one.
    pub fn panic(&self) -> Option<FaultId> {
        if let StoreError::Panicked(id) = self.0 { Some(id) } else { None }
    }

    /// When the same may be asked again, if the room is slow, in milliseconds.
    pub fn wait(&self) -> Option<u32> {
        if let StoreError::TooSoon(wait) = self.0 { Some(wait) } else { None }
    }

    /// Whether the server is to blame, so that its log should say so.
    pub fn is_fault(&self) -> bool {
        matches!(self.code(), ErrorCode::Internal | ErrorCode::StorageFull)
    }
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        Self(error)
    }
}

impl From<FaultId> for Refused {
    fn from(id: FaultId) -> Self {
        Self(id.into())
    }
}

impl From<Refused> for Refusal {
    fn from(refused: Refused) -> Self {
        let code = refused.code();
        match refused.0 {
            StoreError::Overloaded | StoreError::Closed => Self::retry(code, BUSY_RETRY_MS),
            StoreError::StorageFull => Self::retry(code, FULL_RETRY_MS),
            StoreError::TooSoon(wait) => Self::retry(code, wait),
            StoreError::NotFound
            | StoreError::Forbidden
            | StoreError::Silenced
            | StoreError::LastOwner
            | StoreError::Banned
            | StoreError::SecondStep
            | StoreError::RoomArchived
            | StoreError::ClientMessageIdConflict
            | StoreError::LimitExceeded
            | StoreError::EmailTaken
            | StoreError::AlreadyClaimed
            | StoreError::TokenInvalid
            | StoreError::NoRandomness
            | StoreError::Corrupt(_)
            | StoreError::Sqlite(_)
            | StoreError::Panicked(_) => Self::terminal(code),
        }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl std::error::Error for Refused {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}
