//! What the page says on which one chooses of what to be told in a room.

use hark_protocol::{Access, Level};
pub use hark_words::level::*;

/// What a level is called.
pub fn name(level: Level) -> &'static str {
    match level {
        Level::Everything => name_everything(),
        Level::Mentions => name_mentions(),
        Level::Nothing => name_nothing(),
        Level::Hidden => name_hidden(),
    }
}

/// What it does.
pub fn does(level: Level) -> &'static str {
    match level {
        Level::Everything => does_everything(),
        Level::Mentions => does_mentions(),
        Level::Nothing => does_nothing(),
        Level::Hidden => does_hidden(),
    }
}

/// What no choice means in such a room.
pub fn automatic_in(access: Access) -> String {
    automatic_now(name(Level::of(access)))
}
