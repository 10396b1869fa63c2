//! How far what the viewer does to a message has come.

use hark_protocol::{Body, Reaction, Seq};

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
pub struct Changes {
    messages: Vec<(Spot, Editing)>,
    reactions: Vec<(Seq, Reaction, bool)>,
}

impl Changes {
    /// How far the change of the message that stands there has come.
    pub fn get(&self, spot: Spot) -> Option<&Editing> {
        self.messages.iter().find(|(at, _)| *at == spot).map(|(_, change)| change)
    }

    /// Says how far it has come; `None`: there is none.
    pub fn set(&mut self, spot: Spot, change: Option<Editing>) {
        self.messages.retain(|(at, _)| *at != spot);
        self.messages.extend(change.map(|change| (spot, change)));
    }

    /// The viewer added this reaction to a message or took it back: that is shown before the room
    /// tells of it.
    pub fn react(&mut self, target: Seq, reaction: Reaction, mine: bool) {
        self.reactions.retain(|(at, other, _)| (*at, other) != (target, &reaction));
        self.reactions.push((target, reaction, mine));
    }

    /// The reactions to this message that the viewer added or took back, and which of the two.
    pub fn reactions(&self, target: Seq) -> impl Iterator<Item = (&Reaction, bool)> {
        let of_it = self.reactions.iter().filter(move |(at, _, _)| *at == target);
        of_it.map(|(_, reaction, mine)| (reaction, *mine))
    }

    /// Keeps of them only what is still to come.
    pub fn settle_reactions(&mut self, is_coming: impl Fn(Seq, &Reaction, bool) -> bool) {
        self.reactions.retain(|(target, reaction, mine)| is_coming(*target, reaction, *mine));
    }
}
