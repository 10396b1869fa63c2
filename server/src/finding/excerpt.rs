//! The part of a message that a search shows, cut from its plain text and marked by places in it.

use std::ops::Range;

use super::pattern::Pattern;
use super::plain::Plain;
use super::words::Words;

/// The most characters of an excerpt: three lines on a screen, eight on a phone.
const LENGTH: usize = 280;

/// Characters kept before the first match, so that it is read in its sentence.
const LEAD: usize = 60;

/// A part of a message.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Excerpt {
    /// There is more text before it.
    pub cut_before: bool,
    /// Its text, in pieces.
    pub pieces: Vec<Piece>,
    /// There is more text after it.
    pub cut_after: bool,
}

/// A piece of an excerpt.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// It is what was looked for.
    pub marked: bool,
}

/// The part of a message in which these are found first.
pub fn excerpt(body: &str, wanted: &[Pattern]) -> Excerpt {
    let text = &Plain::of(body).text;
    let words = Words::of(text);
    let places = wanted.iter().flat_map(|pattern| pattern.places(text, &words)).collect();
    let places = merged(places);
    let part = part(text, places.first().map_or(0, |first| first.start));
    Excerpt {
        cut_before: part.start > 0,
        pieces: pieces(text, &part, &places),
        cut_after: part.end < text.len(),
    }
}

/// In order, and those that touch as one.
fn merged(mut places: Vec<Range<usize>>) -> Vec<Range<usize>> {
    places.sort_by_key(|place| place.start);
    let mut merged: Vec<Range<usize>> = Vec::new();
    for place in places {
        match merged.last_mut() {
            Some(last) if place.start <= last.end => last.end = last.end.max(place.end),
            Some(_) | None => merged.push(place),
        }
    }
    merged
}

/// The bytes to show, so that this one is among them.
fn part(text: &str, at: usize) -> Range<usize> {
    let length = text.chars().count();
    if length <= LENGTH {
        return 0..text.len();
    }
    let before = text[..at].chars().count();
    let start = before.saturating_sub(LEAD).min(length - LENGTH);
    let byte = |number| text.char_indices().nth(number).map_or(text.len(), |(byte, _)| byte);
    let (mut start, mut end) = (byte(start), byte(start + LENGTH));
    // Not through the middle of a word, where there are spaces near.
    if start > 0
        && let Some(space) = text[start..at.max(start)].find(char::is_whitespace)
    {
        start += space;
        start += text[start..].len() - text[start..].trim_start().len();
    }
    if end < text.len()
        && let Some(space) = text[at.max(start)..end].rfind(char::is_whitespace)
        && space > 0
    {
        end = at.max(start) + space;
    }
    start..end
}

fn pieces(text: &str, part: &Range<usize>, places: &[Range<usize>]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = part.start;
    let mut push = |range: Range<usize>, marked| {
        if !range.is_empty() {
            pieces.push(Piece { text: text[range].to_owned(), marked });
        }
    };
    for place in places {
        let (start, end) = (place.start.clamp(at, part.end), place.end.clamp(at, part.end));
        push(at..start, false);
        push(start..end, true);
        at = end;
    }
    push(at..part.end, false);
    pieces
}
