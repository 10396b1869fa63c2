//! What the pages of rooms say: browsing, making one, its door and its settings.

use hark_protocol::TextError;
pub use hark_words::rooms::*;

/// Why a name was refused.
pub fn name_error(error: TextError) -> &'static str {
    match error {
        TextError::Empty => name_empty(),
        TextError::TooLong => name_too_long(),
        TextError::Control => name_control(),
    }
}

/// Why a topic was refused.
pub fn topic_error(error: TextError) -> &'static str {
    match error {
        TextError::Empty => topic_empty(),
        TextError::TooLong => topic_too_long(),
        TextError::Control => topic_control(),
    }
}
