//! What of a message goes into the index. The index knows no text, only these words: each word of
//! the text, and the three-letter pieces of the longer ones, by which parts of words are found.

use super::plain::Plain;
use super::words::Words;

/// The rules that texts are read, folded and cut by. When they change, this number is raised, and
/// every index is made anew: what is in it can be taken out again only by the rules it was put in
/// by.
pub const FOLDING: i64 = 3;

/// The letters of a piece.
pub(super) const PIECE: usize = 3;

/// Stands between the pieces of two words, so that no match goes over a gap. Pieces have three
/// letters and so are never this.
const GAP: &str = "0";

/// What the index holds of a message.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Indexed {
    /// Its words, with spaces between.
    pub words: String,
    /// The pieces of its words.
    pub pieces: String,
    /// There is a web address in it.
    pub has_link: bool,
    /// There is code in it.
    pub has_code: bool,
}

impl Indexed {
    /// What to put into the index for this message, or to take out again.
    pub fn of(body: &str) -> Self {
        let Plain { text, addresses, has_link, has_code } = Plain::of(body);
        let mut indexed = Self { has_link, has_code, ..Self::default() };
        let words = [text, addresses].map(|text| Words::of(&text).words);
        for word in words.into_iter().flatten() {
            push(&mut indexed.words, &word.text);
            // A word as long as a piece is found as a word.
            if !word.single && word.text.chars().count() > PIECE {
                push_pieces(&mut indexed.pieces, &word.text);
                push(&mut indexed.pieces, GAP);
            }
        }
        indexed
    }
}

/// Adds the pieces of a word: `tea`, `eap`, `apo`, `pot` of `teapot`.
pub(super) fn push_pieces(pieces: &mut String, word: &str) {
    let starts: Vec<usize> = word.char_indices().map(|(start, _)| start).collect();
    for (place, start) in starts.iter().enumerate() {
        let end = match starts.get(place + PIECE) {
            Some(end) => *end,
            None if place + PIECE == starts.len() => word.len(),
            None => break,
        };
        push(pieces, &word[*start..end]);
    }
}

fn push(list: &mut String, word: &str) {
    if !list.is_empty() {
        list.push(' ');
    }
    list.push_str(word);
}
