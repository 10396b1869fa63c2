//! What the chat page says of mentions, and of how much is for the reader in person.

/// The list of who can be mentioned.
pub const LIST: &str = "People to mention";

/// Beside `@room` in that list.
pub fn everybody(count: u32) -> String {
    match count {
        1 => "One person in this room".to_owned(),
        _ => ["All ", &count.to_string(), " people in this room"].concat(),
    }
}

/// Beside `@room` in that list, over the field of a thread.
pub const FOLLOWERS: &str = "Everybody who follows this thread";

/// Asks before many are told: so many others in the room, or those who follow the thread.
pub fn wide(others: Option<u32>) -> String {
    match others {
        Some(others) => ["Tell ", &others.to_string(), " people?"].concat(),
        None => "Tell everybody who follows this thread?".to_owned(),
    }
}

/// What that means.
pub const WIDE: &str =
    "@room mentions everybody in this room. Each of them sees a count until they have read it.";

/// What it means in a thread.
pub const WIDE_THREAD: &str =
    "In a thread, @room mentions those who follow it. The others in the room are not told.";

/// Does not tell them yet.
pub const GO_BACK: &str = "Go back";

/// Tells them.
pub fn tell(others: Option<u32>) -> String {
    match others {
        Some(others) => ["Tell ", &others.to_string(), " people"].concat(),
        None => "Tell them".to_owned(),
    }
}

/// The title of the tab, with how many messages are for the reader in person.
pub fn title(room: &str, meant: u32) -> String {
    let count = if meant == 0 { String::new() } else { ["(", &meant.to_string(), ") "].concat() };
    [&count, room, " · Hark"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_count_what_is_meant() {
        assert_eq!(title("general", 0), "general · Hark");
        assert_eq!(title("general", 3), "(3) general · Hark");
    }
}
