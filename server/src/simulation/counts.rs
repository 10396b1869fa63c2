//! What a room's log says of its people: who is in it, what they have not read, and which of these
//! messages mention them. Counted without the parser of messages.

use std::collections::{BTreeMap, BTreeSet};

use hark_protocol::{
    EventKind, List, Person, Pins, RoomId, RoomSnapshot, RoomSummary, Seq, UserId,
};

use super::log::Log;

impl Log {
    fn present(&self) -> BTreeSet<UserId> {
        let mut members = BTreeSet::new();
        for (_, actor, kind) in self.kinds() {
            match kind {
                EventKind::RoomCreated { .. } => _ = members.insert(actor),
                EventKind::DirectStarted { people } => members.extend(people.iter().map(|p| p.id)),
                EventKind::MemberJoined { member } => _ = members.insert(member.id),
                EventKind::MemberLeft { member } => _ = members.remove(&member.id),
                _ => {}
            }
        }
        members
    }

    /// How many are in the room, and who, by id.
    pub(crate) fn members(
        &self,
        today: &BTreeMap<UserId, Person>,
    ) -> (u32, List<Person, { RoomSnapshot::MAX_MEMBERS }>) {
        let members = self.present();
        let person = |id: &UserId| today[id].clone();
        (members.len() as u32, List::first_of(members.iter().map(person)))
    }

    /// What a screen says of a room beside its rows.
    pub(super) fn judge_about(
        &self,
        shown: (Option<u32>, &[Person], Option<&Pins>),
        today: &BTreeMap<UserId, Person>,
        (room, tab): (RoomId, usize),
    ) {
        let ((count, members), pins) = (self.members(today), self.pins(today));
        assert_eq!(shown, (Some(count), &*members, Some(&pins)), "room {room} on tab {tab}");
    }

    pub(super) fn unread(&self, user: UserId, read: Seq) -> u32 {
        let mut unread = BTreeSet::new();
        for (seq, actor, kind) in self.kinds().filter(|(seq, _, _)| *seq > read) {
            match kind {
                EventKind::MessagePosted { .. } if actor != user => _ = unread.insert(seq),
                EventKind::ReplyPosted { to, .. } if actor != user && to.in_room => {
                    unread.insert(seq);
                }
                EventKind::MessageDeleted { target, .. }
                | EventKind::ReplyRemoved { target, .. } => _ = unread.remove(target),
                _ => {}
            }
        }
        unread.len() as u32
    }

    /// The unread messages that mention this person, as people write it here.
    pub(super) fn mentions(
        &self,
        user: UserId,
        read: Seq,
    ) -> List<Seq, { RoomSummary::MAX_MENTIONS }> {
        let mut texts = BTreeMap::new();
        for (seq, actor, kind) in self.kinds() {
            match kind {
                EventKind::MessagePosted { .. } | EventKind::ReplyPosted { .. }
                    if actor == user => {}
                EventKind::MessageEdited { .. } | EventKind::ReplyEdited { .. }
                    if actor == user => {}
                EventKind::ReplyPosted { to, .. } | EventKind::ReplyEdited { to, .. }
                    if !to.in_room => {}
                EventKind::MessagePosted { body, .. } | EventKind::ReplyPosted { body, .. } => {
                    texts.insert(seq, body.clone());
                }
                EventKind::MessageEdited { target, body }
                | EventKind::ReplyEdited { target, body, .. } => {
                    texts.insert(*target, body.clone());
                }
                EventKind::MessageDeleted { target, .. }
                | EventKind::ReplyRemoved { target, .. } => _ = texts.remove(target),
                _ => {}
            }
        }
        let name = format!("]({user})");
        let named = |text: &str| text.contains(&name) || text.contains("@room");
        texts.retain(|seq, body| {
            *seq > read && body.as_ref().is_some_and(|body| named(body.as_str()))
        });
        List::first_of(texts.into_keys())
    }
}
