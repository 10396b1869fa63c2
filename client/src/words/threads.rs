//! What the page of threads says.

pub use hark_words::following::*;

/// More are many.
const COUNTED: u32 = 99;

/// `3 new`, or that there are many.
pub fn new(count: u32) -> String {
    if count > COUNTED { many().to_owned() } else { new_count(count) }
}

/// `3 new, with a mention of you`.
pub fn new_with_mention(count: u32) -> String {
    if count > COUNTED { many_and_mention().to_owned() } else { new_and_mention(count) }
}
