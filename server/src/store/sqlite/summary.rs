//! Rooms as their members' sidebar shows them, and the first screen of a room.

use hark_protocol::{
    Cursor, Epoch, HistoryFrom, List, Page, RoomSnapshot, RoomSummary, Seq, Tag, UserId,
};
use rusqlite::{Connection, Row};

use super::level::level;
use super::member::first_members;
use super::mention::{self, mentions_column};
use super::page::{history, newest};
use super::pin::pins;
use super::query::{all, count, int, one, seq};
use super::room::{room, room_columns};
use super::unread::unread_column;
use crate::store::{Membership, StoreError};

macro_rules! summary_query {
    ($condition:literal) => {
        concat!(
            "SELECT ",
            room_columns!(),
            ", r.head, r.head_tag, m.read, ",
            unread_column!(),
            ", ",
            mentions_column!(),
            ", r.members, m.level, m.set_back
             FROM member m
             JOIN room r ON r.id = m.room
             LEFT JOIN person a ON a.id = r.archived_by
             WHERE m.person = ?1 AND m.present = 1",
            $condition
        )
    };
}

/// The rooms this person is a member of, by name.
pub(in crate::store) fn summaries(
    conn: &Connection,
    epoch: Epoch,
    user: UserId,
) -> Result<Vec<RoomSummary>, StoreError> {
    let mut rooms = all(conn, summary_query!(""), [int(user.0)], |row| read_summary(row, epoch))?;
    rooms.sort_by(|a, b| a.room.by_name(&b.room));
    Ok(rooms)
}

/// One of them.
pub(in crate::store) fn summary(
    conn: &Connection,
    epoch: Epoch,
    member: &Membership,
) -> Result<RoomSummary, StoreError> {
    let ids = (int(member.user().0), int(member.room().0));
    one(conn, summary_query!(" AND m.room = ?2"), ids, |row| read_summary(row, epoch))?
        .ok_or(StoreError::NotFound)
}

/// The room as it stands, with its newest rows.
pub(in crate::store) fn snapshot(
    conn: &Connection,
    epoch: Epoch,
    member: &Membership,
) -> Result<RoomSnapshot, StoreError> {
    let (rows, older) = newest(conn, member.room(), Page::FIRST_ROWS)?;
    with_rows(conn, epoch, member, Page { rows: List::first_of(rows), older, ..Page::default() })
}

/// The room as it stands, with the rows around one of them.
pub(in crate::store) fn snapshot_around(
    conn: &Connection,
    epoch: Epoch,
    member: &Membership,
    place: Seq,
) -> Result<RoomSnapshot, StoreError> {
    let page = history(
        conn,
        member.user(),
        member.room(),
        HistoryFrom::Around(place),
        Page::FIRST_ROWS as u16,
    )?;
    if page.rows.iter().all(|row| row.seq() != place) {
        return Err(StoreError::NotFound);
    }
    with_rows(conn, epoch, member, page)
}

fn with_rows(
    conn: &Connection,
    epoch: Epoch,
    member: &Membership,
    Page { rows, older, newer, as_of: _ }: Page,
) -> Result<RoomSnapshot, StoreError> {
    let ids = (int(member.user().0), int(member.room().0));
    let (summary, member_count) = one(conn, summary_query!(" AND m.room = ?2"), ids, |row| {
        Ok((read_summary(row, epoch)?, count(row, 14)?))
    })?
    .ok_or(StoreError::NotFound)?;
    let (room, pins) = (member.room(), pins(conn, member.room())?);
    let members = first_members(conn, room)?;
    Ok(RoomSnapshot { summary, member_count, members, rows, older, newer, pins })
}

fn read_summary(row: &Row<'_>, epoch: Epoch) -> Result<RoomSummary, StoreError> {
    Ok(RoomSummary {
        room: room(row)?,
        cursor: Cursor { epoch, seq: seq(row, 9)?, tag: Tag(row.get(10)?) },
        read: seq(row, 11)?,
        set_back: count(row, 16)?,
        unread: count(row, 12)?,
        mentions: mention::unread(row, 13)?,
        chosen_level: level(row, 15)?,
    })
}
