//! The words in which the connection speaks to the page. No behavior.

/// Milliseconds on a clock that only moves forward (`performance.now()`, `Instant`).
pub type Millis = u64;

/// Numbers the sockets of one page: news of an older socket is ignored.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Generation(pub u32);

/// The states of a WebSocket, by the names and numbers of the WHATWG standard's `readyState`.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum ReadyState {
    /// Being opened.
    Connecting = 0,
    /// Open: the only state in which anything is sent.
    Open = 1,
    /// Being closed.
    Closing = 2,
    /// Closed, or never opened.
    #[default]
    Closed = 3,
}

/// What the page says of the connection.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Status {
    /// On the way to being live, for the first time or soon after a loss.
    Connecting,
    /// Everything that happens is on screen as it happens.
    Live,
    /// Likewise, but messages wait for a while already: they are more than the server takes of one
    /// person. They go out one by one.
    Slow,
    /// The browser has no network.
    Offline,
    /// The next try begins at this time.
    Waiting {
        /// When.
        until: Millis,
    },
    /// No further try will be made.
    Stopped(Stopped),
}

/// Why no further try is made.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Stopped {
    /// Signed out here or elsewhere, or the session ran out: sign in again.
    SignedOut,
    /// The person may no longer use this server.
    Banned,
    /// The server no longer speaks this page's version: load the page again.
    TooOld,
    /// The server asked the client to stop for another reason.
    Refused(u16),
}

/// What the server says of the session when a socket could not be opened. Browsers do not tell
/// why an upgrade failed, so the page asks `GET /api/session`.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum SessionCheck {
    /// The session is good: try again later.
    SignedIn,
    /// The session is good, and the server says when to try again: in so many milliseconds.
    Later(u32),
    /// There is no session.
    SignedOut,
    /// The server did not answer.
    Unreachable,
}
