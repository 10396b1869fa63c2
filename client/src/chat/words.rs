//! What the chat page says, as whole sentences: which message of the catalogue belongs to a value.
//! Plain values in, text out.

use hark_protocol::{ErrorCode, Person, TextError, Timestamp};
use hark_words::time as words;
pub use hark_words::{keys, menu};

use crate::clock::{Day, LocalTime, Zone};

mod connection;
pub mod here;
pub mod mentions;
mod notices;
mod slow;
pub mod notifying;
pub mod pins;
pub mod reactions;
pub mod threads;
pub mod versions;

pub use connection::{ConnectionLine, Remedy, connection};
pub use notices::notice;
pub use slow::{SlowLine, slow};

/// `14:05`.
pub fn time(local: LocalTime) -> String {
    let two = |number: u8| [char::from(b'0' + number / 10), char::from(b'0' + number % 10)];
    let [h, r] = two(local.hour);
    let [m, n] = two(local.minute);
    [h, r, ':', m, n].into_iter().collect()
}

/// A day as people name it: `Today`, `Tomorrow`, `Friday, November 13`, `… 13, 2025`.
pub fn day(day: Day, today: Day) -> String {
    if day == today {
        return words::today().into();
    }
    if day.0 + 1 == today.0 {
        return words::yesterday().into();
    }
    // When something ends, as a status does.
    if day.0 == today.0 + 1 {
        return words::tomorrow().into();
    }
    let (year, number, date) = day.date();
    let (weekday, month) = (weekday(day), month(number));
    match u32::try_from(year) {
        Ok(year) if day.date().0 != today.date().0 => {
            words::day_of_year(date, month, weekday, year)
        }
        Ok(_) | Err(_) => words::day(date, month, weekday),
    }
}

fn weekday(day: Day) -> &'static str {
    match day.weekday() {
        0 => words::weekday_0(),
        1 => words::weekday_1(),
        2 => words::weekday_2(),
        3 => words::weekday_3(),
        4 => words::weekday_4(),
        5 => words::weekday_5(),
        _ => words::weekday_6(),
    }
}

fn month(number: u8) -> &'static str {
    match number {
        1 => words::month_1(),
        2 => words::month_2(),
        3 => words::month_3(),
        4 => words::month_4(),
        5 => words::month_5(),
        6 => words::month_6(),
        7 => words::month_7(),
        8 => words::month_8(),
        9 => words::month_9(),
        10 => words::month_10(),
        11 => words::month_11(),
        _ => words::month_12(),
    }
}

/// A moment as a reader names it on this day: `Today at 14:05`.
pub fn moment(local: LocalTime, today: Day) -> String {
    words::moment(&day(local.day, today), &time(local))
}

/// The full moment, for a tooltip: `Friday, November 13, 2026 at 14:05`.
pub fn full_moment(at: Timestamp, zone: &Zone) -> String {
    // No day is today in the year zero, so this names the year.
    moment(zone.local(at), Day(-719_528))
}

/// Why the server did not do something.
pub fn refusal(code: ErrorCode) -> &'static str {
    use hark_words::refusal as words;
    match code {
        ErrorCode::BadFrame | ErrorCode::BadRequest => words::bad_request(),
        ErrorCode::NotFound => words::not_found(),
        ErrorCode::Forbidden => words::forbidden(),
        ErrorCode::Silenced => words::silenced(),
        ErrorCode::SlowMode => words::slow_mode(),
        ErrorCode::RoomArchived => words::archived(),
        ErrorCode::ClientMessageIdConflict => words::conflict(),
        ErrorCode::RateLimited => words::rate_limited(),
        ErrorCode::LimitExceeded => words::limit(),
        ErrorCode::Overloaded => words::overloaded(),
        ErrorCode::StorageFull => words::disk_full(),
        ErrorCode::StorageUnavailable => words::disk(),
        ErrorCode::Internal => words::internal(),
    }
}

/// Why a change was not made; without a code, because there is no connection.
pub fn not_done(code: Option<ErrorCode>) -> &'static str {
    code.map_or_else(hark_words::refusal::no_connection, refusal)
}

/// Why a text cannot be sent. What was written stays where it is.
pub fn text_error(error: TextError) -> &'static str {
    use hark_words::composer as words;
    match error {
        TextError::Empty => words::empty(),
        TextError::TooLong => words::too_long(),
        TextError::Control => words::control(),
    }
}

/// Who types; empty when nobody does.
pub fn typing(people: &[Person]) -> String {
    use hark_words::composer as words;
    let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
    match names.len() {
        0 => String::new(),
        few @ 1..=3 => words::typing(few, &hark_words::list(&names)),
        many => words::typing_many(many),
    }
}

/// What a screen reader says of new messages: the one there is, or how many.
pub fn announcement(author: &str, text: &str, count: usize) -> String {
    match count {
        1 => hark_words::chat::announce(author, text),
        count => hark_words::chat::announce_many(count),
    }
}

#[cfg(test)]
mod tests {
    use hark_protocol::{EventKind, Notice, PersonName, Seq, UserId};

    use super::*;

    fn person(id: u64, name: &str) -> Person {
        Person { id: UserId(id), name: PersonName::parse(name).unwrap(), picture: None }
    }

    #[test]
    fn days_are_named_as_people_name_them() {
        let today = Day(20_770);
        assert_eq!(day(today, today), "Today");
        assert_eq!(day(Day(20_769), today), "Yesterday");
        assert_eq!(day(Day(20_771), today), "Tomorrow");
        assert_eq!(day(Day(20_768), today), "Wednesday, November 11");
        assert_eq!(day(Day(20_400), today), "Saturday, November 8, 2025");
    }

    #[test]
    fn times_have_two_digits() {
        let local = LocalTime { day: Day(0), hour: 7, minute: 5 };
        assert_eq!(time(local), "07:05");
    }

    #[test]
    fn typing_names_up_to_three() {
        let people = [person(1, "Ann"), person(2, "Bob"), person(3, "Cy"), person(4, "Dee")];
        assert_eq!(typing(&people[..0]), "");
        assert_eq!(typing(&people[..1]), "Ann is typing");
        assert_eq!(typing(&people[..2]), "Ann and Bob are typing");
        assert_eq!(typing(&people[..3]), "Ann, Bob and Cy are typing");
        assert_eq!(typing(&people), "4 people are typing");
    }

    #[test]
    fn who_was_added_by_whom_is_told_apart_from_who_came() {
        let joined = |actor, member| Notice {
            seq: Seq(3),
            at: Timestamp(0),
            actor,
            kind: EventKind::MemberJoined { member },
        };
        assert_eq!(notice(&joined(person(1, "Ann"), person(1, "Ann"))), "Ann joined");
        assert_eq!(notice(&joined(person(1, "Ann"), person(2, "Bob"))), "Ann added Bob");
    }
}
