//! What the chat page says of pinned messages.

use hark_protocol::{ErrorCode, Pins};

pub use hark_words::pins::*;

/// Why a message was not pinned, or its pin not taken off.
pub fn failed(code: Option<ErrorCode>) -> String {
    if code == Some(ErrorCode::LimitExceeded) {
        return full(Pins::MAX);
    }
    not_changed(super::not_done(code))
}
