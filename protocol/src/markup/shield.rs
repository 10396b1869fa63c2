//! What is done to a text before it is read as Markdown: what a chat does without is shielded, so
//! that the parser takes it for letters, and what Markdown would draw into a quote or a list
//! although it stands after it is parted from it.
//!
//! A shield is a control character that no [`Body`](crate::Body) holds; [`lift`] puts back what
//! stood there. It stands for one character, wherever that is, so nothing is lost in code either.

use std::borrow::Cow;

use super::address::{self, Piece};

/// What can be shielded, each by a control character of Latin-1 from [`FIRST`] on.
const SHIELDED: [char; 8] = ['*', '_', '~', '<', '&', ':', '-', '='];

/// Behind U+0085, which is a line break.
const FIRST: char = '\u{86}';

/// The text with all shields in place.
pub(super) fn raise(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut place = Place::Open;
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            out.push('\n');
        }
        let (ends, next) = place.step(line);
        if ends {
            out.push('\n');
        }
        place = next;
        raise_line(line, &mut out);
    }
    out
}

/// The text as it was written.
pub(super) fn lift(text: &str) -> Cow<'_, str> {
    let is_shield = |c: char| shielded_by(c).is_some();
    if !text.contains(is_shield) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| shielded_by(c).unwrap_or(c)).collect())
}

fn shielded_by(shield: char) -> Option<char> {
    let index = u32::from(shield).checked_sub(u32::from(FIRST))?;
    SHIELDED.get(index as usize).copied()
}

fn shield(c: char) -> char {
    let index = SHIELDED.iter().position(|shielded| *shielded == c);
    index.and_then(|index| char::from_u32(u32::from(FIRST) + index as u32)).unwrap_or(c)
}

fn raise_line(line: &str, out: &mut String) {
    if let Some(mark) = underline(line) {
        let (indent, rest) = line.split_at(line.len() - line.trim_start().len());
        out.push_str(indent);
        out.push(shield(mark));
        return out.push_str(&rest[1..]);
    }
    let pieces = address::pieces(line);
    for (index, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Text(text) => {
                raise_text(text, matches!(pieces.get(index + 1), Some(Piece::Link(_))), out);
            }
            // Emphasis does not begin in an address. Brackets and quotes may: it may stand in one.
            Piece::Link(link) => out.extend(link.chars().map(|c| match c {
                '*' | '_' | '~' | '&' => shield(c),
                c => c,
            })),
        }
    }
}

/// A line of only these would make a heading of the lines before it.
fn underline(line: &str) -> Option<char> {
    let line = line.trim();
    let mark = line.chars().next().filter(|mark| matches!(mark, '-' | '='))?;
    (line.len() > 1 && line.chars().all(|c| c == mark)).then_some(mark)
}

/// `before_address`: an address in pointed brackets may follow.
fn raise_text(text: &str, before_address: bool, out: &mut String) {
    let mut before = [' ', ' '];
    // Behind a backslash that is not itself behind one: Markdown takes that for a letter already.
    let mut escaped = false;
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        let next = letters.peek().copied();
        let shields = match c {
            // HTML, but not a link's `[text](<address>)`.
            '<' => before != [']', '('] && !(before_address && next.is_none()),
            // What HTML writes for a character that has no key.
            '&' => next.is_some_and(|next| next == '#' || next.is_ascii_alphabetic()),
            // What gives an address a name is not shown by Markdown.
            ':' => before[1] == ']',
            _ => false,
        };
        out.push(if shields && !escaped { shield(c) } else { c });
        escaped = c == '\\' && !escaped;
        before = [before[1], c];
    }
}

/// Where a line stands, as far as it decides whether the next one still belongs there.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Place {
    /// In nothing.
    Open,
    /// In a quote.
    Quote,
    /// In a list.
    List,
    /// In code that this mark ends, so many of it; in a quote or a list, or in nothing.
    Code { mark: char, count: usize, within: Within },
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Within {
    Nothing,
    Quote,
    List,
}

impl Place {
    /// Where this line stands, and whether it ends what the line before it stood in.
    fn step(self, line: &str) -> (bool, Self) {
        let content = line.trim_start();
        let quoted = content.starts_with('>');
        let flush = !line.starts_with([' ', '\t']) && !content.is_empty();
        if let Self::Code { mark, count, within } = self {
            let left = match within {
                Within::Nothing => false,
                Within::Quote => !quoted,
                Within::List => flush,
            };
            if !left {
                let ends = closes(strip(content).0, mark, count);
                return (false, if ends { within.place() } else { self });
            }
            // The code ended with what it stood in, which is no reason to part anything.
            return (false, Self::Open.step(line).1);
        }
        let (inner, listed) = strip(content);
        let within = match (quoted, listed || (self == Self::List && !flush)) {
            (true, _) => Within::Quote,
            (false, true) => Within::List,
            (false, false) => Within::Nothing,
        };
        let ends = match self {
            Self::Open | Self::Code { .. } => false,
            Self::Quote => !quoted && !content.is_empty(),
            Self::List => flush && within == Within::Nothing,
        };
        if let Some((mark, count)) = opens(inner) {
            return (ends, Self::Code { mark, count, within });
        }
        // A blank line does not end a list, but it does a quote.
        let blank_in_list = content.is_empty() && self == Self::List;
        (ends, if blank_in_list { Self::List } else { within.place() })
    }
}

impl Within {
    fn place(self) -> Place {
        match self {
            Self::Nothing => Place::Open,
            Self::Quote => Place::Quote,
            Self::List => Place::List,
        }
    }
}

/// What stands behind the marks of quotes and items, and whether an item begins.
fn strip(mut content: &str) -> (&str, bool) {
    let mut listed = false;
    loop {
        content = content.trim_start();
        if let Some(rest) = content.strip_prefix('>') {
            content = rest;
            continue;
        }
        let digits = content.bytes().take_while(u8::is_ascii_digit).count();
        let marks: &[char] = if digits == 0 { &['-', '*', '+'] } else { &['.', ')'] };
        let rest = content[digits..].strip_prefix(marks).filter(|_| digits < 10);
        match rest.filter(|rest| rest.is_empty() || rest.starts_with([' ', '\t'])) {
            Some(rest) => (content, listed) = (rest, true),
            None => return (content, listed),
        }
    }
}

fn opens(content: &str) -> Option<(char, usize)> {
    let mark = content.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let count = content.chars().take_while(|c| *c == mark).count();
    let told = mark == '`' && content[count..].contains('`');
    (count >= 3 && !told).then_some((mark, count))
}

fn closes(content: &str, mark: char, count: usize) -> bool {
    let marks = content.trim_end();
    marks.len() >= count && marks.chars().all(|c| c == mark)
}
