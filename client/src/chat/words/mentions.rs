//! What the chat page says of mentions, and of how much is for the reader in person.

pub use hark_words::mentions::*;

/// Asks before many are told: so many others in the room, or those who follow the thread.
pub fn ask(others: Option<u32>) -> String {
    others.map_or_else(|| ask_followers().to_owned(), ask_others)
}

/// Tells them.
pub fn tell(others: Option<u32>) -> String {
    others.map_or_else(|| tell_followers().to_owned(), tell_others)
}

/// The title of the tab, with how many messages are for the reader in person.
pub fn title(room: &str, meant: u32) -> String {
    match meant {
        0 => hark_words::chat::title(room),
        meant => hark_words::chat::title_meant(meant, room),
    }
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
