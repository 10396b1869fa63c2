//! Appending to a room's log: the only place where events come into being.

use hark_protocol::{Event, EventKind, Person, RoomId, Seq, Tag, Timestamp};

use super::Txn;
use super::query::{int, number, one, run, seq, time};
use crate::store::StoreError;

/// Whether an archived room takes the event.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum When {
    /// It does not: [`StoreError::RoomArchived`].
    Writable,
    /// It does: people still go and change their names.
    Always,
}

/// The next place in a room's log.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) room: RoomId,
    pub(super) seq: Seq,
    pub(super) tag: Tag,
    pub(super) at: Timestamp,
    /// How many messages the room has, this one included.
    pub(super) messages: u64,
}

/// Stores what happened as the room's next event, and tells it.
pub(super) fn append(
    txn: &mut Txn<'_>,
    room: RoomId,
    actor: &Person,
    kind: EventKind,
    when: When,
) -> Result<Seq, StoreError> {
    let place = take_place(txn, room, Adds::of(&kind), when)?;
    let is_row = kind.is_row();
    store(txn, &place, actor, kind)?;
    if is_row {
        run(
            txn.conn,
            "INSERT INTO timeline (room, seq, at, messages) VALUES (?1, ?2, ?3, ?4)",
            (int(room.0), int(place.seq.0), place.at.0, int(place.messages)),
        )?;
    }
    Ok(place.seq)
}

/// What an event adds to the count of messages.
#[derive(Clone, Copy, Debug)]
pub(super) enum Adds {
    Message = 1,
    Nothing = 0,
}

impl Adds {
    pub(super) fn of(kind: &EventKind) -> Self {
        match kind {
            EventKind::MessagePosted { .. } => Self::Message,
            EventKind::ReplyPosted { to, .. } if to.in_room => Self::Message,
            EventKind::RoomCreated { .. }
            | EventKind::MessageEdited { .. }
            | EventKind::MessageDeleted { .. }
            | EventKind::MemberJoined { .. }
            | EventKind::MemberLeft { .. }
            | EventKind::MemberRenamed { .. }
            | EventKind::RoomRenamed { .. }
            | EventKind::TopicChanged { .. }
            | EventKind::RoomArchived
            | EventKind::RoomUnarchived
            | EventKind::SlowModeChanged { .. }
            | EventKind::ReactionAdded { .. }
            | EventKind::ReactionRemoved { .. }
            | EventKind::ReplyPosted { .. }
            | EventKind::ReplyRemoved { .. }
            | EventKind::PictureChanged { .. }
            | EventKind::ReplyEdited { .. }
            | EventKind::DirectStarted { .. }
            | EventKind::MessagePinned { .. }
            | EventKind::MessageUnpinned { .. } => Self::Nothing,
        }
    }
}

/// Raises the room's head. What is stored at the place has to follow in the same job.
pub(super) fn take_place(
    txn: &Txn<'_>,
    room: RoomId,
    adds: Adds,
    when: When,
) -> Result<Place, StoreError> {
    let tag = getrandom::u32().map(Tag).map_err(|_| StoreError::NoRandomness)?;
    let taken = one(
        txn.conn,
        "UPDATE room
         SET head = head + 1, head_tag = ?2, head_at = max(?3, head_at + 1),
             messages = messages + ?4
         WHERE id = ?1
         RETURNING head, head_at, messages, archived_by IS NOT NULL",
        (int(room.0), tag.0, txn.now.0, adds as i64),
        |row| {
            let place = Place {
                room,
                seq: seq(row, 0)?,
                tag,
                at: time(row, 1)?,
                messages: number(row, 2)?,
            };
            Ok((place, row.get(3)?))
        },
    )?;
    let (place, archived) = taken.ok_or(StoreError::NotFound)?;
    match when {
        When::Writable if archived => Err(StoreError::RoomArchived),
        When::Writable | When::Always => Ok(place),
    }
}

/// Stores the event at its place, and tells it.
pub(super) fn store(
    txn: &mut Txn<'_>,
    place: &Place,
    actor: &Person,
    kind: EventKind,
) -> Result<(), StoreError> {
    let (edited, pinned) = about(&kind);
    run(
        txn.conn,
        "INSERT INTO event (room, seq, tag, at, actor, actor_name, actor_picture, edited,
                            pinned, payload)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        (
            int(place.room.0),
            int(place.seq.0),
            place.tag.0,
            place.at.0,
            int(actor.id.0),
            actor.name.as_str(),
            actor.picture.map(|picture| picture.0),
            edited.map(|target| int(target.0)),
            pinned.map(|target| int(target.0)),
            encode(&kind),
        ),
    )?;
    let event = Event {
        seq: place.seq,
        tag: place.tag,
        at: place.at,
        actor: actor.clone(),
        kind: Some(kind),
    };
    txn.tell_event(place.room, event);
    Ok(())
}

/// An event's payload.
pub(super) fn encode(kind: &EventKind) -> Vec<u8> {
    postcard::to_stdvec(kind).expect("kinds have no parts of unknown length")
}

/// What [`encode`] wrote. This store never holds a kind that its program does not know.
pub(super) fn decode(payload: &[u8]) -> Result<EventKind, StoreError> {
    match postcard::take_from_bytes(payload) {
        Ok((kind, [])) => Ok(kind),
        Ok(_) | Err(_) => Err(StoreError::Corrupt("an event's payload")),
    }
}

/// The message that an event edited, and the one that it pinned: it holds words of it.
fn about(kind: &EventKind) -> (Option<Seq>, Option<Seq>) {
    match kind {
        EventKind::MessageEdited { target, .. } | EventKind::ReplyEdited { target, .. } => {
            (Some(*target), None)
        }
        EventKind::MessagePinned { target, .. } => (None, Some(*target)),
        EventKind::RoomCreated { .. }
        | EventKind::MessagePosted { .. }
        | EventKind::MessageDeleted { .. }
        | EventKind::MemberJoined { .. }
        | EventKind::MemberLeft { .. }
        | EventKind::MemberRenamed { .. }
        | EventKind::RoomRenamed { .. }
        | EventKind::TopicChanged { .. }
        | EventKind::RoomArchived
        | EventKind::RoomUnarchived
        | EventKind::SlowModeChanged { .. }
        | EventKind::ReactionAdded { .. }
        | EventKind::ReactionRemoved { .. }
        | EventKind::ReplyPosted { .. }
        | EventKind::ReplyRemoved { .. }
        | EventKind::PictureChanged { .. }
        | EventKind::DirectStarted { .. }
        | EventKind::MessageUnpinned { .. } => (None, None),
    }
}
