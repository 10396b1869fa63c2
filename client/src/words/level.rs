//! What the page says on which one chooses of what to be told in a room.

use hark_protocol::{Access, Level};

pub const TITLE: &str = "What you are told";
pub const BACK: &str = "Back to the room";
pub const SAVE: &str = "Save";
pub const EVERYWHERE: &str = "This is kept for you, on all your devices. Nobody else sees it. What you choose here stays until \
     you choose something else.";

/// What a level is called.
pub fn name(level: Level) -> &'static str {
    match level {
        Level::Everything => "Everything",
        Level::Mentions => "Mentions",
        Level::Nothing => "Nothing",
        Level::Hidden => "Hidden",
    }
}

/// What it does.
pub fn does(level: Level) -> &'static str {
    match level {
        Level::Everything => "You are told of every message.",
        Level::Mentions => {
            "You are told when somebody mentions you or the room. Other messages are counted beside \
             the room."
        }
        Level::Nothing => "You are told nothing. The room stays in the sidebar, without counts.",
        Level::Hidden => {
            "You are told nothing, and the room leaves the sidebar. You find it by its name and in \
             the list of rooms."
        }
    }
}

/// No choice.
pub const AUTOMATIC: &str = "As suits the room";

/// What that means in such a room.
pub fn automatic(access: Access) -> String {
    ["Now: ", name(Level::of(access)), "."].concat()
}
