//! What Hark's pages say, in every language they speak. The sentences stand in `en/`, `cs/` and so
//! on, one catalogue for the chat page and one for what only the server says; of each message
//! there is a function here, `threads::replies(3)` for `threads-replies`, which says it in the
//! language of the moment. No words of a view stand anywhere else.

mod language;
mod plural;
mod format;
mod listing;
#[cfg(feature = "embedded")]
mod embedded;
#[cfg(not(feature = "embedded"))]
mod installed;

pub use format::Count;
pub use language::Language;
pub use listing::list;

#[cfg(feature = "embedded")]
pub use embedded::{chat_words, speak};
#[cfg(feature = "embedded")]
use embedded::{spoken, text};
#[cfg(not(feature = "embedded"))]
pub use installed::install;
#[cfg(not(feature = "embedded"))]
use installed::{spoken, text};

use format::{Given, format};

include!(concat!(env!("OUT_DIR"), "/chat.rs"));
#[cfg(feature = "embedded")]
include!(concat!(env!("OUT_DIR"), "/pages.rs"));

/// The language of the moment: of the request that is answered, or of this page.
pub fn language() -> Language {
    spoken()
}
