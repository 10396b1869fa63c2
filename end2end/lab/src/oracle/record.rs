//! All that may be shown, folded from the log with SQL of its own: rooms, their members and rows,
//! and how far each person has read. It shares no code with the store or the tabs' reducer.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use hark_protocol::{
    Access, Cursor, Epoch, Event, EventKind, Excerpt, Level, List, Message, Notice, Person,
    PersonName, PictureId, Pin, Pinned, Reactions, Room, RoomId, RoomName, RoomSummary, Row, Seq,
    Tag, Timestamp, Topic, UserId,
};
use rusqlite::{Connection, OpenFlags};

use super::{reactions, threads};
use crate::Failure;

/// The state of a whole server, at one moment.
#[derive(Debug, PartialEq)]
pub struct Record {
    people: BTreeMap<UserId, Person>,
    /// The read cursors, and how often each was set back.
    reads: BTreeMap<(UserId, RoomId), (Seq, u32)>,
    levels: BTreeMap<(UserId, RoomId), Level>,
    rooms: BTreeMap<RoomId, RoomRecord>,
}

/// One room.
#[derive(Debug, PartialEq)]
pub struct RoomRecord {
    /// As its settings stand.
    pub room: Room,
    /// Its last event.
    pub cursor: Cursor,
    /// Who is a member.
    pub members: BTreeSet<UserId>,
    /// All rows, oldest first.
    pub rows: Vec<Row>,
    /// The pinned messages, the last pinned last.
    pub pins: Vec<Pin>,
    /// The replies that stand in a thread only.
    pub asides: Vec<Row>,
}

impl Record {
    /// Reads a database that a server may have open.
    pub fn read(database: &Path) -> Result<Self, Failure> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let conn = Connection::open_with_flags(database, flags)
            .map_err(|error| Failure::of("opening the log", error))?;
        fold(&conn).map_err(|error| Failure::of("folding the log", error))
    }

    /// The rooms.
    pub fn rooms(&self) -> &BTreeMap<RoomId, RoomRecord> {
        &self.rooms
    }

    /// What a person is called now, and their picture.
    pub fn person(&self, user: UserId) -> Option<&Person> {
        self.people.get(&user)
    }

    /// A person's rooms, as their sidebar has to show them.
    pub fn summaries(&self, user: UserId) -> Vec<RoomSummary> {
        let mine = self.rooms.iter().filter(|(_, room)| room.members.contains(&user));
        let summary = |(id, record): (&RoomId, &RoomRecord)| {
            let (read, set_back) = self.reads.get(&(user, *id)).copied().unwrap_or_default();
            let text = |row: &'_ Row| {
                let unread = |message: &&Message| message.seq > read && message.author.id != user;
                let message = row.message().filter(unread)?;
                message.body.as_ref().map(|body| (message.seq, body.as_str().to_owned()))
            };
            let unread = record.rows.iter().filter_map(text).count() as u32;
            // What stands in a thread only mentions people there.
            let texts = record.rows.iter().filter_map(text);
            // As people name each other here.
            let name = format!("]({user})");
            let told = |text: &str| text.contains(&name) || text.contains("@room");
            let mut mentions: Vec<Seq> =
                texts.filter(|(_, text)| told(text)).map(|(seq, _)| seq).collect();
            mentions.sort_unstable();
            let over = mentions.len().saturating_sub(RoomSummary::MAX_MENTIONS);
            let mentions = List::first_of(mentions.drain(over..));
            let room = record.room.clone();
            let chosen_level = self.levels.get(&(user, *id)).copied();
            let cursor = record.cursor;
            RoomSummary { room, cursor, read, set_back, unread, mentions, chosen_level }
        };
        let mut summaries: Vec<_> = mine.map(summary).collect();
        summaries.sort_by_key(|summary| {
            (summary.room.name.as_str().to_ascii_lowercase(), summary.room.id)
        });
        summaries
    }
}

