//! Why a page or form could not be answered, as people are told it. Logged here, once, when the
//! server is to blame.

use std::time::Duration;

use axum::body::Body;
use axum::http::header::RETRY_AFTER;
use axum::http::{Response, StatusCode};
use axum::response::IntoResponse;
use hark_client::pages;
use hark_client::words::problem as words;
use hark_protocol::ErrorCode;
use tracing::error;

use super::Visit;
use crate::chat::Refused;
use crate::panics::FaultId;
use crate::passwords::PasswordError;
use crate::rates::{FLOOD_REST_MS, TooFast};
use crate::store::StoreError;

/// A problem on its way to [`super::frame`], which makes a page of it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Problem {
    /// No such thing, or not one this person may know of.
    NotFound,
    /// Known, but not allowed.
    Forbidden,
    /// Not while this person may only read.
    Silenced,
    /// A form that one of our pages did not send.
    Foreign,
    /// A form that one of our pages could not have sent.
    BadRequest,
    /// The room can be read, not written.
    Archived,
    /// More of something than there may be.
    TooMuch,
    /// Later.
    Busy,
    /// Too fast: come again in so many milliseconds.
    TooFast(u32),
    /// Nothing can be saved.
    Storage,
    /// The log tells more under this code.
    Internal(FaultId),
}

impl Problem {
    /// Something went wrong in the server: the log gets what, the reader a code to find it by.
    pub fn internal(what: impl std::fmt::Display) -> Self {
        let id = FaultId::random();
        error!(%id, "A page failed: {what}");
        Self::Internal(id)
    }

    /// Too much was tried: come again after this.
    pub(super) fn wait(wait: Duration) -> Self {
        Self::TooFast(u32::try_from(wait.as_millis()).unwrap_or(u32::MAX))
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden | Self::Silenced | Self::Foreign => StatusCode::FORBIDDEN,
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::Archived | Self::TooMuch => StatusCode::CONFLICT,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::TooFast(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Storage => StatusCode::INSUFFICIENT_STORAGE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The page that says so.
    pub(super) fn page(&self, visit: &Visit) -> Response<Body> {
        let (title, text) = match self {
            Self::NotFound => (words::not_found(), words::not_found_text().into()),
            Self::Forbidden => (words::forbidden(), words::forbidden_text().into()),
            Self::Silenced => (words::forbidden(), hark_words::refusal::silenced().into()),
            Self::Foreign => (words::foreign(), words::foreign_text().into()),
            Self::BadRequest => (words::bad_request(), words::bad_request_text().into()),
            Self::Archived => (words::archived(), words::archived_text().into()),
            Self::TooMuch => (words::too_much(), words::too_much_text().into()),
            Self::Busy => (words::busy(), words::busy_text().into()),
            Self::TooFast(_) => (words::too_fast(), words::too_fast_text().into()),
            Self::Storage => (words::storage(), words::storage_text().into()),
            Self::Internal(id) => (words::internal(), words::internal_text(&id.to_string())),
        };
        let mut page = visit.page(self.status(), title, || pages::problem::problem(title, text));
        if let Self::TooFast(wait) = self {
            page.headers_mut().insert(RETRY_AFTER, wait.div_ceil(1_000).into());
        }
        page
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response<Body> {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = self.status();
        response.extensions_mut().insert(self);
        response
    }
}

impl From<FaultId> for Problem {
    fn from(id: FaultId) -> Self {
        Self::Internal(id)
    }
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        match refused.code() {
            ErrorCode::NotFound => Self::NotFound,
            ErrorCode::Forbidden => Self::Forbidden,
            ErrorCode::Silenced => Self::Silenced,
            ErrorCode::RoomArchived => Self::Archived,
            ErrorCode::BadFrame | ErrorCode::BadRequest | ErrorCode::ClientMessageIdConflict => {
                Self::BadRequest
            }
            ErrorCode::LimitExceeded => Self::TooMuch,
            ErrorCode::SlowMode => Self::TooFast(refused.wait().unwrap_or(0)),
            ErrorCode::RateLimited | ErrorCode::Overloaded | ErrorCode::StorageUnavailable => {
                Self::Busy
            }
            ErrorCode::StorageFull => {
                error!("A page failed: {refused}");
                Self::Storage
            }
            // A panic stands in the log already.
            ErrorCode::Internal => match refused.panic() {
                Some(id) => id.into(),
                None => Self::internal(refused),
            },
        }
    }
}

impl From<TooFast> for Problem {
    fn from(too_fast: TooFast) -> Self {
        Self::TooFast(match too_fast {
            TooFast::Wait(wait) => wait,
            TooFast::Flood => FLOOD_REST_MS,
        })
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        Refused::from(error).into()
    }
}

impl From<PasswordError> for Problem {
    fn from(error: PasswordError) -> Self {
        match error {
            PasswordError::Busy => Self::Busy,
            PasswordError::Failed => Self::internal("a password could not be hashed"),
        }
    }
}
