//! Hark itself, as it is measured: a release server on data of its own, with people who are signed
//! in, each by a session of their own, and one room in which they all are.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use hark_lab::Failure;
use hark_lab::http::{Answer, Visitor};
use hark_lab::nemesis::{Launch, Server};
use hark_lab::town::{Citizen, Town};
use hark_protocol::{ClientFrame, List, RoomCursor, RoomId, VERSION};
use tokio::runtime::{Builder, Runtime};

use crate::fan_out::Stage;
use crate::machine::Cpu;
use crate::member::Ticket;
use crate::tongue::Tongue;

/// How long a server may go on with what it was left.
const REST: Duration = Duration::from_secs(120);

/// Over how long it is looked whether it still does, and the share of a core that is nothing. Three
/// times as long as indexing rests, so that a rest is not taken for its end.
const LULL: Duration = Duration::from_millis(1500);
const RESTING: f64 = 0.05;

/// A server and its data.
#[derive(Debug)]
pub struct House {
    town: Town,
    launch: Launch,
    room: RoomId,
    runtime: Runtime,
}

impl House {
    /// Makes data for so many people in an empty directory, through the server's own forms but for
    /// the passwords, which nobody here signs in with.
    pub fn found(program: &Path, dir: &Path, people: usize) -> Result<Self, Failure> {
        drop(std::fs::remove_dir_all(dir));
        let launch = Launch::in_dir(program, dir)?;
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| Failure::of("a runtime", error))?;
        let town = runtime.block_on(Town::found(launch.clone(), people, 1))?;
        let room = *town.rooms.first().ok_or_else(|| Failure("there is no room".into()))?;
        Ok(Self { town, launch, room, runtime })
    }

    /// A new process on the same data, started by another program where one is named.
    pub fn start(&mut self, through: &[OsString]) -> Result<(), Failure> {
        let mut launch = self.launch.clone();
        through.clone_into(&mut launch.through);
        self.town.revive(launch)
    }

    /// Ends the process in good order.
    pub fn stop(&mut self) -> Result<(), Failure> {
        self.town.take()?.stop().map(drop)
    }

    /// Waits until the process has nothing left to do, as filling the index of what was posted.
    pub fn rest(&self) -> Result<(), Failure> {
        let process = self.server()?.id();
        let begun = Instant::now();
        while begun.elapsed() < REST {
            let before = Cpu::of_all(process);
            std::thread::sleep(LULL);
            if Cpu::of_all(process).since(before).seconds() < RESTING * LULL.as_secs_f64() {
                return Ok(());
            }
        }
        Err(Failure(format!("the server is still busy after {REST:?}")))
    }

    /// The process.
    pub fn server(&self) -> Result<&Server, Failure> {
        self.town.server()
    }

    /// SIGKILL: it ends between two instructions.
    pub fn kill(&mut self) -> Result<(), Failure> {
        self.town.kill().map(drop)
    }

    /// Its database, to be read when it is not running.
    pub fn database(&self) -> PathBuf {
        self.launch.data.join("hark.db")
    }

    /// Its people, the owner first.
    pub fn people(&self) -> &[Citizen] {
        &self.town.people
    }

    /// So many further rooms, each for these people: the first of them makes it, the others join.
    pub fn build(
        &self,
        rooms: usize,
        members: impl Fn(usize) -> Vec<usize>,
    ) -> Result<Vec<RoomId>, Failure> {
        let build = |room| {
            let members: Vec<&Visitor> =
                members(room).into_iter().map(|who| &self.town.people[who].visitor).collect();
            self.runtime.block_on(Town::build_for(&members, &format!("Room {}", room + 1)))
        };
        (0..rooms).map(build).collect()
    }

    /// How everybody gets in who has nothing yet.
    pub fn newcomers(&self) -> Vec<Ticket> {
        let hello =
            ClientFrame::Hello { version: VERSION, rooms: List::default(), open: None }.encode();
        self.town.people.iter().map(|person| ticket(person, &hello)).collect()
    }

    /// One of its people.
    pub fn member(&self) -> &Visitor {
        &self.town.people[0].visitor
    }

    /// Opens one of its pages.
    pub fn ask(&self, visitor: &Visitor, path: &str) -> Result<Answer, Failure> {
        self.runtime.block_on(visitor.get(path))
    }

    /// The running server, and how everybody gets in.
    pub fn stage(&self) -> Result<Stage, Failure> {
        let (tickets, after) = self.tickets()?;
        let (process, address) = (self.server()?.id(), self.server()?.address());
        Ok(Stage { process, address, room: self.room, tickets, after, tongue: Tongue::Hark })
    }

    /// The room that all are in.
    pub fn room(&self) -> RoomId {
        self.room
    }

    /// How everybody gets in, and the last event that they know of: as a page does that was just
    /// loaded.
    fn tickets(&self) -> Result<(Vec<Ticket>, u64), Failure> {
        let people = &self.town.people;
        let page = self.runtime.block_on(people[0].visitor.chat_page(self.room))?;
        let cursor = page.open.summary.cursor;
        let rooms = List::first_of([RoomCursor { room: self.room, cursor }]);
        let hello = ClientFrame::Hello { version: VERSION, rooms, open: Some(self.room) }.encode();
        let tickets = people.iter().map(|person| ticket(person, &hello)).collect();
        Ok((tickets, cursor.seq.0))
    }
}

fn ticket(person: &Citizen, hello: &[u8]) -> Ticket {
    let handshake = person.visitor.handshake(hark_protocol::SOCKET_PATH, "");
    Ticket { handshake, hello: hello.to_vec() }
}
