//! What the map of the keys says.

pub const TITLE: &str = "Keyboard shortcuts";
pub const CLOSE: &str = "Close";

pub const COMMAND: &str = "Ctrl/⌘";
pub const SHIFT: &str = "Shift";

pub const ANYWHERE: &str = "Anywhere";
pub const ELSEWHERE: &str = "Where you do not write";
pub const TIMELINE: &str = "Among the messages";
pub const MESSAGE: &str = "On a message";
pub const COMPOSER: &str = "In the composer";
pub const WRITING: &str = "In what you write";
pub const EDITOR: &str = "While you change a message";

pub const SWITCH: &str = "Go to a room or a page";
pub const KEYS: &str = "Show these shortcuts";
pub const HIDE_PEOPLE: &str = "Hide who is here";
pub const NEWEST: &str = "Go to the newest message";
pub const MARK_UNREAD: &str = "Mark unread from here";
pub const SEND: &str = "Send";
pub const LINE: &str = "Begin a new line";
pub const EDIT_LAST: &str = "Change your last message, while the composer is empty";
pub const CLOSE_THREAD: &str = "Close the thread, while you write in it";
pub const STRONG: &str = "Bold";
pub const EMPHASIS: &str = "Italic";
pub const CODE: &str = "Code";
pub const SAVE: &str = "Save";
pub const LEAVE: &str = "Leave it as it was";
