//! What a message has come to, and what a notice says.

use hark_protocol::{ErrorCode, Seq, Timestamp};

/// How far a message has come.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Delivery {
    /// The server has it.
    Stored,
    /// It is on its way.
    Pending,
    /// The server refused it.
    Failed(ErrorCode),
}

/// A notice as it is shown.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NoticeView {
    /// Its place in the log.
    pub seq: Seq,
    /// What happened.
    pub text: String,
    /// When.
    pub at: Timestamp,
    /// When, as `14:05`.
    pub time: String,
}
