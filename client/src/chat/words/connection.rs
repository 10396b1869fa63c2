//! What the chat page says of its connection.

use hark_protocol::sync::{Millis, Status, Stopped};

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
    /// A part that changes every second, which nobody wants read out.
    pub counting: String,
    /// What can be done.
    pub remedy: Remedy,
}

/// What the page says of its connection; `None` while all is well.
pub fn connection(status: Status, now: Millis) -> Option<ConnectionLine> {
    let mut counting = String::new();
    let (text, remedy) = match status {
        Status::Live => return None,
        Status::Connecting => ("Connecting…", Remedy::None),
        Status::Offline => (
            "You are offline. What you write is kept here and sent when you are back.",
            Remedy::None,
        ),
        Status::Waiting { until } => {
            let seconds = until.saturating_sub(now).div_ceil(1000).max(1).to_string();
            counting = [" in ", &seconds, " s · "].concat();
            ("Reconnecting", Remedy::TryNow)
        }
        Status::Stopped(Stopped::SignedOut) => {
            ("Your session has ended. What you wrote is kept here.", Remedy::SignIn)
        }
        Status::Stopped(Stopped::Banned) => {
            ("You can no longer use this server. Its owner can tell you why.", Remedy::None)
        }
        Status::Stopped(Stopped::TooOld) => {
            ("There is a newer version of this page. What you wrote is kept.", Remedy::Reload)
        }
        Status::Stopped(Stopped::Refused(_)) => {
            ("The server closed the connection for good. What you wrote is kept.", Remedy::Reload)
        }
    };
    Some(ConnectionLine { text, counting, remedy })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_counts_down_to_one() {
        let waiting = |until| connection(Status::Waiting { until }, 1000).unwrap();
        assert_eq!(waiting(4000).counting, " in 3 s · ");
        assert_eq!(waiting(3001).counting, " in 3 s · ");
        assert_eq!(waiting(500).counting, " in 1 s · ");
        assert_eq!(connection(Status::Live, 0), None);
    }
}
