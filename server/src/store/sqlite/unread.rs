//! How far people have read. Unread are the messages of others after the read cursor that were not
//! removed and do not stand in a thread only. Posting to the room moves the author's cursor, so
//! what stands after it is one's own only where the cursor was set back since.

use hark_protocol::Seq;
use hark_protocol::sync::Counted;

use super::Txn;
use super::mention::{self, mentions_column};
use super::query::{count, int, one, seq};
use super::receipt;
use crate::store::{Membership, StoreError, Told};

/// The count for member `m` of room `r`: all messages of the room, less those up to the cursor,
/// less the removed ones and one's own after it. Costs two look-ups, the few that were removed, and
/// what somebody reads again who set the cursor back, however long the room is. Left to itself,
/// SQLite walks all that is unread.
macro_rules! unread_column {
    () => {
        "r.messages
         - coalesce((SELECT t.messages FROM timeline t
                     WHERE t.room = m.room AND t.seq <= m.read
                     ORDER BY t.seq DESC LIMIT 1), 0)
         - (SELECT count(*) FROM timeline t INDEXED BY timeline_removed
            WHERE t.room = m.room AND t.seq > m.read
              AND t.author IS NOT NULL AND t.body IS NULL AND t.aside = 0)
         - (SELECT count(*) FROM timeline t
            WHERE t.room = m.room AND t.seq > m.read AND t.seq <= m.reached
              AND +t.author = m.person AND t.body IS NOT NULL AND t.aside = 0)"
    };
}
pub(super) use unread_column;

/// Moves the read cursor forward, no further than the room's last event; not for what was read
/// before it was last set back.
pub(in crate::store) fn mark_read(
    txn: &mut Txn<'_>,
    member: &Membership,
    to: Seq,
    set_back: u32,
) -> Result<(), StoreError> {
    let moved = one(
        txn.conn,
        "UPDATE member SET read = min(?3, (SELECT head FROM room WHERE id = ?1))
         WHERE room = ?1 AND person = ?2 AND present = 1 AND set_back = ?4
           AND read < min(?3, (SELECT head FROM room WHERE id = ?1))
         RETURNING 1",
        (int(member.room().0), int(member.user().0), int(to.0), set_back),
        |_| Ok(()),
    )?;
    if moved.is_none() {
        return Ok(());
    }
    tell(txn, member)?;
    receipt::moved(txn, member)
}

/// Sets the read cursor to just before a message of the room.
pub(in crate::store) fn mark_unread(
    txn: &mut Txn<'_>,
    member: &Membership,
    target: Seq,
) -> Result<(), StoreError> {
    let moved = one(
        txn.conn,
        "UPDATE member SET reached = max(reached, read), read = ?3 - 1, set_back = set_back + 1
         WHERE room = ?1 AND person = ?2 AND present = 1
           AND EXISTS (SELECT 1 FROM timeline t
                       WHERE t.room = ?1 AND t.seq = ?3 AND t.author IS NOT NULL AND t.aside = 0)
         RETURNING 1",
        (int(member.room().0), int(member.user().0), int(target.0)),
        |_| Ok(()),
    )?;
    moved.ok_or(StoreError::NotFound)?;
    tell(txn, member)
}

/// Tells the member where their cursor stands.
fn tell(txn: &mut Txn<'_>, member: &Membership) -> Result<(), StoreError> {
    let told = one(
        txn.conn,
        concat!(
            "SELECT m.read, ",
            unread_column!(),
            ", r.head, ",
            mentions_column!(),
            ", m.set_back FROM member m JOIN room r ON r.id = m.room
             WHERE m.room = ?1 AND m.person = ?2"
        ),
        (int(member.room().0), int(member.user().0)),
        |row| {
            Ok(Told::Read {
                user: member.user(),
                room: member.room(),
                counted: Counted {
                    read: seq(row, 0)?,
                    set_back: count(row, 4)?,
                    unread: count(row, 1)?,
                    mentions: mention::unread(row, 3)?,
                    as_of: seq(row, 2)?,
                },
            })
        },
    )?;
    txn.tell(told.ok_or(StoreError::NotFound)?);
    Ok(())
}
