//! What a room's log holds.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{
    Access, Body, ClientMessageId, List, Person, PersonName, PictureId, Pinned, Reaction, ReplyTo,
    Room, RoomName, Seq, Tag, Timestamp, Topic, UserId,
};

/// One entry of a room's log.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize, Serialize)]
pub struct Event {
    /// Its number in the room.
    pub seq: Seq,
    /// Tells it apart from an event with the same number in another history.
    pub tag: Tag,
    /// When it was stored, for show.
    pub at: Timestamp,
    /// Who did it, under the name they bore then and with the picture they had.
    pub actor: Person,
    /// What happened. `None`: a kind this end does not know yet. It still counts as applied.
    #[serde(with = "known_or_none")]
    pub kind: Option<EventKind>,
}

impl Event {
    /// Gives the actor, if this person is that, the name or the picture they have from here on.
    pub fn renew(&self, person: &mut Person) {
        if person.id != self.actor.id {
        } else if let Some(EventKind::MemberRenamed { name }) = &self.kind {
            person.name = name.clone();
        } else if let Some(EventKind::PictureChanged { picture }) = &self.kind {
            person.picture = *picture;
        }
    }
}

/// What happened. Append-only.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize, Serialize)]
pub enum EventKind {
    /// The room was made. Event 1 of every room that is not direct.
    RoomCreated {
        /// Its first name.
        name: RoomName,
        /// Its first topic.
        topic: Topic,
        /// Who may join.
        access: Access,
    },
    /// Somebody posted a message.
    MessagePosted {
        /// The sender's idempotency key, by which the sender's own screens know it.
        client_message_id: ClientMessageId,
        /// The text as first posted; `None` once the message has been deleted.
        body: Option<Body>,
    },
    /// The author replaced a message's text.
    MessageEdited {
        /// The message.
        target: Seq,
        /// The new text; `None` once the message has been deleted.
        body: Option<Body>,
    },
    /// A message was removed, by its author or by somebody who looks after what is said. Happens at
    /// most once to a message.
    MessageDeleted {
        /// The message.
        target: Seq,
        /// Who wrote it.
        author: UserId,
    },
    /// A person became a member: by themselves where they are the actor, else by the actor.
    MemberJoined {
        /// The person.
        member: Person,
    },
    /// A person is no longer a member: by themselves where they are the actor.
    MemberLeft {
        /// The person.
        member: Person,
    },
    /// The actor goes by another name from here on.
    MemberRenamed {
        /// The new name.
        name: PersonName,
    },
    /// The room got another name.
    RoomRenamed {
        /// The new name.
        name: RoomName,
    },
    /// The room got another topic.
    TopicChanged {
        /// The new topic, maybe empty.
        topic: Topic,
    },
    /// The room can be read but no longer written.
    RoomArchived,
    /// The room can be written again.
    RoomUnarchived,
    /// The actor reacted to a message. Happens again only after they took it back.
    ReactionAdded {
        /// The message.
        target: Seq,
        /// What they think of it.
        reaction: Reaction,
    },
    /// The actor took their reaction to a message back.
    ReactionRemoved {
        /// The message.
        target: Seq,
        /// What they no longer say of it.
        reaction: Reaction,
    },
    /// A direct room was made. Event 1 of every direct room.
    DirectStarted {
        /// Its people for good, the actor too, by id.
        people: List<Person, { Room::MAX_DIRECT }>,
    },
    /// The actor pinned a message for everybody in the room. Happens again only after it was
    /// unpinned.
    MessagePinned {
        /// The message.
        target: Seq,
        /// What is shown of it; `None` once the message has been deleted.
        message: Option<Pinned>,
    },
    /// The actor took the pin off a message. One that is deleted loses it without this.
    MessageUnpinned {
        /// The message.
        target: Seq,
    },
    /// Somebody replied to a message.
    ReplyPosted {
        /// Where it stands.
        to: ReplyTo,
        /// The sender's idempotency key, by which the sender's own screens know it.
        client_message_id: ClientMessageId,
        /// The text as first posted; `None` once the reply has been removed.
        body: Option<Body>,
    },
    /// A reply was removed, as a message is. Happens at most once to a reply.
    ReplyRemoved {
        /// Where it stands.
        to: ReplyTo,
        /// The reply.
        target: Seq,
        /// Who wrote it.
        author: UserId,
    },
    /// The actor is shown with another picture from here on.
    PictureChanged {
        /// The new picture; `None`: they took theirs away.
        picture: Option<PictureId>,
    },
    /// The author replaced a reply's text.
    ReplyEdited {
        /// Where it stands.
        to: ReplyTo,
        /// The reply.
        target: Seq,
        /// The new text; `None` once the reply has been removed.
        body: Option<Body>,
    },
    /// How often a member may post is another from here on.
    SlowModeChanged {
        /// The seconds between two of their messages, as in [`Room::slow_seconds`].
        seconds: u32,
    },
}

impl EventKind {
    /// Whether it is a row of the room's timeline by itself. The others change another row, or are
    /// rows of a thread only.
    pub fn is_row(&self) -> bool {
        match self {
            Self::MessageEdited { .. }
            | Self::MessageDeleted { .. }
            | Self::ReactionAdded { .. }
            | Self::ReactionRemoved { .. }
            | Self::MessagePinned { .. }
            | Self::MessageUnpinned { .. }
            | Self::ReplyRemoved { .. }
            | Self::PictureChanged { .. }
            | Self::ReplyEdited { .. } => false,
            Self::ReplyPosted { to, .. } => to.in_room,
            Self::RoomCreated { .. }
            | Self::MessagePosted { .. }
            | Self::MemberJoined { .. }
            | Self::MemberLeft { .. }
            | Self::MemberRenamed { .. }
            | Self::RoomRenamed { .. }
            | Self::TopicChanged { .. }
            | Self::RoomArchived
            | Self::RoomUnarchived
            | Self::SlowModeChanged { .. }
            | Self::DirectStarted { .. } => true,
        }
    }
}

/// Writes the kind as a length and its bytes, so that a reader can step over one it does not know.
mod known_or_none {
    use super::*;

    pub(super) fn serialize<S: Serializer>(
        kind: &Option<EventKind>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        // No kind is empty, so that no bytes stand for one that was not known here either.
        let bytes = match kind {
            Some(kind) => postcard::to_stdvec(kind).map_err(serde::ser::Error::custom)?,
            None => Vec::new(),
        };
        serializer.serialize_bytes(&bytes)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<EventKind>, D::Error> {
        let bytes = <&[u8]>::deserialize(deserializer)?;
        Ok(match postcard::take_from_bytes(bytes) {
            Ok((kind, [])) => Some(kind),
            Ok(_) | Err(_) => None,
        })
    }
}
