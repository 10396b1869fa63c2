//! How far what the viewer does to a message has come.

use hark_protocol::{Body, Seq};

use crate::chat::spot::Spot;

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

/// The messages being changed: hardly ever more than one or two at a time.
#[derive(Clone, Debug, Default)]
pub struct Changes(Vec<(Spot, Editing)>);

impl Changes {
    /// How far the change of the message that stands there has come.
    pub fn get(&self, spot: Spot) -> Option<&Editing> {
        self.0.iter().find(|(at, _)| *at == spot).map(|(_, change)| change)
    }

    /// Says how far it has come; `None`: there is none.
    pub fn set(&mut self, spot: Spot, change: Option<Editing>) {
        self.0.retain(|(at, _)| *at != spot);
        self.0.extend(change.map(|change| (spot, change)));
    }
}
