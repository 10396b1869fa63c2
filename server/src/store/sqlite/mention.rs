//! Whom messages mention: kept with their texts of now, so that unread mentions are a look-up.

use hark_protocol::markup::Mentions;
use hark_protocol::{List, RoomId, RoomSummary, Seq};
use rusqlite::Row;

use super::query::{int, run};
use super::{Txn, right};
use crate::rights::Right;
use crate::store::{Membership, StoreError};

/// The unread messages that mention member `m`, with commas between; [`unread`] reads it. What
/// stands in a thread only counts there.
macro_rules! mentions_column {
    () => {
        "(SELECT group_concat(seq) FROM (
             SELECT DISTINCT n.seq FROM mention n
             WHERE n.room = m.room AND n.person IN (m.person, 0) AND n.seq > m.read
               AND NOT EXISTS (SELECT 1 FROM timeline t WHERE t.room = n.room AND t.seq = n.seq
                               AND (t.author = m.person OR t.aside = 1))
             ORDER BY n.seq DESC LIMIT 100))"
    };
}
pub(super) use mentions_column;

const _: () = assert!(RoomSummary::MAX_MENTIONS == 100, "the limit of the statement");

/// What [`mentions_column`] says, in order.
pub(super) fn unread(
    row: &Row<'_>,
    column: usize,
) -> Result<List<Seq, { RoomSummary::MAX_MENTIONS }>, StoreError> {
    let list: Option<String> = row.get(column)?;
    let numbers = list.iter().flat_map(|list| list.split(',')).map(str::parse::<Seq>);
    let seqs: Result<Vec<Seq>, _> = numbers.collect();
    let mut seqs = seqs.map_err(|_| StoreError::Corrupt("a list of mentions"))?;
    seqs.sort_unstable();
    Ok(List::first_of(seqs))
}

/// Says that the author may mention these: not everybody calls a whole room.
pub(super) fn may(
    txn: &Txn<'_>,
    author: &Membership,
    mentions: &Mentions,
) -> Result<(), StoreError> {
    match mentions.room {
        true => right::in_room(txn.conn, author.user(), author.room(), Right::CallRoom),
        false => Ok(()),
    }
}

/// A message's text of now mentions these. Whoever is nobody here is left out.
pub(super) fn put(
    txn: &Txn<'_>,
    room: RoomId,
    seq: Seq,
    mentions: &Mentions,
) -> Result<(), StoreError> {
    let place = (int(room.0), int(seq.0));
    for person in &mentions.people {
        run(
            txn.conn,
            "INSERT INTO mention (room, person, seq) SELECT ?1, id, ?2 FROM person WHERE id = ?3",
            (place.0, place.1, int(person.0)),
        )?;
    }
    if mentions.room {
        run(txn.conn, "INSERT INTO mention (room, person, seq) VALUES (?1, 0, ?2)", place)?;
    }
    Ok(())
}

/// A message's text no longer stands.
pub(super) fn forget(txn: &Txn<'_>, room: RoomId, seq: Seq) -> Result<(), StoreError> {
    let place = (int(room.0), int(seq.0));
    run(txn.conn, "DELETE FROM mention WHERE room = ?1 AND seq = ?2", place)?;
    Ok(())
}
