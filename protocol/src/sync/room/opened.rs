//! What is held of a room once it was opened, and how its events change it.

use crate::{Event, EventKind, List, Person, Pins, RoomSnapshot, Seq};

use super::super::Timeline;

#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Opened {
    pub(super) timeline: Timeline,
    /// The threads that were opened, the last one last.
    pub(super) threads: Vec<Timeline>,
    /// The room's last event that a page of a thread knew of.
    pub(super) ahead: Seq,
    pub(super) member_count: u32,
    pub(super) pins: Pins,
    pub(super) members: List<Person, { RoomSnapshot::MAX_MEMBERS }>,
}

impl Opened {
    pub(super) fn apply(&mut self, event: &Event) {
        self.timeline.apply(event);
        self.pins.apply(event);
        for thread in &mut self.threads {
            thread.apply(event);
        }
        match &event.kind {
            Some(EventKind::MemberJoined { member }) => {
                self.member_count += 1;
                self.join(member);
            }
            Some(EventKind::MemberLeft { member }) => {
                self.member_count = self.member_count.saturating_sub(1);
                self.members.retain(|other| other.id != member.id);
            }
            Some(EventKind::MemberRenamed { .. } | EventKind::PictureChanged { .. }) => {
                self.members.iter_mut().for_each(|member| event.renew(member));
            }
            Some(
                EventKind::RoomCreated { .. }
                | EventKind::MessagePosted { .. }
                | EventKind::MessageEdited { .. }
                | EventKind::ReplyEdited { .. }
                | EventKind::MessageDeleted { .. }
                | EventKind::RoomRenamed { .. }
                | EventKind::TopicChanged { .. }
                | EventKind::RoomArchived
                | EventKind::RoomUnarchived
                | EventKind::ReactionAdded { .. }
                | EventKind::ReactionRemoved { .. }
                | EventKind::MessagePinned { .. }
                | EventKind::MessageUnpinned { .. }
                | EventKind::ReplyPosted { .. }
                | EventKind::ReplyRemoved { .. }
                | EventKind::SlowModeChanged { .. }
                | EventKind::DirectStarted { .. },
            )
            | None => {}
        }
    }

    fn join(&mut self, member: &Person) {
        let mut members = std::mem::take(&mut self.members).into_vec();
        let at = members.partition_point(|other| other.id < member.id);
        members.insert(at, member.clone());
        self.members = List::first_of(members);
    }
}

pub(super) fn is_of(thread: &Timeline, root: Seq) -> bool {
    thread.root().is_some_and(|message| message.seq == root)
}
