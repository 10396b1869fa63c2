//! The limits a server holds its clients to, announced in the welcome.

use serde::{Deserialize, Serialize};

use crate::{Body, MAX_FRAME_BYTES, Page};

/// What a client must stay within. Each is exact: the limit itself is accepted.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Deserialize, Serialize)]
pub struct Limits {
    /// Largest frame, in bytes.
    pub frame_bytes: u32,
    /// Largest message text, in bytes of UTF-8.
    pub body_bytes: u32,
    /// Most rows in one page of history.
    pub page_rows: u32,
    /// Most posts, edits, deletes, reactions and pins of one connection that may wait for their
    /// reply.
    pub commands_in_flight: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            frame_bytes: MAX_FRAME_BYTES as u32,
            body_bytes: Body::MAX_BYTES as u32,
            page_rows: Page::MAX_ROWS as u32,
            commands_in_flight: 64,
        }
    }
}
