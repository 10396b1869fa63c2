//! Making rooms, changing them, and what their settings show.

use hark_protocol::{Access, EventKind, Room, RoomId, RoomName, Topic, UserId};
use rusqlite::{Connection, Row};

use super::log::{When, append};
use super::query::{all, count, int, number, one, person, room_id, run, text, time};
use super::{Txn, audit, direct, member, person as people, right};
use crate::rights::Right;
use crate::store::{Deed, Keeper, Mandate, Membership, RoomInfo, StoreError, Told};

/// Makes a room with its creator as its only member.
pub(in crate::store) fn create(
    txn: &mut Txn<'_>,
    creator: UserId,
    name: &RoomName,
    topic: &Topic,
    access: Access,
) -> Result<RoomId, StoreError> {
    right::on_server(txn.conn, creator, Right::MakeRooms)?;
    let creator = people::person(txn.conn, creator)?;
    let room = one(
        txn.conn,
        "INSERT INTO room (name, topic, access, created_by, created_at,
                           head, head_tag, head_at, messages, members)
         VALUES (?1, ?2, ?3, ?4, ?5, 0, 0, 0, 0, 0)
         RETURNING id",
        (name.as_str(), topic.as_str(), access_word(access), int(creator.id.0), txn.now.0),
        |row| room_id(row, 0),
    )?
    .ok_or(StoreError::Corrupt("a room without an id"))?;
    let kind = EventKind::RoomCreated { name: name.clone(), topic: topic.clone(), access };
    let seq = append(txn, room, &creator, kind, When::Writable)?;
    member::insert(txn, room, creator.id, seq)?;
    audit::note(txn, Deed::RoomMade, Some(creator.id), None, Some(room), "")?;
    txn.tell(Told::Joined { user: creator.id, room });
    Ok(room)
}

/// Gives the room another name.
pub(in crate::store) fn rename(
    txn: &mut Txn<'_>,
    by: &Membership,
    name: &RoomName,
) -> Result<(), StoreError> {
    let actor = right::actor(txn, by, Right::ShapeRoom, When::Writable)?;
    let changed = run(
        txn.conn,
        "UPDATE room SET name = ?2 WHERE id = ?1 AND name <> ?2",
        (int(by.room().0), name.as_str()),
    )?;
    if changed > 0 {
        let kind = EventKind::RoomRenamed { name: name.clone() };
        append(txn, by.room(), &actor, kind, When::Writable)?;
        audit::note(txn, Deed::RoomChanged, Some(actor.id), None, Some(by.room()), "name")?;
    }
    Ok(())
}

/// Gives the room another topic.
pub(in crate::store) fn set_topic(
    txn: &mut Txn<'_>,
    by: &Membership,
    topic: &Topic,
) -> Result<(), StoreError> {
    let actor = right::actor(txn, by, Right::ShapeRoom, When::Writable)?;
    let changed = run(
        txn.conn,
        "UPDATE room SET topic = ?2 WHERE id = ?1 AND topic <> ?2",
        (int(by.room().0), topic.as_str()),
    )?;
    if changed > 0 {
        let kind = EventKind::TopicChanged { topic: topic.clone() };
        append(txn, by.room(), &actor, kind, When::Writable)?;
        audit::note(txn, Deed::RoomChanged, Some(actor.id), None, Some(by.room()), "topic")?;
    }
    Ok(())
}

/// Has a member wait for so many seconds between two messages; none: for no time.
pub(in crate::store) fn set_slow(
    txn: &mut Txn<'_>,
    by: &Membership,
    seconds: u32,
) -> Result<(), StoreError> {
    let actor = right::actor(txn, by, Right::SlowRoom, When::Writable)?;
    if seconds > Room::MAX_SLOW_SECONDS {
        return Err(StoreError::LimitExceeded);
    }
    let query = "UPDATE room SET slow = ?2 WHERE id = ?1 AND slow <> ?2";
    if run(txn.conn, query, (int(by.room().0), seconds))? > 0 {
        append(txn, by.room(), &actor, EventKind::SlowModeChanged { seconds }, When::Writable)?;
        let detail = format!("slow mode: {seconds} s");
        audit::note(txn, Deed::RoomChanged, Some(actor.id), None, Some(by.room()), &detail)?;
    }
    Ok(())
}

/// Closes the room for writing.
pub(in crate::store) fn archive(txn: &mut Txn<'_>, by: &Keeper) -> Result<(), StoreError> {
    let by = by.membership();
    let actor = right::actor(txn, by, Right::KeepRoom, When::Always)?;
    let changed = run(
        txn.conn,
        "UPDATE room SET archived_by = ?2 WHERE id = ?1 AND archived_by IS NULL",
        (int(by.room().0), int(actor.id.0)),
    )?;
    if changed > 0 {
        append(txn, by.room(), &actor, EventKind::RoomArchived, When::Always)?;
        audit::note(txn, Deed::RoomArchived, Some(actor.id), None, Some(by.room()), "")?;
    }
    Ok(())
}

