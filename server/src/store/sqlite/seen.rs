//! When people were connected last. It is written when the last connection of somebody ends. Where
//! the server was killed it could not be: then the last use of a session says it, to the minute.

use hark_protocol::{List, RoomSnapshot, Seen, Timestamp, UserId};
use rusqlite::Connection;

use super::Txn;
use super::member::still;
use super::query::{all, int, run, user_id};
use crate::store::{Membership, StoreError};

/// Somebody was connected until now.
pub(in crate::store) fn note(txn: &Txn<'_>, user: UserId) -> Result<(), StoreError> {
    run(txn.conn, "UPDATE person SET seen_at = ?2 WHERE id = ?1", (int(user.0), txn.now.0))?;
    Ok(())
}

/// When the members of a room were, by id; of more than fit the first.
pub(in crate::store) fn in_room(
    conn: &Connection,
    member: &Membership,
) -> Result<List<Seen, { RoomSnapshot::MAX_MEMBERS }>, StoreError> {
    still(conn, member)?;
    let seen = all(
        conn,
        "SELECT p.id, p.seen_at, (SELECT max(s.used_at) FROM session s WHERE s.person = p.id)
         FROM member m JOIN person p ON p.id = m.person
         WHERE m.room = ?1 AND m.present = 1 ORDER BY m.person LIMIT ?2",
        (int(member.room().0), RoomSnapshot::MAX_MEMBERS as i64),
        |row| {
            let (left, used): (Option<i64>, Option<i64>) = (row.get(1)?, row.get(2)?);
            Ok(Seen { user: user_id(row, 0)?, at: left.max(used).map(Timestamp) })
        },
    )?;
    Ok(List::first_of(seen))
}
