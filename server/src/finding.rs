//! What counts as the same text when somebody searches: how texts are folded, cut into words, put
//! into the index and marked where they match. Pure; the index itself is the store's.
//!
//! Both sides of a comparison come through here, so that a message is found by what it shows: in
//! any case, with or without accents and vowel marks, in wide letters or narrow ones, and in
//! scripts that put no spaces between words.

mod fold;
mod words;
mod plain;
mod indexed;
mod pattern;
mod excerpt;

pub use excerpt::{Excerpt, Piece, excerpt};
pub use indexed::{FOLDING, Indexed};
pub use pattern::{Pattern, is_called};

#[cfg(test)]
mod tests;
