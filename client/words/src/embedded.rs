//! All languages at once, as the server needs them: the one of the moment is that of the request
//! which is answered.

use std::cell::Cell;
use std::sync::LazyLock;

use crate::Language;

macro_rules! table {
    ($language:literal, $part:literal) => {
        include_str!(concat!(env!("OUT_DIR"), "/", $language, ".", $part, ".txt"))
    };
}

thread_local! {
    static SPOKEN: Cell<Language> = const { Cell::new(Language::English) };
}

/// The messages of each language, by the order of [`Language::ALL`].
static MESSAGES: LazyLock<Vec<Vec<&'static str>>> = LazyLock::new(|| {
    let messages = |language| {
        let parts = [chat_words(language), page_words(language)];
        parts.into_iter().flat_map(|part| part.split('\0')).collect()
    };
    Language::ALL.into_iter().map(messages).collect()
});

/// What the chat page says in this language, as a page installs it.
pub fn chat_words(language: Language) -> &'static str {
    match language {
        Language::English => table!("en", "chat"),
        Language::Czech => table!("cs", "chat"),
        Language::Chinese => table!("zh", "chat"),
        Language::Arabic => table!("ar", "chat"),
    }
}

/// What only the server says.
fn page_words(language: Language) -> &'static str {
    match language {
        Language::English => table!("en", "pages"),
        Language::Czech => table!("cs", "pages"),
        Language::Chinese => table!("zh", "pages"),
        Language::Arabic => table!("ar", "pages"),
    }
}

/// Does something in this language. What is left of it for later, as of a future, is not.
pub fn speak<T>(language: Language, act: impl FnOnce() -> T) -> T {
    /// Also where `act` panics.
    struct Before(Language);
    impl Drop for Before {
        fn drop(&mut self) {
            SPOKEN.set(self.0);
        }
    }
    let _before = Before(SPOKEN.replace(language));
    act()
}

pub(crate) fn spoken() -> Language {
    SPOKEN.get()
}

pub(crate) fn text(message: usize) -> &'static str {
    MESSAGES[spoken() as usize][message]
}
