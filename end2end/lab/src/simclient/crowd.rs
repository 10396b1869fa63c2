//! Clients by the thousand, without a screen: each holds its cursors, comes back when it is cut
//! off, and sees to it that what it gets goes on where it was.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use hark_protocol::{ClientFrame, Cursor, Event, List, RoomCursor, RoomId, ServerFrame, VERSION};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use super::raw::{Heard, Raw};
use crate::http::Visitor;

/// How long a socket may take to open and to come alive, as in the browser's client.
const OPENING: Duration = Duration::from_secs(10);

/// How clients come back.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Return {
    /// When the server said, and then after a random time of at most this, each time.
    Within(Duration),
    /// After exactly so long, whatever the server said, all together.
    Regardless(Duration),
}

/// One of the crowd, as it begins.
#[derive(Clone, Debug)]
pub struct Member {
    /// Who it is.
    pub visitor: Visitor,
    /// Where it connects: a proxy, or the server itself.
    pub way: SocketAddr,
    /// The address that it comes from.
    pub from: Option<Ipv4Addr>,
    /// Where its timelines stand.
    pub rooms: Vec<RoomCursor>,
    /// The room in view.
    pub open: RoomId,
}

/// Many clients. Dropping it cuts them all off.
#[derive(Debug)]
pub struct Crowd {
    counts: Arc<Counts>,
    size: u64,
    _running: JoinSet<()>,
}

/// What has happened to a crowd so far.
#[derive(Debug, Default)]
struct Counts {
    live: AtomicU64,
    resumed: AtomicU64,
    failed: AtomicU64,
    gaps: AtomicU64,
    resets: AtomicU64,
}

impl Crowd {
    /// Lets all of them connect.
    pub fn gather(members: Vec<Member>, manner: Return, mut dice: fastrand::Rng) -> Self {
        let counts = Arc::new(Counts::default());
        let size = members.len() as u64;
        let mut running = JoinSet::new();
        for member in members {
            let one = One { member, manner, dice: dice.fork(), counts: Arc::clone(&counts) };
            running.spawn(one.run());
        }
        Self { counts, size, _running: running }
    }

    /// How many connections came alive so far.
    pub fn resumed(&self) -> u64 {
        self.counts.resumed.load(Ordering::Relaxed)
    }

    /// How many tries came to nothing.
    pub fn failed(&self) -> u64 {
        self.counts.failed.load(Ordering::Relaxed)
    }

    /// How many events came too early.
    pub fn gaps(&self) -> u64 {
        self.counts.gaps.load(Ordering::Relaxed)
    }

    /// How many rooms had to begin afresh.
    pub fn resets(&self) -> u64 {
        self.counts.resets.load(Ordering::Relaxed)
    }

    /// Waits until all are live, each by a connection it got after this many in all had. Whether
    /// that was in time.
    pub async fn all_live(&self, since: u64, patience: Duration) -> bool {
        let waiting = async {
            while self.counts.live.load(Ordering::Relaxed) < self.size
                || self.resumed() < since + self.size
            {
                sleep(Duration::from_millis(5)).await;
            }
        };
        timeout(patience, waiting).await.is_ok()
    }
}

struct One {
    member: Member,
    manner: Return,
    dice: fastrand::Rng,
    counts: Arc<Counts>,
}

impl One {
    async fn run(mut self) {
        loop {
            let mut told = Duration::ZERO;
            match timeout(OPENING, self.connect()).await {
                Ok(Ok(raw)) => {
                    self.counts.resumed.fetch_add(1, Ordering::Relaxed);
                    self.counts.live.fetch_add(1, Ordering::Relaxed);
                    // However it ended, it has ended.
                    let _ = self.stay(raw, &mut told).await;
                    self.counts.live.fetch_sub(1, Ordering::Relaxed);
                }
                Ok(Err(_)) | Err(_) => {
                    self.counts.failed.fetch_add(1, Ordering::Relaxed);
                }
            }
            sleep(match self.manner {
                Return::Within(longest) => told + longest.mul_f64(self.dice.f64()),
                Return::Regardless(pause) => pause,
            })
            .await;
        }
    }

    async fn connect(&mut self) -> io::Result<Raw> {
        let member = &self.member;
        let mut raw = Raw::open(member.way, member.from, &member.visitor).await?;
        let rooms = List::first_of(member.rooms.clone());
        raw.say(&ClientFrame::Hello { version: VERSION, rooms, open: Some(member.open) }).await?;
        loop {
            match raw.hear().await? {
                Heard::Frame(ServerFrame::Live) => return Ok(raw),
                Heard::Frame(frame) => self.take(&frame),
                Heard::Closed(code) => return Err(io::Error::other(format!("closed: {code}"))),
            }
        }
    }

    async fn stay(&mut self, mut raw: Raw, told: &mut Duration) -> io::Result<()> {
        loop {
            match raw.hear().await? {
                Heard::Frame(ServerFrame::Ping) => raw.say(&ClientFrame::Pong).await?,
                Heard::Frame(ServerFrame::Bye { after_ms, .. }) => {
                    *told = Duration::from_millis(after_ms.into());
                }
                Heard::Frame(frame) => self.take(&frame),
                Heard::Closed(_) => return Ok(()),
            }
        }
    }

    fn take(&mut self, frame: &ServerFrame) {
        match frame {
            ServerFrame::Event { room, event } => self.apply(*room, event),
            ServerFrame::Reset { snapshot, .. } => {
                self.counts.resets.fetch_add(1, Ordering::Relaxed);
                let room = snapshot.summary.room.id;
                if let Some(held) = self.cursor(room) {
                    *held = snapshot.summary.cursor;
                }
            }
            ServerFrame::Welcome { .. }
            | ServerFrame::Reply { .. }
            | ServerFrame::Live
            | ServerFrame::Read { .. }
            | ServerFrame::Level { .. }
            | ServerFrame::Thread { .. }
            | ServerFrame::Threads(_)
            | ServerFrame::Everybody(_)
            | ServerFrame::About(_)
            | ServerFrame::Seen { .. }
            | ServerFrame::Receipts { .. }
            | ServerFrame::Moderates(_)
            | ServerFrame::RoomAdded { .. }
            | ServerFrame::RoomRemoved { .. }
            | ServerFrame::Ephemeral(_)
            | ServerFrame::Ping
            | ServerFrame::Pong
            | ServerFrame::Problem(_)
            | ServerFrame::Bye { .. } => {}
        }
    }

    fn apply(&mut self, room: RoomId, event: &Event) {
        let Some(cursor) = self.cursor(room) else { return };
        if event.seq > cursor.seq {
            let early = event.seq != cursor.seq.next();
            (cursor.seq, cursor.tag) = (event.seq, event.tag);
            self.counts.gaps.fetch_add(u64::from(early), Ordering::Relaxed);
        }
    }

    fn cursor(&mut self, room: RoomId) -> Option<&mut Cursor> {
        let held = self.member.rooms.iter_mut().find(|held| held.room == room);
        held.map(|held| &mut held.cursor)
    }
}
