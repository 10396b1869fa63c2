//! What the page of searching says.

use hark_protocol::query::Why;
pub use hark_words::search::*;

/// What can be written, and what it finds.
pub fn examples() -> [(&'static str, &'static str); 9] {
    [
        ("pot", example_part()),
        ("\"green tea\"", example_phrase()),
        ("-coffee", example_not()),
        ("from:ann", example_from()),
        ("in:\"Coffee corner\"", example_in()),
        ("has:link has:code", example_has()),
        ("after:2026-01-31 before:2026-03-01", example_days()),
        ("is:unread", example_unread()),
        ("mentions:me", example_mentions()),
    ]
}

/// A part of the query was left out.
pub fn left_out(piece: &str, why: Why) -> String {
    match why {
        Why::Empty => left_out_empty(piece),
        Why::UnknownValue => left_out_unknown(piece),
        Why::NotADay => left_out_not_a_day(piece),
        Why::TooMuch => left_out_too_much(piece),
    }
}
