//! People, their sessions and their rooms on a server of one's own.
//!
//! The owner comes in as people do. Further people and their sessions are written into the
//! database beside the running server: hashing two thousand passwords would take a minute and is
//! no part of any promise here. Rooms are made and joined by the server's own forms.

use std::path::Path;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hark_protocol::{RoomId, UserId};
use rusqlite::Connection;
use sha2::{Digest as _, Sha256};

use crate::Failure;
use crate::http::Visitor;
use crate::nemesis::{Launch, Server};

/// What everybody here signs in with, where they do.
pub(crate) const PASSWORD: &str = "correct horse battery";

/// Somebody with a session.
#[derive(Clone, Debug)]
pub struct Citizen {
    /// Who.
    pub user: UserId,
    /// The name they begin with.
    pub name: String,
    /// How they ask.
    pub visitor: Visitor,
}

/// A server with its people and rooms.
#[derive(Debug)]
pub struct Town {
    /// The server; `None` while it is down.
    pub server: Option<Server>,
    /// The people; the owner first.
    pub people: Vec<Citizen>,
    /// The rooms, of which all are members.
    pub rooms: Vec<RoomId>,
}

impl Town {
    /// Starts a server on an empty directory and fills it.
    pub async fn found(launch: Launch, people: usize, rooms: usize) -> Result<Self, Failure> {
        let server = Server::start(launch)?;
        let owner = claim(&server).await?;
        let mut town = Self { server: Some(server), people: vec![owner], rooms: Vec::new() };
        town.settle(people.saturating_sub(1))?;
        for number in 0..rooms {
            let room = town.build(&format!("Room {number}")).await?;
            town.rooms.push(room);
        }
        Ok(town)
    }

    /// The server, which must be up.
    pub fn server(&self) -> Result<&Server, Failure> {
        self.server.as_ref().ok_or_else(|| Failure("the server is down".into()))
    }

    /// Kills the server between two instructions.
    pub fn kill(&mut self) -> Result<Launch, Failure> {
        self.take()?.kill()
    }

    /// Takes the server out, to stop it or to do worse.
    pub fn take(&mut self) -> Result<Server, Failure> {
        self.server.take().ok_or_else(|| Failure("the server is down".into()))
    }

    /// Starts the server again.
    pub fn revive(&mut self, launch: Launch) -> Result<(), Failure> {
        self.server = Some(Server::start(launch)?);
        Ok(())
    }

    /// An open room that all who are here join.
    pub async fn build(&self, name: &str) -> Result<RoomId, Failure> {
        let all: Vec<&Visitor> = self.people.iter().map(|citizen| &citizen.visitor).collect();
        Self::build_for(&all, name).await
    }

    /// An open room that the first of these makes and the others join.
    pub async fn build_for(members: &[&Visitor], name: &str) -> Result<RoomId, Failure> {
        let form = [("name", name), ("topic", ""), ("access", "open")];
        let made = members[0].submit("/rooms/new", &form).await?;
        let room = made.header("location").and_then(|path| path.strip_prefix("/rooms/"));
        let room = room.and_then(|number| number.parse().ok()).map(RoomId);
        let room = room.ok_or_else(|| Failure("a new room has no address".into()))?;
        for member in &members[1..] {
            member.submit(&format!("/rooms/{room}/join"), &[]).await?;
        }
        Ok(room)
    }

    /// One more session of somebody, last used so long ago.
    pub fn session_used_ago(&self, who: &Citizen, ago: Duration) -> Result<Visitor, Failure> {
        let ago = i64::try_from(ago.as_millis()).unwrap_or(i64::MAX);
        self.session_used_at(who, crate::clock_ms().saturating_sub(ago))
    }

    /// One more session of somebody, begun and last used at this time, in milliseconds.
    pub fn session_used_at(&self, who: &Citizen, used_at: i64) -> Result<Visitor, Failure> {
        let failed = |error| Failure::of("writing a session", error);
        let token = token()?;
        let conn = open_beside(&self.server()?.database())?;
        conn.execute(
            "INSERT INTO session (person, token_hash, agent, created_at, used_at)
             VALUES (?1, ?2, 'Lab', ?3, ?3)",
            (who.user.0.cast_signed(), Sha256::digest(&token).as_slice(), used_at),
        )
        .map_err(failed)?;
        Ok(Visitor { server: who.visitor.server, token: Some(token) })
    }

    /// One more session of somebody, begun at this time, in milliseconds, and used until now.
    pub fn session_begun_at(&self, who: &Citizen, begun_at: i64) -> Result<Visitor, Failure> {
        let visitor = self.session_used_at(who, crate::clock_ms())?;
        let hash = Sha256::digest(visitor.token.as_deref().unwrap_or_default());
        let sql = "UPDATE session SET created_at = ?2 WHERE token_hash = ?1";
        let conn = open_beside(&self.server()?.database())?;
        let begun = conn.execute(sql, (hash.as_slice(), begun_at));
        begun.map(|_| visitor).map_err(|error| Failure::of("writing a session", error))
    }

    fn settle(&mut self, count: usize) -> Result<(), Failure> {
        let server = self.server()?;
        let address = server.address();
        let failed = |error| Failure::of("writing people", error);
        let mut conn = open_beside(&server.database())?;
        let txn = conn.transaction().map_err(failed)?;
        let mut newcomers = Vec::with_capacity(count);
        for number in 1..=count {
            let name = format!("Member {number}");
            let email = format!("member{number}@example.org");
            let token = token()?;
            txn.execute(
                "INSERT INTO person (name, email, email_key, password, role, created_at)
                 VALUES (?1, ?2, ?2, 'none', 'member', ?3)",
                (&name, &email, crate::clock_ms()),
            )
            .map_err(failed)?;
            let user = UserId(txn.last_insert_rowid().unsigned_abs());
            txn.execute(
                "INSERT INTO session (person, token_hash, agent, created_at, used_at)
                 VALUES (?1, ?2, 'Lab', ?3, ?3)",
                (user.0.cast_signed(), Sha256::digest(&token).as_slice(), crate::clock_ms()),
            )
            .map_err(failed)?;
            let visitor = Visitor { server: address, token: Some(token) };
            newcomers.push(Citizen { user, name, visitor });
        }
        txn.commit().map_err(failed)?;
        self.people.extend(newcomers);
        Ok(())
    }
}

async fn claim(server: &Server) -> Result<Citizen, Failure> {
    let nobody = Visitor { server: server.address(), token: None };
    let path = server.owner_path.clone().ok_or_else(|| Failure("no owner's link".into()))?;
    let form = [("name", "Olga Owner"), ("email", "olga@example.org"), ("password", PASSWORD)];
    let answer = nobody.submit(&path, &form).await?;
    let token = answer.session().ok_or_else(|| Failure("the owner got no session".into()))?;
    let visitor = Visitor { server: server.address(), token: Some(token) };
    Ok(Citizen { user: UserId(1), name: "Olga Owner".into(), visitor })
}

fn open_beside(database: &Path) -> Result<Connection, Failure> {
    let failed = |error| Failure::of("opening the database", error);
    let conn = Connection::open(database).map_err(failed)?;
    conn.execute_batch("PRAGMA busy_timeout=5000; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON")
        .map_err(failed)?;
    Ok(conn)
}

fn token() -> Result<String, Failure> {
    use std::io::Read as _;
    let mut bytes = [0; 32];
    let mut random =
        std::fs::File::open("/dev/urandom").map_err(|error| Failure::of("random", error))?;
    random.read_exact(&mut bytes).map_err(|error| Failure::of("random", error))?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}
