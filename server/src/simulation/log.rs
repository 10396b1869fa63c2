//! The logs as they are on disk, read with SQL of its own, and what they say, folded anew. Shares
//! no code with the store's reading or the browsers' reducer.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use hark_protocol::{
    Access, ClientMessageId, Cursor, Epoch, Event, EventKind, Level, List, Person, PersonName,
    PictureId, Room, RoomId, RoomName, RoomSummary, Seq, Status, StatusText, Tag, Timestamp,
    UserId,
};
use rusqlite::{Connection, OpenFlags};

use super::reading::Read;

/// One room's log.
#[derive(Clone, Debug, Default)]
pub(crate) struct Log {
    pub(crate) events: Vec<Event>,
}

/// All logs of one disk.
#[derive(Debug)]
pub(crate) struct Logs {
    pub(super) conn: Connection,
    pub(crate) rooms: BTreeMap<RoomId, Log>,
}

impl Logs {
    pub(crate) fn open(directory: &Path) -> Self {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let conn = Connection::open_with_flags(directory.join("hark.db"), flags).unwrap();
        conn.execute_batch("PRAGMA wal_autocheckpoint = 0").unwrap();
        let mut logs = Self { conn, rooms: BTreeMap::new() };
        logs.read();
        logs
    }

    /// Reads what was added. In each room it has to follow without a gap.
    pub(crate) fn read(&mut self) {
        let mut heads = self.conn.prepare_cached("SELECT id, head FROM room").unwrap();
        let mut events = self
            .conn
            .prepare_cached(
                "SELECT seq, tag, at, actor, actor_name, actor_picture, payload FROM event
                 WHERE room = ?1 AND seq > ?2 ORDER BY seq",
            )
            .unwrap();
        let heads = heads.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)));
        for head in heads.unwrap() {
            let (room, head) = head.unwrap();
            let log = self.rooms.entry(RoomId(room as u64)).or_default();
            if log.head().0 == head as u64 {
                continue;
            }
            let mut rows = events.query((room, log.head().0 as i64)).unwrap();
            while let Some(row) = rows.next().unwrap() {
                let event = event(row).unwrap();
                assert_eq!(event.seq, log.head().next(), "the log of room {room} has a gap");
                let last = log.events.last().map_or(event.at, |last| last.at);
                assert!(event.at >= last, "time went backward in room {room}");
                log.events.push(event);
            }
            assert_eq!(log.head().0, head as u64, "the head of room {room} is wrong");
        }
    }

    /// Reads everything anew: the texts of what was removed are gone from it.
    pub(crate) fn read_anew(&mut self) {
        self.rooms.clear();
        self.read();
    }

    /// The viewer's rooms by name, as the sidebar has to show them.
    pub(crate) fn summaries(&self, user: UserId) -> Vec<RoomSummary> {
        let today = self.people();
        let epoch: i64 =
            self.conn.query_row("SELECT epoch FROM server", [], |row| row.get(0)).unwrap();
        let epoch = Epoch(epoch.cast_unsigned());
        let summary = |(room, (read, set_back)): (RoomId, Read)| {
            let log = &self.rooms[&room];
            let tag = log.events[log.events.len() - 1].tag;
            let cursor = Cursor { epoch, seq: log.head(), tag };
            let (unread, mentions) = (log.unread(user, read), log.mentions(user, read));
            let chosen_level = self.level(user, room);
            RoomSummary {
                room: log.room(room, &today),
                cursor,
                read,
                set_back,
                unread,
                mentions,
                chosen_level,
            }
        };
        let mut summaries: Vec<_> = self.reads(user).into_iter().map(summary).collect();
        summaries.sort_by(|a, b| a.room.by_name(&b.room));
        summaries
    }

    /// Of what this person chose to be told in this room.
    fn level(&self, user: UserId, room: RoomId) -> Option<Level> {
        let query = "SELECT level FROM member WHERE person = ?1 AND room = ?2";
        let ids = [user.0 as i64, room.0 as i64];
        let chosen: Option<String> = self.conn.query_row(query, ids, |row| row.get(0)).unwrap();
        chosen.map(|chosen| match chosen.as_str() {
            "everything" => Level::Everything,
            "mentions" => Level::Mentions,
            "nothing" => Level::Nothing,
            "hidden" => Level::Hidden,
            other => panic!("a level called {other}"),
        })
    }

    /// Whether this happened in this room. A text may have been removed since.
    pub(crate) fn holds(&self, room: RoomId, kind: &EventKind) -> bool {
        let Some(log) = self.rooms.get(&room) else { return false };
        let is_removed = |found: &EventKind| match (found, kind) {
            (
                EventKind::MessageEdited { target: found, body: text }
                | EventKind::ReplyEdited { target: found, body: text, .. },
                EventKind::MessageEdited { target, body },
            ) => found == target && (text.is_none() || text == body),
            // What it says of the message is judged where it is shown.
            (
                EventKind::MessagePinned { target: found, .. },
                EventKind::MessagePinned { target, .. },
            ) => found == target,
            (
                EventKind::MessageDeleted { target: found, .. }
                | EventKind::ReplyRemoved { target: found, .. },
                EventKind::MessageDeleted { target, .. },
            ) => found == target,
            _ => false,
        };
        log.kinds().any(|(_, _, found)| found == kind || is_removed(found))
    }

    /// What those who share a room with this person say they are about, unless it has ended.
    pub(crate) fn statuses(&self, user: UserId) -> Vec<(UserId, Option<Status>)> {
        let query = "SELECT DISTINCT p.id, p.status, p.status_until FROM member mine
                     JOIN member theirs ON theirs.room = mine.room AND theirs.present = 1
                     JOIN person p ON p.id = theirs.person
                     WHERE mine.person = ?1 AND mine.present = 1";
        let mut people = self.conn.prepare_cached(query).unwrap();
        let people = people.query_map([user.0 as i64], |row| {
            let text = row.get::<_, Option<String>>(1)?.map(|text| StatusText::parse(&text));
            let until = row.get::<_, Option<i64>>(2)?.map(Timestamp);
            let status = text.map(|text| Status { text: text.unwrap(), until });
            let status = status.filter(|_| until != Some(Timestamp(0)));
            Ok((UserId(row.get::<_, i64>(0)? as u64), status))
        });
        people.unwrap().map(Result::unwrap).collect()
    }

    /// What people are called now, and their pictures.
    pub(crate) fn people(&self) -> BTreeMap<UserId, Person> {
        let mut people = self.conn.prepare_cached("SELECT id, name, picture FROM person").unwrap();
        let people = people.query_map([], |row| person(row, 0).map(|person| (person.id, person)));
        people.unwrap().map(Result::unwrap).collect()
    }
}

