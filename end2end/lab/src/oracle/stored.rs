//! What the disk holds, as SQL finds it.

use std::collections::BTreeMap;
use std::path::Path;

use hark_protocol::{EventKind, RoomId, Seq};
use rusqlite::{Connection, OpenFlags};

use crate::Failure;
use crate::report::Report;

/// One event of a room's log.
#[derive(Clone, Debug)]
pub struct StoredEvent {
    /// Its number.
    pub seq: u64,
    /// Its random bits.
    pub tag: u32,
    /// Its time, in milliseconds.
    pub at: i64,
    /// Who did it.
    pub actor: u64,
    /// What happened.
    pub kind: EventKind,
}

/// The logs of all rooms.
#[derive(Clone, Debug, Default)]
pub struct Stored {
    /// By room, in the order of the numbers.
    pub rooms: BTreeMap<u64, Vec<StoredEvent>>,
    /// The heads that the table of rooms names.
    heads: BTreeMap<u64, u64>,
    /// The messages, made once from the logs.
    messages: Vec<Posted>,
}

#[derive(Clone, Debug)]
struct Posted {
    room: u64,
    seq: u64,
    id: String,
    first_body: Option<String>,
}

/// A message in the log.
#[derive(Clone, Copy, Debug)]
pub struct StoredMessage<'a> {
    /// Its room.
    pub room: u64,
    /// Its number.
    pub seq: u64,
    /// The sender's id for it.
    pub id: &'a str,
    /// The text as first posted; `None`: taken out when the message was removed.
    pub first_body: Option<&'a str>,
}

impl Stored {
    /// Reads a database that a server may have open.
    pub fn read(database: &Path) -> Result<Self, Failure> {
        let failed = |error| Failure::of("reading the log", error);
        let conn = Connection::open_with_flags(
            database,
            OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )
        .map_err(failed)?;
        conn.execute_batch("PRAGMA busy_timeout=5000; BEGIN").map_err(failed)?;
        let mut stored = Self::default();
        let mut heads = conn.prepare("SELECT id, head FROM room").map_err(failed)?;
        let mut rows = heads.query([]).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            stored
                .heads
                .insert(number(row.get(0).map_err(failed)?), number(row.get(1).map_err(failed)?));
        }
        let sql = "SELECT room, seq, tag, at, actor, payload FROM event ORDER BY room, seq";
        let mut events = conn.prepare(sql).map_err(failed)?;
        let mut rows = events.query([]).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            let room = number(row.get(0).map_err(failed)?);
            let payload: Vec<u8> = row.get(5).map_err(failed)?;
            let kind = postcard::from_bytes(&payload)
                .map_err(|_| Failure(format!("an event of room {room} cannot be read")))?;
            let event = StoredEvent {
                seq: number(row.get(1).map_err(failed)?),
                tag: u32::try_from(row.get::<_, i64>(2).map_err(failed)?).unwrap_or_default(),
                at: row.get(3).map_err(failed)?,
                actor: number(row.get(4).map_err(failed)?),
                kind,
            };
            stored.note_message(room, &event);
            stored.rooms.entry(room).or_default().push(event);
        }
        Ok(stored)
    }

    /// SQLite's own word on whether the file is whole. Only while no server has it open.
    pub fn integrity(database: &Path) -> Result<String, Failure> {
        let failed = |error| Failure::of("checking the database", error);
        let conn = Connection::open(database).map_err(failed)?;
        conn.query_row("PRAGMA integrity_check", [], |row| row.get(0)).map_err(failed)
    }

    /// The page of the file in which a small table's rows stand. Only while no server has it open.
    pub fn page_of(database: &Path, table: &str) -> Result<u32, Failure> {
        let failed = |error| Failure::of("looking for a table", error);
        let conn = Connection::open(database).map_err(failed)?;
        let sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?1";
        conn.query_row(sql, [table], |row| row.get(0)).map_err(failed)
    }

    /// The last number of each room.
    pub fn heads(&self) -> impl Iterator<Item = (RoomId, Seq)> {
        self.heads.iter().map(|(room, head)| (RoomId(*room), Seq(*head)))
    }

    /// All messages of all rooms.
    pub fn messages(&self) -> impl Iterator<Item = StoredMessage<'_>> {
        self.messages.iter().map(|message| StoredMessage {
            room: message.room,
            seq: message.seq,
            id: &message.id,
            first_body: message.first_body.as_deref(),
        })
    }

    /// Holds each log to 1, 2, 3 and so on up to the head, with times that never decrease.
    pub fn hold_contiguous(&self, report: &mut Report) {
        for (room, head) in &self.heads {
            let events = self.rooms.get(room).map_or(&[][..], Vec::as_slice);
            for (expected, event) in (1..).zip(events) {
                if event.seq != expected {
                    report.gaps += 1;
                    report.problem(format!("room {room} has {} after {}", event.seq, expected - 1));
                    break;
                }
            }
            report.require(events.last().map_or(0, |event| event.seq) == *head, || {
                format!("room {room} has the head {head} and {} events", events.len())
            });
            let backwards = events.windows(2).find(|pair| pair[1].at < pair[0].at);
            report.require(backwards.is_none(), || {
                format!("the times of room {room} go back: {backwards:?}")
            });
        }
    }

    fn note_message(&mut self, room: u64, event: &StoredEvent) {
        if let EventKind::MessagePosted { client_message_id, body }
        | EventKind::ReplyPosted { client_message_id, body, .. } = &event.kind
        {
            self.messages.push(Posted {
                room,
                seq: event.seq,
                id: client_message_id.to_string(),
                first_body: body.as_ref().map(|body| body.as_str().to_owned()),
            });
        }
    }
}

fn number(value: i64) -> u64 {
    value.cast_unsigned()
}
