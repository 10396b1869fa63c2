//! The one language of a page in the browser, which is given to it before it is drawn.

use std::sync::OnceLock;

use crate::Language;

static SPOKEN: OnceLock<(Language, Vec<&'static str>)> = OnceLock::new();

/// From now on the page speaks this language, in the words that the server has for it. Done once.
pub fn install(language: Language, words: String) {
    let words: &'static str = words.leak();
    let _ = SPOKEN.set((language, words.split('\0').collect()));
}

pub(crate) fn spoken() -> Language {
    SPOKEN.get().map(|(language, _)| *language).unwrap_or_default()
}

#[inline(never)]
pub(crate) fn text(message: usize) -> &'static str {
    SPOKEN.get().and_then(|(_, words)| words.get(message).copied()).unwrap_or_default()
}
