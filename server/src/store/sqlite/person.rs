//! The people of this server.

use hark_protocol::{EventKind, Person, PersonName, Role, RoomId, Timestamp, UserId};
use rusqlite::{Connection, Row};

use super::log::{When, append};
use super::query::{
    all, int, number, one, person as read_person, room_id, run, text, time, user_id,
};
use super::{Txn, audit, member, right};
use crate::rights::{Right, may_give, moderates};
use crate::store::{
    Credentials, Deed, Email, Mandate, NewPerson, PersonInfo, StoreError, Told, Welcomed,
};

/// A person, or [`StoreError::NotFound`].
pub(super) fn person(conn: &Connection, user: UserId) -> Result<Person, StoreError> {
    one(conn, "SELECT id, name, picture FROM person WHERE id = ?1", [int(user.0)], |row| {
        read_person(row, 0)
    })?
    .ok_or(StoreError::NotFound)
}

/// The columns that [`info`] reads.
macro_rules! info_columns {
    () => {
        "id, name, picture, role, email, created_at, banned_at IS NOT NULL, silenced_until"
    };
}

/// Everybody, by name.
pub(in crate::store) fn people(conn: &Connection) -> Result<Vec<PersonInfo>, StoreError> {
    let mut people = all(conn, concat!("SELECT ", info_columns!(), " FROM person"), [], info)?;
    people.sort_by_cached_key(|info| (info.person.name.as_str().to_lowercase(), info.person.id));
    Ok(people)
}

/// Those whom this person may know of, by name.
pub(in crate::store) fn known_to(
    conn: &Connection,
    user: UserId,
) -> Result<Vec<PersonInfo>, StoreError> {
    let mut people = people(conn)?;
    if right::on_server(conn, user, Right::SeeEverybody).is_err() {
        let near = all(
            conn,
            "SELECT DISTINCT b.person FROM member a JOIN member b ON b.room = a.room
             WHERE a.person = ?1 AND a.present = 1 AND b.present = 1",
            [int(user.0)],
            |row| user_id(row, 0),
        )?;
        people.retain(|info| info.person.id == user || near.contains(&info.person.id));
    }
    Ok(people)
}

/// Gives somebody another role.
pub(in crate::store) fn set_role(
    txn: &mut Txn<'_>,
    by: &Mandate,
    user: UserId,
    role: Role,
) -> Result<(), StoreError> {
    let giver = right::holds(txn.conn, by, Right::KeepPeople)?;
    let before = right::role_of(txn.conn, user)?;
    if before == role {
        return Ok(());
    }
    if !may_give(giver, before, role, by.user() == user) {
        return Err(StoreError::Forbidden);
    }
    let owners = "SELECT count(*) FROM person WHERE role = 'owner'";
    let owners = one(txn.conn, owners, [], |row| number(row, 0))?;
    if before == Role::Owner && owners.unwrap_or(0) < 2 {
        return Err(StoreError::LastOwner);
    }
    run(txn.conn, "UPDATE person SET role = ?2 WHERE id = ?1", (int(user.0), role_word(role)))?;
    if moderates(before) != moderates(role) {
        txn.tell(Told::Moderates { user, moderates: moderates(role) });
    }
    let detail = format!("{} → {}", role_word(before), role_word(role));
    audit::note(txn, Deed::RoleChanged, Some(by.user()), Some(user), None, &detail)
}

/// One of them.
pub(in crate::store) fn person_info(
    conn: &Connection,
    user: UserId,
) -> Result<PersonInfo, StoreError> {
    let query = concat!("SELECT ", info_columns!(), " FROM person WHERE id = ?1");
    one(conn, query, [int(user.0)], info)?.ok_or(StoreError::NotFound)
}

