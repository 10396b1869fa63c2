//! Of what members chose to be told in their rooms.

use hark_protocol::Level;
use rusqlite::Row;

use super::Txn;
use super::query::{int, run};
use crate::store::{Membership, StoreError, Told};

/// Keeps what the member chose, or that they no longer choose.
pub(in crate::store) fn choose(
    txn: &mut Txn<'_>,
    member: &Membership,
    chosen: Option<Level>,
) -> Result<(), StoreError> {
    let changed = run(
        txn.conn,
        "UPDATE member SET level = ?3
         WHERE room = ?1 AND person = ?2 AND present = 1 AND level IS NOT ?3",
        (int(member.room().0), int(member.user().0), chosen.map(word)),
    )?;
    if changed > 0 {
        txn.tell(Told::Level { user: member.user(), room: member.room(), chosen });
    }
    Ok(())
}

/// What stands in this column.
pub(super) fn level(row: &Row<'_>, column: usize) -> Result<Option<Level>, StoreError> {
    let found: Option<String> = row.get(column)?;
    let level = found.map(|found| {
        let level = Level::ALL.into_iter().find(|level| word(*level) == found);
        level.ok_or(StoreError::Corrupt("a level"))
    });
    level.transpose()
}

fn word(level: Level) -> &'static str {
    match level {
        Level::Everything => "everything",
        Level::Mentions => "mentions",
        Level::Nothing => "nothing",
        Level::Hidden => "hidden",
    }
}
