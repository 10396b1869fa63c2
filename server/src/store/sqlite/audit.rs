//! Appending to the audit log, in the transaction of what an entry tells of, and reading it.

use hark_protocol::{RoomId, UserId};
use rusqlite::{Connection, Row};

use super::query::{all, int, number, one, person, run, text, time};
use super::{Txn, right};
use crate::rights::Right;
use crate::store::{AuditEntry, AuditHash, AuditRow, Deed, Mandate, Store, StoreError};

/// Appends an entry.
pub(in crate::store) fn note(
    txn: &Txn<'_>,
    deed: Deed,
    actor: Option<UserId>,
    subject: Option<UserId>,
    room: Option<RoomId>,
    detail: &str,
) -> Result<(), StoreError> {
    let query = "SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1";
    let last = one(txn.conn, query, [], |row| Ok((number(row, 0)?, AuditHash(row.get(1)?))))?;
    let (last, before) = last.unwrap_or_default();
    let mut entry = AuditEntry {
        number: last + 1,
        at: txn.now,
        deed: deed.word().to_owned(),
        actor,
        subject,
        room,
        detail: detail.to_owned(),
        hash: before,
    };
    entry.hash = entry.hash_after(before);
    run(
        txn.conn,
        "INSERT INTO audit (number, at, deed, actor, subject, room, detail, hash)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        (
            int(entry.number),
            entry.at.0,
            &entry.deed,
            actor.map(|id| int(id.0)),
            subject.map(|id| int(id.0)),
            room.map(|id| int(id.0)),
            &entry.detail,
            entry.hash.0,
        ),
    )?;
    Ok(())
}

/// The newest entries before this number, newest first, and whether there are more.
pub(in crate::store) fn page(
    conn: &Connection,
    by: &Mandate,
    before: Option<u64>,
) -> Result<(Vec<AuditRow>, bool), StoreError> {
    right::holds(conn, by, Right::ReadAudit)?;
    let mut rows = all(
        conn,
        "SELECT l.number, l.at, l.deed, l.actor, l.subject, l.room, l.detail, l.hash,
                a.id, a.name, a.picture, s.id, s.name, s.picture
         FROM audit l
         LEFT JOIN person a ON a.id = l.actor LEFT JOIN person s ON s.id = l.subject
         WHERE l.number < ?1 ORDER BY l.number DESC LIMIT ?2",
        (int(before.unwrap_or(u64::MAX)), (Store::AUDIT_PAGE + 1) as i64),
        |row| {
            let named = |column| match row.get::<_, Option<i64>>(column)? {
                Some(_) => person(row, column).map(Some),
                None => Ok(None),
            };
            Ok(AuditRow { entry: entry(row)?, actor: named(8)?, subject: named(11)? })
        },
    )?;
    let more = rows.len() > Store::AUDIT_PAGE;
    rows.truncate(Store::AUDIT_PAGE);
    Ok((rows, more))
}

/// All entries, oldest first.
pub(in crate::store) fn all_entries(conn: &Connection) -> Result<Vec<AuditEntry>, StoreError> {
    all(
        conn,
        "SELECT number, at, deed, actor, subject, room, detail, hash FROM audit ORDER BY number",
        [],
        entry,
    )
}

/// What somebody has written there by hand may be anything: it is no entry of ours then, but it is
/// to be found.
fn entry(row: &Row<'_>) -> Result<AuditEntry, StoreError> {
    let id =
        |column| Ok::<_, StoreError>(row.get::<_, Option<i64>>(column)?.map(i64::cast_unsigned));
    Ok(AuditEntry {
        number: row.get::<_, i64>(0)?.cast_unsigned(),
        at: time(row, 1)?,
        deed: text(row, 2)?.to_owned(),
        actor: id(3)?.map(UserId),
        subject: id(4)?.map(UserId),
        room: id(5)?.map(RoomId),
        detail: text(row, 6)?.to_owned(),
        hash: AuditHash(row.get(7)?),
    })
}
