//! Parts of a timeline. Every page is a walk along the table's own order from one place, so the
//! first message of a long room costs what the newest does.

use std::collections::BTreeMap;

use hark_protocol::{
    Body, ClientMessageId, HistoryFrom, List, Message, Notice, PAGE_TEXT_BYTES, Page, Person,
    Reactions, RoomId, Row, Seq, Timestamp, UserId,
};
use rusqlite::Connection;

use super::log::decode;
use super::member::still;
use super::query::{int, one, person, seq, time, user_id};
use super::{person as people, reaction, thread};
use crate::store::{Membership, StoreError};

/// Whose rows.
#[derive(Clone, Copy, Debug)]
pub(super) enum Of {
    /// The room's own.
    Room,
    /// The replies to this message.
    Thread(Seq),
}

/// A page of the timeline.
pub(in crate::store) fn history(
    conn: &Connection,
    member: &Membership,
    from: HistoryFrom,
    limit: u16,
) -> Result<Page, StoreError> {
    still(conn, member)?;
    page(conn, member.room(), Of::Room, from, limit)
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

/// Which way along the rows. Before and up to go toward the oldest, the others toward the newest.
#[derive(Clone, Copy, Debug)]
enum Way {
    Before(Seq),
    UpTo(Seq),
    From(Seq),
    After(Seq),
}

/// The same question of a room's rows and of a thread's, each along its own index.
macro_rules! in_rows {
    ($columns:literal, $end:literal, $limit:literal) => {
        [
            concat!(
                $columns,
                " FROM timeline t INDEXED BY timeline_shown
                  WHERE t.room = ?1 AND t.aside = 0 AND ?3 IS NULL AND t.seq ",
                $end,
                $limit
            ),
            concat!(
                $columns,
                " FROM timeline t INDEXED BY timeline_thread
                  WHERE t.room = ?1 AND t.root = ?3 AND t.seq ",
                $end,
                $limit
            ),
        ]
    };
}

impl Of {
    /// The statement for these rows, and its third value.
    fn choose(self, shown: &'static str, thread: &'static str) -> (&'static str, Option<i64>) {
        match self {
            Self::Room => (shown, None),
            Self::Thread(root) => (thread, Some(int(root.0))),
        }
    }
}

/// The rows on this way, oldest first, and whether there are more. The first comes whatever its
/// length; the rest as far as `text_bytes` go.
fn walk(
    conn: &Connection,
    room: RoomId,
    of: Of,
    way: Way,
    limit: usize,
    text_bytes: usize,
) -> Result<(Vec<Row>, bool), StoreError> {
    macro_rules! query {
        ($end:literal) => {
            in_rows!(
                "SELECT t.seq, t.at, t.author, t.client_message_id, t.body, t.revision, t.reacted,
                        t.root, t.aside, t.replies, t.reply_at, t.replied, t.moderated",
                $end,
                " LIMIT ?4"
            )
        };
    }
    let (place, [shown, thread]) = match way {
        Way::Before(place) => (place, query!("< ?2 ORDER BY t.seq DESC")),
        Way::UpTo(place) => (place, query!("<= ?2 ORDER BY t.seq DESC")),
        Way::From(place) => (place, query!(">= ?2 ORDER BY t.seq")),
        Way::After(place) => (place, query!("> ?2 ORDER BY t.seq")),
    };
    let (query, root) = of.choose(shown, thread);
    let mut statement = conn.prepare_cached(query)?;
    let mut found = statement.query((int(room.0), int(place.0), root, limit as i64 + 1))?;
    let (mut rows, mut lengths) = (Vec::with_capacity(limit), Vec::with_capacity(limit));
    let (mut bytes, mut more, mut authors) = (0, false, Authors::default());
    while let Some(row) = found.next()? {
        let (row, length) = read_row(conn, room, row, &mut authors)?;
        bytes += length;
        if rows.len() == limit || (bytes > text_bytes && !rows.is_empty()) {
            more = true;
            break;
        }
        rows.push(row);
        lengths.push(length);
    }
    thread::attach(conn, room, &mut rows)?;
    let reactions = reaction::attach(conn, room, of, &mut rows)?;
    let mut bytes = 0;
    let fits = rows.iter().zip(lengths).take_while(|(row, length)| {
        bytes += length + reactions.get(&row.seq()).unwrap_or(&0);
        bytes <= text_bytes
    });
    let fits = fits.count().max(1);
    more |= fits < rows.len();
    rows.truncate(fits);
    if matches!(way, Way::Before(_) | Way::UpTo(_)) {
        rows.reverse();
    }
    Ok((rows, more))
}

/// Whether there is a row on this way.
fn any(conn: &Connection, room: RoomId, of: Of, way: Way) -> Result<bool, StoreError> {
    macro_rules! query {
        ($end:literal) => {
            in_rows!("SELECT 1", $end, " ?2 LIMIT 1")
        };
    }
    let (place, [shown, thread]) = match way {
        Way::Before(place) => (place, query!("<")),
        Way::UpTo(place) => (place, query!("<=")),
        Way::From(place) => (place, query!(">=")),
        Way::After(place) => (place, query!(">")),
    };
    let (query, root) = of.choose(shown, thread);
    Ok(one(conn, query, (int(room.0), int(place.0), root), |_| Ok(()))?.is_some())
}

/// Who wrote the rows of a page: each is read once, however much of it is theirs.
#[derive(Debug, Default)]
struct Authors(BTreeMap<UserId, Person>);

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

/// A row and the bytes of its text.
fn read_row(
    conn: &Connection,
    room: RoomId,
    row: &rusqlite::Row<'_>,
    authors: &mut Authors,
) -> Result<(Row, usize), StoreError> {
    let (place, at) = (seq(row, 0)?, time(row, 1)?);
    if row.get::<_, Option<i64>>(2)?.is_none() {
        return Ok((Row::Notice(notice(conn, room, place, at)?), 0));
    }
    let body = row.get_ref(4)?.as_str_or_null().map_err(|_| StoreError::Corrupt("no text"))?;
    let body =
        body.map(Body::parse).transpose().map_err(|_| StoreError::Corrupt("a message's text"))?;
    let length = body.as_ref().map_or(0, |body| body.as_str().len());
    let (to, replies) = thread::read(row, 7)?;
    let message = Message {
        seq: place,
        at,
        author: authors.author(conn, user_id(row, 2)?)?,
        client_message_id: ClientMessageId(row.get(3)?),
        body,
        moderated: row.get(12)?,
        revision: seq(row, 5)?,
        reactions: Reactions {
            all: List::default(),
            revision: Seq(row.get::<_, Option<i64>>(6)?.map_or(0, i64::cast_unsigned)),
        },
        to,
        replies,
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
