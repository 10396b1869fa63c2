//! What a message said before it was changed, read from the events that said so.

use hark_protocol::{EventKind, List, PAGE_TEXT_BYTES, Seq, Timestamp, Version, Versions};
use rusqlite::Connection;

use super::log::decode;
use super::member::still;
use super::query::{int, one, seq, time};
use crate::store::{Membership, StoreError};

/// The texts of a message that stands, the newest first: all of them, or those before an event.
pub(in crate::store) fn versions(
    conn: &Connection,
    member: &Membership,
    target: Seq,
    before: Option<Seq>,
) -> Result<Versions, StoreError> {
    still(conn, member)?;
    let room = int(member.room().0);
    let standing = "SELECT 1 FROM timeline WHERE room = ?1 AND seq = ?2 AND body IS NOT NULL";
    one(conn, standing, (room, int(target.0)), |_| Ok(()))?.ok_or(StoreError::NotFound)?;
    let mut statement = conn.prepare_cached(
        "SELECT seq, at, payload FROM event WHERE room = ?1 AND edited = ?2 AND seq < ?3
         UNION ALL
         SELECT seq, at, payload FROM event WHERE room = ?1 AND seq = ?2 AND seq < ?3
         ORDER BY seq DESC LIMIT ?4",
    )?;
    let before = int(before.map_or(u64::MAX, |before| before.0));
    let mut rows = statement.query((room, int(target.0), before, Versions::MAX as i64 + 1))?;
    let (mut all, mut earlier, mut bytes) = (List::default(), false, 0);
    while let Some(row) = rows.next()? {
        let payload = row.get_ref(2)?;
        let payload = payload.as_blob().map_err(|_| StoreError::Corrupt("no payload"))?;
        let version = version(seq(row, 0)?, time(row, 1)?, decode(payload)?)?;
        bytes += version.body.as_str().len();
        let is_too_long = bytes > PAGE_TEXT_BYTES && !all.is_empty();
        if is_too_long || all.push(version).is_err() {
            earlier = true;
            break;
        }
    }
    Ok(Versions { all, earlier })
}

fn version(seq: Seq, at: Timestamp, kind: EventKind) -> Result<Version, StoreError> {
    let (EventKind::MessagePosted { body: Some(body), .. }
    | EventKind::ReplyPosted { body: Some(body), .. }
    | EventKind::MessageEdited { body: Some(body), .. }
    | EventKind::ReplyEdited { body: Some(body), .. }) = kind
    else {
        return Err(StoreError::Corrupt("a message without its text"));
    };
    Ok(Version { seq, at, body })
}
