//! What somebody may do, asked of the table with what stands in the database at this moment.

use hark_protocol::{Person, Role, RoomId, UserId};
use rusqlite::types::Type;
use rusqlite::{Connection, Row};

use super::Txn;
use super::log::When;
use super::person::role;
use super::query::{int, one, person};
use crate::rights::{Right, Standing, Tie, Verdict, verdict};
use crate::store::{Mandate, Membership, StoreError};

/// What the table has to know of the person `p`: their role, NULL where they are banned, and
/// whether they are silenced. Timeouts end by the system's clock.
macro_rules! standing_columns {
    () => {
        "CASE WHEN p.banned_at IS NULL THEN p.role END,
         coalesce(p.silenced_until > CAST(unixepoch('subsec') * 1000 AS INTEGER), 0)"
    };
}

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
    let found = one(
        conn,
        concat!("SELECT ", standing_columns!(), " FROM person p WHERE p.id = ?1"),
        [int(user.0)],
        |row| standing(row, 0, Tie::Stranger),
    )?;
    allow(found.ok_or(StoreError::NotFound)?, right)
}

/// Says that this person has this right in this room.
pub(in crate::store) fn in_room(
    conn: &Connection,
    user: UserId,
    room: RoomId,
    right: Right,
) -> Result<(), StoreError> {
    allow(standing_in(conn, user, room)?, right).map(drop)
}

/// What this member stands for in this room: for who asks for more than one right.
pub(super) fn standing_in(
    conn: &Connection,
    user: UserId,
    room: RoomId,
) -> Result<Standing, StoreError> {
    let found = one(
        conn,
        concat!(
            "SELECT ",
            standing_columns!(),
            ", r.created_by = p.id, r.direct IS NOT NULL
             FROM member m JOIN person p ON p.id = m.person JOIN room r ON r.id = m.room
             WHERE m.room = ?1 AND m.person = ?2 AND m.present = 1"
        ),
        (int(room.0), int(user.0)),
        |row| standing(row, 0, tie(row.get(2)?, row.get(3)?)),
    )?;
    found.ok_or(StoreError::NotFound)
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
        concat!(
            "SELECT p.id, p.name, p.picture, ",
            standing_columns!(),
            ", r.created_by = p.id, r.direct IS NOT NULL, r.archived_by IS NOT NULL
             FROM member m JOIN person p ON p.id = m.person JOIN room r ON r.id = m.room
             WHERE m.room = ?1 AND m.person = ?2 AND m.present = 1"
        ),
        (int(member.room().0), int(member.user().0)),
        |row| {
            let standing = standing(row, 3, tie(row.get(5)?, row.get(6)?))?;
            Ok((person(row, 0)?, standing, row.get(7)?))
        },
    )?;
    let (person, standing, archived) = found.ok_or(StoreError::NotFound)?;
    allow(standing, right)?;
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

/// A standing whose two columns begin here.
fn standing(row: &Row<'_>, column: usize, tie: Tie) -> Result<Standing, StoreError> {
    let is_banned = row.get_ref(column)?.data_type() == Type::Null;
    let role = if is_banned { None } else { Some(role(row, column)?) };
    Ok(Standing { role, tie, silenced: row.get(column + 1)? })
}

/// The role of whoever stands there, if they have this right.
pub(super) fn allow(standing: Standing, right: Right) -> Result<Role, StoreError> {
    match (verdict(standing, right), standing.role) {
        (Verdict::Yes, Some(role)) => Ok(role),
        (Verdict::Unknown, _) => Err(StoreError::NotFound),
        (Verdict::Silenced, _) => Err(StoreError::Silenced),
        (Verdict::Yes | Verdict::Forbidden | Verdict::SignIn, _) => Err(StoreError::Forbidden),
    }
}
