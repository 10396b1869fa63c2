//! What the actions and the menu of a message say.

/// Opens the menu.
pub const MORE: &str = "More";

/// Puts the message's address on the clipboard.
pub const COPY_LINK: &str = "Copy link";

/// The address is on the clipboard.
pub const COPIED: &str = "The link to the message is copied.";

/// The browser gives the clipboard to secure pages only.
pub const NOT_COPIED: &str =
    "This browser does not let the page copy. The link is in the address bar.";

/// Why a message was not removed.
pub fn not_removed(why: &str) -> String {
    ["Not removed. ", why].concat()
}
