//! What the page of searching says.

use hark_protocol::query::Why;

pub const SEARCH: &str = "Search";
pub const FIELD: &str = "Search messages";
pub const OLDER: &str = "Older messages";
pub const FOUND: &str = "Messages, newest first";
pub const NOTHING: &str = "Nothing was found";
pub const NOTHING_TEXT: &str = "Try fewer words or a part of a word, or take a filter away. \
     You find what was said in the rooms you are in.";
pub const NOTHING_OLDER: &str = "There is nothing older";
pub const BEHIND: &str =
    "Some of what was written just now cannot be found yet. Search again in a moment.";
pub const NEWEST_ONLY: &str =
    "There is no word in what you look for. Only the newest 20,000 messages were searched.";
pub const GO: &str = "Go";
pub const HELP: &str = "What you can write";

/// What can be written, and what it finds.
pub const EXAMPLES: [(&str, &str); 9] = [
    ("pot", "Messages with this word or part of a word"),
    ("\"green tea\"", "Exactly these words, in this order"),
    ("-coffee", "Not with this word. A minus turns every filter round"),
    ("from:ann", "By Ann. Your own: from:me"),
    ("in:\"Coffee corner\"", "In this room"),
    ("has:link has:code", "With a web address, with code"),
    ("after:2026-01-31 before:2026-03-01", "In February 2026"),
    ("is:unread", "What you have not read"),
    ("mentions:me", "With an @ and your name"),
];

/// The page's title.
pub fn title(query: &str) -> String {
    format!("{query} · {SEARCH}")
}

/// Above a field for a day.
pub fn day_in(room: &str) -> String {
    format!("Go to a day in {room}")
}

/// Nobody has the name after `from:`.
pub fn no_person(name: &str) -> String {
    format!("Nobody here is called “{name}”.")
}

/// None of the viewer's rooms has the name after `in:`.
pub fn no_room(name: &str) -> String {
    format!("You are in no room called “{name}”.")
}

/// A part of the query was left out.
pub fn left_out(piece: &str, why: Why) -> String {
    let why = match why {
        Why::Empty => "nothing stands in it",
        Why::UnknownValue => "there is no such filter",
        Why::NotADay => "a day is written like 2026-01-31",
        Why::TooMuch => "there is too much before it",
    };
    format!("“{piece}” was left out: {why}.")
}
