//! Who is told of a message: how a mention stands in its text, and how a person reads and writes
//! it. Whether somebody is a member of the room is not known here.

use super::{Block, Inline, Markup};
use crate::{Body, Person, PersonName, UserId};

/// Somebody named in a message.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Mention {
    /// Who.
    pub whom: Whom,
    /// The name as it was written, without the `@`. They may go by another one now.
    pub name: String,
}

/// Whom a mention is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Whom {
    /// One person.
    Person(UserId),
    /// Everybody in the room.
    Room,
}

impl Whom {
    /// The person, if it is one.
    fn person(self) -> Option<UserId> {
        match self {
            Self::Person(user) => Some(user),
            Self::Room => None,
        }
    }
}

/// All that a message tells of itself. What stands in a quote was said before and tells nobody.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Mentions {
    /// The people, each once, at most [`Mentions::MAX`].
    pub people: Vec<UserId>,
    /// Everybody in the room.
    pub room: bool,
}

/// How one writes to everybody in the room.
const ROOM: &str = "@room";

impl Mentions {
    /// The most people one message tells of itself; those after them are named, but not told. To
    /// tell more there is the room.
    pub const MAX: usize = 50;

    /// Whom a message tells.
    pub fn of(body: &Body) -> Self {
        let mut mentions = Self::default();
        // Most messages mention nobody, and are not read for it.
        if body.as_str().contains('@') {
            each(&Markup::of(body).blocks, Quoted::Skipped, &mut |mention| mentions.add(mention));
        }
        mentions
    }

    /// All the people a message names, also in quotes.
    pub fn named(body: &Body) -> Vec<UserId> {
        let mut named = Vec::new();
        if body.as_str().contains('@') {
            each(&Markup::of(body).blocks, Quoted::Read, &mut |mention| {
                named.extend(mention.whom.person());
            });
        }
        named
    }

    /// Whether this person is told.
    pub fn reach(&self, user: UserId) -> bool {
        self.room || self.people.contains(&user)
    }

    fn add(&mut self, mention: &Mention) {
        match mention.whom {
            Whom::Room => self.room = true,
            Whom::Person(user) => {
                if self.people.len() < Self::MAX && !self.people.contains(&user) {
                    self.people.push(user);
                }
            }
        }
    }
}

/// Whether quotes are looked into.
#[derive(Clone, Copy)]
enum Quoted {
    Skipped,
    Read,
}

fn each(blocks: &[Block], quoted: Quoted, tell: &mut dyn FnMut(&Mention)) {
    for block in blocks {
        match (block, quoted) {
            (Block::Paragraph(inlines) | Block::Heading(inlines), _) => in_line(inlines, tell),
            (Block::Quote(blocks), Quoted::Read) => each(blocks, quoted, tell),
            (Block::List(_, items), _) => {
                items.iter().for_each(|item| each(item, quoted, tell));
            }
            (Block::Quote(_), Quoted::Skipped) | (Block::Code(_), _) => {}
        }
    }
}

fn in_line(inlines: &[Inline], tell: &mut dyn FnMut(&Mention)) {
    for inline in inlines {
        match inline {
            Inline::Mention(mention) => tell(mention),
            Inline::Emphasis(inlines) | Inline::Strong(inlines) | Inline::Strike(inlines) => {
                in_line(inlines, tell);
            }
            Inline::Text(_) | Inline::Code(_) | Inline::Link(_) => {}
        }
    }
}

/// The mention that a link makes which leads to a number and stands behind an `@`: that goes then.
pub(super) fn of_link(before: &mut Vec<Inline>, address: &str, words: &str) -> Option<Mention> {
    let is_number = address.bytes().all(|digit| digit.is_ascii_digit());
    let id = address.parse().ok().filter(|_| is_number)?;
    let name = PersonName::parse(words).ok()?;
    let Some(Inline::Text(text)) = before.last_mut() else { return None };
    let rest = text.strip_suffix('@').filter(|rest| !rest.ends_with(char::is_alphanumeric))?;
    text.truncate(rest.len());
    if text.is_empty() {
        before.pop();
    }
    Some(Mention { whom: Whom::Person(UserId(id)), name: name.as_str().to_owned() })
}

/// Adds the text with each `@room` in it as a mention; `words` makes the rest.
pub(super) fn split(text: &str, inlines: &mut Vec<Inline>, words: fn(&str) -> Inline) {
    let (mut start, mut from) = (0, 0);
    while let Some(at) = text[from..].find(ROOM).map(|at| from + at) {
        from = at + ROOM.len();
        if is_apart(text, at, from) {
            if start < at {
                inlines.push(words(&text[start..at]));
            }
            inlines.push(Inline::Mention(Mention { whom: Whom::Room, name: ROOM[1..].into() }));
            start = from;
        }
    }
    if start < text.len() {
        inlines.push(words(&text[start..]));
    }
}

