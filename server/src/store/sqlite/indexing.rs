//! Filling the index of what can be searched, behind the log: the writer does a little of it when
//! nothing else waits. Only texts go in that stand there now, and a text goes out in the same
//! transaction in which it is changed or removed.

use hark_protocol::{RoomId, Seq};
use rusqlite::Connection;

use super::query::{all, int, number, one, room_id, run, seq, text};
use crate::finding::{FOLDING, Indexed};
use crate::store::StoreError;

/// The most events of one step, and the most bytes of their texts: two milliseconds of work, which
/// is what a message that comes meanwhile waits at most.
const STEP_EVENTS: i64 = 64;
const STEP_BYTES: usize = 4096;

/// Bits of an id below the millisecond.
pub(super) const ID_BITS: u32 = 8;

/// The rooms whose log is ahead of the index. Where the rules of folding changed, the index is
/// emptied first, and that is all of them.
pub(super) fn behind(conn: &Connection) -> Result<Vec<RoomId>, StoreError> {
    let stale = one(
        conn,
        "SELECT 1 FROM search_cursor WHERE folding <> ?1 LIMIT 1",
        [FOLDING],
        |_| Ok(()),
    )?;
    if stale.is_some() {
        run(conn, "INSERT INTO search_index (search_index) VALUES ('delete-all')", [])?;
        run(conn, "DELETE FROM searchable", [])?;
        run(conn, "DELETE FROM search_cursor", [])?;
    }
    all(
        conn,
        "SELECT r.id FROM room r LEFT JOIN search_cursor c ON c.room = r.id
         WHERE r.head > coalesce(c.seq, 0)",
        [],
        |row| room_id(row, 0),
    )
}

/// Whether there is more of this room to take in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Rest {
    More,
    Done,
}

/// Takes in the next events of a room.
pub(super) fn step(conn: &Connection, room: RoomId) -> Result<Rest, StoreError> {
    let cursor =
        one(conn, "SELECT seq FROM search_cursor WHERE room = ?1", [int(room.0)], |row| {
            seq(row, 0)
        })?;
    let mut reached = cursor.unwrap_or_default();
    let events = next_events(conn, room, reached)?;
    let (mut rest, mut bytes) = (Rest::Done, 0);
    if events.len() as i64 == STEP_EVENTS {
        rest = Rest::More;
    }
    for event in events {
        if bytes >= STEP_BYTES {
            rest = Rest::More;
            break;
        }
        reached = event.seq;
        if let Some(message) = event.message {
            bytes += message.body.len();
            put_in(conn, room, &message)?;
        }
    }
    run(
        conn,
        "INSERT INTO search_cursor (room, seq, folding) VALUES (?1, ?2, ?3)
         ON CONFLICT (room) DO UPDATE SET seq = excluded.seq",
        (int(room.0), int(reached.0), FOLDING),
    )?;
    Ok(rest)
}

struct LogEvent {
    seq: Seq,
    /// What it posted or edited, as it stands now.
    message: Option<Standing>,
}

struct Standing {
    seq: Seq,
    at: i64,
    author: u64,
    body: String,
}

fn next_events(conn: &Connection, room: RoomId, after: Seq) -> Result<Vec<LogEvent>, StoreError> {
    all(
        conn,
        "SELECT e.seq, t.seq, t.at, t.author, t.body
         FROM event e
         LEFT JOIN timeline t ON t.room = e.room AND t.seq = coalesce(e.edited, e.seq)
              AND t.body IS NOT NULL
         WHERE e.room = ?1 AND e.seq > ?2
         ORDER BY e.seq LIMIT ?3",
        (int(room.0), int(after.0), STEP_EVENTS),
        |row| {
            let message = match row.get::<_, Option<i64>>(1)? {
                None => None,
                Some(_) => Some(Standing {
                    seq: seq(row, 1)?,
                    at: row.get(2)?,
                    author: number(row, 3)?,
                    body: text(row, 4)?.to_owned(),
                }),
            };
            Ok(LogEvent { seq: seq(row, 0)?, message })
        },
    )
}

/// Puts a message in, unless it is there: then its text is the one that stands.
fn put_in(conn: &Connection, room: RoomId, message: &Standing) -> Result<(), StoreError> {
    let key = (int(room.0), int(message.seq.0));
    let there = "SELECT 1 FROM searchable WHERE room = ?1 AND seq = ?2";
    if one(conn, there, key, |_| Ok(()))?.is_some() {
        return Ok(());
    }
    let id = free_id(conn, message.at)?;
    let indexed = Indexed::of(&message.body);
    run(
        conn,
        "INSERT INTO searchable (id, room, seq, author, has_link, has_code)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (id, key.0, key.1, int(message.author), indexed.has_link, indexed.has_code),
    )?;
    run(
        conn,
        "INSERT INTO search_index (rowid, words, pieces) VALUES (?1, ?2, ?3)",
        (id, &indexed.words, &indexed.pieces),
    )?;
    Ok(())
}

/// The first free id of this moment, or of the next that has one.
fn free_id(conn: &Connection, at: i64) -> Result<i64, StoreError> {
    let mut at = at;
    loop {
        let (first, last) = (at << ID_BITS, (at + 1) << ID_BITS);
        let taken = one(
            conn,
            "SELECT max(id) FROM searchable WHERE id >= ?1 AND id < ?2",
            (first, last),
            |row| Ok(row.get::<_, Option<i64>>(0)?),
        )?;
        match taken.flatten() {
            None => return Ok(first),
            Some(id) if id + 1 < last => return Ok(id + 1),
            Some(_) => at += 1,
        }
    }
}

/// Takes the text of a message out of the index, if it is in it. To be called before the text is
/// changed or removed, with the text as it stands.
pub(super) fn take_out(
    conn: &Connection,
    room: RoomId,
    target: Seq,
    body: &str,
) -> Result<(), StoreError> {
    let id = one(
        conn,
        "DELETE FROM searchable WHERE room = ?1 AND seq = ?2 RETURNING id",
        (int(room.0), int(target.0)),
        |row| Ok(row.get::<_, i64>(0)?),
    )?;
    let Some(id) = id else { return Ok(()) };
    let Indexed { words, pieces, has_link: _, has_code: _ } = Indexed::of(body);
    run(
        conn,
        "INSERT INTO search_index (search_index, rowid, words, pieces)
         VALUES ('delete', ?1, ?2, ?3)",
        (id, words, pieces),
    )?;
    Ok(())
}

#[cfg(test)]
mod tests;
