//! What the chat page says of threads.

use super::time;
use crate::clock::{Day, LocalTime};

/// The panel.
pub const THREAD: &str = "Thread";

/// Opens the thread of a message, or begins it.
pub const REPLY: &str = "Reply in a thread";

/// Leads from a reply that is shown in the room to its thread.
pub const FROM_THREAD: &str = "Replied in a thread";

/// Asks to be told of new replies.
pub const FOLLOW: &str = "Follow";

/// Asks to be told of none any more.
pub const UNFOLLOW: &str = "Unfollow";

/// What following means.
pub const FOLLOWED: &str = "Threads tells you of new replies here";

/// What not following means.
pub const NOT_FOLLOWED: &str = "Nothing tells you of new replies here";

/// Leads to all that one follows.
pub const THREADS: &str = "Threads";

/// Closes the panel.
pub const CLOSE: &str = "Close the thread";

/// Leads back to the room, where the thread is a screen of its own.
pub const BACK: &str = "Back to the room";

/// Fetches replies before those held.
pub const EARLIER: &str = "Earlier replies";

/// In the empty field.
pub const PLACEHOLDER: &str = "Reply";

/// Shows the reply in the room, too.
pub const IN_ROOM: &str = "Also show in the room";

/// While the replies are on their way.
pub const LOADING: &str = "Fetching the thread…";

/// There is no such thread, or not one that may be seen.
pub const MISSING: &str = "This thread cannot be shown. It may have been in a room you left.";

/// `1 reply`, `3 replies`.
pub fn replies(count: u32) -> String {
    match count {
        0 => "No replies".into(),
        1 => "1 reply".into(),
        count => [&count.to_string(), " replies"].concat(),
    }
}

/// When the newest reply came: `last at 14:05`, `last on Friday, November 13`.
pub fn newest(local: LocalTime, today: Day) -> String {
    if local.day == today {
        ["last at ", &time(local)].concat()
    } else if local.day.0 + 1 == today.0 {
        ["last yesterday at ", &time(local)].concat()
    } else {
        ["last on ", &super::day(local.day, today)].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_reply_is_no_plural_and_days_are_named() {
        assert_eq!(replies(1), "1 reply");
        assert_eq!(replies(12), "12 replies");
        let at = |day| LocalTime { day: Day(day), hour: 14, minute: 5 };
        assert_eq!(newest(at(20_000), Day(20_000)), "last at 14:05");
        assert_eq!(newest(at(19_999), Day(20_000)), "last yesterday at 14:05");
        assert!(newest(at(19_990), Day(20_000)).starts_with("last on "));
    }
}
