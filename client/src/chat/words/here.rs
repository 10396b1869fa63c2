//! What is said of who is here, away or gone, and of how far others have read.

pub use hark_words::here::*;

/// The time it is for somebody whose clock is so many minutes ahead of the reader's, or behind it.
pub fn clock(time: &str, ahead: i32) -> String {
    let (hours, minutes) = (ahead.unsigned_abs() / 60, ahead.unsigned_abs() % 60);
    if minutes == 0 {
        return if ahead < 0 { clock_behind(hours, time) } else { clock_ahead(hours, time) };
    }
    let tens = if minutes < 10 { ":0" } else { ":" };
    let apart = [&hours.to_string(), tens, &minutes.to_string()].concat();
    if ahead < 0 { clock_partly_behind(&apart, time) } else { clock_partly_ahead(&apart, time) }
}

/// When somebody was here last: so many milliseconds ago, if anybody knows.
pub fn last_seen(ago: Option<i64>) -> String {
    let Some(ago) = ago else { return not().to_owned() };
    let minutes = u32::try_from(ago / 60_000).unwrap_or(0);
    match minutes {
        0 => seen_now().to_owned(),
        1..60 => seen_minutes(minutes),
        60..1_440 => seen_hours(minutes / 60),
        1_440.. => seen_days(minutes / 1_440),
    }
}

/// Under a message that these have read; of two people alone it goes without saying who.
pub fn read_by_names(names: &[&str], pair: bool) -> String {
    if pair { read().to_owned() } else { read_by(&hark_words::list(names)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_is_ahead_or_behind_by_hours_and_minutes() {
        assert_eq!(clock("14:05", -120), "Local time 14:05, 2 hours behind you");
        assert_eq!(clock("17:05", 60), "Local time 17:05, 1 hour ahead of you");
        assert_eq!(clock("21:35", 330), "Local time 21:35, 5:30 hours ahead of you");
        assert_eq!(clock("15:35", -30), "Local time 15:35, 0:30 hours behind you");
    }

    #[test]
    fn somebody_was_seen_so_long_ago_or_nobody_knows() {
        let ago = |minutes: i64| last_seen(Some(minutes * 60_000));
        assert_eq!(last_seen(None), "Not here");
        assert_eq!(last_seen(Some(-5)), "Last seen just now", "clocks differ");
        assert_eq!(ago(1), "Last seen 1 minute ago");
        assert_eq!(ago(59), "Last seen 59 minutes ago");
        assert_eq!(ago(60), "Last seen 1 hour ago");
        assert_eq!(ago(1_439), "Last seen 23 hours ago");
        assert_eq!(ago(2_880), "Last seen 2 days ago");
    }

    #[test]
    fn of_two_people_it_goes_without_saying_who_has_read() {
        assert_eq!(read_by_names(&["Bob"], true), "Seen");
        assert_eq!(read_by_names(&["Bob", "Cy"], false), "Seen by Bob and Cy");
    }
}
