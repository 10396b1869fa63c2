//! Why a WebSocket was closed, beyond what RFC 6455 names.

/// Hark's close codes: 4000 to 4499 ask the client to come back, 4500 to 4999 ask it to stop.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[repr(u16)]
pub enum CloseCode {
    /// The person left the page or the tab (RFC 6455, 1000).
    Normal = 1000,
    /// A frame broke RFC 6455 (1002).
    ProtocolError = 1002,
    /// A text frame; Hark's are binary (1003).
    Unsupported = 1003,
    /// Text that is not UTF-8 (1007).
    BadText = 1007,
    /// A message was begun and not sent to its end in time (1008).
    Unfinished = 1008,
    /// Larger than [`crate::MAX_FRAME_BYTES`] (1009).
    TooBig = 1009,
    /// Something went wrong in the server (1011).
    Internal = 1011,
    /// The server is going down or coming back (1012).
    Restart = 1012,
    /// Too much is asked of the server just now (1013).
    Overloaded = 1013,
    /// Did not read what it was sent for too long.
    SlowReader = 4001,
    /// Nothing was heard from it for too long.
    NoHeartbeat = 4002,
    /// What this person may see changed; come back without cursors.
    StateChanged = 4004,
    /// Asked too much too fast.
    RateLimited = 4008,
    /// Not signed in.
    SignIn = 4500,
    /// The session was ended.
    SessionEnded = 4501,
    /// The person may no longer use this server.
    Banned = 4502,
    /// The client speaks a version the server no longer does.
    TooOld = 4503,
    /// The client does not keep to the protocol.
    Misuse = 4505,
}

impl CloseCode {
    const ALL: [Self; 18] = [
        Self::Normal,
        Self::ProtocolError,
        Self::Unsupported,
        Self::BadText,
        Self::Unfinished,
        Self::TooBig,
        Self::Internal,
        Self::Restart,
        Self::Overloaded,
        Self::SlowReader,
        Self::NoHeartbeat,
        Self::StateChanged,
        Self::RateLimited,
        Self::SignIn,
        Self::SessionEnded,
        Self::Banned,
        Self::TooOld,
        Self::Misuse,
    ];

    /// The number on the wire.
    pub fn code(self) -> u16 {
        self as u16
    }

    /// The code with this number, if it is one of ours.
    pub fn from_code(code: u16) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.code() == code)
    }

    /// Whether a client must not try again by itself. Unknown codes from 4500 on also stop.
    pub fn stops(code: u16) -> bool {
        (4500..5000).contains(&code)
    }
}
