//! What is in no room's log: what people say of themselves, who is there, and how far others have
//! read in direct rooms. It is what the database says, read here by SQL of the lab's own, and what
//! the people of this crowd last did.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use hark_protocol::sync::Client;
use hark_protocol::{About, Attention, ChatPage, RoomId, Timestamp, UserId};
use rusqlite::{Connection, OpenFlags, Params, Row};

use crate::Failure;
use crate::report::Report;

/// What somebody says: their status, until when, and where their clock is.
type Said = (Option<String>, Option<Timestamp>, Option<String>);

/// What the database says of it at one moment.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Around {
    people: BTreeMap<UserId, Said>,
    /// Who lets it be seen how far they have read.
    seen: BTreeSet<UserId>,
    /// The members of each room, and how far each of them has read at the furthest.
    rooms: BTreeMap<RoomId, BTreeMap<UserId, u64>>,
    direct: BTreeSet<RoomId>,
}

impl Around {
    /// Reads a database that a server has open.
    pub(super) fn read(database: &Path) -> Result<Self, Failure> {
        let read = || {
            let conn = Connection::open_with_flags(
                database,
                OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
            )?;
            conn.execute_batch("PRAGMA busy_timeout=5000; BEGIN")?;
            Self::of(&conn)
        };
        read().map_err(|error: rusqlite::Error| Failure::of("reading what people say", error))
    }

    fn of(conn: &Connection) -> Result<Self, rusqlite::Error> {
        let user = |row: &Row<'_>, at| Ok(UserId(row.get::<_, i64>(at)?.unsigned_abs()));
        let room = |row: &Row<'_>, at| Ok(RoomId(row.get::<_, i64>(at)?.unsigned_abs()));
        let people = all(conn, "SELECT id, status, status_until, zone FROM person", [], |row| {
            let until = row.get::<_, Option<i64>>(2)?.map(Timestamp);
            Ok((user(row, 0)?, (row.get(1)?, until, row.get(3)?)))
        })?;
        let seen = all(conn, "SELECT id FROM person WHERE receipts = 1", [], |row| user(row, 0))?;
        let direct =
            all(conn, "SELECT id FROM room WHERE direct IS NOT NULL", [], |row| room(row, 0))?;
        let sql = "SELECT room, person, read, reached FROM member WHERE present = 1";
        let members = all(conn, sql, [], |row| {
            let (read, reached): (i64, i64) = (row.get(2)?, row.get(3)?);
            Ok((room(row, 0)?, user(row, 1)?, read.max(reached).unsigned_abs()))
        })?;
        let mut rooms: BTreeMap<RoomId, BTreeMap<UserId, u64>> = BTreeMap::new();
        for (room, user, read) in members {
            rooms.entry(room).or_default().insert(user, read);
        }
        Ok(Self {
            people: people.into_iter().collect(),
            seen: seen.into_iter().collect(),
            rooms,
            direct: direct.into_iter().collect(),
        })
    }

    /// Whom this person hears of: themselves, and whoever shares a room with them.
    fn heard_by(&self, user: UserId) -> BTreeSet<UserId> {
        let shared = self.rooms.values().filter(|members| members.contains_key(&user));
        shared.flat_map(|members| members.keys().copied()).chain([user]).collect()
    }

    /// How far the others have read, as somebody in this room may know.
    fn receipts(&self, room: RoomId, viewer: UserId) -> BTreeMap<UserId, u64> {
        let told = self.direct.contains(&room) && self.seen.contains(&viewer);
        let members = self.rooms.get(&room).filter(|_| told).into_iter().flatten();
        let others = members.filter(|(user, _)| **user != viewer && self.seen.contains(user));
        others.map(|(user, read)| (*user, *read)).collect()
    }

    /// Who of these is in the room, and whether they are there on one of their tabs.
    fn here(&self, room: RoomId, seats: &[(UserId, Attention)]) -> BTreeMap<UserId, Attention> {
        let mut here = BTreeMap::new();
        let member = |user| self.rooms.get(&room).is_some_and(|room| room.contains_key(user));
        for (user, attention) in seats.iter().filter(|(user, _)| member(user)) {
            let one = here.entry(*user).or_insert(*attention);
            if *attention == Attention::Here {
                *one = Attention::Here;
            }
        }
        here
    }

    /// What a tab shows otherwise, if anything. A tab that has nothing else to wait for may still
    /// be told of this.
    pub(super) fn differs(&self, client: &Client, seats: &[(UserId, Attention)]) -> Option<String> {
        let viewer = client.me().id;
        for user in self.heard_by(viewer) {
            let (shown, should) = (client.about(user).map(said), self.people.get(&user).cloned());
            let (shown, should) = (shown.unwrap_or_default(), should.unwrap_or_default());
            if shown != should {
                return Some(format!("{user} says {shown:?} and not {should:?}"));
            }
        }
        let room = client.open().filter(|room| client.is_member(*room))?;
        let receipts = client.receipts(room).iter();
        let receipts = receipts.map(|receipt| (receipt.user, receipt.read.0)).collect();
        let should = self.receipts(room, viewer);
        if should != receipts {
            return Some(format!("{receipts:?} have read in room {room} and not {should:?}"));
        }
        let should = self.here(room, seats);
        let Some(shown) = client.here(room) else {
            return Some(format!("nobody has said who is in room {room}"));
        };
        let here: BTreeMap<UserId, Attention> =
            shown.people.iter().map(|one| (one.person.id, one.attention)).collect();
        let there = should.values().filter(|one| **one == Attention::Here).count();
        (here != should || shown.count as usize != there)
            .then(|| format!("{} of {here:?} are in room {room} and not {should:?}", shown.count))
    }

    /// A fresh load says it of the same people, and of no others.
    pub(super) fn compare_with_load(&self, who: &str, page: &ChatPage, report: &mut Report) {
        let mut should: Vec<(UserId, Said)> = Vec::new();
        for user in self.heard_by(page.me.id) {
            let said = self.people.get(&user).cloned().unwrap_or_default();
            if said != Said::default() {
                should.push((user, said));
            }
        }
        let loaded: Vec<(UserId, Said)> =
            page.about.iter().map(|about| (about.user, said(about))).collect();
        report.require(loaded == should, || {
            format!("a fresh load of {who} says {loaded:?} and not {should:?}")
        });
    }
}

fn said(about: &About) -> Said {
    let status = about.status.as_ref();
    (
        status.map(|status| status.text.as_str().to_owned()),
        status.and_then(|status| status.until),
        about.zone.as_ref().map(|zone| zone.as_str().to_owned()),
    )
}

fn all<T>(
    conn: &Connection,
    sql: &str,
    params: impl Params,
    read: impl FnMut(&Row<'_>) -> Result<T, rusqlite::Error>,
) -> Result<Vec<T>, rusqlite::Error> {
    conn.prepare(sql)?.query_map(params, read)?.collect()
}
