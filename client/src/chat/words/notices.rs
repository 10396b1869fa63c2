//! What a notice says happened in a room.

use hark_protocol::{EventKind, Notice};
use hark_words::notice as words;

/// What happened, without the final stop.
pub fn notice(notice: &Notice) -> String {
    let actor = notice.actor.name.as_str();
    match &notice.kind {
        EventKind::RoomCreated { .. } => words::room_created(actor),
        EventKind::MemberJoined { member } if member.id == notice.actor.id => {
            words::joined(member.name.as_str())
        }
        EventKind::MemberJoined { member } => words::added(actor, member.name.as_str()),
        EventKind::MemberLeft { member } if member.id == notice.actor.id => {
            words::left(member.name.as_str())
        }
        EventKind::MemberLeft { member } => words::removed(actor, member.name.as_str()),
        EventKind::MemberRenamed { name } => words::renamed(actor, name.as_str()),
        EventKind::RoomRenamed { name } => words::room_renamed(actor, name.as_str()),
        EventKind::TopicChanged { topic } if topic.as_str().is_empty() => {
            words::topic_removed(actor)
        }
        EventKind::TopicChanged { topic } => words::topic_changed(actor, topic.as_str()),
        EventKind::RoomArchived => words::archived(actor),
        EventKind::RoomUnarchived => words::unarchived(actor),
        EventKind::SlowModeChanged { seconds: 0 } => words::slow_off(actor),
        EventKind::SlowModeChanged { .. } => words::slow_on(actor),
        EventKind::DirectStarted { .. }
        | EventKind::MessagePosted { .. }
        | EventKind::MessageEdited { .. }
        | EventKind::ReplyEdited { .. }
        | EventKind::MessageDeleted { .. }
        | EventKind::ReactionAdded { .. }
        | EventKind::ReactionRemoved { .. }
        | EventKind::MessagePinned { .. }
        | EventKind::MessageUnpinned { .. }
        | EventKind::ReplyPosted { .. }
        | EventKind::ReplyRemoved { .. }
        | EventKind::PictureChanged { .. } => String::new(),
    }
}
