//! The model server: rooms, connections, and what goes wrong between them.

use std::collections::{BTreeMap, VecDeque};

use hark_protocol::sync::{Backoff, Counted};
use hark_protocol::{
    ChatPage, ErrorCode, EventKind, Level, Limits, List, Person, PersonName, PictureId, Refusal,
    RoomId, RoomSummary, Seq, ServerFrame, Timestamp, UserId, VERSION,
};

use super::Log;
use super::following::Mine;

/// A server with rooms, people and connections.
pub(crate) struct Server {
    pub(crate) logs: BTreeMap<RoomId, Log>,
    pub(crate) people: BTreeMap<UserId, Person>,
    pub(crate) connections: BTreeMap<u32, Connection>,
    /// What threads are to those who take part in them, or chose.
    pub(super) mine: BTreeMap<(UserId, RoomId, Seq), Mine>,
    last_connection: u32,
    /// Whether events are lost, doubled and swapped on their way, and commands refused.
    pub(crate) faulty: bool,
    pub(crate) random: Backoff,
    /// What happened how often, to know that the world is bad enough.
    pub(crate) seen: BTreeMap<&'static str, u32>,
}

/// One connection, as the server sees it.
pub(crate) struct Connection {
    pub(crate) user: UserId,
    /// What is on its way to the browser.
    pub(crate) out: VecDeque<Vec<u8>>,
    /// How far each of the viewer's rooms was told.
    pub(crate) cursors: BTreeMap<RoomId, Seq>,
    pub(crate) greeted: bool,
}

impl Connection {
    pub(crate) fn tell(&mut self, frame: &ServerFrame) {
        self.out.push_back(frame.encode());
    }
}

impl Server {
    /// Three people, four rooms, of which all but the last has everybody in it.
    pub(crate) fn new(seed: u64) -> Self {
        let names = [(1, "Ann Lovelace"), (2, "Bob"), (3, "Čeněk")];
        let people = names.map(|(id, name)| {
            let name = PersonName::parse(name).expect("a good name");
            (UserId(id), Person { id: UserId(id), name, picture: None })
        });
        let people = BTreeMap::from(people);
        let ann = &people[&UserId(1)];
        let mut logs = BTreeMap::new();
        for (id, name) in [(1, "general"), (2, "Books"), (3, "kitchen"), (4, "attic")] {
            let mut log = Log::new(RoomId(id), name, ann, 8);
            for person in people.values().filter(|person| person.id != ann.id && id != 4) {
                log.append(ann, EventKind::MemberJoined { member: person.clone() });
            }
            logs.insert(RoomId(id), log);
        }
        let random = Backoff::new(seed);
        let connections = BTreeMap::new();
        let seen = BTreeMap::new();
        let mine = BTreeMap::new();
        Self { logs, people, connections, mine, last_connection: 0, faulty: true, random, seen }
    }

    pub(crate) fn see(&mut self, what: &'static str) {
        *self.seen.entry(what).or_default() += 1;
    }

    pub(crate) fn connect(&mut self, user: UserId) -> u32 {
        self.last_connection += 1;
        let out = VecDeque::new();
        let cursors = BTreeMap::new();
        let connection = Connection { user, out, cursors, greeted: false };
        self.connections.insert(self.last_connection, connection);
        self.last_connection
    }

    /// A page as the server renders it, in this room.
    pub(crate) fn page(&self, user: UserId, open: RoomId) -> ChatPage {
        ChatPage {
            me: self.people[&user].clone(),
            moderates: user == UserId(1),
            rooms: self.summaries(user),
            open: self.logs[&open].snapshot(user),
            thread: None,
            threads: self.unread_threads(user),
            about: List::default(),
            now: Timestamp(1_763_700_000_000),
        }
    }

    pub(crate) fn summaries(&self, user: UserId) -> Vec<RoomSummary> {
        let mine = self.logs.values().filter(|log| log.members.contains(&user));
        let mut summaries: Vec<_> = mine.map(|log| log.summary(user)).collect();
        summaries.sort_by(|a, b| a.room.by_name(&b.room));
        summaries
    }

    pub(crate) fn welcome(&self, user: UserId) -> ServerFrame {
        ServerFrame::Welcome {
            version: VERSION,
            me: self.people[&user].clone(),
            moderates: user == UserId(1),
            rooms: List::first_of(self.summaries(user)),
            limits: Limits::default(),
            heartbeat_ms: 25_000,
            now: Timestamp(1_763_700_000_000),
        }
    }

