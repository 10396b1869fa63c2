//! What the page of threads says.

pub const THREADS: &str = "Threads";
pub const LIST: &str = "Threads you follow, the newest reply first";
pub const NONE: &str = "You follow no threads yet";
pub const NONE_TEXT: &str = "When you reply in a thread, somebody replies to you or you are mentioned \
     in one, it is listed here with what is new in it.";
pub const NONE_OLDER: &str = "There are no older threads";
pub const OLDER: &str = "Older threads";
pub const REMOVED: &str = "This message was removed.";

/// `3 new`.
pub fn new(count: u32) -> String {
    if count > 99 { "99+ new".to_owned() } else { format!("{count} new") }
}

/// `3 new, with a mention of you`.
pub fn new_with_mention(count: u32) -> String {
    format!("{}, with a mention of you", new(count))
}
