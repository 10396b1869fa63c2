//! A room's log and what it says, folded anew for each question. Shares no code with the reducer.

use std::collections::{BTreeMap, BTreeSet};

use hark_protocol::sync::Counted;
use hark_protocol::{
    Access, Cursor, Epoch, Event, EventKind, HistoryFrom, Level, List, Message, Notice, Page,
    Person, Room, RoomId, RoomName, RoomSnapshot, RoomSummary, Row, Seq, Tag, Timestamp, Topic,
    UserId,
};

/// One room of the model server.
#[derive(Clone, Debug)]
pub(crate) struct Log {
    pub(crate) room: RoomId,
    epoch: Epoch,
    events: Vec<Event>,
    pub(crate) members: BTreeSet<UserId>,
    pub(super) reads: BTreeMap<UserId, Seq>,
    pub(super) set_backs: BTreeMap<UserId, u32>,
    pub(crate) levels: BTreeMap<UserId, Level>,
    /// Rows in a snapshot and in a page at the most.
    rows_at_once: usize,
}

impl Log {
    pub(crate) fn new(room: RoomId, name: &str, creator: &Person, rows_at_once: usize) -> Self {
        let mut log = Self {
            room,
            epoch: Epoch(7),
            events: Vec::new(),
            members: BTreeSet::from([creator.id]),
            reads: BTreeMap::new(),
            set_backs: BTreeMap::new(),
            levels: BTreeMap::new(),
            rows_at_once,
        };
        let name = RoomName::parse(name).expect("a good name");
        let topic = Topic::default();
        log.append(creator, EventKind::RoomCreated { name, topic, access: Access::Open });
        log
    }

    /// Stores an event as it is told by then: an author's post reads everything before it.
    pub(crate) fn append(&mut self, actor: &Person, kind: EventKind) -> Seq {
        let seq = self.head().next();
        match &kind {
            EventKind::MemberJoined { member } => {
                self.members.insert(member.id);
            }
            EventKind::MemberLeft { member } => {
                self.members.remove(&member.id);
            }
            EventKind::MessagePosted { .. } => {
                self.reads.insert(actor.id, seq);
            }
            EventKind::ReplyPosted { to, .. } if to.in_room => {
                self.reads.insert(actor.id, seq);
            }
            _ => {}
        }
        let tag = Tag(seq.0 as u32 ^ 0x5bd1_e995);
        let at = Timestamp(1_762_000_000_000 + seq.0 as i64 * 61_000);
        self.events.push(Event { seq, tag, at, actor: actor.clone(), kind: Some(kind) });
        seq
    }

    pub(crate) fn head(&self) -> Seq {
        Seq(self.events.len() as u64)
    }

    pub(crate) fn cursor(&self) -> Cursor {
        let tag = self.events.last().map_or(Tag(0), |event| event.tag);
        Cursor { epoch: self.epoch, seq: self.head(), tag }
    }

    /// Whether this is a place in this very history.
    pub(crate) fn knows(&self, cursor: Cursor) -> bool {
        let tag = match cursor.seq {
            Seq::ZERO => Some(Tag(0)),
            Seq(seq) => self.events.get(seq as usize - 1).map(|event| event.tag),
        };
        cursor.epoch == self.epoch && tag == Some(cursor.tag)
    }

    /// The event as it is told today: the text of what was deleted since is gone.
    pub(crate) fn told(&self, seq: Seq) -> Event {
        let mut event = self.events[seq.0 as usize - 1].clone();
        match &mut event.kind {
            Some(EventKind::MessagePosted { body, .. } | EventKind::ReplyPosted { body, .. })
                if self.is_deleted(seq) =>
            {
                *body = None;
            }
            Some(
                EventKind::MessageEdited { target, body }
                | EventKind::ReplyEdited { target, body, .. },
            ) if self.is_deleted(*target) => *body = None,
            Some(EventKind::MessagePinned { target, message }) if self.is_deleted(*target) => {
                *message = None;
            }
            _ => {}
        }
        event
    }

    pub(crate) fn events(&self) -> impl DoubleEndedIterator<Item = (Seq, &Person, &EventKind)> {
        let known = |event: &Event| event.kind.is_some();
        self.events.iter().filter(move |event| known(event)).map(|event| {
            (event.seq, &event.actor, event.kind.as_ref().expect("only known ones pass"))
        })
    }

    pub(crate) fn is_deleted(&self, message: Seq) -> bool {
        self.deleted().any(|deleted| deleted == message)
    }

    pub(super) fn deleted(&self) -> impl Iterator<Item = Seq> {
        self.events().filter_map(|(_, _, kind)| match kind {
            EventKind::MessageDeleted { target, .. } | EventKind::ReplyRemoved { target, .. } => {
                Some(*target)
            }
            _ => None,
        })
    }

    /// The messages of this author that still stand.
    pub(crate) fn messages_of(&self, author: UserId) -> Vec<Seq> {
        let mine = self.events().filter(|(_, actor, kind)| {
            let posted =
                matches!(kind, EventKind::MessagePosted { .. } | EventKind::ReplyPosted { .. });
            actor.id == author && posted
        });
        let deleted: BTreeSet<Seq> = self.deleted().collect();
        mine.map(|(seq, _, _)| seq).filter(|seq| !deleted.contains(seq)).collect()
    }

    /// The messages that this person may remove: Ann everybody's.
    pub(crate) fn removable_by(&self, user: UserId) -> Vec<Seq> {
        let everybody = [UserId(1), UserId(2), UserId(3)];
        let authors = if user == UserId(1) { &everybody[..] } else { &[user][..] };
        authors.iter().flat_map(|author| self.messages_of(*author)).collect()
    }

