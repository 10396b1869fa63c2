//! What a room's log says of its members: who they are, how many messages they have not read and
//! which of these mention them. Counted anew for each question, without the parser of messages.

use std::collections::{BTreeMap, BTreeSet};

use hark_protocol::sync::Counted;
use hark_protocol::{Body, EventKind, List, Person, Seq, UserId};

use super::serve::REFUSED;
use super::{Log, World};

impl Log {
    pub(crate) fn read(&self, user: UserId) -> Seq {
        self.reads.get(&user).copied().unwrap_or_default()
    }

    /// How often the cursor was set back.
    fn set_back(&self, user: UserId) -> u32 {
        self.set_backs.get(&user).copied().unwrap_or_default()
    }

    /// Somebody has read up to here, when the cursor had been set back so often.
    pub(crate) fn mark_read_at(&mut self, user: UserId, seq: Seq, set_back: u32) {
        if set_back == self.set_back(user) {
            let read = self.read(user).max(seq.min(self.head()));
            self.reads.insert(user, read);
        }
    }

    /// Somebody has read up to here, and knows how often the cursor was set back.
    pub(crate) fn mark_read(&mut self, user: UserId, seq: Seq) {
        self.mark_read_at(user, seq, self.set_back(user));
    }

    /// Sets the cursor to just before a message of the room. Says no where this is none.
    pub(crate) fn mark_unread(&mut self, user: UserId, target: Seq) -> bool {
        let is_one = |(seq, _, kind): (Seq, &Person, &EventKind)| {
            let is_message =
                matches!(kind, EventKind::MessagePosted { .. } | EventKind::ReplyPosted { .. });
            seq == target && is_message && kind.is_row()
        };
        let found = self.events().any(is_one);
        if found {
            self.reads.insert(user, Seq(target.0 - 1));
            *self.set_backs.entry(user).or_default() += 1;
        }
        found
    }

    /// Messages by others after this event that are not deleted.
    pub(crate) fn unread(&self, user: UserId, read: Seq) -> u32 {
        let others = self.events().filter(|(seq, actor, kind)| {
            let shown = match kind {
                EventKind::MessagePosted { .. } => true,
                EventKind::ReplyPosted { to, .. } => to.in_room,
                _ => false,
            };
            *seq > read && actor.id != user && shown
        });
        let deleted: BTreeSet<Seq> = self.deleted().collect();
        others.filter(|(seq, _, _)| !deleted.contains(seq)).count() as u32
    }

    /// Those of them whose text of now names the person or the room, as people write it here.
    fn mentions(&self, user: UserId, read: Seq) -> Vec<Seq> {
        let mut texts = BTreeMap::new();
        for (seq, actor, kind) in self.events() {
            let (target, body) = match kind {
                EventKind::MessagePosted { .. } | EventKind::ReplyPosted { .. }
                    if actor.id == user =>
                {
                    continue;
                }
                EventKind::ReplyPosted { to, .. } if !to.in_room => continue,
                EventKind::MessagePosted { body, .. } | EventKind::ReplyPosted { body, .. } => {
                    texts.insert(seq, "");
                    (seq, body.as_ref())
                }
                EventKind::MessageEdited { target, body }
                | EventKind::ReplyEdited { target, body, .. } => (*target, body.as_ref()),
                EventKind::MessageDeleted { target, .. }
                | EventKind::ReplyRemoved { target, .. } => (*target, None),
                _ => continue,
            };
            let text = texts.get_mut(&target);
            text.into_iter().for_each(|text| *text = body.map(Body::as_str).unwrap_or_default());
        }
        let name = format!("]({user})");
        let named = |text: &str| text.contains(&name) || text.contains("@room");
        let mentions = texts.into_iter().filter(|(seq, text)| *seq > read && named(text));
        mentions.map(|(seq, _)| seq).collect()
    }

    /// What the server tells of how far somebody has read.
    pub(crate) fn counted(&self, user: UserId) -> Counted {
        let read = self.read(user);
        self.counted_at(user, read)
    }

    /// The same if they had read up to here.
    pub(crate) fn counted_at(&self, user: UserId, read: Seq) -> Counted {
        let mentions = List::first_of(self.mentions(user, read));
        let (set_back, unread) = (self.set_back(user), self.unread(user, read));
        Counted { read, set_back, unread, mentions, as_of: self.head() }
    }

    /// The members by id, as they are called now.
    pub(super) fn named_members(&self) -> impl Iterator<Item = Person> {
        self.members.iter().map(|id| {
            let person = self.events().find_map(|(_, actor, kind)| match kind {
                EventKind::MemberJoined { member } if member.id == *id => Some(member),
                EventKind::DirectStarted { people } => people.iter().find(|one| one.id == *id),
                _ => Some(actor).filter(|actor| actor.id == *id),
            });
            self.today(person.expect("whoever is a member came"))
        })
    }
}

impl World {
    /// What somebody writes.
    pub(super) fn body(&mut self) -> Body {
        let text = match self.random.below(12) {
            0 => REFUSED.to_owned(),
            number @ ..4 => format!("Shall we meet at {number}, @[Ann](1)? ({})", self.typed),
            4 => format!("Lunch, @room? ({})", self.typed),
            number => format!("Shall we meet at {number}? ({})", self.typed),
        };
        Body::parse(&text).expect("a good text")
    }
}
