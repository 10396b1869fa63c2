//! The floor: nothing that reaches everybody over a WebSocket can cost less than this. One thread,
//! one epoll; what came in one turn goes out as one write to each.

use std::io::{self, Read as _};

use hark_lab::Failure;
use mio::net::{TcpListener, TcpStream};
use mio::{Events, Interest, Poll, Token};
use tungstenite::handshake::derive_accept_key;

use super::{Answer, Room};
use crate::wire;

const LISTENER: Token = Token(usize::MAX);

/// Guests taken up by one call of the system.
const EVENTS: usize = 1024;

/// Bytes read at once.
const READ_BYTES: usize = 64 * 1024;

struct Guest {
    stream: TcpStream,
    /// The handshake is done.
    is_in: bool,
    half: Vec<u8>,
    unsent: Vec<u8>,
}

/// What came in one turn: for everybody, and for each of these.
#[derive(Default)]
struct Turn {
    room: Room,
    events: Vec<u8>,
    replies: Vec<(usize, Vec<u8>)>,
}

pub(super) fn serve() -> Result<(), Failure> {
    run().map_err(|error| Failure::of("the floor", error))
}

fn run() -> io::Result<()> {
    let mut poll = Poll::new()?;
    let mut listener = TcpListener::bind("127.0.0.1:0".parse().map_err(io::Error::other)?)?;
    poll.registry().register(&mut listener, LISTENER, Interest::READABLE)?;
    println!("{}", listener.local_addr()?);
    let mut ready = Events::with_capacity(EVENTS);
    let (mut guests, mut turn) = (Vec::<Option<Guest>>::new(), Turn::default());
    let mut scratch = vec![0; READ_BYTES];
    loop {
        poll.poll(&mut ready, None)?;
        for event in &ready {
            let who = event.token().0;
            if event.token() == LISTENER {
                accept(&listener, &poll, &mut guests)?;
            } else if let Some(Some(guest)) = guests.get_mut(who)
                && guest.go_on(who, &mut scratch, &mut turn).is_err()
            {
                guests[who] = None;
            }
        }
        if !turn.events.is_empty() {
            let everybody = guests.iter_mut().flatten().filter(|guest| guest.is_in);
            // Whoever is gone is noticed by the next turn.
            everybody.for_each(|guest| drop(guest.put(&turn.events)));
            turn.events.clear();
        }
        for (who, reply) in turn.replies.drain(..) {
            if let Some(Some(guest)) = guests.get_mut(who) {
                drop(guest.put(&reply));
            }
        }
    }
}

fn accept(listener: &TcpListener, poll: &Poll, guests: &mut Vec<Option<Guest>>) -> io::Result<()> {
    loop {
        let mut stream = match listener.accept() {
            Ok((stream, _)) => stream,
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(()),
            Err(error) => return Err(error),
        };
        stream.set_nodelay(true)?;
        let interests = Interest::READABLE | Interest::WRITABLE;
        poll.registry().register(&mut stream, Token(guests.len()), interests)?;
        guests.push(Some(Guest { stream, is_in: false, half: Vec::new(), unsent: Vec::new() }));
    }
}

impl Guest {
    fn go_on(&mut self, who: usize, scratch: &mut [u8], turn: &mut Turn) -> io::Result<()> {
        self.put(&[])?;
        loop {
            let kept = self.half.len();
            scratch[..kept].copy_from_slice(&self.half);
            let count = match self.stream.read(&mut scratch[kept..]) {
                Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
                Ok(count) => count,
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(()),
                Err(error) => return Err(error),
            };
            let more = kept + count == scratch.len();
            let mut bytes = &mut scratch[..kept + count];
            if !self.is_in {
                let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else {
                    self.half = bytes.to_vec();
                    continue;
                };
                let answer = welcome(&String::from_utf8_lossy(&bytes[..end]));
                self.is_in = true;
                self.put(answer.as_bytes())?;
                bytes = &mut bytes[end + 4..];
            }
            while let Some((payload, end)) = wire::take_masked(bytes) {
                turn.take(who, &bytes[payload]);
                bytes = &mut bytes[end..];
            }
            self.half.clear();
            self.half.extend_from_slice(bytes);
            if !more {
                return Ok(());
            }
        }
    }

    /// Writes, after what waits; keeps what the system does not take.
    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.unsent.extend_from_slice(bytes);
        wire::send(&mut self.stream, &mut self.unsent)
    }
}

impl Turn {
    fn take(&mut self, who: usize, message: &[u8]) {
        let mut reply = Vec::new();
        match self.room.hear(message) {
            Answer::Live(live) => wire::put_unmasked(&mut reply, &live),
            Answer::Posted { event, reply: answer } => {
                wire::put_unmasked(&mut self.events, &event);
                wire::put_unmasked(&mut reply, &answer);
            }
            Answer::Nothing => return,
        }
        self.replies.push((who, reply));
    }
}

fn welcome(request: &str) -> String {
    let mut fields = request.lines().filter_map(|line| line.split_once(": "));
    let key = fields.find(|(name, _)| name.eq_ignore_ascii_case("sec-websocket-key"));
    let accept = derive_accept_key(key.map_or("", |(_, key)| key).as_bytes());
    format!(
        "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
         Sec-WebSocket-Accept: {accept}\r\nSec-WebSocket-Protocol: {}\r\n\r\n",
        hark_protocol::SUBPROTOCOL
    )
}
