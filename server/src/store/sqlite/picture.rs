//! The pictures of people.

use hark_protocol::{EventKind, PictureId, UserId};
use rusqlite::Connection;
use sha2::{Digest as _, Sha256};

use super::Txn;
use super::person::{person, say};
use super::query::{int, one, run};
use super::right;
use crate::pictures::Picture;
use crate::store::StoreError;

/// Gives a person another picture or takes theirs away, and says so wherever they were ever a
/// member.
pub(in crate::store) fn set(
    txn: &mut Txn<'_>,
    user: UserId,
    picture: Option<&Picture>,
) -> Result<(), StoreError> {
    let person = person(txn.conn, user)?;
    let id = picture.map(id_of);
    if person.picture == id {
        return Ok(());
    }
    let user = int(user.0);
    run(
        txn.conn,
        "UPDATE person SET picture = ?2 WHERE id = ?1",
        (user, id.map(|picture| picture.0)),
    )?;
    run(txn.conn, "DELETE FROM picture WHERE person = ?1", [user])?;
    if let Some(picture) = picture {
        let bytes = picture.bytes();
        run(txn.conn, "INSERT INTO picture (person, bytes) VALUES (?1, ?2)", (user, bytes))?;
    }
    say(txn, &person, &EventKind::PictureChanged { picture: id })
}

/// This picture of this person, if it is still theirs, for somebody who may know of them.
pub(in crate::store) fn bytes(
    conn: &Connection,
    viewer: UserId,
    user: UserId,
    picture: PictureId,
) -> Result<Option<Vec<u8>>, StoreError> {
    right::knows(conn, viewer, user)?;
    one(
        conn,
        "SELECT f.bytes FROM picture f JOIN person p ON p.id = f.person
         WHERE p.id = ?1 AND p.picture = ?2",
        (int(user.0), picture.0),
        |row| Ok(row.get(0)?),
    )
}

/// Of four thousand million: the next picture of a person has another one.
fn id_of(picture: &Picture) -> PictureId {
    let hash = Sha256::digest(picture.bytes());
    PictureId(u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]]))
}