    /// Something happens in a room. Whom it adds or removes is told so.
    pub(crate) fn happen(&mut self, room: RoomId, actor: UserId, kind: EventKind) -> Seq {
        let actor = self.people[&actor].clone();
        let log = self.logs.get_mut(&room).expect("a room of the model");
        let seq = log.append(&actor, kind.clone());
        self.follow(room, actor.id, seq, &kind);
        let log = &self.logs[&room];
        match kind {
            EventKind::MemberJoined { member } => {
                let summary = log.summary(member.id);
                for connection in self.connections.values_mut() {
                    if connection.user == member.id && connection.greeted {
                        connection.cursors.insert(room, summary.cursor.seq);
                        connection.tell(&ServerFrame::RoomAdded { summary: summary.clone() });
                    }
                }
            }
            EventKind::MemberLeft { member } => {
                for connection in self.connections.values_mut() {
                    if connection.user == member.id && connection.greeted {
                        connection.cursors.remove(&room);
                        connection.tell(&ServerFrame::RoomRemoved { room });
                    }
                }
            }
            _ => {}
        }
        seq
    }

    /// A person takes another name or picture, in all rooms of which they ever were a member.
    pub(crate) fn change_person(&mut self, user: UserId, number: u32) {
        let name = PersonName::parse(&format!("Person {number}")).expect("a good name");
        let picture = Some(PictureId(number)).filter(|_| number.is_multiple_of(4));
        let kind = match number % 2 {
            0 => EventKind::PictureChanged { picture },
            _ => EventKind::MemberRenamed { name },
        };
        let mut person = self.people[&user].clone();
        for log in self.logs.values_mut() {
            let took_part = |(_, actor, kind): (Seq, &Person, &EventKind)| {
                let joined =
                    matches!(kind, EventKind::MemberJoined { member } if member.id == user);
                actor.id == user || joined
            };
            if log.events().any(took_part) {
                log.append(&person, kind.clone());
            }
        }
        match &kind {
            EventKind::MemberRenamed { name } => person.name = name.clone(),
            EventKind::PictureChanged { picture } => person.picture = *picture,
            _ => unreachable!("this is of no person"),
        }
        self.people.insert(user, person);
    }

    /// Somebody has read up to here.
    pub(crate) fn mark_read(&mut self, (room, user): (RoomId, UserId), seq: Seq, set_back: u32) {
        self.logs.get_mut(&room).expect("a member's room").mark_read_at(user, seq, set_back);
        self.tell_read(room, user);
    }

    /// Somebody wants everything from this message on to be unread.
    pub(crate) fn mark_unread(
        &mut self,
        room: RoomId,
        user: UserId,
        target: Seq,
    ) -> Result<(), Refusal> {
        if !self.logs.get_mut(&room).expect("a member's room").mark_unread(user, target) {
            return Err(Refusal::terminal(ErrorCode::NotFound));
        }
        self.see("set unread");
        self.tell_read(room, user);
        Ok(())
    }

    /// Tells all connections of a person how far they have read.
    pub(crate) fn tell_read(&mut self, room: RoomId, user: UserId) {
        let log = &self.logs[&room];
        let Counted { read, set_back, unread, mentions, as_of } = log.counted(user);
        let frame = ServerFrame::Read { room, read, set_back, unread, mentions, as_of };
        for connection in self.connections.values_mut() {
            if connection.user == user && connection.greeted {
                connection.tell(&frame);
            }
        }
    }

    /// Somebody chooses of what to be told in a room, or no longer does.
    pub(crate) fn choose_level(&mut self, room: RoomId, user: UserId, chosen: Option<Level>) {
        let log = self.logs.get_mut(&room).expect("a room");
        if !log.members.contains(&user) {
            return;
        }
        match chosen {
            Some(level) => log.levels.insert(user, level),
            None => log.levels.remove(&user),
        };
        for connection in self.connections.values_mut() {
            if connection.user == user && connection.greeted {
                connection.tell(&ServerFrame::Level { room, chosen });
            }
        }
    }

    /// Puts what happened since on its way to the browser.
    pub(crate) fn pump(&mut self, id: u32) {
        let Some(connection) = self.connections.get_mut(&id) else { return };
        let mut events = Vec::new();
        for (room, cursor) in &mut connection.cursors {
            let log = &self.logs[room];
            while *cursor < log.head() {
                *cursor = cursor.next();
                events.push(ServerFrame::Event { room: *room, event: log.told(*cursor) });
            }
        }
        if self.faulty && events.len() > 1 && self.random.below(8) == 0 {
            let at = self.random.below(events.len() as u64 - 1) as usize;
            match self.random.below(3) {
                0 => events.swap(at, at + 1),
                1 => events.insert(at + 1, events[at].clone()),
                _ => {
                    events.remove(at);
                }
            }
            *self.seen.entry("disturbed events").or_default() += 1;
        }
        for event in events {
            connection.tell(&event);
        }
    }
}