    pub(crate) fn summary(&self, user: UserId) -> RoomSummary {
        let mut room = Room {
            id: self.room,
            name: RoomName::parse("nameless").expect("a good name"),
            topic: Topic::default(),
            access: Access::Closed,
            slow_seconds: 0,
            archived_by: None,
            people: List::default(),
        };
        for (_, actor, kind) in self.events() {
            match kind {
                EventKind::RoomCreated { name, topic, access } => {
                    (room.name, room.topic, room.access) = (name.clone(), topic.clone(), *access);
                }
                EventKind::RoomRenamed { name } => room.name = name.clone(),
                EventKind::TopicChanged { topic } => room.topic = topic.clone(),
                EventKind::SlowModeChanged { seconds } => room.slow_seconds = *seconds,
                EventKind::RoomArchived => room.archived_by = Some(self.today(actor)),
                EventKind::RoomUnarchived => room.archived_by = None,
                EventKind::DirectStarted { people } => {
                    room.access = Access::Direct;
                    room.people = people.clone();
                    room.people.iter_mut().for_each(|person| *person = self.today(person));
                }
                _ => {}
            }
        }
        let Counted { read, set_back, unread, mentions, as_of: _ } = self.counted(user);
        RoomSummary {
            room,
            cursor: self.cursor(),
            read,
            set_back,
            unread,
            mentions,
            chosen_level: self.levels.get(&user).copied(),
        }
    }

    pub(crate) fn snapshot(&self, user: UserId) -> RoomSnapshot {
        let rows = self.rows();
        let from = rows.len().saturating_sub(self.rows_at_once);
        RoomSnapshot {
            summary: self.summary(user),
            member_count: self.members.len() as u32,
            members: List::first_of(self.named_members()),
            rows: List::first_of(rows[from..].iter().cloned()),
            older: from > 0,
            newer: false,
            pins: self.pins(),
        }
    }

    pub(crate) fn page(&self, from: HistoryFrom, limit: usize) -> Page {
        self.page_of(&self.rows(), from, limit)
    }

    /// A page of these rows.
    pub(super) fn page_of(&self, rows: &[Row], from: HistoryFrom, limit: usize) -> Page {
        let limit = limit.min(self.rows_at_once);
        let (start, end) = match from {
            HistoryFrom::Before(seq) => {
                let end = rows.partition_point(|row| row.seq() < seq);
                (end.saturating_sub(limit), end)
            }
            HistoryFrom::After(seq) => {
                let start = rows.partition_point(|row| row.seq() <= seq);
                (start, rows.len().min(start + limit))
            }
            HistoryFrom::Around(seq) => {
                let middle = rows.partition_point(|row| row.seq() < seq);
                (middle.saturating_sub(limit / 2), rows.len().min(middle + limit / 2))
            }
        };
        Page {
            rows: List::first_of(rows[start..end].iter().cloned()),
            older: start > 0,
            newer: end < rows.len(),
            as_of: self.head(),
        }
    }

    /// The rows of the room and those that stand in a thread only.
    pub(super) fn all_rows(&self) -> Vec<Row> {
        let (mut reactions, mut replies) = (self.reactions(), self.replies());
        let (mut bodies, mut removers) = (BTreeMap::new(), BTreeMap::new());
        for (seq, by, kind) in self.events() {
            match kind {
                EventKind::MessagePosted { body, .. } | EventKind::ReplyPosted { body, .. } => {
                    bodies.insert(seq, (body, seq));
                }
                EventKind::MessageEdited { target, body }
                | EventKind::ReplyEdited { target, body, .. } => {
                    bodies.insert(*target, (body, seq));
                }
                EventKind::MessageDeleted { target, .. }
                | EventKind::ReplyRemoved { target, .. } => {
                    removers.insert(*target, by.id);
                    bodies.insert(*target, (&None, seq));
                }
                _ => {}
            }
        }
        let is_reply = |kind: &EventKind| matches!(kind, EventKind::ReplyPosted { .. });
        let stands = |kind: &&EventKind| kind.is_row() || is_reply(kind);
        let mut row = |event: &Event| match event.kind.as_ref().filter(stands)? {
            kind @ (EventKind::MessagePosted { client_message_id, .. }
            | EventKind::ReplyPosted { client_message_id, .. }) => {
                let (body, revision) = bodies[&event.seq];
                let author = self.today(&event.actor);
                let (seq, at, client_message_id) = (event.seq, event.at, *client_message_id);
                let body = body.clone();
                let moderated = removers.get(&seq).is_some_and(|by| *by != author.id);
                let reactions = reactions.remove(&seq).unwrap_or_default();
                let replies = replies.remove(&seq).unwrap_or_default();
                let to = match kind {
                    EventKind::ReplyPosted { to, .. } => Some(*to),
                    _ => None,
                };
                Some(Row::Message(Message {
                    seq,
                    at,
                    author,
                    client_message_id,
                    body,
                    moderated,
                    revision,
                    reactions,
                    to,
                    replies,
                }))
            }
            kind => {
                let (seq, at, actor) = (event.seq, event.at, event.actor.clone());
                Some(Row::Notice(Notice { seq, at, actor, kind: kind.clone() }))
            }
        };
        self.events.iter().filter_map(&mut row).collect()
    }

    /// The person under the name and with the picture they have now.
    pub(crate) fn today(&self, person: &Person) -> Person {
        let mut today = person.clone();
        for (_, _, kind) in self.events().filter(|(_, actor, _)| actor.id == person.id) {
            match kind {
                EventKind::MemberRenamed { name } => today.name = name.clone(),
                EventKind::PictureChanged { picture } => today.picture = *picture,
                _ => {}
            }
        }
        today
    }
}
