//! What a composer says of a room that takes one message of a member at a time.

use hark_protocol::sync::Millis;
use hark_words::composer as words;

/// The line under the composer of a slow room; nothing in others.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct SlowLine {
    /// How the room takes messages, or that one waits.
    pub text: String,
    /// How long, counting down, for the eyes only. May be empty.
    pub counting: String,
}

/// What is said in a room that takes one message in so many seconds, where one waits until then.
pub fn slow(seconds: u32, until: Option<Millis>, now: Millis) -> SlowLine {
    match until {
        _ if seconds == 0 => SlowLine::default(),
        Some(until) => {
            let left = until.saturating_sub(now).div_ceil(1_000).max(1);
            SlowLine { text: words::slow_waits().to_owned(), counting: clock(left) }
        }
        None => SlowLine { text: every(seconds), counting: String::new() },
    }
}

fn every(seconds: u32) -> String {
    const MINUTE: u32 = 60;
    const HOUR: u32 = 60 * MINUTE;
    if seconds.is_multiple_of(HOUR) {
        words::slow_hours(seconds / HOUR)
    } else if seconds.is_multiple_of(MINUTE) {
        words::slow_minutes(seconds / MINUTE)
    } else {
        words::slow_seconds(seconds)
    }
}

/// `0:07`, and `5:59:59` for hours.
fn clock(left: u64) -> String {
    let two = |number: u64| [if number < 10 { "0" } else { "" }, &number.to_string()].concat();
    let (minutes, seconds) = (left / 60, two(left % 60));
    match minutes / 60 {
        0 => [&minutes.to_string(), ":", &seconds].concat(),
        hours => [&hours.to_string(), ":", &two(minutes % 60), ":", &seconds].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slow_room_says_how_often_or_how_long() {
        assert_eq!(slow(0, Some(9_000), 0), SlowLine::default());
        assert_eq!(slow(30, None, 0).text, "Slow mode: one message every 30 seconds.");
        assert_eq!(slow(300, None, 0).text, "Slow mode: one message every 5 minutes.");
        assert_eq!(slow(3_600, None, 0).text, "Slow mode: one message every hour.");
        let waits = slow(30, Some(26_500), 20_000);
        assert_eq!(waits.text, "Slow mode: your message waits and goes out by itself.");
        assert_eq!(waits.counting, "0:07");
        assert_eq!(slow(30, Some(1), 20_000).counting, "0:01");
        assert_eq!(slow(30, Some(21_599_000), 0).counting, "5:59:59");
    }
}
