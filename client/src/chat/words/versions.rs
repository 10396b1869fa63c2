//! What the dialog says that shows what a message said before it was changed.

use hark_protocol::ErrorCode;
pub use hark_words::versions::*;

/// When a text was written, and whether it is the one that stands or the first one.
pub fn when(moment: &str, is_newest: bool, is_first: bool) -> String {
    match (is_newest, is_first) {
        (true, _) => now(moment),
        (false, true) => first(moment),
        (false, false) => moment.to_owned(),
    }
}

/// Why they are not shown.
pub fn failed(code: Option<ErrorCode>) -> String {
    not_read(super::not_done(code))
}
