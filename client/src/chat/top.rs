//! What stands above the rows of a timeline: the way to earlier ones, or the room's first words.

use hark_protocol::sync::RoomState;
use hark_protocol::{Access, EventKind, RoomId, Row, Seq, UserId};

use crate::words::direct::called;

/// What stands above the rows.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Top {
    /// There are rows before this one, which are fetched when they come near.
    Older(RoomId, Seq),
    /// The room's first words.
    Intro(Intro),
    /// Nothing.
    Empty,
}

/// The first words of a room.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Intro {
    /// The room's name.
    pub name: String,
    /// It is a direct room.
    pub direct: bool,
    /// Its topic, maybe empty.
    pub topic: String,
    /// Who made it.
    pub made_by: Option<String>,
    /// Nobody else is a member of this room.
    pub alone: Option<RoomId>,
}

/// What stands above this room's rows.
pub(super) fn top(state: &RoomState, me: UserId) -> Top {
    let Some(timeline) = state.timeline() else { return Top::Empty };
    let first = timeline.rows().next();
    let room = &state.summary().room;
    if let Some(first) = first.filter(|_| timeline.has_older()) {
        return Top::Older(room.id, first.seq());
    }
    let made_by = first.and_then(|row| match row {
        Row::Notice(notice) if matches!(notice.kind, EventKind::RoomCreated { .. }) => {
            Some(notice.actor.name.as_str().to_owned())
        }
        Row::Notice(_) | Row::Message(_) => None,
    });
    Top::Intro(Intro {
        name: called(room, me),
        direct: room.access == Access::Direct,
        topic: room.topic.as_str().to_owned(),
        made_by,
        alone: (state.member_count() == Some(1)).then_some(room.id),
    })
}
