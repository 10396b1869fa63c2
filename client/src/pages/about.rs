//! The parts of one's own page about what others see: a status that ends by itself, and the time
//! zone.

use hark_protocol::Timestamp;

use super::field::{Entry, Field};
use crate::clock::{Day, Zone};
use crate::ui::view::{Node, view};
use crate::words::{about as words, rooms};

/// When a status ends by itself.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Ends {
    /// Not at all.
    Never,
    /// In half an hour.
    HalfHour,
    /// In an hour.
    Hour,
    /// In four hours.
    FourHours,
    /// With the day.
    Today,
    /// With the week, which begins on Monday.
    Week,
}

impl Ends {
    /// Each, the first chosen by itself.
    pub const ALL: [Self; 6] =
        [Self::Never, Self::HalfHour, Self::Hour, Self::FourHours, Self::Today, Self::Week];

    /// Its word in the form.
    fn word(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::HalfHour => "30m",
            Self::Hour => "1h",
            Self::FourHours => "4h",
            Self::Today => "today",
            Self::Week => "week",
        }
    }

    /// What this word says.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ends| ends.word() == word)
    }

    /// The moment, for somebody in this zone.
    pub fn at(self, zone: &Zone, now: Timestamp) -> Option<Timestamp> {
        // With a full minute, when screens show the time anew.
        const MINUTE: i64 = 60 * 1000;
        let after = |minutes: i64| {
            let begun = (now.0 + MINUTE - 1).div_euclid(MINUTE);
            Some(Timestamp((begun + minutes) * MINUTE))
        };
        let today = zone.local(now).day;
        match self {
            Self::Never => None,
            Self::HalfHour => after(30),
            Self::Hour => after(60),
            Self::FourHours => after(4 * 60),
            Self::Today => Some(zone.begins(Day(today.0 + 1))),
            Self::Week => {
                let since_monday = (today.weekday() as i64 + 6) % 7;
                Some(zone.begins(Day(today.0 + 7 - since_monday)))
            }
        }
    }
}

/// What one is about, and until when; `until` is said of the one that is set.
pub(super) fn status_form(status: Entry, until: Option<String>) -> Node {
    let is_set = status.error.is_none() && !status.value.is_empty();
    let field = Field {
        required: false,
        hint: Some(words::status_hint()),
        ..Field::text("status", words::status())
    };
    let choice = |ends: Ends| {
        view! { <option value=ends.word()>{words::ends(ends)}</option> }
    };
    let choices = Ends::ALL.into_iter().map(choice).collect::<Node>();
    let clear = is_set.then(|| {
        view! {
            <form method="post" action="/account/status/clear">
                <button class="button">{words::clear_status()}</button>
            </form>
        }
    });
    view! {
        <form class="form" method="post" action="/account/status">
            {field.view(status)}
            <div class="field">
                <label class="field__label" for="ends">{words::status_ends()}</label>
                <select class="field__input" id="ends" name="ends">{choices}</select>
                {until.map(|until| view! {
                    <p class="field__hint">{words::ends_at(&until)}</p>
                })}
            </div>
            <button class="button button--primary">{words::set_status()}</button>
        </form>
        {clear}
    }
}

/// Where one's clock is, as others may know. `here` is the browser's zone, which comes first.
pub(super) fn zone_form(chosen: Option<&str>, here: &str) -> Node {
    let others = Zone::names().iter().map(String::as_str).filter(|name| *name != here);
    let zones = [here].into_iter().chain(others).map(|name| {
        let label = name.replace('_', " ");
        view! {
            <option value=name.to_owned() selected=chosen == Some(name)>{label}</option>
        }
    });
    let zones = zones.collect::<Node>();
    view! {
        <form class="form" method="post" action="/account/zone">
            <div class="field">
                <label class="field__label" for="zone">{words::zone()}</label>
                <select class="field__input" id="zone" name="zone" aria-describedby="zone-note">
                    <option value="" selected=chosen.is_none()>{words::zone_none()}</option>
                    {zones}
                </select>
                <p class="field__hint" id="zone-note">{words::zone_hint()}</p>
            </div>
            <button class="button button--primary">{rooms::save()}</button>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::iso;

    #[test]
    fn a_status_ends_with_the_day_or_the_week_of_whoever_sets_it() {
        let prague = Zone::named("Europe/Prague");
        // A Saturday there, a quarter to one in the night.
        let now = Timestamp(1_794_613_509_000);
        let at = |ends: Ends| ends.at(&prague, now).map(iso);
        assert_eq!(at(Ends::Never), None);
        assert_eq!(at(Ends::HalfHour).unwrap(), "2026-11-14T00:16:00Z");
        assert_eq!(at(Ends::FourHours).unwrap(), "2026-11-14T03:46:00Z");
        assert_eq!(at(Ends::Today).unwrap(), "2026-11-14T23:00:00Z");
        assert_eq!(at(Ends::Week).unwrap(), "2026-11-15T23:00:00Z");
        // On a Monday the week has begun, on a Sunday it ends.
        let on = |days: i64| Ends::Week.at(&prague, Timestamp(now.0 + days * 86_400_000)).map(iso);
        assert_eq!(on(1).unwrap(), "2026-11-15T23:00:00Z");
        assert_eq!(on(2).unwrap(), "2026-11-22T23:00:00Z");
        assert_eq!(Ends::of("1h"), Some(Ends::Hour));
        assert_eq!(Ends::of("ever"), None);
    }
}