/// Whether what stands there touches no word, nor an address of mail.
fn is_apart(text: &str, start: usize, end: usize) -> bool {
    let of_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '@');
    let mut after = text[end..].chars();
    let (next, second) = (after.next(), after.next());
    let goes_on = match next {
        Some('.' | '-') => second.is_some_and(char::is_alphanumeric),
        other => other.is_some_and(of_word),
    };
    !goes_on && !text[..start].ends_with(of_word)
}

/// What is sent for what was typed: each `@name` of one of these people becomes a mention, where it
/// would be read as one. Of two people of the same name neither is meant.
pub fn written(text: &str, people: &[Person]) -> String {
    let mut text = text.to_owned();
    let mut many = count(&text);
    let mut from = 0;
    while let Some(at) = text[from..].find('@').map(|at| from + at) {
        from = at + 1;
        let Some(person) = named(&text, at, people) else { continue };
        let sign = sign(person);
        let changed = [&text[..at], &sign, &text[from + person.name.as_str().len()..]].concat();
        let now = count(&changed);
        if now > many {
            from = at + sign.len();
            (text, many) = (changed, now);
        }
        if many >= Mentions::MAX {
            break;
        }
    }
    text
}

/// What is shown for what was sent, to change it: each mention of one of these people as their
/// name, as far as [`written`] makes the mention of it again.
pub fn readable(body: &Body, people: &[Person]) -> String {
    let mut text = body.as_str().to_owned();
    let mut from = 0;
    while let Some(at) = text[from..].find("@[").map(|at| from + at) {
        from = at + 1;
        let Some((id, end)) = signed(&text, at) else { continue };
        let Some(person) = people.iter().find(|person| person.id == id) else { continue };
        let shown = [&text[..from], person.name.as_str(), &text[end..]].concat();
        let is_read_back = named(&shown, at, people).is_some_and(|read| read.id == id);
        if is_read_back && count(&shown) < count(&text) {
            text = shown;
        }
    }
    text
}

/// What to put into a text that is being typed to name this person: the name, or where that is
/// not theirs alone, the mention itself.
pub fn typed(person: &Person, people: &[Person]) -> String {
    let name = ["@", person.name.as_str()].concat();
    let is_theirs = named(&name, 0, people).is_some_and(|read| read.id == person.id);
    if is_theirs { name } else { sign(person) }
}

/// How a mention of somebody stands in a text.
fn sign(person: &Person) -> String {
    let mut sign = String::from("@[");
    for letter in person.name.as_str().chars() {
        // Whatever Markdown would take for a mark.
        if letter.is_ascii_punctuation() && !matches!(letter, '.' | ',' | '-' | '\'') {
            sign.push('\\');
        }
        sign.push(letter);
    }
    sign.push_str("](");
    sign.push_str(&person.id.to_string());
    sign.push(')');
    sign
}

/// Who is meant by what stands there like [`sign`] writes it, and where it ends.
fn signed(text: &str, at: usize) -> Option<(UserId, usize)> {
    let name = at + 2;
    let mut escaped = false;
    let close = text[name..].find(|c: char| {
        let closes = c == ']' && !escaped;
        escaped = c == '\\' && !escaped;
        closes
    })?;
    let number = name + close + 2;
    let digits = text.get(number - 1..)?.strip_prefix('(')?.split_once(')')?.0;
    Some((digits.parse().ok()?, number + digits.len() + 1))
}

/// Whose name stands behind this `@`: the longest.
fn named<'p>(text: &str, at: usize, people: &'p [Person]) -> Option<&'p Person> {
    let rest = &text[at + 1..];
    let stands = |name: &str| {
        let there = rest.get(..name.len()).is_some_and(|there| there.eq_ignore_ascii_case(name));
        there && is_apart(text, at, at + 1 + name.len())
    };
    let named = people.iter().filter(|person| stands(person.name.as_str()));
    let person = named.max_by_key(|person| person.name.as_str().len())?;
    let alike = |other: &&Person| other.name.as_str().eq_ignore_ascii_case(person.name.as_str());
    (people.iter().filter(alike).count() == 1).then_some(person)
}

/// How many people are named in a text.
fn count(text: &str) -> usize {
    let mut many = 0;
    if let Ok(body) = Body::parse(text) {
        each(&Markup::of(&body).blocks, Quoted::Read, &mut |mention| {
            many += usize::from(mention.whom.person().is_some());
        });
    }
    many
}
