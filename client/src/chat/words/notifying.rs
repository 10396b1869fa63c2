//! What the system's notifications say: why somebody is told, in a sentence.

use hark_protocol::sync::Why;

/// The sentence. The message's beginning stands under it.
pub fn title(why: Why, author: &str, room: &str) -> String {
    match why {
        Why::Mention => [author, " mentioned you in ", room].concat(),
        Why::Direct => ["New message from ", author].concat(),
        Why::Everything => ["New message from ", author, " in ", room].concat(),
    }
}
