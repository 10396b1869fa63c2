//! How the scripts are read. A script is written by hand and compiled in, so a mistake in one is a
//! mistake in the program: it panics, and the tests find it.
//!
//! A head of `room`, `by`, `access`, `topic` and `unread WHO HOW-MANY`; then `day N`, so many days
//! before the last, and lines of a time, a name and what they say. `/join`, `/add WHO`,
//! `/edit TEXT`, `/remove` (both of one's last message), `/react REACTION` and `/pin` (both to the
//! last message of all) and `/archive` are done, not said. A line that begins with `|` goes on
//! where the one before it ended.

use hark_protocol::{Access, Body, Reaction, RoomName, Timestamp, Topic};

use super::LAST_DAY;

/// A room and what happened in it.
#[derive(Clone, Debug)]
pub(super) struct Script {
    pub(super) name: RoomName,
    pub(super) by: String,
    pub(super) access: Access,
    pub(super) topic: Topic,
    /// Who has how many of the last messages still to read.
    pub(super) unread: Vec<(String, usize)>,
    pub(super) lines: Vec<Line>,
}

/// One thing that happened.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) at: Timestamp,
    pub(super) who: String,
    pub(super) what: Act,
}

/// What somebody does.
#[derive(Clone, Debug)]
pub(super) enum Act {
    Say(Body),
    Edit(Body),
    Remove,
    React(Reaction),
    Pin,
    Join,
    Add(String),
    Archive,
}

impl Script {
    /// Reads a script.
    pub(super) fn parse(text: &str) -> Self {
        let mut head = Self {
            name: RoomName::parse("?").expect("one character is a name"),
            by: String::new(),
            access: Access::Open,
            topic: Topic::default(),
            unread: Vec::new(),
            lines: Vec::new(),
        };
        let mut day = 0;
        let mut spoken: Vec<(Timestamp, String)> = Vec::new();
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
            match word {
                "|" => {
                    let (_, last) = spoken.last_mut().expect("a line goes on after one");
                    last.push('\n');
                    last.push_str(rest);
                }
                "room" => head.name = RoomName::parse(rest).expect("a room's name"),
                "by" => head.by = rest.to_owned(),
                "access" if rest == "closed" => head.access = Access::Closed,
                "access" => head.access = Access::Open,
                "topic" => head.topic = Topic::parse(rest).expect("a topic"),
                "unread" => {
                    let (who, count) = rest.split_once(' ').expect("who and how many");
                    head.unread.push((who.to_owned(), count.parse().expect("a number")));
                }
                "day" => day = rest.parse().expect("a number of days"),
                time => spoken.push((moment(day, time), rest.to_owned())),
            }
        }
        head.lines = spoken.iter().map(|(at, text)| line(*at, text)).collect();
        head
    }
}

fn moment(days_before: i64, time: &str) -> Timestamp {
    let (hour, minute) = time.split_once(':').expect("a time of day");
    let (hour, minute): (i64, i64) =
        (hour.parse().expect("an hour"), minute.parse().expect("a minute"));
    Timestamp(LAST_DAY.0 + ((hour - 24 * days_before) * 60 + minute) * 60_000)
}

fn line(at: Timestamp, text: &str) -> Line {
    let (who, words) = text.split_once(' ').expect("somebody says something");
    let body = |words| Body::parse(words).expect("something to say");
    let what = match words.split_once(' ').unwrap_or((words, "")) {
        ("/join", _) => Act::Join,
        ("/add", whom) => Act::Add(whom.to_owned()),
        ("/edit", better) => Act::Edit(body(better)),
        ("/remove", _) => Act::Remove,
        ("/react", sign) => Act::React(Reaction::parse(sign).expect("a reaction")),
        ("/pin", _) => Act::Pin,
        ("/archive", _) => Act::Archive,
        _ => Act::Say(body(words)),
    };
    Line { at, who: who.to_owned(), what }
}
