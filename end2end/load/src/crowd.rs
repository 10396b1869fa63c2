//! Thousands of members on one thread: one epoll, one buffer, one clock reading for each read.

use std::io;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use hark_lab::Failure;
use hark_protocol::ClientFrame;
use mio::{Events, Interest, Poll, Token};

use crate::member::{Ear, Member, Shared, Ticket};
use crate::tongue::Tongue;

/// Members taken up by one call of the system.
const EVENTS: usize = 1024;

/// Whoever is not connected by then will not be.
const CONNECT_PATIENCE: Duration = Duration::from_secs(120);

/// A crowd before one server.
#[derive(Debug)]
pub struct Crowd {
    server: SocketAddr,
    poll: Poll,
    events: Events,
    /// By number; `None`: gone.
    members: Vec<Option<Member>>,
    shared: Shared,
    live: usize,
    gone: usize,
    /// What the system keeps of what was not read, in bytes, if not what it likes.
    kept: Option<usize>,
}

impl Crowd {
    /// Nobody yet.
    pub fn before(server: SocketAddr) -> Result<Self, Failure> {
        Ok(Self {
            server,
            poll: Poll::new().map_err(|error| Failure::of("epoll", error))?,
            events: Events::with_capacity(EVENTS),
            members: Vec::new(),
            shared: Shared::default(),
            live: 0,
            gone: 0,
            kept: None,
        })
    }

    /// The system keeps but so many bytes of what a member does not read, or double: what comes
    /// then is the server's to keep.
    pub fn keeping(self, bytes: usize) -> Self {
        Self { kept: Some(bytes), ..self }
    }

    /// They speak this to the server.
    pub fn speaking(mut self, tongue: Tongue) -> Self {
        self.shared.tongue = tongue;
        self
    }

    /// Members that are connected and were greeted.
    pub fn live(&self) -> usize {
        self.live
    }

    /// Whether a member is there.
    pub fn has(&self, who: usize) -> bool {
        self.members.get(who).is_some_and(Option::is_some)
    }

    /// Calls by which was read so far.
    pub fn reads(&self) -> u64 {
        self.shared.reads
    }

    /// Connects all of these, so many at a time, until each is live or gone. Who is gone is told
    /// to the ear.
    pub fn gather(
        &mut self,
        tickets: &[Ticket],
        at_once: usize,
        ear: &mut impl Ear,
    ) -> Result<(), Failure> {
        let begun = Instant::now();
        let mut waiting = tickets.iter().cloned();
        loop {
            while self.members.len() - self.live - self.gone < at_once {
                let Some(ticket) = waiting.next() else { break };
                self.add(ticket).map_err(|error| Failure::of("a socket", error))?;
            }
            if self.live + self.gone == self.members.len() {
                return Ok(());
            }
            if begun.elapsed() > CONNECT_PATIENCE {
                let missing = tickets.len() - self.live - self.gone;
                return Err(Failure(format!("{missing} clients could not connect in two minutes")));
            }
            self.turn(Duration::from_millis(100), ear)?;
        }
    }

    fn add(&mut self, ticket: Ticket) -> io::Result<()> {
        let who = self.members.len();
        let mut member = Member::connect(self.server, who, ticket, self.kept)?;
        let interests = Interest::READABLE | Interest::WRITABLE;
        self.poll.registry().register(&mut member.stream, Token(who), interests)?;
        self.members.push(Some(member));
        Ok(())
    }

    /// Waits until something comes, at the most so long, and hears it all.
    pub fn turn(&mut self, patience: Duration, ear: &mut impl Ear) -> Result<(), Failure> {
        match self.poll.poll(&mut self.events, Some(patience)) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Ok(()),
            Err(error) => return Err(Failure::of("epoll", error)),
            Ok(()) => {}
        }
        for event in &self.events {
            let who = event.token().0;
            let Some(member) = &mut self.members[who] else { continue };
            let was_live = member.is_live();
            let went_on = member.go_on(event, &mut self.shared, ear);
            self.live += usize::from(member.is_live() && !was_live);
            if let Err(why) = went_on {
                self.live -= usize::from(member.is_live());
                self.gone += 1;
                self.members[who] = None;
                ear.gone(who, &why);
            }
        }
        Ok(())
    }

    /// Turns for so long.
    pub fn rest(&mut self, time: Duration, ear: &mut impl Ear) -> Result<(), Failure> {
        let end = Instant::now() + time;
        while let Some(left) = end.checked_duration_since(Instant::now()) {
            self.turn(left, ear)?;
        }
        Ok(())
    }

    /// Lets a member say something.
    pub fn say(&mut self, who: usize, frame: &ClientFrame) -> Result<(), Failure> {
        self.send(who, &frame.encode())
    }

    /// Lets a member send a message, whatever it means.
    pub fn send(&mut self, who: usize, message: &[u8]) -> Result<(), Failure> {
        let member = self.members.get_mut(who).and_then(Option::as_mut);
        let member = member.ok_or_else(|| Failure(format!("client {who} is gone")))?;
        member.say(message, &mut self.shared).map_err(Failure)
    }
}
