//! What a notice says happened in a room.

use hark_protocol::{EventKind, Notice};

/// What happened, without the final stop.
pub fn notice(notice: &Notice) -> String {
    let actor = notice.actor.name.as_str();
    match &notice.kind {
        EventKind::RoomCreated { .. } => [actor, " made this room"].concat(),
        EventKind::MemberJoined { member } if member.id == notice.actor.id => {
            [member.name.as_str(), " joined"].concat()
        }
        EventKind::MemberJoined { member } => [actor, " added ", member.name.as_str()].concat(),
        EventKind::MemberLeft { member } if member.id == notice.actor.id => {
            [member.name.as_str(), " left"].concat()
        }
        EventKind::MemberLeft { member } => [actor, " removed ", member.name.as_str()].concat(),
        EventKind::MemberRenamed { name } => [actor, " is now called ", name.as_str()].concat(),
        EventKind::RoomRenamed { name } => {
            [actor, " renamed the room to “", name.as_str(), "”"].concat()
        }
        EventKind::TopicChanged { topic } if topic.as_str().is_empty() => {
            [actor, " removed the topic"].concat()
        }
        EventKind::TopicChanged { topic } => {
            [actor, " changed the topic to “", topic.as_str(), "”"].concat()
        }
        EventKind::RoomArchived => [actor, " archived this room"].concat(),
        EventKind::RoomUnarchived => [actor, " opened this room again"].concat(),
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
