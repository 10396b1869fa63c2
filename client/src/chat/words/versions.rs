//! What the dialog says that shows what a message said before it was changed.

use hark_protocol::ErrorCode;

/// The dialog.
pub const TITLE: &str = "Versions of this message";

/// The mark of a message that was changed. It opens the dialog.
pub const EDITED: &str = "edited";

/// What that button is called.
pub const BUTTON: &str = "edited, show its versions";

/// While they are on their way.
pub const LOADING: &str = "Loading…";

/// Brings those before the ones shown.
pub const EARLIER: &str = "Earlier versions";

/// Leaves.
pub const CLOSE: &str = "Close";

/// When a text was written, and whether it is the one that stands or the first one.
pub fn when(moment: &str, is_newest: bool, is_first: bool) -> String {
    match (is_newest, is_first) {
        (true, _) => ["Now · ", moment].concat(),
        (false, true) => ["First · ", moment].concat(),
        (false, false) => moment.to_owned(),
    }
}

/// Why they are not shown.
pub fn failed(code: Option<ErrorCode>) -> String {
    ["The versions could not be read. ", super::not_done(code)].concat()
}
