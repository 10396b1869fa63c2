//! Crowds before servers that only pass on what one client says, as those by others do: what such
//! a server leaves out, says twice or turns around is named. None of theirs has to be installed.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::Duration;

use hark_load::bare::ROOM;
use hark_load::crowd::Crowd;
use hark_load::faults::Faults;
use hark_load::ledger::Ledger;
use hark_load::member::Ticket;
use hark_load::peer::Peer;
use hark_load::tongue::Tongue;
use hark_load::wire;
use hark_protocol::Body;

const CLIENTS: usize = 3;

/// What is passed on of the four messages that are published, and in which order.
type Passes = &'static [usize];

const HONEST: Passes = &[0, 1, 2, 3];

/// The faults of a relay that passes on `to_most`, and to the last client something else.
fn published(tongue: Tongue, to_most: Passes, to_last: Passes) -> Faults {
    let address = relay(tongue, to_most, to_last);
    let mut crowd = Crowd::before(address).unwrap().speaking(tongue);
    let mut ledger = Ledger::open(ROOM, CLIENTS, 0);
    let handshake = "GET / HTTP/1.1\r\n\r\n".to_owned();
    let ticket = Ticket { handshake, hello: tongue.hello() };
    crowd.gather(&vec![ticket; CLIENTS], CLIENTS, &mut ledger).unwrap();
    assert_eq!((crowd.live(), ledger.connects.summary().samples), (CLIENTS, CLIENTS as u64));
    let body = Body::parse("Pass it on").unwrap();
    for _ in HONEST {
        let event = ledger.publish(0, &body);
        crowd.send(0, &tongue.publish(event)).unwrap();
    }
    // The relay hangs up when it has said everything.
    while ledger.faults.failures < CLIENTS as u64 {
        crowd.turn(Duration::from_secs(10), &mut ledger).unwrap();
    }
    assert_eq!(ledger.tally.posted, HONEST.len() as u64);
    ledger.close();
    ledger.faults.told.retain(|told| !told.ends_with("the connection ended without a word"));
    ledger.faults
}

/// Lets three in, takes four messages of the first and passes them on.
fn relay(tongue: Tongue, to_most: Passes, to_last: Passes) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        let mut guests: Vec<TcpStream> = (0..CLIENTS).map(|_| let_in(&listener, tongue)).collect();
        let messages: Vec<Vec<u8>> = HONEST.iter().map(|_| heard(&mut guests[0])).collect();
        for (who, guest) in guests.iter_mut().enumerate() {
            let passes = if who + 1 == CLIENTS { to_last } else { to_most };
            let said = told(tongue, passes.iter().map(|at| &messages[*at][..]));
            guest.write_all(&said).unwrap();
        }
    });
    address
}

fn let_in(listener: &TcpListener, tongue: Tongue) -> TcpStream {
    let mut guest = listener.accept().unwrap().0;
    let _ = guest.read(&mut [0; 4096]).unwrap();
    let mut said = b"HTTP/1.1 101 Switching Protocols\r\n\
                     Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n"
        .to_vec();
    if tongue == Tongue::Nats {
        wire::put_unmasked(&mut said, b"INFO {}\r\n");
        guest.write_all(&said).unwrap();
        assert!(heard(&mut guest).ends_with(b"SUB room 1\r\nPING\r\n"));
        said.clear();
        wire::put_unmasked(&mut said, b"PONG\r\nPING\r\n");
        guest.write_all(&said).unwrap();
        assert_eq!(heard(&mut guest), b"PONG\r\n");
    } else {
        guest.write_all(&said).unwrap();
    }
    guest
}

/// The next message of a guest: its bytes are read one by one, so that none of the next is.
fn heard(guest: &mut TcpStream) -> Vec<u8> {
    let (mut bytes, mut one) = (Vec::new(), [0]);
    loop {
        guest.read_exact(&mut one).unwrap();
        bytes.push(one[0]);
        // A frame that is not whole stays as it is.
        if let Some((payload, _)) = wire::take_masked(&mut bytes) {
            return bytes[payload].to_vec();
        }
    }
}

/// What everybody is told of what was published: a frame for each, or all in one, as NATS does.
fn told<'a>(tongue: Tongue, published: impl Iterator<Item = &'a [u8]>) -> Vec<u8> {
    let mut said = Vec::new();
    match tongue {
        Tongue::Hark | Tongue::Relay => {
            published.for_each(|message| wire::put_unmasked(&mut said, message));
        }
        Tongue::Nats => {
            let line = |message: &[u8]| {
                [b"MSG room 1 ", message.strip_prefix(b"PUB room ").unwrap()].concat()
            };
            wire::put_unmasked(&mut said, &published.flat_map(line).collect::<Vec<u8>>());
        }
    }
    said
}

#[test]
fn what_is_passed_on_counts_like_what_hark_says() {
    for tongue in [Tongue::Relay, Tongue::Nats] {
        let all = published(tongue, HONEST, HONEST);
        assert_eq!(all.told, [""; 0], "{tongue:?}");
        assert_eq!([all.missing, all.duplicate, all.out_of_order], [0; 3]);
    }
}

#[test]
fn a_relay_that_drops_doubles_or_turns_around_is_caught() {
    for tongue in [Tongue::Relay, Tongue::Nats] {
        let drops = published(tongue, HONEST, &[0, 2, 3]);
        assert_eq!([drops.missing, drops.duplicate, drops.out_of_order], [1, 0, 0]);
        let expected = [
            "client 2 was not told of 2",
            "post 2 of client 0 reached not all: it was answered as 2",
        ];
        assert_eq!(drops.told, expected);

        let doubles = published(tongue, HONEST, &[0, 1, 1, 2, 3]);
        assert_eq!([doubles.missing, doubles.duplicate, doubles.out_of_order], [0, 1, 0]);
        assert_eq!(doubles.told, ["client 2 was told of 2 again"]);

        let turns = published(tongue, HONEST, &[0, 2, 1, 3]);
        assert_eq!([turns.missing, turns.duplicate, turns.out_of_order], [0, 0, 1]);
        assert_eq!(turns.told, ["client 2 was told of 2 after 3"]);

        // To all of them alike: the number was given by who published.
        let turns = published(tongue, &[1, 0, 2, 3], &[1, 0, 2, 3]);
        assert_eq!([turns.missing, turns.duplicate, turns.out_of_order], [0, 0, CLIENTS as u64]);
    }
}

#[test]
fn who_is_asked_for_and_not_installed_is_named() {
    let dir = std::env::temp_dir().join(format!("hark-no-peers-{}", std::process::id()));
    // What ws needs is beside its program, and may be there.
    for peer in [Peer::Uws, Peer::Nchan, Peer::Nats] {
        let asked = Command::new(env!("CARGO_BIN_EXE_hark-load"))
            .args(["W1", "--beside", peer.name(), "--hark", "/nowhere/hark", "--dir"])
            .args([&dir, Path::new("--peers"), &dir])
            .output()
            .unwrap();
        let said = String::from_utf8(asked.stderr).unwrap();
        let expected = format!("{} is not installed, run bin/setup --peers", peer.name());
        assert!(said.contains(&expected), "{said}");
        assert!(!asked.status.success());
    }
    assert!(!dir.exists(), "nothing was begun");
}
