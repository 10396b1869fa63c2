//! Servers that do the least there is to do: they number what is posted and tell everybody. Nobody
//! signs in, and nothing is stored. What they cost is what the network costs.

mod floor;
mod plain;

use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use hark_lab::Failure;
use hark_lab::http::Visitor;
use hark_protocol::{
    Body, ClientFrame, ClientMessageId, Command as Asked, Cursor, Event, EventKind, List, Person,
    PersonName, Posted, Reply, RoomCursor, RoomId, SOCKET_PATH, Seq, ServerFrame, Tag, Timestamp,
    UserId, VERSION,
};

use crate::fan_out::Stage;
use crate::member::Ticket;
use crate::tongue::Tongue;

/// The room that all are in.
pub const ROOM: RoomId = RoomId(1);

/// How to be one.
#[derive(Clone, Copy, Debug, Eq, PartialEq, clap::ValueEnum)]
pub enum Bare {
    /// One epoll on one thread that writes a frame, made once, to everybody.
    Floor,
    /// axum's WebSocket and tokio's broadcast channel, as their documentation shows them.
    Plain,
}

impl Bare {
    /// Its name on the command line and in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Floor => "floor",
            Self::Plain => "plain",
        }
    }

    /// What it is, and what it does not do that Hark does.
    pub fn label(self) -> &'static str {
        match self {
            Self::Floor => "our own, one thread, one epoll; no sign-in, no disk, no history",
            Self::Plain => "our own, axum and tokio's broadcast; no sign-in, no disk, no history",
        }
    }

    /// Serves on a free port, says on which, and does not come back.
    pub fn serve(self) -> Result<(), Failure> {
        match self {
            Self::Floor => floor::serve(),
            Self::Plain => plain::serve(),
        }
    }

    /// Starts this program as one, by another program where one is named.
    pub fn start(self, program: &Path, through: &[OsString]) -> Result<Running, Failure> {
        let words: Vec<OsString> = through
            .iter()
            .cloned()
            .chain([program.into(), "serve".into(), self.name().into()])
            .collect();
        let mut child = Command::new(&words[0])
            .args(&words[1..])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| Failure::of(self.name(), error))?;
        let mut line = String::new();
        if let Some(said) = child.stdout.take() {
            drop(BufReader::new(said).read_line(&mut line));
        }
        let address = line.trim().parse();
        Ok(Running { address: address.map_err(|error| Failure::of(self.name(), error))?, child })
    }
}

/// One that serves, until it is dropped.
#[derive(Debug)]
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    child: Child,
}

impl Running {
    /// A stage for so many clients, who are nobody.
    pub fn stage(&self, clients: usize) -> Stage {
        let visitor = Visitor { server: self.address, token: None };
        let rooms = List::first_of([RoomCursor { room: ROOM, cursor: Cursor::default() }]);
        let ticket = Ticket {
            handshake: visitor.handshake(SOCKET_PATH, ""),
            hello: ClientFrame::Hello { version: VERSION, rooms, open: Some(ROOM) }.encode(),
        };
        let tickets = vec![ticket; clients];
        let (process, address) = (self.child.id(), self.address);
        Stage { process, address, room: ROOM, tickets, after: 0, tongue: Tongue::Hark }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// A room without a memory.
#[derive(Debug, Default)]
struct Room {
    head: u64,
}

/// What a client's message leads to.
enum Answer {
    /// They are in.
    Live(Vec<u8>),
    /// Everybody is told, and whoever posted is answered.
    Posted { event: Vec<u8>, reply: Vec<u8> },
    /// Nothing.
    Nothing,
}

impl Room {
    fn hear(&mut self, message: &[u8]) -> Answer {
        match ClientFrame::decode(message) {
            Ok(ClientFrame::Hello { .. }) => Answer::Live(ServerFrame::Live.encode()),
            Ok(ClientFrame::Command { id, command }) => {
                let Asked::Post { client_message_id, body, .. } = command else {
                    return Answer::Nothing;
                };
                self.head += 1;
                let (seq, at) = (Seq(self.head), Timestamp(0));
                let posted = Reply::Posted(Posted { seq, at, duplicate: false });
                Answer::Posted {
                    event: event(ROOM, seq, client_message_id, body),
                    reply: ServerFrame::Reply { id, result: Ok(posted) }.encode(),
                }
            }
            Ok(_) | Err(_) => Answer::Nothing,
        }
    }
}

/// What everybody in a room without people is told of a message.
pub(crate) fn event(room: RoomId, seq: Seq, id: ClientMessageId, body: Body) -> Vec<u8> {
    let name = PersonName::parse("Somebody").expect("a name");
    let actor = Person { id: UserId(1), name, picture: None };
    let kind = EventKind::MessagePosted { client_message_id: id, body: Some(body) };
    let event = Event { seq, tag: Tag(0), at: Timestamp(0), actor, kind: Some(kind) };
    ServerFrame::Event { room, event }.encode()
}
