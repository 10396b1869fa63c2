//! What the pages of rooms say: browsing, making one, its door and its settings.

use hark_protocol::TextError;
pub use hark_words::rooms::*;

/// How long a member waits between two messages, in the largest unit it is whole in.
pub fn slow_for(seconds: u32) -> String {
    match seconds {
        0 => slow_off().to_owned(),
        _ if seconds.is_multiple_of(60) => super::admin::how_long(u64::from(seconds / 60)),
        _ => slow_seconds(seconds),
    }
}

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
