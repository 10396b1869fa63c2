//! Cutting a text into words. Where a script puts no spaces between them, each character is one.

use std::ops::Range;

use super::fold::{Letter, fold};

/// A text and its words.
#[derive(Clone, Debug)]
pub(super) struct Words {
    pub(super) letters: Vec<Letter>,
    pub(super) words: Vec<Word>,
}

/// A word of a text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Word {
    /// Its letters, folded.
    pub(super) text: String,
    /// Which letters they are.
    pub(super) letters: Range<usize>,
    /// It is one character of a script without spaces, or a picture.
    pub(super) single: bool,
}

/// What a letter does to words.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Kind {
    /// It goes on with the word.
    Part,
    /// It is a word.
    Single,
    /// It stands between words.
    Between,
}

impl Words {
    /// The words of a text.
    pub(super) fn of(text: &str) -> Self {
        let letters = fold(text);
        let mut words: Vec<Word> = Vec::new();
        let mut before = Kind::Between;
        for (place, letter) in letters.iter().enumerate() {
            let kind = kind(letter.letter);
            match (kind, words.last_mut()) {
                (Kind::Between, _) => {}
                (Kind::Part, Some(word)) if before == Kind::Part => {
                    word.text.push(letter.letter);
                    word.letters.end = place + 1;
                }
                (Kind::Part | Kind::Single, _) => words.push(Word {
                    text: letter.letter.into(),
                    letters: place..place + 1,
                    single: kind == Kind::Single,
                }),
            }
            before = kind;
        }
        Self { letters, words }
    }

    /// The bytes of the text that these letters came from.
    pub(super) fn bytes(&self, letters: Range<usize>) -> Range<usize> {
        let end = letters.end.saturating_sub(1).max(letters.start);
        self.letters[letters.start].start..self.letters[end].end
    }
}

fn kind(c: char) -> Kind {
    if is_ideograph(c) || is_picture(c) {
        Kind::Single
    } else if c.is_alphanumeric() || joins(c) {
        Kind::Part
    } else {
        Kind::Between
    }
}

/// Han, kana, bopomofo and Hangul.
fn is_ideograph(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}'
        | '\u{3041}'..='\u{312f}' | '\u{3131}'..='\u{318e}' | '\u{31a0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{a960}'..='\u{a97f}'
        | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}'
    ) && c != '\u{30fb}'
}

/// Emoji, arrows and other signs that people look for as they look for a word.
fn is_picture(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

/// Marks that stand within words of Indic scripts and kill a vowel.
fn joins(c: char) -> bool {
    matches!(c,
        '\u{94d}' | '\u{9cd}' | '\u{a4d}' | '\u{acd}' | '\u{b4d}' | '\u{bcd}' | '\u{c4d}'
        | '\u{ccd}' | '\u{d4d}' | '\u{dca}' | '\u{e31}'..='\u{e4e}' | '\u{eb1}'..='\u{ecd}'
        | '\u{1039}' | '\u{103a}' | '\u{17d2}'
    )
}
