//! Who is in which room.

use hark_protocol::{EventKind, List, Person, RoomId, RoomSnapshot, Seq, UserId};
use rusqlite::Connection;

use super::Txn;
use super::log::{When, append};
use super::query::{all, int, number, one, person, run, text};
use super::{about, audit, following, person as people, right};
use crate::rights::Right;
use crate::store::{Deed, Keeper, Membership, StoreError, Told};

/// The most rooms somebody can be in: what the welcome of a connection can carry.
const MAX_ROOMS: u64 = 1000;

/// Proof that this person is a member of this room.
pub(in crate::store) fn membership(
    conn: &Connection,
    user: UserId,
    room: RoomId,
) -> Result<Membership, StoreError> {
    right::in_room(conn, user, room, Right::Read)?;
    Ok(Membership::new(user, room))
}

/// A room's members by id; of more than fit the first.
pub(super) fn first_members(
    conn: &Connection,
    room: RoomId,
) -> Result<List<Person, { RoomSnapshot::MAX_MEMBERS }>, StoreError> {
    let members = all(
        conn,
        "SELECT p.id, p.name, p.picture FROM member m JOIN person p ON p.id = m.person
         WHERE m.room = ?1 AND m.present = 1 ORDER BY m.person LIMIT ?2",
        (int(room.0), RoomSnapshot::MAX_MEMBERS as i64),
        |row| person(row, 0),
    )?;
    Ok(List::first_of(members))
}

/// Says that the member still is one: between a proof and what is read with it, they may have left.
pub(super) fn still(conn: &Connection, member: &Membership) -> Result<(), StoreError> {
    membership(conn, member.user(), member.room()).map(drop)
}

/// The room's members, by name.
pub(in crate::store) fn members(
    conn: &Connection,
    member: &Membership,
) -> Result<Vec<Person>, StoreError> {
    still(conn, member)?;
    let mut members = all(
        conn,
        "SELECT p.id, p.name, p.picture FROM member m JOIN person p ON p.id = m.person
         WHERE m.room = ?1 AND m.present = 1",
        [int(member.room().0)],
        |row| person(row, 0),
    )?;
    members.sort_by_cached_key(|person| (person.name.as_str().to_lowercase(), person.id));
    Ok(members)
}

/// Makes this person a member of an open room.
pub(in crate::store) fn join(
    txn: &mut Txn<'_>,
    user: UserId,
    room: RoomId,
) -> Result<Membership, StoreError> {
    if is_member(txn.conn, user, room)? {
        return Ok(Membership::new(user, room));
    }
    right::on_server(txn.conn, user, Right::FindRooms)?;
    let open = one(txn.conn, "SELECT access FROM room WHERE id = ?1", [int(room.0)], |row| {
        Ok(text(row, 0)? == "open")
    })?;
    if open != Some(true) {
        return Err(StoreError::NotFound);
    }
    let person = people::person(txn.conn, user)?;
    enter(txn, room, &person, &person)?;
    Ok(Membership::new(user, room))
}

/// Makes another person a member.
pub(in crate::store) fn add(
    txn: &mut Txn<'_>,
    by: &Membership,
    user: UserId,
) -> Result<(), StoreError> {
    let actor = right::actor(txn, by, Right::ShapeRoom, When::Writable)?;
    right::knows(txn.conn, by.user(), user)?;
    let person = people::person(txn.conn, user)?;
    if is_member(txn.conn, user, by.room())? {
        return Ok(());
    }
    enter(txn, by.room(), &actor, &person)
}

/// Ends a membership by the member's own wish.
pub(in crate::store) fn leave(txn: &mut Txn<'_>, member: &Membership) -> Result<(), StoreError> {
    let person = right::actor(txn, member, Right::Leave, When::Always)?;
    exit(txn, member.room(), &person, &person)
}

/// Ends another person's membership.
pub(in crate::store) fn remove(
    txn: &mut Txn<'_>,
    by: &Keeper,
    user: UserId,
) -> Result<(), StoreError> {
    let by = by.membership();
    let actor = right::actor(txn, by, Right::KeepRoom, When::Always)?;
    if !is_member(txn.conn, user, by.room())? {
        return Err(StoreError::NotFound);
    }
    let person = people::person(txn.conn, user)?;
    audit::note(txn, Deed::MemberRemoved, Some(actor.id), Some(user), Some(by.room()), "")?;
    exit(txn, by.room(), &actor, &person)
}

/// Writes the row of a member who has seen everything up to here, without an event.
pub(super) fn insert(
    txn: &Txn<'_>,
    room: RoomId,
    user: UserId,
    read: Seq,
) -> Result<(), StoreError> {
    let rooms = one(
        txn.conn,
        "SELECT count(*) FROM member WHERE person = ?1 AND present = 1",
        [int(user.0)],
        |row| number(row, 0),
    )?;
    if rooms.unwrap_or(0) >= MAX_ROOMS {
        return Err(StoreError::LimitExceeded);
    }
    run(
        txn.conn,
        "INSERT INTO member (room, person, present, read) VALUES (?1, ?2, 1, ?3)
         ON CONFLICT (room, person) DO UPDATE SET present = 1, read = max(read, excluded.read)",
        (int(room.0), int(user.0), int(read.0)),
    )?;
    run(txn.conn, "UPDATE room SET members = members + 1 WHERE id = ?1", [int(room.0)])?;
    Ok(())
}

fn is_member(conn: &Connection, user: UserId, room: RoomId) -> Result<bool, StoreError> {
    let found = one(
        conn,
        "SELECT 1 FROM member WHERE room = ?1 AND person = ?2 AND present = 1",
        (int(room.0), int(user.0)),
        |_| Ok(()),
    )?;
    Ok(found.is_some())
}

fn enter(
    txn: &mut Txn<'_>,
    room: RoomId,
    actor: &Person,
    member: &Person,
) -> Result<(), StoreError> {
    let kind = EventKind::MemberJoined { member: member.clone() };
    let seq = append(txn, room, actor, kind, When::Writable)?;
    insert(txn, room, member.id, seq)?;
    following::returned(txn, room, member.id, seq)?;
    txn.tell(Told::Joined { user: member.id, room });
    about::tell(txn, member.id, vec![room])
}

fn exit(
    txn: &mut Txn<'_>,
    room: RoomId,
    actor: &Person,
    member: &Person,
) -> Result<(), StoreError> {
    let kind = EventKind::MemberLeft { member: member.clone() };
    append(txn, room, actor, kind, When::Always)?;
    let ids = (int(room.0), int(member.id.0));
    run(txn.conn, "UPDATE member SET present = 0 WHERE room = ?1 AND person = ?2", ids)?;
    run(txn.conn, "UPDATE room SET members = members - 1 WHERE id = ?1", [int(room.0)])?;
    txn.tell(Told::Left { user: member.id, room });
    Ok(())
}
