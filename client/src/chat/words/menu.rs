//! What the actions and the menu of a message say.

/// Opens the menu.
pub const MORE: &str = "More";

/// Puts the message's address on the clipboard.
pub const COPY_LINK: &str = "Copy link";

/// Puts the message's text on the clipboard.
pub const COPY_TEXT: &str = "Copy text";

/// Puts the message into the composer, as a quotation.
pub const QUOTE: &str = "Quote";

/// Takes a link to the message to another room.
pub const FORWARD: &str = "Forward";

/// The dialog in which that room is chosen.
pub const FORWARD_TO: &str = "Forward the link to";

/// Sets the room unread from this message on.
pub const MARK_UNREAD: &str = "Mark unread from here";

/// The room is unread again.
pub const MARKED_UNREAD: &str = "Marked unread. It stays so until you come back to this room.";

/// Why a room was not set unread.
pub fn not_marked_unread(why: &str) -> String {
    ["Not marked unread. ", why].concat()
}

/// The text is on the clipboard.
pub const TEXT_COPIED: &str = "The text of the message is copied.";

/// The browser gives the clipboard to secure pages only.
pub const TEXT_NOT_COPIED: &str = "This browser does not let the page copy.";

/// The address is on the clipboard.
pub const COPIED: &str = "The link to the message is copied.";

/// The browser gives the clipboard to secure pages only.
pub const NOT_COPIED: &str =
    "This browser does not let the page copy. The link is in the address bar.";

/// Why a message was not removed.
pub fn not_removed(why: &str) -> String {
    ["Not removed. ", why].concat()
}
