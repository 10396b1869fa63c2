//! Reading the log: catching up, and where it stands.

use hark_protocol::{Cursor, Epoch, Event, ResetReason, RoomId, Seq, Tag};
use rusqlite::Connection;

use super::log::decode;
use super::member::still;
use super::query::{int, one, person, seq, time};
use crate::store::{Membership, Resume, StoreError};

/// More events than this are not worth sending one by one: a snapshot is smaller.
const RESUME_EVENTS: u64 = 500;

/// More bytes of events than this are not worth sending either.
const RESUME_BYTES: usize = 256 * 1024;

/// What a reader at this cursor needs.
pub(in crate::store) fn resume(
    conn: &Connection,
    epoch: Epoch,
    member: &Membership,
    cursor: Cursor,
) -> Result<Resume, StoreError> {
    still(conn, member)?;
    let room = member.room();
    let head = head(conn, epoch, room)?;
    if cursor.epoch != epoch
        || cursor.seq > head.seq
        || tag(conn, room, cursor.seq)? != Some(cursor.tag)
    {
        return Ok(Resume::Reset(ResetReason::OtherHistory));
    }
    if head.seq.0 - cursor.seq.0 > RESUME_EVENTS {
        return Ok(Resume::Reset(ResetReason::TooFarBehind));
    }
    let (events, more) = read(conn, room, cursor.seq, RESUME_EVENTS, RESUME_BYTES)?;
    Ok(if more { Resume::Reset(ResetReason::TooFarBehind) } else { Resume::Events(events) })
}

/// The events after this one, oldest first. Fewer than `limit` where they are long.
pub(in crate::store) fn after(
    conn: &Connection,
    room: RoomId,
    after: Seq,
    limit: u16,
) -> Result<Vec<Event>, StoreError> {
    let (events, _) = read(conn, room, after, u64::from(limit), RESUME_BYTES)?;
    Ok(events)
}

/// Where the room's log stands.
pub(in crate::store) fn head(
    conn: &Connection,
    epoch: Epoch,
    room: RoomId,
) -> Result<Cursor, StoreError> {
    one(conn, "SELECT head, head_tag FROM room WHERE id = ?1", [int(room.0)], |row| {
        Ok(Cursor { epoch, seq: seq(row, 0)?, tag: Tag(row.get(1)?) })
    })?
    .ok_or(StoreError::NotFound)
}

/// The tag of the event with this number; zero before the first.
fn tag(conn: &Connection, room: RoomId, at: Seq) -> Result<Option<Tag>, StoreError> {
    if at == Seq::ZERO {
        return Ok(Some(Tag(0)));
    }
    let ids = (int(room.0), int(at.0));
    one(conn, "SELECT tag FROM event WHERE room = ?1 AND seq = ?2", ids, |row| Ok(Tag(row.get(0)?)))
}

/// At most `limit` events and `bytes` of them, but at least one, and whether the bytes cut it
/// short.
fn read(
    conn: &Connection,
    room: RoomId,
    after: Seq,
    limit: u64,
    bytes: usize,
) -> Result<(Vec<Event>, bool), StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT seq, tag, at, actor, actor_name, actor_picture, payload FROM event
         WHERE room = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3",
    )?;
    let mut rows = statement.query((int(room.0), int(after.0), int(limit)))?;
    let mut events = Vec::new();
    let mut total = 0;
    while let Some(row) = rows.next()? {
        let payload = row.get_ref(6)?;
        let payload = payload.as_blob().map_err(|_| StoreError::Corrupt("no payload"))?;
        total += payload.len();
        if total > bytes && !events.is_empty() {
            return Ok((events, true));
        }
        events.push(Event {
            seq: seq(row, 0)?,
            tag: Tag(row.get(1)?),
            at: time(row, 2)?,
            actor: person(row, 3)?,
            kind: Some(decode(payload)?),
        });
    }
    Ok((events, false))
}
