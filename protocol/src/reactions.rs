//! What people think of a message, and how that changes with the events of its room.

use serde::{Deserialize, Serialize};

use crate::{Event, List, Person, Reaction, Seq, UserId};

/// The reactions to one message.
#[derive(Clone, Debug, Default, Eq, PartialEq, Deserialize, Serialize)]
pub struct Reactions {
    /// Each with its people, in the order in which they came up. One that all of its people took
    /// back is gone, and goes last when it comes up again.
    pub all: List<Reacted, { Reactions::MAX }>,
    /// The last event that changed them; [`Seq::ZERO`] where none did, and once the message was
    /// removed.
    pub revision: Seq,
}

/// One reaction and whose it is.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize, Serialize)]
pub struct Reacted {
    /// The reaction.
    pub reaction: Reaction,
    /// Whose, in the order in which they came, under the names they bear now; never nobody.
    pub people: List<Person, { Reacted::MAX_PEOPLE }>,
}

impl Reactions {
    /// Different reactions to a message at the most: two lines of them on a phone. The store
    /// refuses more.
    pub const MAX: usize = 20;

    /// Somebody reacts. Twice is as good as once.
    pub(crate) fn add(&mut self, reaction: &Reaction, person: &Person) {
        match self.all.iter_mut().find(|reacted| reacted.reaction == *reaction) {
            Some(reacted) if reacted.has(person.id) => {}
            // What the store refuses never comes as an event.
            Some(reacted) => _ = reacted.people.push(person.clone()),
            None => {
                let people = List::first_of([person.clone()]);
                _ = self.all.push(Reacted { reaction: reaction.clone(), people });
            }
        }
    }

    /// Somebody takes a reaction back.
    pub(crate) fn remove(&mut self, reaction: &Reaction, person: UserId) {
        if let Some(reacted) = self.all.iter_mut().find(|reacted| reacted.reaction == *reaction) {
            reacted.people.retain(|other| other.id != person);
        }
        self.all.retain(|reacted| !reacted.people.is_empty());
    }

    /// Somebody goes by another name or picture.
    pub(crate) fn renew(&mut self, event: &Event) {
        let people = self.all.iter_mut().flat_map(|reacted| reacted.people.iter_mut());
        people.for_each(|person| event.renew(person));
    }
}

impl Reacted {
    /// People with the same reaction to a message at the most, so that all of them can be named.
    /// The store refuses more.
    pub const MAX_PEOPLE: usize = 100;

    /// Whether this person is among them.
    pub fn has(&self, person: UserId) -> bool {
        self.people.iter().any(|other| other.id == person)
    }
}
