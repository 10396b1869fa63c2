//! A client with its clock, and the server's half of the talk told by hand.

use hark_protocol::sync::{Change, Client, Effect, Generation, Input, Millis, OutboxItem, Problem};
use hark_protocol::{
    Access, Body, ChatPage, ClientFrame, ClientMessageId, Command, CommandId, Cursor, Epoch, Event,
    EventKind, Limits, List, Message, Person, PersonName, Pins, Posted, Reactions, Refusal,
    Replies, Reply, ResetReason, Room, RoomId, RoomName, RoomSnapshot, RoomSummary, Row, Seq,
    ServerFrame, Tag, Timestamp, Topic, UnreadThreads, UserId, VERSION,
};

pub(crate) const GENERAL: RoomId = RoomId(1);
pub(crate) const KITCHEN: RoomId = RoomId(2);

/// A client and what it last asked for.
pub(crate) struct Host {
    pub(crate) client: Client,
    pub(crate) now: Millis,
    pub(crate) out: Vec<Effect>,
    generation: Generation,
    wanted: Option<Generation>,
}

impl Host {
    /// A page of Ann's in the room "general", which ends with message 10 by Bob; not yet connected.
    pub(crate) fn new() -> Self {
        Self::of(snapshot(GENERAL, 10))
    }

    /// A page of Ann's with this room open.
    pub(crate) fn of(open: RoomSnapshot) -> Self {
        let page = ChatPage {
            me: ann(),
            moderates: false,
            rooms: vec![summary(GENERAL, 10), summary(KITCHEN, 10)],
            open,
            thread: None,
            threads: UnreadThreads::default(),
            about: List::default(),
            now: Timestamp(0),
        };
        let client = Client::new(page, 1);
        Self { client, now: 5_000, out: Vec::new(), generation: Generation(0), wanted: None }
    }

    pub(crate) fn live() -> Self {
        let mut host = Self::new();
        host.give(Input::Start);
        host.goes_live();
        host
    }

    /// Opens the socket that was asked for and brings it up to date without news.
    pub(crate) fn goes_live(&mut self) {
        self.greets();
        self.hears(welcome(vec![summary(GENERAL, 10), summary(KITCHEN, 10)]));
        self.hears(ServerFrame::Live);
    }

    /// Opens the socket that was asked for. Answers with the client's hello.
    pub(crate) fn greets(&mut self) -> ClientFrame {
        self.generation = self.wanted.take().expect("a socket was asked for");
        self.give(Input::Opened(self.generation));
        let mut frames = self.frames();
        assert_eq!(frames.len(), 1, "hello and nothing else: {frames:?}");
        frames.remove(0)
    }

    pub(crate) fn give(&mut self, input: Input) {
        self.out = self.client.handle(input, self.now);
        let wanted = self.out.iter().find_map(|effect| match effect {
            Effect::Connect(generation) => Some(*generation),
            _ => None,
        });
        self.wanted = wanted.or(self.wanted);
    }

    #[expect(clippy::needless_pass_by_value, reason = "tests read better without borrows")]
    pub(crate) fn hears(&mut self, frame: ServerFrame) {
        self.give(Input::Received(self.generation, frame.encode()));
    }

    pub(crate) fn replies(&mut self, id: CommandId, result: Result<Reply, Refusal>) {
        self.hears(ServerFrame::Reply { id, result });
    }

    pub(crate) fn posted(&mut self, id: CommandId, seq: u64) {
        let posted = Posted { seq: Seq(seq), at: Timestamp(0), duplicate: false };
        self.replies(id, Ok(Reply::Posted(posted)));
    }

    pub(crate) fn cut(&mut self) {
        self.give(Input::Closed(self.generation, 1006));
    }

    /// Is cut off, waits for the next socket and greets on it.
    pub(crate) fn comes_back(&mut self) -> ClientFrame {
        self.cut();
        self.pass(500);
        self.greets()
    }

    /// Time goes by; the client is woken once, at the end of it.
    pub(crate) fn pass(&mut self, time: u64) {
        self.now += time;
        self.give(Input::Wake);
    }

    /// The person types a message, and storage takes it at once.
    pub(crate) fn sends(&mut self, number: u8, text: &str) {
        self.types(number, text);
        self.give(Input::OutboxStored(id(number)));
    }

    pub(crate) fn types(&mut self, number: u8, text: &str) {
        self.give(Input::Send {
            to: None,
            room: GENERAL,
            body: body(text),
            client_message_id: id(number),
            typed_at: Timestamp(1_000 + i64::from(number)),
        });
    }

    /// What was sent in answer to the last input.
    pub(crate) fn frames(&self) -> Vec<ClientFrame> {
        let sent = self.out.iter().filter_map(|effect| match effect {
            Effect::Send(generation, bytes) => {
                assert_eq!(*generation, self.generation);
                Some(ClientFrame::decode(bytes).expect("a good frame"))
            }
            _ => None,
        });
        sent.collect()
    }

