//! What somebody may do, asked of the table with what stands in the database at this moment.

use hark_protocol::{Person, Role, RoomId, UserId};
use rusqlite::Connection;

use super::Txn;
use super::log::When;
use super::person::role;
use super::query::{int, one, person};
use crate::rights::{Right, Tie, Verdict, verdict};
use crate::store::{Mandate, Membership, StoreError};

/// Proof that this person has this right on the server.
pub(in crate::store) fn mandate(
    conn: &Connection,
    user: UserId,
    right: Right,
) -> Result<Mandate, StoreError> {
    on_server(conn, user, right)?;
    Ok(Mandate::new(user, right))
}

/// Says that a mandate, which has to be for this, still holds.
pub(super) fn holds(conn: &Connection, by: &Mandate, right: Right) -> Result<Role, StoreError> {
    match by.right() == right {
        true => on_server(conn, by.user(), right),
        false => Err(StoreError::Forbidden),
    }
}

/// The role of this person, who has to have this right on the server.
pub(super) fn on_server(conn: &Connection, user: UserId, right: Right) -> Result<Role, StoreError> {
    let role = role_of(conn, user)?;
    allow(role, Tie::Stranger, right)?;
    Ok(role)
}

/// Says that this person has this right in this room.
pub(in crate::store) fn in_room(
    conn: &Connection,
    user: UserId,
    room: RoomId,
    right: Right,
) -> Result<(), StoreError> {
    let found = one(
        conn,
        "SELECT p.role, r.created_by = p.id, r.direct IS NOT NULL
         FROM member m JOIN person p ON p.id = m.person JOIN room r ON r.id = m.room
         WHERE m.room = ?1 AND m.person = ?2 AND m.present = 1",
        (int(room.0), int(user.0)),
        |row| Ok((role(row, 0)?, tie(row.get(1)?, row.get(2)?))),
    )?;
    let (role, tie) = found.ok_or(StoreError::NotFound)?;
    allow(role, tie, right)
}

/// Who does this in a room, if they may, and, where it matters, the room is not archived.
pub(super) fn actor(
    txn: &Txn<'_>,
    member: &Membership,
    right: Right,
    when: When,
) -> Result<Person, StoreError> {
    let found = one(
        txn.conn,
        "SELECT p.id, p.name, p.picture, p.role, r.created_by = p.id, r.direct IS NOT NULL,
                r.archived_by IS NOT NULL
         FROM member m JOIN person p ON p.id = m.person JOIN room r ON r.id = m.room
         WHERE m.room = ?1 AND m.person = ?2 AND m.present = 1",
        (int(member.room().0), int(member.user().0)),
        |row| {
            let standing = (role(row, 3)?, tie(row.get(4)?, row.get(5)?));
            Ok((person(row, 0)?, standing, row.get(6)?))
        },
    )?;
    let (person, (role, tie), archived) = found.ok_or(StoreError::NotFound)?;
    allow(role, tie, right)?;
    match when {
        When::Writable if archived => Err(StoreError::RoomArchived),
        When::Writable | When::Always => Ok(person),
    }
}

/// Says that one of them may know of the other: they have that right, or share a room.
pub(super) fn knows(conn: &Connection, one_of: UserId, other: UserId) -> Result<(), StoreError> {
    match on_server(conn, one_of, Right::SeeEverybody) {
        Err(StoreError::NotFound) => {}
        known => return known.map(drop),
    }
    one(
        conn,
        "SELECT 1 FROM member a JOIN member b ON b.room = a.room
         WHERE a.person = ?1 AND a.present = 1 AND b.person = ?2 AND b.present = 1 LIMIT 1",
        (int(one_of.0), int(other.0)),
        |_| Ok(()),
    )?
    .ok_or(StoreError::NotFound)
}

/// The role of this person.
pub(super) fn role_of(conn: &Connection, user: UserId) -> Result<Role, StoreError> {
    one(conn, "SELECT role FROM person WHERE id = ?1", [int(user.0)], |row| role(row, 0))?
        .ok_or(StoreError::NotFound)
}

fn tie(made_it: bool, is_direct: bool) -> Tie {
    match (is_direct, made_it) {
        (true, _) => Tie::Direct,
        (false, true) => Tie::Keeper,
        (false, false) => Tie::Member,
    }
}

fn allow(role: Role, tie: Tie, right: Right) -> Result<(), StoreError> {
    match verdict(Some(role), tie, right) {
        Verdict::Yes => Ok(()),
        Verdict::Unknown => Err(StoreError::NotFound),
        Verdict::Forbidden | Verdict::SignIn => Err(StoreError::Forbidden),
    }
}
