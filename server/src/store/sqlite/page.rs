//! Parts of a timeline. Every page is a walk along the table's own order from one place, so the
//! first message of a long room costs what the newest does.

mod walk;
mod row;

use hark_protocol::{
    HistoryFrom, List, PAGE_TEXT_BYTES, Page, RoomId, Row, Seq, Timestamp, UserId,
};
use rusqlite::Connection;

use super::member::still;
use super::query::{int, one, seq, time};
use super::right;
use crate::rights::Right;
use crate::store::{Membership, StoreError};
pub(super) use walk::Of;
use walk::{Way, any, walk};

/// A page of the timeline, for a member.
pub(in crate::store) fn history(
    conn: &Connection,
    user: UserId,
    room: RoomId,
    from: HistoryFrom,
    limit: u16,
) -> Result<Page, StoreError> {
    right::in_room(conn, user, room, Right::Read)?;
    page(conn, room, Of::Room, from, limit)
}

/// A page of these rows.
pub(super) fn page(
    conn: &Connection,
    room: RoomId,
    of: Of,
    from: HistoryFrom,
    limit: u16,
) -> Result<Page, StoreError> {
    let limit = usize::from(limit).clamp(1, Page::MAX_ROWS);
    let head = one(conn, "SELECT head FROM room WHERE id = ?1", [int(room.0)], |row| seq(row, 0))?;
    let as_of = head.ok_or(StoreError::NotFound)?;
    let (rows, older, newer) = match from {
        HistoryFrom::Before(place) => {
            let (rows, older) = walk(conn, room, of, Way::Before(place), limit, PAGE_TEXT_BYTES)?;
            (rows, older, any(conn, room, of, Way::From(place))?)
        }
        HistoryFrom::After(place) => {
            let (rows, newer) = walk(conn, room, of, Way::After(place), limit, PAGE_TEXT_BYTES)?;
            (rows, any(conn, room, of, Way::UpTo(place))?, newer)
        }
        HistoryFrom::Around(place) => {
            let after = limit / 2;
            let half = PAGE_TEXT_BYTES / 2;
            let (mut rows, older) = walk(conn, room, of, Way::UpTo(place), limit - after, half)?;
            let (later, newer) = walk(conn, room, of, Way::After(place), after, half)?;
            rows.extend(later);
            (rows, older, newer)
        }
    };
    Ok(Page { rows: List::first_of(rows), older, newer, as_of })
}

/// The first row at this moment or after it. Times grow along the rows, so that it is found by
/// halving: a look-up for each doubling of the room's length.
pub(in crate::store) fn first_since(
    conn: &Connection,
    member: &Membership,
    moment: Timestamp,
) -> Result<Option<Seq>, StoreError> {
    still(conn, member)?;
    let room = int(member.room().0);
    let row_from = |place: Seq| {
        one(
            conn,
            "SELECT seq, at FROM timeline INDEXED BY timeline_shown
             WHERE room = ?1 AND aside = 0 AND seq >= ?2 ORDER BY seq LIMIT 1",
            (room, int(place.0)),
            |row| Ok((seq(row, 0)?, time(row, 1)?)),
        )
    };
    let head = one(conn, "SELECT head FROM room WHERE id = ?1", [room], |row| seq(row, 0))?;
    let (mut from, mut to) = (0, head.ok_or(StoreError::NotFound)?.0 + 1);
    while from < to {
        let middle = from + (to - from) / 2;
        match row_from(Seq(middle))? {
            Some((place, at)) if at < moment => from = place.0 + 1,
            Some(_) | None => to = middle,
        }
    }
    Ok(row_from(Seq(from))?.map(|(place, _)| place))
}

/// The newest rows, and whether there are older ones.
pub(super) fn newest(
    conn: &Connection,
    room: RoomId,
    limit: usize,
) -> Result<(Vec<Row>, bool), StoreError> {
    walk(conn, room, Of::Room, Way::Before(Seq(u64::MAX)), limit, PAGE_TEXT_BYTES)
}

/// The row of the room at this place.
pub(super) fn row(conn: &Connection, room: RoomId, place: Seq) -> Result<Option<Row>, StoreError> {
    let (rows, _) = walk(conn, room, Of::Room, Way::From(place), 1, PAGE_TEXT_BYTES)?;
    Ok(rows.into_iter().next().filter(|row| row.seq() == place))
}
