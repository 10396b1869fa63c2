//! How the state of the connection is shown.

use hark_protocol::sync::{Client, Millis, Status};

use super::{Screen, update};
use crate::chat::words;

impl Screen {
    /// Shows the state of the connection anew.
    pub fn show_status(&self, status: Status, now: Millis) {
        update(self.status, status_word(status));
        update(self.connection, words::connection(status, now));
    }

    /// Shows how slow the room in view is for the viewer, and what waits. Whether something does.
    pub fn show_slow(&self, client: &Client, now: Millis) -> bool {
        let open = client.open().filter(|room| !client.moderates(*room));
        let room = open.and_then(|room| client.room(room));
        let seconds = room.map_or(0, |state| state.summary().room.slow_seconds);
        let until = open.and_then(|room| client.slowed_until(room));
        update(self.slow, words::slow(seconds, until, now));
        until.is_some()
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
