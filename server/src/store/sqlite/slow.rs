//! Rooms that take one message of a member at a time, and what they wait for.

use super::Txn;
use super::query::{int, one, run, time};
use super::right;
use crate::rights::Right;
use crate::store::{Membership, StoreError};

/// Says that the member may post now: the room is not slow, or they moderate it, or they have
/// waited. [`StoreError::TooSoon`] with the time that is left.
pub(super) fn may(txn: &Txn<'_>, author: &Membership) -> Result<(), StoreError> {
    let (room, person) = (int(author.room().0), int(author.user().0));
    let found = one(
        txn.conn,
        "SELECT m.posted_at, r.slow FROM member m JOIN room r ON r.id = m.room
         WHERE m.room = ?1 AND m.person = ?2 AND r.slow > 0 AND m.posted_at IS NOT NULL",
        (room, person),
        |row| Ok((time(row, 0)?, row.get::<_, i64>(1)? * 1_000)),
    )?;
    let Some((posted_at, wait)) = found else { return Ok(()) };
    let left = posted_at.0.saturating_add(wait).saturating_sub(txn.now.0);
    // Where the clock was set back since, nobody knows how long they have waited: nobody waits.
    let is_over = left <= 0 || left > wait;
    if is_over || right::in_room(txn.conn, author.user(), author.room(), Right::Moderate).is_ok() {
        return Ok(());
    }
    Err(StoreError::TooSoon(u32::try_from(left).unwrap_or(u32::MAX)))
}

/// The member has posted now, in a thread alone; what is shown in the room says so with its cursor.
pub(super) fn posted(txn: &Txn<'_>, author: &Membership) -> Result<(), StoreError> {
    let query = "UPDATE member SET posted_at = ?3 WHERE room = ?1 AND person = ?2";
    run(txn.conn, query, (int(author.room().0), int(author.user().0), txn.now.0)).map(drop)
}