    pub(crate) fn commands(&self) -> Vec<(CommandId, Command)> {
        let commands = self.frames().into_iter().filter_map(|frame| match frame {
            ClientFrame::Command { id, command } => Some((id, command)),
            ClientFrame::Hello { .. }
            | ClientFrame::Ping
            | ClientFrame::Pong
            | ClientFrame::Attention(_)
            | ClientFrame::WhoWasHere { .. } => None,
        });
        commands.collect()
    }

    /// The one command that was sent in answer to the last input.
    pub(crate) fn command(&self) -> (CommandId, Command) {
        let mut commands = self.commands();
        assert_eq!(commands.len(), 1, "{commands:?}");
        commands.remove(0)
    }

    pub(crate) fn has_changed(&self, change: Change) -> bool {
        self.out.contains(&Effect::Changed(change))
    }

    pub(crate) fn forgets(&self, number: u8) -> bool {
        self.out.contains(&Effect::ForgetOutbox(id(number)))
    }

    pub(crate) fn problem(&self) -> Option<&Problem> {
        self.out.iter().find_map(|effect| match effect {
            Effect::Failed(problem) => Some(problem),
            _ => None,
        })
    }

    pub(crate) fn pending(&self) -> Vec<&OutboxItem> {
        self.client.outbox(GENERAL).collect()
    }

    pub(crate) fn rows(&self) -> Vec<Seq> {
        let timeline = self.client.room(GENERAL).and_then(|room| room.timeline());
        timeline.map(|timeline| timeline.rows().map(Row::seq).collect()).unwrap_or_default()
    }

    pub(crate) fn unread(&self, room: RoomId) -> u32 {
        self.client.room(room).expect("a room").summary().unread
    }
}

pub(crate) fn ann() -> Person {
    person(1, "Ann")
}

pub(crate) fn bob() -> Person {
    person(2, "Bob")
}

pub(crate) fn person(id: u64, name: &str) -> Person {
    Person { id: UserId(id), name: PersonName::parse(name).expect("a good name"), picture: None }
}

pub(crate) fn body(text: &str) -> Body {
    Body::parse(text).expect("a good text")
}

pub(crate) fn id(number: u8) -> ClientMessageId {
    ClientMessageId([number; 16])
}

pub(crate) fn cursor(seq: u64) -> Cursor {
    Cursor { epoch: Epoch(7), seq: Seq(seq), tag: Tag(seq as u32) }
}

pub(crate) fn event(room: RoomId, seq: u64, actor: Person, kind: EventKind) -> ServerFrame {
    let (tag, at) = (Tag(seq as u32), Timestamp(0));
    let event = Event { seq: Seq(seq), tag, at, actor, kind: Some(kind) };
    ServerFrame::Event { room, event }
}

/// Somebody removes a message of somebody.
pub(crate) fn removal(
    room: RoomId,
    seq: u64,
    by: Person,
    target: Seq,
    author: &Person,
) -> ServerFrame {
    event(room, seq, by, EventKind::MessageDeleted { target, author: author.id })
}

pub(crate) fn post(room: RoomId, seq: u64, actor: Person, number: u8) -> ServerFrame {
    let body = Some(body("Hello"));
    event(room, seq, actor, EventKind::MessagePosted { client_message_id: id(number), body })
}

pub(crate) fn welcome(rooms: Vec<RoomSummary>) -> ServerFrame {
    ServerFrame::Welcome {
        version: VERSION,
        me: ann(),
        moderates: false,
        rooms: List::first_of(rooms),
        limits: Limits::default(),
        heartbeat_ms: 25_000,
        now: Timestamp(0),
    }
}

pub(crate) fn reset(snapshot: RoomSnapshot) -> ServerFrame {
    ServerFrame::Reset { reason: ResetReason::Asked, snapshot }
}

/// A room that stands at this event, all read.
pub(crate) fn summary(room: RoomId, seq: u64) -> RoomSummary {
    let name = RoomName::parse(&format!("room {room}")).expect("a good name");
    let topic = Topic::default();
    let room = Room {
        id: room,
        name,
        topic,
        access: Access::Open,
        slow_seconds: 0,
        archived_by: None,
        people: List::default(),
    };
    RoomSummary {
        room,
        cursor: cursor(seq),
        read: Seq(seq),
        set_back: 0,
        unread: 0,
        mentions: List::default(),
        chosen_level: None,
    }
}

/// Three messages of Bob's, of which this is the last; there are older ones.
pub(crate) fn snapshot(room: RoomId, seq: u64) -> RoomSnapshot {
    let rows = List::first_of((seq - 2..=seq).map(|seq| message(seq, bob(), seq as u8 + 100)));
    RoomSnapshot {
        summary: summary(room, seq),
        member_count: 2,
        members: List::default(),
        rows,
        older: true,
        newer: false,
        pins: Pins::default(),
    }
}

pub(crate) fn message(seq: u64, author: Person, number: u8) -> Row {
    Row::Message(Message {
        seq: Seq(seq),
        at: Timestamp(0),
        author,
        client_message_id: id(number),
        body: Some(body("Hello")),
        moderated: false,
        revision: Seq(seq),
        reactions: Reactions::default(),
        to: None,
        replies: Replies::default(),
    })
}