/// What to check a password against.
pub(in crate::store) fn credentials(
    conn: &Connection,
    email: &Email,
) -> Result<Option<Credentials>, StoreError> {
    one(
        conn,
        "SELECT p.id, p.password, p.banned_at IS NOT NULL, s.since IS NOT NULL
         FROM person p LEFT JOIN second_step s ON s.person = p.id WHERE p.email_key = ?1",
        [email.key()],
        |row| {
            let (user, password) = (user_id(row, 0)?, row.get(1)?);
            Ok(Credentials { user, password, banned: row.get(2)?, second_step: row.get(3)? })
        },
    )
}

/// Makes a person.
pub(super) fn create(txn: &Txn<'_>, new: &NewPerson, role: Role) -> Result<Person, StoreError> {
    let key = new.email.key();
    if one(txn.conn, "SELECT 1 FROM person WHERE email_key = ?1", [&key], |_| Ok(()))?.is_some() {
        return Err(StoreError::EmailTaken);
    }
    let id = one(
        txn.conn,
        "INSERT INTO person (name, email, email_key, password, role, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6) RETURNING id",
        (new.name.as_str(), new.email.as_str(), key, &new.password, role_word(role), txn.now.0),
        |row| user_id(row, 0),
    )?
    .ok_or(StoreError::Corrupt("a person without an id"))?;
    Ok(Person { id, name: new.name.clone(), picture: None })
}

/// Makes a person and shows them to the first room.
pub(in crate::store) fn welcome(
    txn: &mut Txn<'_>,
    new: &NewPerson,
) -> Result<Welcomed, StoreError> {
    let person = create(txn, new, Role::Member)?;
    let first_room = one(
        txn.conn,
        "SELECT r.id FROM server s JOIN room r ON r.id = s.first_room
         WHERE r.archived_by IS NULL AND r.access = 'open'",
        [],
        |row| room_id(row, 0),
    )?;
    if let Some(room) = first_room {
        member::join(txn, person.id, room)?;
    }
    Ok(Welcomed { person, room: first_room })
}

/// Gives a person another name, and says so wherever they were ever a member.
pub(in crate::store) fn rename(
    txn: &mut Txn<'_>,
    user: UserId,
    name: &PersonName,
) -> Result<(), StoreError> {
    let person = person(txn.conn, user)?;
    if person.name == *name {
        return Ok(());
    }
    run(txn.conn, "UPDATE person SET name = ?2 WHERE id = ?1", (int(user.0), name.as_str()))?;
    say(txn, &person, &EventKind::MemberRenamed { name: name.clone() })
}

/// Says what is new about a person wherever they were ever a member.
pub(super) fn say(txn: &mut Txn<'_>, person: &Person, kind: &EventKind) -> Result<(), StoreError> {
    let rooms: Vec<RoomId> = all(
        txn.conn,
        "SELECT room FROM member WHERE person = ?1 ORDER BY room",
        [int(person.id.0)],
        |row| room_id(row, 0),
    )?;
    for room in rooms {
        append(txn, room, person, kind.clone(), When::Always)?;
    }
    Ok(())
}

/// What the column says of this role.
fn role_word(role: Role) -> &'static str {
    match role {
        Role::Owner => "owner",
        Role::Admin => "admin",
        Role::Moderator => "moderator",
        Role::Member => "member",
        Role::Guest => "guest",
    }
}

/// The role in this column.
pub(super) fn role(row: &Row<'_>, column: usize) -> Result<Role, StoreError> {
    let word = text(row, column)?;
    let role = Role::ALL.into_iter().find(|role| role_word(*role) == word);
    role.ok_or(StoreError::Corrupt("a role"))
}

fn info(row: &Row<'_>) -> Result<PersonInfo, StoreError> {
    Ok(PersonInfo {
        person: read_person(row, 0)?,
        role: role(row, 3)?,
        email: Email::parse(text(row, 4)?).ok_or(StoreError::Corrupt("an e-mail address"))?,
        since: time(row, 5)?,
        banned: row.get(6)?,
        silenced_until: row.get::<_, Option<i64>>(7)?.map(Timestamp),
    })
}
