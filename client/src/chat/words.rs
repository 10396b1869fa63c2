//! What the chat page says, as whole sentences. Plain values in, text out.

use hark_protocol::{ErrorCode, Person, TextError, Timestamp};

use crate::clock::{Day, LocalTime, Zone};

mod connection;
pub mod keys;
pub mod mentions;
pub mod menu;
mod notices;
pub mod notifying;
pub mod pins;
pub mod reactions;
pub mod threads;
pub mod versions;

pub use connection::{ConnectionLine, Remedy, connection};
pub use notices::notice;

/// `14:05`.
pub fn time(local: LocalTime) -> String {
    let two = |number: u8| [char::from(b'0' + number / 10), char::from(b'0' + number % 10)];
    let [h, r] = two(local.hour);
    let [m, n] = two(local.minute);
    [h, r, ':', m, n].into_iter().collect()
}

/// A day as people name it: `Today`, `Yesterday`, `Friday, November 13`, `… 13, 2025`.
pub fn day(day: Day, today: Day) -> String {
    const WEEKDAYS: [&str; 7] =
        ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    if day == today {
        return "Today".into();
    }
    if day.0 + 1 == today.0 {
        return "Yesterday".into();
    }
    let (year, month, date) = day.date();
    let month = MONTHS[usize::from(month) - 1];
    let mut text = [WEEKDAYS[day.weekday()], ", ", month, " ", &date.to_string()].concat();
    if year != today.date().0 {
        text += &[", ", &year.to_string()].concat();
    }
    text
}

/// The full moment, for a tooltip: `Friday, November 13, 2026 at 14:05`.
pub fn moment(at: Timestamp, zone: &Zone) -> String {
    let local = zone.local(at);
    // No day is today in the year zero, so this names the year.
    [&day(local.day, Day(-719_528)), " at ", &time(local)].concat()
}

/// Why the server did not do something.
pub fn refusal(code: ErrorCode) -> &'static str {
    match code {
        ErrorCode::BadFrame | ErrorCode::BadRequest => "The server could not make sense of it.",
        ErrorCode::NotFound => "It is not there any more, or not for you.",
        ErrorCode::Forbidden => "You may not do this here.",
        ErrorCode::RoomArchived => "This room is archived.",
        ErrorCode::ClientMessageIdConflict => "Another text was sent in its place.",
        ErrorCode::RateLimited => "That was too much at once.",
        ErrorCode::LimitExceeded => "There is no more room for this.",
        ErrorCode::Overloaded => "The server is busy.",
        ErrorCode::StorageFull => "The server’s disk is full.",
        ErrorCode::StorageUnavailable => "The server cannot write to its disk.",
        ErrorCode::Internal => "Something went wrong on the server.",
    }
}

/// Why a change was not made; without a code, because there is no connection.
pub fn not_done(code: Option<ErrorCode>) -> &'static str {
    code.map_or("There is no connection. Try again when you are back.", refusal)
}

/// Why a text cannot be sent. What was written stays where it is.
pub fn text_error(error: TextError) -> &'static str {
    match error {
        TextError::Empty => "There is nothing to send yet.",
        TextError::TooLong => "This is too long for one message. Send it in parts.",
        TextError::Control => "This holds characters that cannot be sent. Paste it as plain text.",
    }
}

/// The first words of a direct room.
pub fn between(names: &str) -> String {
    ["This is between you and ", names, ". Nobody can be added."].concat()
}

/// What a room's first words say of who made it.
pub fn made_by(name: &str) -> String {
    [name, " made this room. This is where it begins."].concat()
}

/// What stands in the composer's place in an archived room.
pub fn archived_by(name: &str) -> String {
    ["This room was archived by ", name, ". You can read it."].concat()
}

/// Shown where a room was that the viewer is no longer a member of.
pub const ROOM_LEFT: &str = "You are no longer in this room. What was said there stays there.";

/// Shown where messages on their way cannot be kept over a reload.
pub const NOT_KEPT: &str =
    "This browser keeps nothing here: do not close the page before a message is sent.";

/// Who types; empty when nobody does.
pub fn typing(people: &[Person]) -> String {
    match people {
        [] => String::new(),
        [one] => [one.name.as_str(), " is typing"].concat(),
        [one, two] => [one.name.as_str(), " and ", two.name.as_str(), " are typing"].concat(),
        [one, two, three] => [
            one.name.as_str(),
            ", ",
            two.name.as_str(),
            " and ",
            three.name.as_str(),
            " are typing",
        ]
        .concat(),
        many => [&many.len().to_string(), " people are typing"].concat(),
    }
}

/// What a screen reader says of new messages: the one there is, or how many.
pub fn announcement(author: &str, text: &str, count: usize) -> String {
    if count == 1 {
        [author, ": ", text].concat()
    } else {
        [&count.to_string(), " new messages"].concat()
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
