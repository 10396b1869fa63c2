//! What somebody looks for, read from one line of text. Any text is a query: what makes no sense in
//! it is left out, and said. How texts are compared is the searcher's business.

mod date;

use std::fmt;

pub use date::Date;

/// What is looked for: a message must satisfy all of it.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Query {
    /// At most [`Query::MAX_CLAUSES`].
    pub clauses: Vec<Clause>,
    /// What was left out, in the order it stood.
    pub ignored: Vec<Ignored>,
}

/// One condition.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Clause {
    /// With a minus before it: what satisfies the term is not wanted.
    pub negated: bool,
    /// The condition itself.
    pub term: Term,
}

/// What a message is asked for. Texts are never empty and hold no quotation marks.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Term {
    /// `word`: holds it, also as a part of a longer word.
    Word(String),
    /// `"two words"`: holds exactly these words, in this order.
    Phrase(String),
    /// `from:name`: is by this person; `me` is the one who asks.
    From(String),
    /// `in:name`: is in this room.
    In(String),
    /// `has:link`.
    HasLink,
    /// `has:code`.
    HasCode,
    /// `before:2026-01-31`: is older than this day.
    Before(Date),
    /// `after:2026-01-31`: is newer than this day.
    After(Date),
    /// `is:unread`.
    IsUnread,
    /// `mentions:me`.
    MentionsMe,
}

/// A piece that was left out.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Ignored {
    /// As it was written.
    pub piece: String,
    /// What is wrong with it.
    pub why: Why,
}

/// Why a piece was left out.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Why {
    /// There is nothing behind the minus, the colon or between the quotation marks.
    Empty,
    /// The filter does not know this value.
    UnknownValue,
    /// Not a day as `2026-01-31`.
    NotADay,
    /// It stands behind the end of what is read.
    TooMuch,
}

impl Query {
    /// The longest text that is read, in bytes of UTF-8. More is no longer a question.
    pub const MAX_BYTES: usize = 512;

    /// The most conditions. Each is work for the searcher.
    pub const MAX_CLAUSES: usize = 12;

    /// Reads any text.
    pub fn parse(text: &str) -> Self {
        let end = text.floor_char_boundary(Self::MAX_BYTES);
        let (mut rest, beyond) = text.split_at(end);
        let mut query = Self::default();
        loop {
            rest = rest.trim_start();
            if rest.is_empty() || query.clauses.len() == Self::MAX_CLAUSES {
                break;
            }
            let (read, after) = next(rest);
            match read {
                Ok(clause) => query.clauses.push(clause),
                Err(why) => {
                    let piece = rest[..rest.len() - after.len()].trim_end().to_owned();
                    query.ignored.push(Ignored { piece, why });
                }
            }
            rest = after;
        }
        let too_much = [rest, beyond].concat().trim().to_owned();
        if !too_much.is_empty() {
            query.ignored.push(Ignored { piece: too_much, why: Why::TooMuch });
        }
        query
    }

    /// Nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }
}

/// The first clause of a text that begins with one, and what is behind it.
fn next(text: &str) -> (Result<Clause, Why>, &str) {
    let (negated, text) = match text.strip_prefix('-') {
        Some(text) => (true, text),
        None => (false, text),
    };
    let (term, rest) = match filter(text) {
        Some((filter, text)) => {
            let (value, rest) = value(text);
            (filter.term(value), rest)
        }
        None => {
            let quoted = text.starts_with(is_quote);
            let (value, rest) = value(text);
            let term = match value {
                "" => Err(Why::Empty),
                phrase if quoted => Ok(Term::Phrase(phrase.into())),
                word => Ok(Term::Word(word.into())),
            };
            (term, rest)
        }
    };
    (term.map(|term| Clause { negated, term }), rest)
}

/// What is within quotation marks, or up to the next space or mark; and what is behind it.
fn value(text: &str) -> (&str, &str) {
    match text.strip_prefix(is_quote) {
        Some(inside) => {
            let (inside, rest) = inside.split_once(is_quote).unwrap_or((inside, ""));
            (inside.trim(), rest)
        }
        None => {
            let end = text.find(|c: char| c.is_whitespace() || is_quote(c)).unwrap_or(text.len());
            text.split_at(end)
        }
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

/// The names before a colon that mean something.
#[derive(Clone, Copy)]
enum Filter {
    From,
    In,
    Has,
    Before,
    After,
    Is,
    Mentions,
}

/// The filter that this begins with, and what is behind its colon.
fn filter(text: &str) -> Option<(Filter, &str)> {
    let (name, rest) = text.split_once(':')?;
    let filter = match name.to_ascii_lowercase().as_str() {
        "from" => Filter::From,
        "in" => Filter::In,
        "has" => Filter::Has,
        "before" => Filter::Before,
        "after" => Filter::After,
        "is" => Filter::Is,
        "mentions" => Filter::Mentions,
        _ => return None,
    };
    Some((filter, rest))
}

impl Filter {
    fn term(self, value: &str) -> Result<Term, Why> {
        if value.is_empty() {
            return Err(Why::Empty);
        }
        let day = || Date::parse(value).ok_or(Why::NotADay);
        match (self, value.to_ascii_lowercase().as_str()) {
            (Self::From, _) => Ok(Term::From(value.into())),
            (Self::In, _) => Ok(Term::In(value.into())),
            (Self::Has, "link") => Ok(Term::HasLink),
            (Self::Has, "code") => Ok(Term::HasCode),
            (Self::Before, _) => day().map(Term::Before),
            (Self::After, _) => day().map(Term::After),
            (Self::Is, "unread") => Ok(Term::IsUnread),
            (Self::Mentions, "me") => Ok(Term::MentionsMe),
            (Self::Has | Self::Is | Self::Mentions, _) => Err(Why::UnknownValue),
        }
    }
}

/// The text that reads as the same clauses again.
impl fmt::Display for Query {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, clause) in self.clauses.iter().enumerate() {
            let space = if number == 0 { "" } else { " " };
            write!(out, "{space}{clause}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Clause {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.negated {
            out.write_str("-")?;
        }
        match &self.term {
            Term::Word(word) => out.write_str(word),
            Term::Phrase(phrase) => write!(out, "\"{phrase}\""),
            Term::From(name) => write!(out, "from:{}", Value(name)),
            Term::In(name) => write!(out, "in:{}", Value(name)),
            Term::HasLink => out.write_str("has:link"),
            Term::HasCode => out.write_str("has:code"),
            Term::Before(day) => write!(out, "before:{day}"),
            Term::After(day) => write!(out, "after:{day}"),
            Term::IsUnread => out.write_str("is:unread"),
            Term::MentionsMe => out.write_str("mentions:me"),
        }
    }
}

/// A value, in quotation marks where it needs them.
struct Value<'a>(&'a str);

impl fmt::Display for Value<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(value) = self;
        if value.contains(char::is_whitespace) {
            write!(out, "\"{value}\"")
        } else {
            out.write_str(value)
        }
    }
}

/// The filter for one room, as it is written into a search field. Quotation marks cannot be
/// written in it; the room is found by the rest of its name.
pub fn in_room(name: &str) -> String {
    let name = name.replace(is_quote, " ");
    let name = name.trim();
    let mark = if name.contains(char::is_whitespace) { "\"" } else { "" };
    // Without the machinery of formatting, which the browser's half does well without.
    ["in:", mark, name, mark].concat()
}
