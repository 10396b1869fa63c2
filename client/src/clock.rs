//! Moments in the reader's time zone. Knows no words: those are in `words`.
//!
//! The server and the browser must say the same of a moment, else a page would flip when it comes
//! to life. So both compute the calendar here, from the one thing only they know: the zone's
//! offset.

use hark_protocol::Timestamp;

#[cfg(feature = "hydrate")]
mod browser;
#[cfg(feature = "ssr")]
mod server;

#[cfg(feature = "hydrate")]
pub use browser::Zone;
#[cfg(feature = "ssr")]
pub use server::Zone;

/// A moment as a calendar and a clock on the wall show it.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct LocalTime {
    /// The day.
    pub day: Day,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
}

/// A day of the proleptic Gregorian calendar, counted from 1970-01-01.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Day(pub i64);

impl LocalTime {
    /// The moment seen where clocks are this many seconds ahead of UTC.
    pub fn at_offset(at: Timestamp, offset_seconds: i32) -> Self {
        let seconds = at.0.div_euclid(1000) + i64::from(offset_seconds);
        let minutes = seconds.rem_euclid(86_400) / 60;
        Self {
            day: Day(seconds.div_euclid(86_400)),
            hour: (minutes / 60) as u8,
            minute: (minutes % 60) as u8,
        }
    }
}

impl Day {
    /// Year, month (1 to 12) and day of the month (1 to 31).
    ///
    /// `civil_from_days` of H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2021.
    pub fn date(self) -> (i64, u8, u8) {
        let shifted = self.0 + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        (year, month as u8, day as u8)
    }

    /// 0 for Sunday to 6 for Saturday.
    pub fn weekday(self) -> usize {
        (self.0 + 4).rem_euclid(7) as usize
    }
}

/// The moment for machines: `2026-11-13T14:05:09Z` (RFC 3339, in UTC).
pub fn iso(at: Timestamp) -> String {
    let LocalTime { day, hour, minute } = LocalTime::at_offset(at, 0);
    let (year, month, day) = day.date();
    let second = at.0.div_euclid(1000).rem_euclid(60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_dates_and_weekdays() {
        assert_eq!(Day(0).date(), (1970, 1, 1));
        assert_eq!(Day(0).weekday(), 4, "a Thursday");
        assert_eq!(Day(-1).date(), (1969, 12, 31));
        assert_eq!(Day(-5).weekday(), 6, "a Saturday");
        assert_eq!(Day(11_016).date(), (2000, 2, 29));
        assert_eq!(Day(20_770).date(), (2026, 11, 13));
        assert_eq!(Day(20_770).weekday(), 5, "a Friday");
    }

    #[test]
    fn an_offset_can_change_the_day() {
        let at = Timestamp(1_794_613_509_000);
        assert_eq!(iso(at), "2026-11-13T23:45:09Z");
        let utc = LocalTime::at_offset(at, 0);
        let prague = LocalTime::at_offset(at, 3600);
        assert_eq!((utc.hour, utc.minute), (23, 45));
        assert_eq!((prague.hour, prague.minute), (0, 45));
        assert_eq!(prague.day.0, utc.day.0 + 1);
        assert_eq!(LocalTime::at_offset(Timestamp(-1), 0).hour, 23);
    }

    #[cfg(feature = "ssr")]
    #[test]
    fn zones_know_summer_time() {
        let prague = Zone::named("Europe/Prague");
        let (winter, summer) = (Timestamp(1_794_614_709_000), Timestamp(1_782_050_400_000));
        assert_eq!(prague.offset_seconds(winter), 3600);
        assert_eq!(prague.offset_seconds(summer), 7200);
        assert_eq!(prague.name(), "Europe/Prague");
        assert_eq!(Zone::named("Nowhere/Land").name(), "UTC");
        let midnight = prague.begins(Day(20_770));
        assert_eq!(iso(midnight), "2026-11-12T23:00:00Z");
        assert_eq!(prague.begins(Day(20_771)).0 - midnight.0, 24 * 60 * 60 * 1000);
        let short = prague.begins(Day(20_542)).0 - prague.begins(Day(20_541)).0;
        assert_eq!(short, 23 * 60 * 60 * 1000, "2026-03-29, when summer begins");
        assert_eq!(prague.begins(Day(i64::MAX / 200_000_000)).0 % 86_400_000, 0);
    }
}
