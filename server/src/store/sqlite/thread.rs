//! Threads: what a reply does to the message it belongs to, and reading them. Who follows them is
//! in [`super::following`].

use hark_protocol::{
    HistoryFrom, List, Person, Replies, ReplyTo, RoomId, Row, Seq, ThreadPage, Timestamp,
};
use rusqlite::Connection;

use super::Txn;
use super::following;
use super::log::Place;
use super::member::still;
use super::page::{self, Of};
use super::query::{all, int, one, person, run, seq};
use crate::store::{Membership, StoreError};

/// Where a reply to this message stands: a reply to a reply goes to the same root. A message that
/// was removed has a thread as long as it was replied to before.
pub(super) fn place(conn: &Connection, room: RoomId, to: ReplyTo) -> Result<ReplyTo, StoreError> {
    let root = root_of(conn, room, to.root)?;
    let open = one(
        conn,
        "SELECT 1 FROM timeline
         WHERE room = ?1 AND seq = ?2 AND (body IS NOT NULL OR replied IS NOT NULL)",
        (int(room.0), int(root.0)),
        |_| Ok(()),
    )?;
    open.map(|()| ReplyTo { root, ..to }).ok_or(StoreError::NotFound)
}

/// A reply was posted here.
pub(super) fn replied(txn: &Txn<'_>, place: &Place, root: Seq) -> Result<(), StoreError> {
    run(
        txn.conn,
        "UPDATE timeline SET replies = replies + 1, reply_at = ?3, replied = ?4
         WHERE room = ?1 AND seq = ?2",
        (int(place.room.0), int(root.0), place.at.0, int(place.seq.0)),
    )?;
    Ok(())
}

/// A reply was removed by this event.
pub(super) fn removed(txn: &Txn<'_>, room: RoomId, root: Seq, by: Seq) -> Result<(), StoreError> {
    run(
        txn.conn,
        "UPDATE timeline SET replies = replies - 1, replied = ?3 WHERE room = ?1 AND seq = ?2",
        (int(room.0), int(root.0), int(by.0)),
    )?;
    Ok(())
}

/// A part of the thread that this message is the root of, or a reply in.
pub(in crate::store) fn thread(
    conn: &Connection,
    member: &Membership,
    message: Seq,
    from: HistoryFrom,
    limit: u16,
) -> Result<ThreadPage, StoreError> {
    still(conn, member)?;
    let room = member.room();
    let root = root_of(conn, room, message)?;
    let page = page::page(conn, room, Of::Thread(root), from, limit)?;
    match page::row(conn, room, root)? {
        Some(Row::Message(message)) => {
            Ok(ThreadPage { root: message, page, state: following::state(conn, member, root)? })
        }
        Some(Row::Notice(_)) | None => Err(StoreError::NotFound),
    }
}

/// The root of the thread that this message stands in, or would begin.
pub(super) fn root_of(conn: &Connection, room: RoomId, message: Seq) -> Result<Seq, StoreError> {
    one(
        conn,
        "SELECT coalesce(root, seq) FROM timeline
         WHERE room = ?1 AND seq = ?2 AND author IS NOT NULL",
        (int(room.0), int(message.0)),
        |row| seq(row, 0),
    )?
    .ok_or(StoreError::NotFound)
}

/// Gives the rows of a page the people who replied to them last.
pub(super) fn attach(conn: &Connection, room: RoomId, rows: &mut [Row]) -> Result<(), StoreError> {
    for row in rows {
        if let Row::Message(message) = row
            && message.replies.revision != Seq::ZERO
        {
            message.replies.people = List::first_of(last_people(conn, room, message.seq)?);
        }
    }
    Ok(())
}

fn last_people(conn: &Connection, room: RoomId, root: Seq) -> Result<Vec<Person>, StoreError> {
    all(
        conn,
        "SELECT p.id, p.name, p.picture FROM thread_person t JOIN person p ON p.id = t.person
         WHERE t.room = ?1 AND t.root = ?2 AND t.replied IS NOT NULL
         ORDER BY t.replied DESC LIMIT ?3",
        (int(room.0), int(root.0), Replies::MAX_PEOPLE as i64),
        |row| person(row, 0),
    )
}

/// What stands in the columns `replies`, `reply_at` and `replied`, from this one on. The people
/// come later.
pub(super) fn replies(row: &rusqlite::Row<'_>, from: usize) -> Result<Replies, StoreError> {
    let Some(replied) = row.get::<_, Option<i64>>(from + 2)? else {
        return Ok(Replies::default());
    };
    Ok(Replies {
        count: super::query::count(row, from)?,
        people: List::default(),
        newest_at: Timestamp(row.get::<_, Option<i64>>(from + 1)?.unwrap_or(0)),
        revision: Seq(replied.cast_unsigned()),
    })
}

/// What stands in the columns `root` and `aside`, from this one on.
pub(super) fn to(row: &rusqlite::Row<'_>, from: usize) -> Result<Option<ReplyTo>, StoreError> {
    let Some(root) = row.get::<_, Option<i64>>(from)? else { return Ok(None) };
    let aside: bool = row.get(from + 1)?;
    Ok(Some(ReplyTo { root: Seq(root.cast_unsigned()), in_room: !aside }))
}
