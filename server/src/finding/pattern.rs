//! What a word or a phrase of a query matches: as an expression for the index, and as places in a
//! text. Both say the same of every text.

use std::ops::Range;

use hark_protocol::query::{Query, Term};

use super::indexed::{PIECE, push_pieces};
use super::words::{Word, Words};

/// What is looked for in texts.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Pattern {
    way: Way,
    /// Stands in the text as it was written, but for the case of ASCII letters. For signs, which
    /// words do not hold: `c++`, `->`.
    pub literal: Option<String>,
}

/// How words are compared.
#[derive(Clone, Debug, Eq, PartialEq)]
enum Way {
    /// Not at all: there are none.
    Nothing,
    /// A part of a word.
    Part(String),
    /// These words, one after the other.
    Words(Vec<String>),
    /// The same, but the last may go on.
    Start(Vec<String>),
}

impl Pattern {
    /// What this term looks for in a text; `None` where it looks elsewhere.
    pub fn of(term: &Term) -> Option<Self> {
        match term {
            Term::Word(word) => Some(Self::word(word)),
            Term::Phrase(phrase) => Some(Self::phrase(phrase)),
            Term::From(_)
            | Term::In(_)
            | Term::HasLink
            | Term::HasCode
            | Term::Before(_)
            | Term::After(_)
            | Term::IsUnread
            | Term::MentionsMe => None,
        }
    }

    /// What a query wants to see in a text.
    pub fn wanted(query: &Query) -> Vec<Self> {
        let wanted = query.clauses.iter().filter(|clause| !clause.negated);
        wanted.filter_map(|clause| Self::of(&clause.term)).collect()
    }

    /// A word, or what stands between two spaces.
    fn word(text: &str) -> Self {
        let words = Words::of(text).words;
        let letters: usize = words.iter().map(|word| word.text.chars().count()).sum();
        let has_signs = text.chars().any(|c| c.is_ascii_punctuation());
        let literal = (letters < PIECE && has_signs).then(|| text.to_owned());
        let way = match words.as_slice() {
            [] => Way::Nothing,
            [word] if !word.single && letters >= PIECE => Way::Part(word.text.clone()),
            [.., last] if !last.single && letters > 1 && literal.is_none() => {
                Way::Start(texts(words))
            }
            [..] => Way::Words(texts(words)),
        };
        Self::new(way, literal, text)
    }

    /// Words in this order.
    pub fn phrase(text: &str) -> Self {
        let words = texts(Words::of(text).words);
        let way = if words.is_empty() { Way::Nothing } else { Way::Words(words) };
        Self::new(way, None, text)
    }

    fn new(way: Way, literal: Option<String>, text: &str) -> Self {
        let literal = match way {
            Way::Nothing => Some(text.to_owned()),
            Way::Part(_) | Way::Words(_) | Way::Start(_) => literal,
        };
        Self { way, literal }
    }

    /// The expression in the language of FTS5, over the columns `words` and `pieces`. `None`: the
    /// index cannot tell. Words hold nothing that means something in that language.
    pub fn expression(&self) -> Option<String> {
        match &self.way {
            Way::Nothing => None,
            Way::Part(part) => {
                let mut pieces = String::new();
                push_pieces(&mut pieces, part);
                Some(if part.chars().count() > PIECE {
                    format!("(pieces : \"{pieces}\")")
                } else {
                    format!("(words : \"{part}\" OR pieces : \"{pieces}\")")
                })
            }
            Way::Words(words) => Some(format!("(words : \"{}\")", words.join(" "))),
            Way::Start(words) => Some(format!("(words : \"{}\" *)", words.join(" "))),
        }
    }

    /// Where it matches, as bytes of the text.
    pub(super) fn places(&self, text: &str, words: &Words) -> Vec<Range<usize>> {
        if let Some(literal) = &self.literal {
            let (text, literal) = (text.to_ascii_lowercase(), literal.to_ascii_lowercase());
            return text.match_indices(&literal).map(|(at, it)| at..at + it.len()).collect();
        }
        match &self.way {
            Way::Nothing => Vec::new(),
            Way::Part(part) => {
                words.words.iter().flat_map(|word| parts(words, word, part)).collect()
            }
            Way::Words(run) => runs(words, run, |word, asked| word == asked),
            Way::Start(run) => runs(words, run, |word, asked| word.starts_with(asked)),
        }
    }
}

fn texts(words: Vec<Word>) -> Vec<String> {
    words.into_iter().map(|word| word.text).collect()
}

/// Where a word holds this part.
fn parts(words: &Words, word: &Word, part: &str) -> Vec<Range<usize>> {
    let at = |(byte, it): (usize, &str)| {
        let first = word.letters.start + word.text[..byte].chars().count();
        words.bytes(first..first + it.chars().count())
    };
    word.text.match_indices(part).map(at).collect()
}

/// Where these words stand one after the other; the last is compared by `last`, and marked as far
/// as it was asked for.
fn runs(words: &Words, run: &[String], last: impl Fn(&str, &str) -> bool) -> Vec<Range<usize>> {
    let Some((end, before)) = run.split_last() else { return Vec::new() };
    let windows = words.words.windows(run.len());
    let found = windows.filter(|window| {
        let (word, rest) = window.split_last().expect("a run is not empty");
        last(&word.text, end) && rest.iter().map(|word| &word.text).eq(before)
    });
    found
        .map(|window| {
            let (first, word) = (&window[0], &window[window.len() - 1]);
            let end = word.letters.start + end.chars().count();
            words.bytes(first.letters.start..end)
        })
        .collect()
}

/// Those among these whose name was asked for: the ones who are called exactly so, else the ones in
/// whose name the words stand.
pub fn is_called<T>(all: Vec<(T, String)>, asked: &str) -> Vec<T> {
    let asked_words = texts(Words::of(asked).words);
    let mut exact = Vec::new();
    let mut partly = Vec::new();
    for (who, name) in all {
        let words = texts(Words::of(&name).words);
        if name == asked || (words == asked_words && !words.is_empty()) {
            exact.push(who);
        } else if !asked_words.is_empty()
            && words.windows(asked_words.len()).any(|run| run == asked_words)
        {
            partly.push(who);
        }
    }
    if exact.is_empty() { partly } else { exact }
}
