//! What the pages of rooms say: browsing, making one, its door and its settings.

use hark_protocol::TextError;

pub const ROOMS: &str = "Rooms";
pub const NEW_ROOM: &str = "New room";
pub const BACK_TO_CHAT: &str = "Back to the chat";
pub const NO_ROOMS: &str = "There are no rooms yet. Make the first one.";
pub const YOURS: &str = "Your rooms";
pub const OTHERS: &str = "Open rooms you can join";
pub const NO_OTHERS: &str = "You are in every open room there is.";
pub const JOIN: &str = "Join";
pub const OPEN: &str = "Open";
pub const CLOSED_TAG: &str = "Closed";
pub const ARCHIVED_TAG: &str = "Archived";

pub const NAME: &str = "Name";
pub const TOPIC: &str = "Topic";
pub const TOPIC_HINT: &str = "What is talked about here. It may stay empty.";
pub const WHO_MAY_JOIN: &str = "Who may join";
pub const ACCESS_OPEN: &str = "Anybody on this server";
pub const ACCESS_CLOSED: &str = "Only those whom a member adds";
pub const CREATE: &str = "Make the room";

pub const SETTINGS: &str = "Room settings";
pub const SAVE: &str = "Save";
pub const SAVED: &str = "Saved.";
pub const MEMBERS: &str = "Members";
pub const ADD_MEMBER: &str = "Add somebody";
pub const ADD: &str = "Add";
pub const REMOVE: &str = "Remove";
pub const EVERYBODY_IS_HERE: &str = "Everybody on this server is in this room.";
pub const YOU: &str = "You";
pub const CHOOSE_LEVEL: &str = "Choose of what you are told in this room";
pub const LEAVE: &str = "Leave this room";
pub const LEAVE_TEXT_OPEN: &str = "You can join again whenever you like.";
pub const LEAVE_TEXT_CLOSED: &str = "To come back, a member has to add you.";
pub const ARCHIVE: &str = "Archive this room";
pub const ARCHIVE_TEXT: &str =
    "Nobody can write here any more. Everything stays readable, and you can open it again.";
pub const UNARCHIVE: &str = "Open this room again";
pub const UNARCHIVE_TEXT: &str = "This room is archived: it can be read, not written.";

/// Why a name was refused.
pub fn name_error(error: TextError) -> &'static str {
    match error {
        TextError::Empty => "Write a name.",
        TextError::TooLong => "This is longer than 64 characters.",
        TextError::Control => "This holds characters that cannot be in a name.",
    }
}

/// Why a topic was refused.
pub fn topic_error(error: TextError) -> &'static str {
    match error {
        TextError::Empty => "Write a topic.",
        TextError::TooLong => "This is longer than 250 characters.",
        TextError::Control => "This holds characters that cannot be in a topic.",
    }
}

/// How many people are in a room.
pub fn members(count: u32) -> String {
    match count {
        1 => "1 member".into(),
        many => format!("{many} members"),
    }
}