fn person(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<Person> {
    let name: String = row.get(column + 1)?;
    Ok(Person {
        id: UserId(row.get::<_, i64>(column)? as u64),
        name: PersonName::parse(&name).unwrap(),
        picture: row.get::<_, Option<u32>>(column + 2)?.map(PictureId),
    })
}

fn event(row: &rusqlite::Row<'_>) -> rusqlite::Result<Event> {
    let payload: Vec<u8> = row.get(6)?;
    Ok(Event {
        seq: Seq(row.get::<_, i64>(0)? as u64),
        tag: Tag(row.get(1)?),
        at: Timestamp(row.get(2)?),
        actor: person(row, 3)?,
        kind: Some(postcard::from_bytes(&payload).unwrap()),
    })
}

impl Log {
    pub(crate) fn head(&self) -> Seq {
        Seq(self.events.len() as u64)
    }

    /// The event with this number.
    pub(crate) fn at(&self, seq: Seq) -> Option<&Event> {
        self.events.get((seq.0 as usize).checked_sub(1)?)
    }

    pub(crate) fn kinds(&self) -> impl DoubleEndedIterator<Item = (Seq, UserId, &EventKind)> {
        let kind = |event: &'_ Event| (event.seq, event.actor.id);
        self.events.iter().map(move |event| {
            let (seq, actor) = kind(event);
            (seq, actor, event.kind.as_ref().expect("stored kinds are known"))
        })
    }

    /// Where this message of this author stands; more than one place would be a fault.
    pub(crate) fn posted(&self, author: UserId, id: ClientMessageId) -> Vec<Seq> {
        let posted = self.kinds().filter(|(_, actor, kind)| {
            *actor == author
                && matches!(kind, EventKind::MessagePosted { client_message_id, .. }
                    | EventKind::ReplyPosted { client_message_id, .. }
                    if *client_message_id == id)
        });
        posted.map(|(seq, _, _)| seq).collect()
    }

    /// The last event up to which this person was a member at some time from `from` on: the news
    /// of leaving may still reach the one who left. `None`: not a member since.
    pub(crate) fn was_member_since(&self, user: UserId, from: Seq) -> bool {
        let mut member = false;
        for (seq, actor, kind) in self.kinds() {
            let before = member;
            match kind {
                EventKind::RoomCreated { .. } if actor == user => member = true,
                EventKind::DirectStarted { people: all } => {
                    member = all.iter().any(|p| p.id == user)
                }
                EventKind::MemberJoined { member: joined } if joined.id == user => member = true,
                EventKind::MemberLeft { member: left } if left.id == user => member = false,
                _ => {}
            }
            if seq >= from && (before || member) {
                return true;
            }
        }
        false
    }

    /// The events that still have a text of a message that was removed.
    pub(crate) fn left_of_removed(&self) -> Vec<Seq> {
        let removed: BTreeSet<Seq> = self
            .kinds()
            .filter_map(|(_, _, kind)| match kind {
                EventKind::MessageDeleted { target, .. }
                | EventKind::ReplyRemoved { target, .. } => Some(*target),
                _ => None,
            })
            .collect();
        let has_text = |seq: Seq, kind: &EventKind| match kind {
            EventKind::MessagePosted { body: Some(_), .. }
            | EventKind::ReplyPosted { body: Some(_), .. } => removed.contains(&seq),
            EventKind::MessageEdited { target, body: Some(_) }
            | EventKind::ReplyEdited { target, body: Some(_), .. }
            | EventKind::MessagePinned { target, message: Some(_) } => removed.contains(target),
            _ => false,
        };
        let left = self.kinds().filter(|(seq, _, kind)| has_text(*seq, kind));
        left.map(|(seq, _, _)| seq).collect()
    }

    fn room(&self, id: RoomId, today: &BTreeMap<UserId, Person>) -> Room {
        let (mut name, mut topic, mut access, mut archived_by) = (None, None, None, None);
        let mut slow_seconds = 0;
        let mut together = List::default();
        for (_, actor, kind) in self.kinds() {
            match kind {
                EventKind::RoomCreated { name: first, topic: about, access: who } => {
                    (name, topic, access) = (Some(first), Some(about), Some(*who));
                }
                EventKind::DirectStarted { people } => together = people.clone(),
                EventKind::RoomRenamed { name: next } => name = Some(next),
                EventKind::TopicChanged { topic: next } => topic = Some(next),
                EventKind::SlowModeChanged { seconds } => slow_seconds = *seconds,
                EventKind::RoomArchived => archived_by = Some(actor),
                EventKind::RoomUnarchived => archived_by = None,
                _ => {}
            }
        }
        together.iter_mut().for_each(|person| *person = today[&person.id].clone());
        Room {
            id,
            name: name.cloned().unwrap_or_else(|| RoomName::parse("Direct").unwrap()),
            topic: topic.cloned().unwrap_or_default(),
            access: access.unwrap_or(Access::Direct),
            slow_seconds,
            archived_by: archived_by.map(|id| today[&id].clone()),
            people: together,
        }
    }
}
