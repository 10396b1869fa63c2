//! Connections of browsers on one thread, kept alive, each with one question on its way.

use std::io::{self, Read as _};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use hark_lab::Failure;
use mio::net::TcpStream;
use mio::{Events, Interest, Poll, Token};
use rustix::net::sockopt::set_socket_linger;

use crate::answer::Answer;
use crate::wire;

/// Bytes read at once.
const READ_BYTES: usize = 64 * 1024;

/// Who asks. Connections go by their number.
pub trait Guest {
    /// What is asked on this line next. `None`: nothing more.
    fn ask(&mut self, line: usize) -> Option<String>;

    /// What came, as it came: its first bytes so long after it was asked, and its last.
    fn came(&mut self, line: usize, answer: &[u8], first: Duration, last: Duration);
}

/// Connections to one server.
#[derive(Debug)]
pub struct Visits {
    poll: Poll,
    events: Events,
    lines: Vec<Line>,
    scratch: Vec<u8>,
    asked: usize,
}

#[derive(Debug)]
struct Line {
    stream: TcpStream,
    unsent: Vec<u8>,
    /// Of an answer that is not all there yet.
    half: Vec<u8>,
    asked: Option<Instant>,
    first: Option<Duration>,
}

impl Visits {
    /// So many connections, on which nothing is asked yet.
    pub fn to(server: SocketAddr, lines: usize) -> Result<Self, Failure> {
        let failed = |error| Failure::of("a connection", error);
        let poll = Poll::new().map_err(|error| Failure::of("epoll", error))?;
        let open = |number| {
            let stream = std::net::TcpStream::connect(server)?;
            stream.set_nodelay(true)?;
            stream.set_nonblocking(true)?;
            set_socket_linger(&stream, Some(Duration::ZERO))?;
            let mut stream = TcpStream::from_std(stream);
            let interests = Interest::READABLE | Interest::WRITABLE;
            poll.registry().register(&mut stream, Token(number), interests)?;
            Ok(Line { stream, unsent: Vec::new(), half: Vec::new(), asked: None, first: None })
        };
        let lines = (0..lines).map(open).collect::<io::Result<_>>().map_err(failed)?;
        let events = Events::with_capacity(256);
        Ok(Self { poll, events, lines, scratch: vec![0; READ_BYTES], asked: 0 })
    }

    /// Asks on every line that waits for no answer.
    pub fn ask(&mut self, guest: &mut impl Guest) -> Result<(), Failure> {
        for number in 0..self.lines.len() {
            if self.lines[number].asked.is_none() {
                self.ask_on(number, guest)?;
            }
        }
        Ok(())
    }

    /// Questions on their way.
    pub fn asked(&self) -> usize {
        self.asked
    }

    /// Waits until something comes, at the most so long, and asks again where it was all.
    pub fn turn(&mut self, patience: Duration, guest: &mut impl Guest) -> Result<(), Failure> {
        match self.poll.poll(&mut self.events, Some(patience)) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Ok(()),
            Err(error) => return Err(Failure::of("epoll", error)),
            Ok(()) => {}
        }
        let ready: Vec<usize> = self.events.iter().map(|event| event.token().0).collect();
        for number in ready {
            self.lines[number].send().map_err(|error| Failure::of("asking", error))?;
            while let Some((end, first, last)) = self.read(number)? {
                let answer = std::mem::take(&mut self.lines[number].half);
                if end < answer.len() {
                    return Err(Failure("more came than was asked for".into()));
                }
                self.asked -= 1;
                guest.came(number, &answer, first, last);
                self.ask_on(number, guest)?;
            }
        }
        Ok(())
    }

    fn ask_on(&mut self, number: usize, guest: &mut impl Guest) -> Result<(), Failure> {
        let Some(question) = guest.ask(number) else { return Ok(()) };
        let line = &mut self.lines[number];
        line.asked = Some(Instant::now());
        line.first = None;
        line.unsent.extend_from_slice(question.as_bytes());
        self.asked += 1;
        line.send().map_err(|error| Failure::of("asking", error))
    }

    /// Reads what there is. The length of an answer that is now all there, and when it came.
    fn read(&mut self, number: usize) -> Result<Option<(usize, Duration, Duration)>, Failure> {
        let line = &mut self.lines[number];
        loop {
            let count = match line.stream.read(&mut self.scratch) {
                Ok(0) => return Err(Failure("the server closed a connection".into())),
                Ok(count) => count,
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(None),
                Err(error) => return Err(Failure::of("an answer", error)),
            };
            let since = line.asked.ok_or_else(|| Failure("nothing was asked".into()))?.elapsed();
            let first = *line.first.get_or_insert(since);
            line.half.extend_from_slice(&self.scratch[..count]);
            if let Some(end) = Answer::end(&line.half).map_err(Failure)? {
                line.asked = None;
                return Ok(Some((end, first, since)));
            }
        }
    }
}

impl Line {
    fn send(&mut self) -> io::Result<()> {
        wire::send(&mut self.stream, &mut self.unsent)
    }
}
