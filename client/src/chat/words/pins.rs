//! What the chat page says of pinned messages.

use hark_protocol::{ErrorCode, Pins};

/// Keeps a message at hand for everybody in the room.
pub const PIN: &str = "Pin";

/// Takes the pin off.
pub const UNPIN: &str = "Unpin";

/// The list.
pub const TITLE: &str = "Pinned messages";

/// What the list says while it is empty.
pub const NONE: &str = "Nothing is pinned here. “Pin” in a message’s menu keeps it at hand for \
                        everybody in the room.";

/// What the button that opens the list is called.
pub fn button(count: usize) -> String {
    match count {
        0 => TITLE.into(),
        1 => "1 pinned message".into(),
        _ => [&count.to_string(), " pinned messages"].concat(),
    }
}

/// Stands by a message that is pinned, and under it in the list.
pub fn pinned_by(name: &str) -> String {
    ["Pinned by ", name].concat()
}

/// Why a message was not pinned, or its pin not taken off.
pub fn failed(code: Option<ErrorCode>) -> String {
    if code == Some(ErrorCode::LimitExceeded) {
        let most = Pins::MAX.to_string();
        return [&most, " messages are pinned here, and that is the most. Unpin one first."]
            .concat();
    }
    ["The pin was not changed. ", super::not_done(code)].concat()
}
