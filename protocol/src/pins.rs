//! What a room keeps at hand: its pinned messages, and how they change with the events of the room.

use serde::{Deserialize, Serialize};

use crate::{Body, Event, EventKind, Excerpt, List, Person, Seq, Timestamp};

/// The pinned messages of a room, the last pinned last.
#[derive(Clone, Debug, Default, Eq, PartialEq, Deserialize, Serialize)]
pub struct Pins(List<Pin, { Pins::MAX }>);

/// A pinned message.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize, Serialize)]
pub struct Pin {
    /// The message's place in the room's log.
    pub target: Seq,
    /// What is shown of it.
    pub message: Pinned,
    /// Who pinned it, under the name they bear now.
    pub by: Person,
    /// When they did, for show.
    pub at: Timestamp,
}

/// What a list of pins shows of a message, wherever in the timeline that is.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize, Serialize)]
pub struct Pinned {
    /// Who wrote it, under the name they bear now.
    pub author: Person,
    /// When it was stored, for show.
    pub at: Timestamp,
    /// How its text begins now.
    pub text: Excerpt,
}

impl Pins {
    /// Pinned messages of a room at the most: more are no longer at hand. The store refuses more.
    pub const MAX: usize = 50;

    /// Those of a room, the last pinned last.
    pub fn first_of(pins: impl IntoIterator<Item = Pin>) -> Self {
        Self(List::first_of(pins))
    }

    /// Each, the last pinned last.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Pin> + ExactSizeIterator {
        self.0.iter()
    }

    /// The pin on this message, if there is one.
    pub fn of(&self, target: Seq) -> Option<&Pin> {
        self.iter().find(|pin| pin.target == target)
    }

    /// Takes in the next event of the room.
    pub(crate) fn apply(&mut self, event: &Event) {
        let Some(kind) = &event.kind else { return };
        match kind {
            EventKind::MessagePinned { target, message: Some(message) } => {
                let (target, message) = (*target, message.clone());
                // What the store refuses never comes as an event.
                _ = self.0.push(Pin { target, message, by: event.actor.clone(), at: event.at });
            }
            EventKind::MessageUnpinned { target }
            | EventKind::MessageDeleted { target, .. }
            | EventKind::ReplyRemoved { target, .. } => self.remove(*target),
            EventKind::MessageEdited { target, body: Some(body) }
            | EventKind::ReplyEdited { target, body: Some(body), .. } => self.edit(*target, body),
            EventKind::MemberRenamed { .. } | EventKind::PictureChanged { .. } => self.renew(event),
            // Of a message that was removed since, and so will be here.
            EventKind::MessagePinned { message: None, .. }
            | EventKind::MessageEdited { body: None, .. }
            | EventKind::ReplyEdited { body: None, .. }
            | EventKind::RoomCreated { .. }
            | EventKind::MessagePosted { .. }
            | EventKind::ReplyPosted { .. }
            | EventKind::MemberJoined { .. }
            | EventKind::MemberLeft { .. }
            | EventKind::RoomRenamed { .. }
            | EventKind::TopicChanged { .. }
            | EventKind::RoomArchived
            | EventKind::RoomUnarchived
            | EventKind::SlowModeChanged { .. }
            | EventKind::ReactionAdded { .. }
            | EventKind::ReactionRemoved { .. }
            | EventKind::DirectStarted { .. } => {}
        }
    }

    fn remove(&mut self, target: Seq) {
        self.0.retain(|pin| pin.target != target);
    }

    fn edit(&mut self, target: Seq, body: &Body) {
        if let Some(pin) = self.0.iter_mut().find(|pin| pin.target == target) {
            pin.message.text = Excerpt::of(body);
        }
    }

    fn renew(&mut self, event: &Event) {
        let people = self.0.iter_mut().flat_map(|pin| [&mut pin.by, &mut pin.message.author]);
        people.for_each(|person| event.renew(person));
    }
}
