//! How far what the viewer does to a message has come.

use hark_protocol::{Body, Seq};

/// How far the viewer's change of a message has come.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Editing {
    /// It is being written, from this text on; a former try failed for this reason.
    Writing(String, Option<&'static str>),
    /// It was sent when the message stood at this revision.
    Saving(Body, Seq),
    /// The message could not be removed, for this reason.
    NotRemoved(&'static str),
    /// What else was asked for it was not done, as a sentence.
    NotDone(String),
    /// A reaction could not be added or taken back, for this reason.
    NotReacted(&'static str),
}