fn fold(conn: &Connection) -> rusqlite::Result<Record> {
    conn.execute_batch("PRAGMA busy_timeout=5000; BEGIN")?;
    let epoch = conn.query_row("SELECT epoch FROM server", [], |row| unsigned(row, 0))?;
    let mut people = BTreeMap::new();
    let mut everybody = conn.prepare("SELECT id, name, picture FROM person")?;
    let mut rows = everybody.query([])?;
    while let Some(row) = rows.next()? {
        let person = person(row, 0)?;
        people.insert(person.id, person);
    }
    let (mut reads, mut levels) = (BTreeMap::new(), BTreeMap::new());
    let mut members = conn.prepare("SELECT person, room, read, set_back, level FROM member")?;
    let mut rows = members.query([])?;
    while let Some(row) = rows.next()? {
        let whose = (UserId(unsigned(row, 0)?), RoomId(unsigned(row, 1)?));
        reads.insert(whose, (Seq(unsigned(row, 2)?), row.get(3)?));
        let level: Option<String> = row.get(4)?;
        if let Some(level) = level {
            levels.insert(whose, named_level(&level)?);
        }
    }
    let sql = "SELECT room, seq, tag, at, actor, actor_name, actor_picture, payload FROM event
               ORDER BY room, seq";
    let mut events = conn.prepare(sql)?;
    let mut rows = events.query([])?;
    let mut rooms: BTreeMap<RoomId, RoomRecord> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let id = RoomId(unsigned(row, 0)?);
        let payload: Vec<u8> = row.get(7)?;
        let kind: EventKind = postcard::from_bytes(&payload).map_err(|_| unreadable("no event"))?;
        let event = Event {
            seq: Seq(unsigned(row, 1)?),
            tag: Tag(row.get(2)?),
            at: Timestamp(row.get(3)?),
            actor: person(row, 4)?,
            kind: None,
        };
        if let Some(room) = made(id, &kind) {
            let cursor = Cursor { epoch: Epoch(epoch), seq: event.seq, tag: event.tag };
            let members = BTreeSet::new();
            let (rows, asides, pins) = (Vec::new(), Vec::new(), Vec::new());
            rooms.insert(id, RoomRecord { room, cursor, members, rows, asides, pins });
        }
        let Some(room) = rooms.get_mut(&id) else { return Err(unreadable("no beginning")) };
        room.take(&event, kind);
    }
    for room in rooms.values_mut() {
        room.name_all(&people);
    }
    Ok(Record { people, reads, levels, rooms })
}

/// The room as its first event says; nothing for any other event.
fn made(id: RoomId, kind: &EventKind) -> Option<Room> {
    let (name, topic, access, people) = match kind {
        EventKind::RoomCreated { name, topic, access } => {
            (name.clone(), topic.clone(), *access, List::default())
        }
        EventKind::DirectStarted { people } => {
            (RoomName::parse("Direct").ok()?, Topic::default(), Access::Direct, people.clone())
        }
        _ => return None,
    };
    Some(Room { id, name, topic, access, slow_seconds: 0, archived_by: None, people })
}

impl RoomRecord {
    fn take(&mut self, event: &Event, kind: EventKind) {
        (self.cursor.seq, self.cursor.tag) = (event.seq, event.tag);
        match &kind {
            EventKind::MessagePosted { client_message_id, body } => {
                self.rows.push(threads::message(event, *client_message_id, body, None));
                return;
            }
            EventKind::ReplyPosted { to, client_message_id, body } => {
                let reply = threads::message(event, *client_message_id, body, Some(*to));
                let rows = if to.in_room { &mut self.rows } else { &mut self.asides };
                rows.push(reply);
                let root = self.message(to.root);
                return root.into_iter().for_each(|root| threads::take(root, event, &kind));
            }
            EventKind::ReplyRemoved { to, target, author: _ } => {
                self.revise(*target, event, None);
                let root = self.message(to.root);
                return root.into_iter().for_each(|root| threads::take(root, event, &kind));
            }
            EventKind::MessageEdited { target, body }
            | EventKind::ReplyEdited { target, body, .. } => {
                return self.revise(*target, event, body.clone());
            }
            EventKind::MessageDeleted { target, author: _ } => {
                return self.revise(*target, event, None);
            }
            EventKind::ReactionAdded { target, .. } | EventKind::ReactionRemoved { target, .. } => {
                if let Some(message) = self.message(*target) {
                    reactions::take(message, event.seq, &event.actor, &kind);
                }
                return;
            }
            EventKind::MessagePinned { target, .. } => return self.pin(event, *target),
            EventKind::MessageUnpinned { target } => {
                return self.pins.retain(|pin| pin.target != *target);
            }
            EventKind::RoomCreated { .. } => _ = self.members.insert(event.actor.id),
            EventKind::DirectStarted { people } => {
                self.members.extend(people.iter().map(|person| person.id));
            }
            EventKind::MemberJoined { member } => _ = self.members.insert(member.id),
            EventKind::MemberLeft { member } => _ = self.members.remove(&member.id),
            EventKind::MemberRenamed { .. } => {}
            EventKind::PictureChanged { .. } => return,
            EventKind::RoomRenamed { name } => self.room.name = name.clone(),
            EventKind::TopicChanged { topic } => self.room.topic = topic.clone(),
            EventKind::SlowModeChanged { seconds } => self.room.slow_seconds = *seconds,
            EventKind::RoomArchived => self.room.archived_by = Some(event.actor.clone()),
            EventKind::RoomUnarchived => self.room.archived_by = None,
        }
        let (seq, at, actor) = (event.seq, event.at, event.actor.clone());
        self.rows.push(Row::Notice(Notice { seq, at, actor, kind }));
    }

