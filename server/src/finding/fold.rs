//! Folding: letters that people take for the same become the same.

use unicode_normalization::char::{compose, decompose_compatible, is_combining_mark};

/// A folded letter, and where in the text it came from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Letter {
    pub(super) letter: char,
    /// The first byte of what became this letter.
    pub(super) start: usize,
    /// The byte after it, with the marks that were taken off.
    pub(super) end: usize,
}

/// The letters of a text.
pub(super) fn fold(text: &str) -> Vec<Letter> {
    let mut letters: Vec<Letter> = Vec::with_capacity(text.len());
    for (start, c) in text.char_indices() {
        let end = start + c.len_utf8();
        // Marks that stand for themselves belong to the letter before them.
        if is_dropped(c) {
            if let Some(last) = letters.last_mut().filter(|last| last.end == start) {
                last.end = end;
            }
            continue;
        }
        let mut push = |letter: char| join(&mut letters, Letter { letter, start, end });
        if stays_whole(c) {
            push(c);
        } else {
            decompose_compatible(c, |part| {
                if !is_dropped(part) {
                    part.to_lowercase().for_each(|part| alike(part, &mut push));
                }
            });
        }
    }
    letters
}

/// Adds a letter, or makes one of it and the one before: syllables of Hangul and voiced kana may be
/// written in parts.
fn join(letters: &mut Vec<Letter>, next: Letter) {
    let joins = matches!(next.letter, '\u{1161}'..='\u{1175}' | '\u{11a8}'..='\u{11c2}')
        || matches!(next.letter, '\u{3099}' | '\u{309a}');
    if joins
        && let Some(last) = letters.last_mut()
        && last.end <= next.start
        && let Some(whole) = compose(last.letter, next.letter)
    {
        *last = Letter { letter: whole, start: last.start, end: next.end };
    } else {
        letters.push(next);
    }
}

/// Letters that would lose what tells them apart if they were taken to pieces: syllables of Hangul,
/// kana, and the Cyrillic short i.
fn stays_whole(c: char) -> bool {
    matches!(c, '\u{ac00}'..='\u{d7a3}' | '\u{3040}'..='\u{30ff}' | 'й')
}

/// Accents of Latin, Greek and Cyrillic, vowel marks of Arabic and Hebrew, and what has no width.
/// Marks of other scripts are letters like any other.
fn is_dropped(c: char) -> bool {
    match c {
        '\u{300}'..='\u{36f}'
        | '\u{483}'..='\u{489}'
        | '\u{591}'..='\u{5c7}'
        | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}'
        | '\u{670}'
        | '\u{6d6}'..='\u{6ed}' => is_combining_mark(c),
        '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' => true,
        '\u{fe20}'..='\u{fe2f}' | '\u{fe00}'..='\u{fe0f}' => true,
        // The stretch of an Arabic word, soft hyphens, joiners and marks of direction.
        '\u{640}' | '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' => true,
        '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' => true,
        _ => false,
    }
}

/// Letters that Unicode does not take to pieces, but readers do.
fn alike(c: char, push: &mut impl FnMut(char)) {
    let one = match c {
        'ß' => return "ss".chars().for_each(push),
        'æ' => return "ae".chars().for_each(push),
        'œ' => return "oe".chars().for_each(push),
        'þ' => return "th".chars().for_each(push),
        'ł' => 'l',
        'ø' => 'o',
        'đ' | 'ð' => 'd',
        'ħ' => 'h',
        'ŧ' => 't',
        'ı' => 'i',
        'ς' => 'σ',
        // Alef in its other shapes, ta marbuta, alef maksura, and the Persian kaf and yeh.
        'ٱ' => 'ا',
        'ة' => 'ه',
        'ى' | 'ی' => 'ي',
        'ک' => 'ك',
        '٠'..='٩' => digit(c, '٠'),
        '۰'..='۹' => digit(c, '۰'),
        other => other,
    };
    push(one);
}

fn digit(c: char, zero: char) -> char {
    char::from_digit(u32::from(c) - u32::from(zero), 10).unwrap_or(c)
}
