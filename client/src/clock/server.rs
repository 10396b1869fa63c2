//! Time zones on the server: jiff's tables, by the name the browser left in a cookie.

use std::sync::LazyLock;

use hark_protocol::Timestamp;
use jiff::tz::TimeZone;

use super::{Day, LocalTime};

/// The reader's time zone.
#[derive(Clone, Debug)]
pub struct Zone(TimeZone);

impl Zone {
    /// The zone of this IANA name; UTC where there is none.
    pub fn named(name: &str) -> Self {
        Self(TimeZone::get(name).unwrap_or(TimeZone::UTC))
    }

    /// Its IANA name.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// The IANA names of all zones.
    pub fn names() -> &'static [String] {
        static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
            let mut names: Vec<String> =
                jiff::tz::db().available().map(|name| name.as_str().to_owned()).collect();
            names.sort();
            names
        });
        &NAMES
    }

    /// The moment in this zone.
    pub fn local(&self, at: Timestamp) -> LocalTime {
        LocalTime::at_offset(at, self.offset_seconds(at))
    }

    /// When this day begins here.
    pub fn begins(&self, day: Day) -> Timestamp {
        let (year, month, date) = day.date();
        let civil = i16::try_from(year)
            .ok()
            .and_then(|year| jiff::civil::Date::new(year, month as i8, date as i8).ok())
            .and_then(|date| date.to_zoned(self.0.clone()).ok());
        // Beyond jiff's calendar zones make no difference to anybody.
        let utc = day.0.saturating_mul(24 * 60 * 60 * 1000);
        Timestamp(civil.map_or(utc, |begin| begin.timestamp().as_millisecond()))
    }

    /// How far clocks are ahead of UTC at this moment, in seconds.
    pub fn offset_seconds(&self, at: Timestamp) -> i32 {
        let at = jiff::Timestamp::from_millisecond(at.0).unwrap_or_default();
        self.0.to_offset(at).seconds()
    }
}