/// Opens the room for writing again.
pub(in crate::store) fn unarchive(txn: &mut Txn<'_>, by: &Keeper) -> Result<(), StoreError> {
    let by = by.membership();
    let actor = right::actor(txn, by, Right::KeepRoom, When::Always)?;
    let changed = run(
        txn.conn,
        "UPDATE room SET archived_by = NULL WHERE id = ?1 AND archived_by IS NOT NULL",
        [int(by.room().0)],
    )?;
    if changed > 0 {
        append(txn, by.room(), &actor, EventKind::RoomUnarchived, When::Always)?;
        audit::note(txn, Deed::RoomUnarchived, Some(actor.id), None, Some(by.room()), "")?;
    }
    Ok(())
}

/// Proof that this person looks after this room.
pub(in crate::store) fn keeper(
    conn: &Connection,
    user: UserId,
    room: RoomId,
) -> Result<Keeper, StoreError> {
    let membership = member::membership(conn, user, room)?;
    right::in_room(conn, user, room, Right::KeepRoom)?;
    Ok(Keeper::new(membership))
}

/// The columns that [`room`] reads, with `r` for the room and `a` for who archived it.
macro_rules! room_columns {
    () => {
        concat!(
            "r.id, r.name, r.topic, r.access, a.id, a.name, a.picture, ",
            $crate::store::sqlite::direct::direct_people!(),
            ", r.slow"
        )
    };
}
pub(super) use room_columns;

/// A room from [`room_columns`], which stand first.
pub(super) fn room(row: &Row<'_>) -> Result<Room, StoreError> {
    let archived_by: Option<i64> = row.get(4)?;
    let people = direct::people(row, 7)?;
    Ok(Room {
        id: room_id(row, 0)?,
        name: RoomName::parse(text(row, 1)?).map_err(|_| StoreError::Corrupt("a room's name"))?,
        topic: Topic::parse(text(row, 2)?).map_err(|_| StoreError::Corrupt("a room's topic"))?,
        access: match text(row, 3)? {
            _ if !people.is_empty() => Access::Direct,
            "open" => Access::Open,
            _ => Access::Closed,
        },
        slow_seconds: count(row, 8)?,
        archived_by: archived_by.map(|_| person(row, 4)).transpose()?,
        people,
    })
}

fn access_word(access: Access) -> &'static str {
    match access {
        Access::Open => "open",
        Access::Closed | Access::Direct => "closed",
    }
}

macro_rules! info_query {
    ($condition:literal) => {
        concat!(
            "SELECT ",
            room_columns!(),
            ", c.id, c.name, c.picture, r.created_at, r.members, m.person IS NOT NULL
             FROM room r
             JOIN person c ON c.id = r.created_by
             LEFT JOIN person a ON a.id = r.archived_by
             LEFT JOIN member m ON m.room = r.id AND m.person = ?1 AND m.present = 1
             WHERE ",
            $condition
        )
    };
}

/// The open rooms that are not archived, by name.
pub(in crate::store) fn open_rooms(
    conn: &Connection,
    by: &Mandate,
) -> Result<Vec<RoomInfo>, StoreError> {
    right::holds(conn, by, Right::FindRooms)?;
    let query = info_query!("r.access = 'open' AND r.archived_by IS NULL");
    let mut rooms = all(conn, query, [int(by.user().0)], room_info)?;
    rooms.sort_by(|a, b| a.room.by_name(&b.room));
    Ok(rooms)
}

/// A room that this person may know of.
pub(in crate::store) fn info(
    conn: &Connection,
    user: UserId,
    room: RoomId,
) -> Result<RoomInfo, StoreError> {
    let query = info_query!("r.id = ?2 AND (r.access = 'open' OR m.person IS NOT NULL)");
    let info = one(conn, query, (int(user.0), int(room.0)), room_info)?;
    let info = info.ok_or(StoreError::NotFound)?;
    if !info.joined {
        right::on_server(conn, user, Right::FindRooms)?;
    }
    Ok(info)
}

fn room_info(row: &Row<'_>) -> Result<RoomInfo, StoreError> {
    Ok(RoomInfo {
        room: room(row)?,
        created_by: person(row, 9)?,
        created_at: time(row, 12)?,
        member_count: count(row, 13)?,
        joined: number(row, 14)? == 1,
    })
}
