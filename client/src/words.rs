//! What the pages say, in English: short, in sentence case, without jargon. Shared by the server
//! and the browser, so that both say the same. What the chat page says is in `chat::words`.

pub mod entry;
pub mod rooms;
pub mod level;
pub mod notifications;
pub mod search;
pub mod threads;
pub mod direct;
pub mod account;
pub mod people;
pub mod problem;

/// The product's name.
pub const HARK: &str = "Hark";

/// Shown when the page's scripts could not be loaded.
pub const SCRIPTS_FAILED: &str =
    "You can read, but not chat: part of this page did not load. Load it again to retry.";
