//! Direct rooms: one for each set of people, for good.

use hark_protocol::{EventKind, List, Person, PersonName, PictureId, Room, RoomId, UserId};
use rusqlite::Row;

use super::log::{When, append};
use super::query::{int, one, room_id};
use super::{Txn, member, person as people, right};
use crate::store::{StoreError, Told};

/// What a direct room is called where a name is needed and its people are not known.
const NAME: &str = "Direct";

/// Between people in [`direct_people`], and between a person's id, picture and name. Names hold
/// neither.
const BETWEEN_PEOPLE: char = '\u{1e}';
const BETWEEN_PARTS: char = '\u{1f}';

/// The people of the direct room `r`, by id, as [`people`] reads them; NULL for other rooms.
macro_rules! direct_people {
    () => {
        "CASE WHEN r.direct IS NOT NULL THEN (
             SELECT group_concat(dp.id || char(31) || coalesce(dp.picture, '') || char(31) || dp.name,
                                 char(30) ORDER BY dp.id)
             FROM member dm JOIN person dp ON dp.id = dm.person
             WHERE dm.room = r.id AND dm.present = 1
         ) END"
    };
}
pub(super) use direct_people;

/// What the room `r` is called for its member `m`: a direct room bears the names of the others.
macro_rules! called {
    () => {
        "CASE WHEN r.direct IS NOT NULL THEN (
             SELECT group_concat(dp.name, ', ' ORDER BY dp.id)
             FROM member dm JOIN person dp ON dp.id = dm.person
             WHERE dm.room = r.id AND dm.present = 1 AND dm.person <> m.person
         ) ELSE r.name END"
    };
}
pub(super) use called;

/// The room of exactly these people and the one who asks. It is made where there is none yet.
///
/// # Errors
/// [`StoreError::NotFound`] where one of them is nobody, or nobody else is named;
/// [`StoreError::LimitExceeded`] where they are more than [`Room::MAX_DIRECT`].
pub(in crate::store) fn start(
    txn: &mut Txn<'_>,
    creator: UserId,
    others: &[UserId],
) -> Result<RoomId, StoreError> {
    let mut ids: Vec<UserId> = others.iter().copied().chain([creator]).collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.len() < 2 {
        return Err(StoreError::NotFound);
    }
    let key = ids.iter().map(|id| id.to_string()).collect::<Vec<_>>().join("-");
    let made =
        one(txn.conn, "SELECT id FROM room WHERE direct = ?1", [&key], |row| room_id(row, 0))?;
    if let Some(room) = made {
        return Ok(room);
    }
    for other in &ids {
        right::knows(txn.conn, creator, *other)?;
    }
    let found = ids.iter().map(|id| people::person(txn.conn, *id));
    let found: Vec<Person> = found.collect::<Result<_, _>>()?;
    let people = List::new(found.clone()).map_err(|_| StoreError::LimitExceeded)?;
    let room = one(
        txn.conn,
        "INSERT INTO room (name, topic, access, created_by, created_at,
                           head, head_tag, head_at, messages, members, direct)
         VALUES (?1, '', 'closed', ?2, ?3, 0, 0, 0, 0, 0, ?4)
         RETURNING id",
        (NAME, int(creator.0), txn.now.0, &key),
        |row| room_id(row, 0),
    )?
    .ok_or(StoreError::Corrupt("a room without an id"))?;
    let actor = people::person(txn.conn, creator)?;
    let seq = append(txn, room, &actor, EventKind::DirectStarted { people }, When::Writable)?;
    for person in found {
        member::insert(txn, room, person.id, seq)?;
        txn.tell(Told::Joined { user: person.id, room });
    }
    Ok(room)
}

/// The people of [`direct_people`] in this column; none where it is NULL.
pub(super) fn people(
    row: &Row<'_>,
    column: usize,
) -> Result<List<Person, { Room::MAX_DIRECT }>, StoreError> {
    let text = row.get_ref(column)?.as_str_or_null();
    let text = text.map_err(|_| StoreError::Corrupt("the people of a direct room"))?;
    let person = |text: &str| {
        let mut parts = text.splitn(3, BETWEEN_PARTS);
        let id = UserId(parts.next()?.parse().ok()?);
        let picture = match parts.next()? {
            "" => None,
            picture => Some(PictureId(picture.parse().ok()?)),
        };
        Some(Person { id, name: PersonName::parse(parts.next()?).ok()?, picture })
    };
    let people = text.into_iter().flat_map(|text| text.split(BETWEEN_PEOPLE)).map(person);
    let people: Option<Vec<Person>> = people.collect();
    people
        .and_then(|people| List::new(people).ok())
        .ok_or(StoreError::Corrupt("the people of a direct room"))
}
