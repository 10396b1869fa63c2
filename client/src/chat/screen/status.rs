//! How the state of the connection is shown.

use hark_protocol::sync::{Millis, Status};

use super::{Screen, update};
use crate::chat::words;

impl Screen {
    /// Shows the state of the connection anew.
    pub fn show_status(&self, status: Status, now: Millis) {
        update(self.status, status_word(status));
        update(self.connection, words::connection(status, now));
    }

    /// Says nothing of a connection that is on its way, for now.
    pub fn show_no_line(&self) {
        update(self.connection, None);
    }
}

fn status_word(status: Status) -> &'static str {
    match status {
        Status::Connecting => "connecting",
        Status::Live | Status::Slow => "live",
        Status::Offline => "offline",
        Status::Waiting { .. } => "waiting",
        Status::Stopped(_) => "stopped",
    }
}
