//! Searching: a query becomes one statement that reads the index, newest first, and joins the
//! viewer's memberships, so that there is no moment between finding and asking whether one may.

mod statement;

use hark_protocol::query::{Date, Query, Term};
use hark_protocol::{Body, RoomId, Timestamp, UserId};
use rusqlite::{Connection, Row, params_from_iter};

use super::direct::called;
use super::query::{all, int, number, one, person, room_id, seq, text, time};
use crate::finding::{Pattern, is_called};
use crate::store::StoreError;
use crate::store::search::{Hit, Hits, Unknown};
use statement::Statement;

/// What was found of this, for this person.
pub(in crate::store) fn search(
    conn: &Connection,
    viewer: UserId,
    query: &Query,
    before: Option<i64>,
    begins: &dyn Fn(Date) -> Timestamp,
) -> Result<Hits, StoreError> {
    let mut hits = Hits { behind: is_behind(conn, viewer)?, ..Hits::default() };
    if query.is_empty() {
        return Ok(hits);
    }
    let asked = Asked { conn, viewer, begins };
    let mut statement = Statement::new(viewer, before.unwrap_or(i64::MAX));
    for clause in &query.clauses {
        asked.add(clause.negated, &clause.term, &mut statement, &mut hits)?;
    }
    hits.newest_only = statement.looks_at_newest_only();
    let (sql, values) = statement.finish(Hits::PAGE + 1);
    let mut prepared = conn.prepare(&sql)?;
    let mut rows = prepared.query(params_from_iter(values))?;
    while let Some(row) = rows.next()? {
        if hits.hits.len() == Hits::PAGE {
            hits.more = true;
            break;
        }
        hits.hits.push(hit(row)?);
    }
    Ok(hits)
}

/// What a term means for the one who asks.
struct Asked<'a> {
    conn: &'a Connection,
    viewer: UserId,
    begins: &'a dyn Fn(Date) -> Timestamp,
}

impl Asked<'_> {
    fn add(
        &self,
        negated: bool,
        term: &Term,
        to: &mut Statement,
        hits: &mut Hits,
    ) -> Result<(), StoreError> {
        match term {
            Term::Word(_) | Term::Phrase(_) => {
                if let Some(pattern) = Pattern::of(term) {
                    to.text(negated, &pattern);
                }
            }
            Term::From(name) => {
                let people = self.people(name)?;
                if people.is_empty() {
                    hits.unknown.push(Unknown::Person(name.clone()));
                }
                to.one_of(negated, "f.author", &people);
            }
            Term::In(name) => {
                let rooms = self.rooms(name)?;
                match rooms.as_slice() {
                    [] => hits.unknown.push(Unknown::Room(name.clone())),
                    [(room, name)] if !negated => hits.room = Some((RoomId(*room), name.clone())),
                    [_, ..] => {}
                }
                let rooms: Vec<u64> = rooms.into_iter().map(|(room, _)| room).collect();
                to.one_of(negated, "f.room", &rooms);
            }
            Term::HasLink => to.filter(negated, "f.has_link = 1"),
            Term::HasCode => to.filter(negated, "f.has_code = 1"),
            Term::Before(day) => to.older(negated, (self.begins)(*day)),
            Term::After(day) => to.older(!negated, (self.begins)(day.next())),
            // What one wrote oneself is never unread.
            Term::IsUnread => {
                to.filter(negated, "(f.seq > m.read AND f.author <> m.person AND t.aside = 0)")
            }
            Term::MentionsMe => to.filter(
                negated,
                "EXISTS (SELECT 1 FROM mention n WHERE n.room = f.room AND n.seq = f.seq
                         AND n.person IN (m.person, 0)) AND f.author <> m.person",
            ),
        }
        Ok(())
    }

    /// Everybody on the server may know everybody's name.
    fn people(&self, name: &str) -> Result<Vec<u64>, StoreError> {
        if name.eq_ignore_ascii_case("me") {
            return Ok(vec![self.viewer.0]);
        }
        let everybody = all(self.conn, "SELECT id, name FROM person", [], named)?;
        Ok(is_called(everybody, name))
    }

    /// Rooms that the viewer is not in are not known by name.
    fn rooms(&self, name: &str) -> Result<Vec<(u64, String)>, StoreError> {
        let mine = all(
            self.conn,
            concat!(
                "SELECT r.id, ",
                called!(),
                " FROM member m JOIN room r ON r.id = m.room
                 WHERE m.person = ?1 AND m.present = 1"
            ),
            [int(self.viewer.0)],
            |row| named(row).map(|(room, name)| ((room, name.clone()), name)),
        )?;
        Ok(is_called(mine, name))
    }
}

fn named(row: &Row<'_>) -> Result<(u64, String), StoreError> {
    Ok((number(row, 0)?, text(row, 1)?.to_owned()))
}

fn hit(row: &Row<'_>) -> Result<Hit, StoreError> {
    Ok(Hit {
        place: row.get(0)?,
        room: room_id(row, 1)?,
        room_name: text(row, 2)?.to_owned(),
        seq: seq(row, 3)?,
        at: time(row, 4)?,
        author: person(row, 5)?,
        body: Body::parse(text(row, 8)?).map_err(|_| StoreError::Corrupt("a message's text"))?,
    })
}

/// Whether the index has not taken in all of this person's rooms.
fn is_behind(conn: &Connection, viewer: UserId) -> Result<bool, StoreError> {
    let behind = one(
        conn,
        "SELECT 1 FROM member m
         JOIN room r ON r.id = m.room
         LEFT JOIN search_cursor c ON c.room = m.room
         WHERE m.person = ?1 AND m.present = 1 AND r.head > coalesce(c.seq, 0) LIMIT 1",
        [int(viewer.0)],
        |_| Ok(()),
    )?;
    Ok(behind.is_some())
}
