//! What the chat page says of threads.

pub use hark_words::threads::*;

use super::time;
use crate::clock::{Day, LocalTime};

/// When the newest reply came: `last at 14:05`, `last on Friday, November 13`.
pub fn newest(local: LocalTime, today: Day) -> String {
    if local.day == today {
        last_today(&time(local))
    } else if local.day.0 + 1 == today.0 {
        last_yesterday(&time(local))
    } else {
        last_on(&super::day(local.day, today))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_reply_is_no_plural_and_days_are_named() {
        assert_eq!(replies(1_u32), "1 reply");
        assert_eq!(replies(12_u32), "12 replies");
        let at = |day| LocalTime { day: Day(day), hour: 14, minute: 5 };
        assert_eq!(newest(at(20_000), Day(20_000)), "last at 14:05");
        assert_eq!(newest(at(19_999), Day(20_000)), "last yesterday at 14:05");
        assert!(newest(at(19_990), Day(20_000)).starts_with("last on "));
    }
}
