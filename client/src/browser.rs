//! The browser's half of the chat page. Absent on the server.

/// Brings the page to life.
pub fn hydrate() {}
