//! What people say of themselves. Whoever shares no room with them is not told.

use hark_protocol::{About, RoomId, Status, StatusText, Timestamp, UserId, ZoneName};
use rusqlite::{Connection, Row};

use super::Txn;
use super::query::{all, int, one, room_id, run, user_id};
use crate::store::{StoreError, Told};

/// What is said by those who share a room with this person, and by themselves; of more than fit
/// the first.
pub(in crate::store) fn around(
    conn: &Connection,
    user: UserId,
    now: Timestamp,
) -> Result<Vec<About>, StoreError> {
    all(
        conn,
        "SELECT p.id, p.status, p.status_until, p.zone FROM person p
         WHERE (p.status IS NOT NULL OR p.zone IS NOT NULL) AND (p.id = ?1 OR EXISTS (
             SELECT 1 FROM member mine
             JOIN member theirs ON theirs.room = mine.room AND theirs.person = p.id
             WHERE mine.person = ?1 AND mine.present = 1 AND theirs.present = 1))
         ORDER BY p.id LIMIT ?2",
        (int(user.0), About::MAX as i64),
        |row| about(row, now),
    )
}

/// What one person says.
pub(in crate::store) fn of(
    conn: &Connection,
    user: UserId,
    now: Timestamp,
) -> Result<About, StoreError> {
    let query = "SELECT id, status, status_until, zone FROM person WHERE id = ?1";
    one(conn, query, [int(user.0)], |row| about(row, now))?.ok_or(StoreError::NotFound)
}

/// Another status, or none.
pub(in crate::store) fn set_status(
    txn: &mut Txn<'_>,
    user: UserId,
    status: Option<&Status>,
) -> Result<(), StoreError> {
    let text = status.map(|status| status.text.as_str());
    let until = status.and_then(|status| status.until).map(|until| until.0);
    run(
        txn.conn,
        "UPDATE person SET status = ?2, status_until = ?3 WHERE id = ?1",
        (int(user.0), text, until),
    )?;
    tell_everywhere(txn, user)
}

/// Another time zone, or none.
pub(in crate::store) fn set_zone(
    txn: &mut Txn<'_>,
    user: UserId,
    zone: Option<&ZoneName>,
) -> Result<(), StoreError> {
    let zone = zone.map(ZoneName::as_str);
    run(txn.conn, "UPDATE person SET zone = ?2 WHERE id = ?1", (int(user.0), zone))?;
    tell_everywhere(txn, user)
}

/// Tells these rooms what a person says. Where it is nothing it is told, too: they may have heard
/// something else before.
pub(super) fn tell(txn: &mut Txn<'_>, user: UserId, rooms: Vec<RoomId>) -> Result<(), StoreError> {
    let about = of(txn.conn, user, txn.now)?;
    txn.tell(Told::About { about, rooms });
    Ok(())
}

fn tell_everywhere(txn: &mut Txn<'_>, user: UserId) -> Result<(), StoreError> {
    let rooms = all(
        txn.conn,
        "SELECT room FROM member WHERE person = ?1 AND present = 1",
        [int(user.0)],
        |row| room_id(row, 0),
    )?;
    tell(txn, user, rooms)
}

/// A status that has ended is none.
fn about(row: &Row<'_>, now: Timestamp) -> Result<About, StoreError> {
    let text: Option<String> = row.get(1)?;
    let until = row.get::<_, Option<i64>>(2)?.map(Timestamp);
    let text = text.map(|text| StatusText::parse(&text)).transpose();
    let text = text.map_err(|_| StoreError::Corrupt("a status"))?;
    let zone: Option<String> = row.get(3)?;
    let zone = zone.map(|zone| ZoneName::parse(&zone)).transpose();
    let said = About {
        user: user_id(row, 0)?,
        status: text.map(|text| Status { text, until }),
        zone: zone.map_err(|_| StoreError::Corrupt("a time zone"))?,
    };
    let status = said.status_at(now).cloned();
    Ok(About { status, ..said })
}
