//! How far people have read in direct rooms, as the others there see it. It is told of the furthest
//! that a cursor ever stood: whoever sets theirs back does not take back that they have read. Who
//! does not let it be seen is not told of it either; and in rooms of any other kind nobody is.

use hark_protocol::{List, Receipt, Room, UserId};
use rusqlite::Connection;

use super::Txn;
use super::member::still;
use super::query::{all, int, one, room_id, run, seq, user_id};
use crate::store::{Membership, StoreError, Told};

/// How far the others in the member's direct room have read; `None` where it is none.
pub(in crate::store) fn in_room(
    conn: &Connection,
    member: &Membership,
) -> Result<Option<List<Receipt, { Room::MAX_DIRECT }>>, StoreError> {
    still(conn, member)?;
    let (room, user) = (int(member.room().0), int(member.user().0));
    let direct = "SELECT 1 FROM room WHERE id = ?1 AND direct IS NOT NULL";
    if one(conn, direct, [room], |_| Ok(()))?.is_none() {
        return Ok(None);
    }
    let receipts = all(
        conn,
        "SELECT m.person, max(m.read, m.reached) FROM member m JOIN person p ON p.id = m.person
         WHERE m.room = ?1 AND m.present = 1 AND m.person <> ?2 AND p.receipts = 1
           AND (SELECT receipts FROM person WHERE id = ?2) = 1
         ORDER BY m.person",
        (room, user),
        |row| Ok(Receipt { user: user_id(row, 0)?, read: seq(row, 1)? }),
    )?;
    Ok(Some(List::first_of(receipts)))
}

/// Whether this person lets it be seen how far they have read.
pub(in crate::store) fn lets_see(conn: &Connection, user: UserId) -> Result<bool, StoreError> {
    let query = "SELECT receipts FROM person WHERE id = ?1";
    one(conn, query, [int(user.0)], |row| Ok(row.get(0)?))?.ok_or(StoreError::NotFound)
}

/// Lets it be seen, or no more, and has everybody who shares a direct room look again.
pub(in crate::store) fn let_see(
    txn: &mut Txn<'_>,
    user: UserId,
    seen: bool,
) -> Result<(), StoreError> {
    let user = int(user.0);
    run(txn.conn, "UPDATE person SET receipts = ?2 WHERE id = ?1", (user, seen))?;
    let rooms = all(
        txn.conn,
        "SELECT r.id FROM member m JOIN room r ON r.id = m.room
         WHERE m.person = ?1 AND m.present = 1 AND r.direct IS NOT NULL",
        [user],
        |row| room_id(row, 0),
    )?;
    rooms.into_iter().for_each(|room| txn.tell(Told::Receipts { room }));
    Ok(())
}

/// A member has read further: where that may be seen, the others look again.
pub(super) fn moved(txn: &mut Txn<'_>, member: &Membership) -> Result<(), StoreError> {
    let seen = one(
        txn.conn,
        "SELECT 1 FROM room r, person p
         WHERE r.id = ?1 AND r.direct IS NOT NULL AND p.id = ?2 AND p.receipts = 1",
        (int(member.room().0), int(member.user().0)),
        |_| Ok(()),
    )?;
    if seen.is_some() {
        txn.tell(Told::Receipts { room: member.room() });
    }
    Ok(())
}