    fn revise(&mut self, target: Seq, by: &Event, text: Option<hark_protocol::Body>) {
        let Some(message) = self.message(target) else { return };
        if text.is_none() {
            message.reactions = Reactions::default();
            message.moderated = message.author.id != by.actor.id;
        }
        let begins = text.as_ref().map(Excerpt::of);
        (message.body, message.revision) = (text, by.seq);
        match begins {
            None => self.pins.retain(|pin| pin.target != target),
            Some(begins) => {
                let pin = self.pins.iter_mut().find(|pin| pin.target == target);
                pin.into_iter().for_each(|pin| pin.message.text = begins.clone());
            }
        }
    }

    /// Of a message that was removed since, the log does not say any more what a pin showed.
    fn pin(&mut self, event: &Event, target: Seq) {
        let Some(Message { author, at, body: Some(body), .. }) = self.message(target) else {
            return;
        };
        let message = Pinned { author: author.clone(), at: *at, text: Excerpt::of(body) };
        self.pins.push(Pin { target, message, by: event.actor.clone(), at: event.at });
    }

    fn message(&mut self, target: Seq) -> Option<&mut Message> {
        let rows = self.rows.iter_mut().rev().chain(self.asides.iter_mut().rev());
        rows.into_iter().find_map(|row| match row {
            Row::Message(message) if message.seq == target => Some(message),
            Row::Message(_) | Row::Notice(_) => None,
        })
    }

    /// Authors and those who reacted stand under the name and with the picture they have now,
    /// and so does who archived the room.
    fn name_all(&mut self, people: &BTreeMap<UserId, Person>) {
        let name = |person: &mut Person| {
            if let Some(now) = people.get(&person.id) {
                person.clone_from(now);
            }
        };
        self.room.archived_by.iter_mut().chain(self.room.people.iter_mut()).for_each(name);
        self.pins.iter_mut().flat_map(|pin| [&mut pin.by, &mut pin.message.author]).for_each(name);
        for row in self.rows.iter_mut().chain(&mut self.asides) {
            if let Row::Message(message) = row {
                name(&mut message.author);
                reactions::people(message).for_each(name);
                message.replies.people.iter_mut().for_each(name);
            }
        }
    }
}

fn unsigned(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<u64> {
    row.get::<_, i64>(at).map(i64::cast_unsigned)
}

fn person(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<Person> {
    let picture = row.get::<_, Option<u32>>(at + 2)?.map(PictureId);
    Ok(Person { id: UserId(unsigned(row, at)?), name: name(row, at + 1)?, picture })
}

fn name(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<PersonName> {
    let text: String = row.get(at)?;
    PersonName::parse(&text).map_err(|_| unreadable("no name"))
}

fn named_level(name: &str) -> rusqlite::Result<Level> {
    match name {
        "everything" => Ok(Level::Everything),
        "mentions" => Ok(Level::Mentions),
        "nothing" => Ok(Level::Nothing),
        "hidden" => Ok(Level::Hidden),
        _ => Err(unreadable("no level")),
    }
}

fn unreadable(why: &str) -> rusqlite::Error {
    let why = std::io::Error::other(why);
    rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Blob, Box::new(why))
}
