//! What a room's log says of its members: who they are, how many messages they have not read and
//! which of these mention them. Counted anew for each question, without the parser of messages.

use std::collections::{BTreeMap, BTreeSet};

use hark_protocol::sync::Counted;
use hark_protocol::{Body, EventKind, List, Person, Seq, UserId};

use super::Log;

impl Log {
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
                EventKind::MessagePosted { body, .. } | EventKind::ReplyPosted { body, .. } => {
                    texts.insert(seq, "");
                    (seq, body.as_ref())
                }
                EventKind::MessageEdited { target, body } => (*target, body.as_ref()),
                EventKind::MessageDeleted { target } | EventKind::ReplyRemoved { target, .. } => {
                    (*target, None)
                }
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
        Counted { read, unread: self.unread(user, read), mentions, as_of: self.head() }
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
