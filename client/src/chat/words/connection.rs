//! What the chat page says of its connection.

use hark_protocol::sync::{Millis, Status, Stopped};
use hark_words::connection::*;

/// What the line above the timeline offers to do.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Remedy {
    /// Nothing.
    None,
    /// Try to connect now.
    TryNow,
    /// Go and sign in.
    SignIn,
    /// Load the page again.
    Reload,
}

/// The line above the timeline.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ConnectionLine {
    /// What is the matter and what becomes of what was written.
    pub text: &'static str,
    /// The same counting down, for the eyes only: nobody wants that read out. May be empty.
    pub counting: String,
    /// What can be done.
    pub remedy: Remedy,
}

/// What the page says of its connection; `None` while all is well.
pub fn connection(status: Status, now: Millis) -> Option<ConnectionLine> {
    let mut counting = String::new();
    let (text, remedy) = match status {
        Status::Live => return None,
        Status::Slow => (slow(), Remedy::None),
        Status::Connecting => (connecting(), Remedy::None),
        Status::Offline => (offline(), Remedy::None),
        Status::Waiting { until } => {
            counting = waiting_seconds(until.saturating_sub(now).div_ceil(1000).max(1));
            (waiting(), Remedy::TryNow)
        }
        Status::Stopped(Stopped::SignedOut) => (signed_out(), Remedy::SignIn),
        Status::Stopped(Stopped::Banned) => (banned(), Remedy::None),
        Status::Stopped(Stopped::TooOld) => (too_old(), Remedy::Reload),
        Status::Stopped(Stopped::Refused(_)) => (refused(), Remedy::Reload),
    };
    Some(ConnectionLine { text, counting, remedy })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_counts_down_to_one() {
        let waiting = |until| connection(Status::Waiting { until }, 1000).unwrap();
        assert_eq!(waiting(4000).counting, "Reconnecting in 3 s");
        assert_eq!(waiting(3001).counting, "Reconnecting in 3 s");
        assert_eq!(waiting(500).counting, "Reconnecting in 1 s");
        assert_eq!(connection(Status::Live, 0), None);
    }
}
