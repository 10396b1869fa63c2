//! What the pages say by which a server is looked after.

pub use hark_words::admin::*;

/// A time of so many minutes, in the largest unit it is whole in.
pub fn how_long(minutes: u64) -> String {
    const HOUR: u64 = 60;
    const DAY: u64 = 24 * HOUR;
    let of = |unit: u64| u32::try_from(minutes / unit).unwrap_or(u32::MAX);
    match minutes {
        _ if minutes.is_multiple_of(DAY) => days(of(DAY)),
        _ if minutes.is_multiple_of(HOUR) => hours(of(HOUR)),
        _ => self::minutes(of(1)),
    }
}
