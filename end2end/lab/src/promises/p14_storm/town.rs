//! A server with enough people for a storm, and the two ways in which it is started again.

use std::time::{Duration, Instant};

use hark_protocol::{ChatPage, RoomCursor, RoomId};

use crate::Failure;
use crate::nemesis::Server;
use crate::promise::Trial;
use crate::town::{Citizen, Town};

/// Connections of one person: half of what they may have, since the old ones may not be gone yet.
const CONNECTIONS_EACH: usize = 10;

/// Those that are not part of the storm sit in rooms of so many.
const AT_A_DESK: usize = 4;

/// How many such rooms there are.
const DESKS: usize = 20;

/// Rooms of which everybody is a member.
const ROOMS: usize = 3;

/// What a shell allows a program at first on most systems. The server is to take what it may.
const FILES: &str = "ulimit -S -n 1024 && exec \"$@\"";

/// How a server is started again.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Restart {
    /// After SIGKILL: nobody was told anything.
    Killed,
    /// After SIGTERM: everybody was told when to come back.
    Stopped,
}

/// The town, and what its people see.
#[derive(Debug)]
pub(super) struct StormTown {
    town: Town,
    /// Who posts, and where.
    pub(super) posters: Vec<(Citizen, RoomId)>,
    /// Each of the others with the page they opened.
    pub(super) people: Vec<(Citizen, ChatPage)>,
}

impl StormTown {
    /// With people for so many connections.
    pub(super) async fn found(trial: &Trial, connections: usize) -> Result<Self, Failure> {
        let mut launch = trial.launch()?;
        launch.through = ["sh", "-c", FILES, "sh"].map(Into::into).to_vec();
        let count = connections.div_ceil(CONNECTIONS_EACH);
        let town = Town::found(launch, DESKS * AT_A_DESK + count, ROOMS).await?;
        let (sitting, others) = town.people.split_at(DESKS * AT_A_DESK);
        let mut posters = Vec::with_capacity(sitting.len());
        for (number, together) in sitting.chunks(AT_A_DESK).enumerate() {
            let desk = desk(&format!("Desk {number}"), together).await?;
            posters.extend(together.iter().map(|who| (who.clone(), desk)));
        }
        let mut people = Vec::with_capacity(count);
        for (number, who) in others.iter().enumerate() {
            let page = who.visitor.chat_page(town.rooms[number % ROOMS]).await?;
            people.push((who.clone(), page));
        }
        Ok(Self { town, posters, people })
    }

    /// The server, which must be up.
    pub(super) fn server(&self) -> Result<&Server, Failure> {
        self.town.server()
    }

    /// A room of everybody's.
    pub(super) fn square(&self) -> RoomId {
        self.town.rooms[0]
    }

    /// Who has this connection, of many, and the page that they opened.
    pub(super) fn holder(&self, connection: usize) -> &(Citizen, ChatPage) {
        &self.people[connection % self.people.len()]
    }

    /// Starts the server again. When it answered again.
    pub(super) async fn restart(&mut self, how: Restart) -> Result<Instant, Failure> {
        let server = self.town.take()?;
        // Waiting for processes would hold up those that are to be watched meanwhile.
        let started = tokio::task::spawn_blocking(move || {
            let launch = match how {
                Restart::Killed => server.kill()?,
                Restart::Stopped => server.stop()?.0,
            };
            Server::start(launch).map(|server| (server, Instant::now()))
        });
        let (server, at) = started.await.map_err(|error| Failure::of("a restart", error))??;
        self.town.server = Some(server);
        Ok(at)
    }

    /// Ends it in good order.
    pub(super) async fn stop(mut self) -> Result<Duration, Failure> {
        let begun = Instant::now();
        let server = self.town.take()?;
        let stopped = tokio::task::spawn_blocking(move || server.stop());
        stopped.await.map_err(|error| Failure::of("a stop", error))??;
        Ok(begun.elapsed())
    }
}

/// A room of these people.
async fn desk(name: &str, people: &[Citizen]) -> Result<RoomId, Failure> {
    let form = [("name", name), ("topic", ""), ("access", "open")];
    let made = people[0].visitor.submit("/rooms/new", &form).await?;
    let room = made.header("location").and_then(|path| path.strip_prefix("/rooms/"));
    let room = room.and_then(|number| number.parse().ok()).map(RoomId);
    let room = room.ok_or_else(|| Failure("a new room has no address".into()))?;
    for who in &people[1..] {
        who.visitor.submit(&format!("/rooms/{room}/join"), &[]).await?;
    }
    Ok(room)
}

/// Where the timelines of a page stand.
pub(super) fn cursors(page: &ChatPage) -> Vec<RoomCursor> {
    let all = page.rooms.iter();
    all.map(|summary| RoomCursor { room: summary.room.id, cursor: summary.cursor }).collect()
}
