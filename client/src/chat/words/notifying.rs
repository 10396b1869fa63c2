//! What the system's notifications say: why somebody is told, in a sentence.

use hark_protocol::sync::Why;
use hark_words::notifying::{direct, everything, mention};

/// The sentence. The message's beginning stands under it.
pub fn title(why: Why, author: &str, room: &str) -> String {
    match why {
        Why::Mention => mention(author, room),
        Why::Direct => direct(author),
        Why::Everything => everything(author, room),
    }
}
