//! Puts a message together. In its text, as `client/words/compiler/src/table.rs` writes it:
//!
//! - U+0001 and a letter stand for a variable, A for the first one;
//! - U+0002 and a letter begin a choice by a number, U+0005 ends it. Each variant is its key (a
//!   number, the first letter of a category, or nothing: all others), U+0003, its text, U+0004.

use std::str::Chars;

use crate::{Language, plural, spoken, text};

/// What a variable holds.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Given<'a> {
    /// Text, of people or put together before.
    Text(&'a str),
    /// A whole number, which is written in Western digits.
    Number(u64),
}

/// What can be counted in a sentence.
pub trait Count {
    /// How many.
    fn count(self) -> u64;
}

/// The message of this number with these variables.
#[inline(never)]
pub(crate) fn format(message: usize, given: &[Given<'_>]) -> String {
    put_together(spoken(), text(message), given)
}

fn put_together(language: Language, text: &'static str, given: &[Given<'_>]) -> String {
    let mut out = String::new();
    Reader { language, rest: text.chars(), given }.pieces(Some(&mut out));
    out
}

struct Reader<'a> {
    language: Language,
    rest: Chars<'static>,
    given: &'a [Given<'a>],
}

impl<'a> Reader<'a> {
    /// Reads to the end of a variant or of the text. Without `out`, passes over it.
    fn pieces(&mut self, mut out: Option<&mut String>) {
        while let Some(letter) = self.rest.next() {
            match letter {
                '\u{1}' => {
                    let given = self.variable();
                    if let Some(out) = &mut out {
                        write(self.language, given, out);
                    }
                }
                '\u{2}' => self.choice(out.as_deref_mut()),
                '\u{4}' => return,
                letter => {
                    if let Some(out) = &mut out {
                        out.push(letter);
                    }
                }
            }
        }
    }

    fn choice(&mut self, mut out: Option<&mut String>) {
        let number = match self.variable() {
            Given::Number(number) => number,
            Given::Text(_) => 0,
        };
        let (exactly, category) = (number.to_string(), plural::category(self.language, number));
        loop {
            let from = self.rest.as_str();
            let Some(end) = from.find(['\u{3}', '\u{5}']) else { return };
            let key = &from[..end];
            self.rest = from[end..].chars();
            if self.rest.next() == Some('\u{5}') {
                return;
            }
            let fits = key.is_empty() || key == exactly || key == category;
            // Only the first that fits is written.
            self.pieces(if fits { out.take() } else { None });
        }
    }

    /// What the variable holds whose letter comes next.
    fn variable(&mut self) -> Given<'a> {
        let at = self.rest.next().map_or(0, |letter| letter as usize - 'A' as usize);
        self.given.get(at).copied().unwrap_or(Given::Text(""))
    }
}

fn write(language: Language, given: Given<'_>, out: &mut String) {
    match given {
        Given::Number(number) => *out += &number.to_string(),
        Given::Text(text) => isolate(language, text, out),
    }
}

/// Writes text of people, kept apart from what stands around it where it could disturb that.
pub(crate) fn isolate(language: Language, text: &str, out: &mut String) {
    let foreign = is_foreign(language, text);
    out.extend(foreign.then_some(ISOLATE));
    *out += text;
    out.extend(foreign.then_some(END));
}

/// Begins text whose direction is that of its first letter, and is nobody else's (UAX 9, FSI).
const ISOLATE: char = '\u{2068}';
/// Ends it (PDI).
const END: char = '\u{2069}';

/// Whether text may disturb what stands around it: in a language that is written from left to right
/// only what is written from right to left does, in the others everything else does.
fn is_foreign(language: Language, text: &str) -> bool {
    text.chars().any(|letter| letter != ' ' && runs_left(letter) != language.is_right_to_left())
}

/// The scripts that are written from right to left, and the characters that turn text round.
fn runs_left(letter: char) -> bool {
    matches!(letter,
        '\u{590}'..='\u{8ff}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{fb1d}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefe}'
        | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}')
}

macro_rules! counts {
    ($($number:ty),*) => {$(
        impl Count for $number {
            fn count(self) -> u64 {
                self as u64
            }
        }
    )*};
}

counts!(u8, u32, u64, usize);

#[cfg(test)]
mod tests {
    use super::*;

    const EN: Language = Language::English;

    #[test]
    fn variables_and_numbers_are_put_in() {
        let given = [Given::Number(12), Given::Text("Ann")];
        assert_eq!(put_together(EN, "\u{1}B has \u{1}A", &given), "Ann has 12");
    }

    #[test]
    fn of_a_choice_the_first_that_fits_is_written() {
        let text = "\u{2}A7\u{3}seven\u{4}o\u{3}one \u{1}B\u{4}\u{3}\u{1}A\u{4}\u{5}, \u{1}B";
        let say = |n| put_together(EN, text, &[Given::Number(n), Given::Text("x")]);
        assert_eq!(say(7), "seven, x");
        assert_eq!(say(1), "one x, x");
        assert_eq!(say(17), "17, x");
        let inside = "\u{2}A\u{3}\u{2}B1\u{3}a\u{4}\u{3}b\u{4}\u{5}c\u{4}\u{5}d";
        let given = [Given::Number(0), Given::Number(1)];
        assert_eq!(put_together(EN, inside, &given), "acd");
    }

    #[test]
    fn names_of_another_direction_are_isolated() {
        let say = |name| put_together(EN, "\u{1}A: 3", &[Given::Text(name)]);
        assert_eq!(say("Ann"), "Ann: 3");
        assert_eq!(say("ليلى"), "\u{2068}ليلى\u{2069}: 3");
        assert_eq!(say("a\u{202e}b"), "\u{2068}a\u{202e}b\u{2069}: 3");
        let say = |name| put_together(Language::Arabic, "\u{1}A: 3", &[Given::Text(name)]);
        assert_eq!(say("ليلى حداد"), "ليلى حداد: 3");
        assert_eq!(say("Ann"), "\u{2068}Ann\u{2069}: 3");
        assert_eq!(say("14:05"), "\u{2068}14:05\u{2069}: 3");
    }
}
