//! Pinned messages.

use hark_protocol::{Body, EventKind, Excerpt, Pin, Pinned, Pins, RoomId, Seq};
use rusqlite::{Connection, Row};

use super::Txn;
use super::log::{When, append, encode};
use super::query::{all, int, number, one, person, run, seq, text, time};
use super::right;
use crate::rights::Right;
use crate::store::{Membership, StoreError};

/// Pins a message for everybody in the room.
pub(in crate::store) fn pin(
    txn: &mut Txn<'_>,
    by: &Membership,
    target: Seq,
) -> Result<(), StoreError> {
    let actor = right::actor(txn, by, Right::Write, When::Writable)?;
    let room = by.room();
    let place = (int(room.0), int(target.0));
    let message = one(
        txn.conn,
        "SELECT p.id, p.name, p.picture, t.at, t.body FROM timeline t JOIN person p ON p.id = t.author
         WHERE t.room = ?1 AND t.seq = ?2 AND t.body IS NOT NULL",
        place,
        |row| pinned(row, 0),
    )?
    .ok_or(StoreError::NotFound)?;
    let query = "SELECT 1 FROM pin WHERE room = ?1 AND target = ?2";
    if one(txn.conn, query, place, |_| Ok(()))?.is_some() {
        return Ok(());
    }
    let query = "SELECT count(*) FROM pin WHERE room = ?1";
    let pins = one(txn.conn, query, [int(room.0)], |row| number(row, 0))?;
    if pins.is_some_and(|pins| pins >= Pins::MAX as u64) {
        return Err(StoreError::LimitExceeded);
    }
    let kind = EventKind::MessagePinned { target, message: Some(message) };
    let seq = append(txn, room, &actor, kind, When::Writable)?;
    run(
        txn.conn,
        "INSERT INTO pin (room, target, seq) VALUES (?1, ?2, ?3)",
        (place.0, place.1, int(seq.0)),
    )?;
    Ok(())
}

/// Takes the pin off a message, whoever put it there.
pub(in crate::store) fn unpin(
    txn: &mut Txn<'_>,
    by: &Membership,
    target: Seq,
) -> Result<(), StoreError> {
    let actor = right::actor(txn, by, Right::Write, When::Writable)?;
    if take_off(txn, by.room(), target)? {
        let kind = EventKind::MessageUnpinned { target };
        append(txn, by.room(), &actor, kind, When::Writable)?;
    }
    Ok(())
}

/// A message was removed: its pin goes with it, and so do its words wherever a pin told them.
pub(super) fn forget(txn: &Txn<'_>, room: RoomId, target: Seq) -> Result<(), StoreError> {
    take_off(txn, room, target)?;
    let wordless = EventKind::MessagePinned { target, message: None };
    run(
        txn.conn,
        "UPDATE event SET payload = ?3 WHERE room = ?1 AND pinned = ?2",
        (int(room.0), int(target.0), encode(&wordless)),
    )?;
    Ok(())
}

/// The pinned messages of a room, the last pinned last.
pub(super) fn pins(conn: &Connection, room: RoomId) -> Result<Pins, StoreError> {
    let pins = all(
        conn,
        "SELECT n.target, a.id, a.name, a.picture, t.at, t.body, b.id, b.name, b.picture, e.at
         FROM pin n
         JOIN timeline t ON t.room = n.room AND t.seq = n.target
         JOIN person a ON a.id = t.author
         JOIN event e ON e.room = n.room AND e.seq = n.seq
         JOIN person b ON b.id = e.actor
         WHERE n.room = ?1 ORDER BY n.seq",
        [int(room.0)],
        |row| {
            let (target, message) = (seq(row, 0)?, pinned(row, 1)?);
            Ok(Pin { target, message, by: person(row, 6)?, at: time(row, 9)? })
        },
    )?;
    Ok(Pins::first_of(pins))
}

/// What a pin shows of a message: author, time and text stand in this column and those after it.
fn pinned(row: &Row<'_>, column: usize) -> Result<Pinned, StoreError> {
    let body = Body::parse(text(row, column + 4)?).map_err(|_| StoreError::Corrupt("a text"))?;
    let (author, at) = (person(row, column)?, time(row, column + 3)?);
    Ok(Pinned { author, at, text: Excerpt::of(&body) })
}

/// Says whether there was a pin.
fn take_off(txn: &Txn<'_>, room: RoomId, target: Seq) -> Result<bool, StoreError> {
    let place = (int(room.0), int(target.0));
    Ok(run(txn.conn, "DELETE FROM pin WHERE room = ?1 AND target = ?2", place)? > 0)
}
