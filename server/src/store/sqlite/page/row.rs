//! One row as it is read.

use std::collections::BTreeMap;

use hark_protocol::{
    Body, ClientMessageId, List, Message, Notice, Person, Reactions, ReplyTo, RoomId, Row, Seq,
    Timestamp, UserId,
};
use rusqlite::Connection;

use crate::store::StoreError;
use crate::store::sqlite::log::decode;
use crate::store::sqlite::query::{int, one, person, seq, time};
use crate::store::sqlite::{person as people, thread};

/// Who wrote the rows of a page: each is read once, however much of it is theirs.
#[derive(Debug, Default)]
pub(super) struct Authors(BTreeMap<UserId, Person>);

impl Authors {
    fn author(&mut self, conn: &Connection, user: UserId) -> Result<Person, StoreError> {
        if let Some(person) = self.0.get(&user) {
            return Ok(person.clone());
        }
        let person = people::person(conn, user)?;
        self.0.insert(user, person.clone());
        Ok(person)
    }
}

/// A row, which may be a reply, and the bytes of its text.
pub(super) fn read_row(
    conn: &Connection,
    room: RoomId,
    row: &rusqlite::Row<'_>,
    to: Option<ReplyTo>,
    authors: &mut Authors,
) -> Result<(Row, usize), StoreError> {
    let (place, at) = (seq(row, 0)?, time(row, 1)?);
    let Some(author) = row.get::<_, Option<i64>>(2)? else {
        return Ok((Row::Notice(notice(conn, room, place, at)?), 0));
    };
    let body = row.get_ref(4)?.as_str_or_null().map_err(|_| StoreError::Corrupt("no text"))?;
    let body =
        body.map(Body::parse).transpose().map_err(|_| StoreError::Corrupt("a message's text"))?;
    let length = body.as_ref().map_or(0, |body| body.as_str().len());
    let message = Message {
        seq: place,
        at,
        author: authors.author(conn, UserId(author.cast_unsigned()))?,
        client_message_id: ClientMessageId(row.get(3)?),
        // Of one that stands there is nothing to say.
        moderated: body.is_none() && row.get(12)?,
        body,
        revision: seq(row, 5)?,
        reactions: Reactions {
            all: List::default(),
            revision: Seq(row.get::<_, Option<i64>>(6)?.map_or(0, i64::cast_unsigned)),
        },
        to,
        replies: thread::replies(row, 9)?,
    };
    Ok((Row::Message(message), length))
}

/// What the event of a row says that is no message.
fn notice(
    conn: &Connection,
    room: RoomId,
    place: Seq,
    at: Timestamp,
) -> Result<Notice, StoreError> {
    let found = one(
        conn,
        "SELECT actor, actor_name, actor_picture, payload FROM event WHERE room = ?1 AND seq = ?2",
        (int(room.0), int(place.0)),
        |row| {
            let payload = row.get_ref(3)?;
            let payload = payload.as_blob().map_err(|_| StoreError::Corrupt("no payload"))?;
            Ok(Notice { seq: place, at, actor: person(row, 0)?, kind: decode(payload)? })
        },
    )?;
    found.ok_or(StoreError::Corrupt("a notice without its event"))
}
