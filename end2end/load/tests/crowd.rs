//! Crowds before servers that do next to nothing, and before one that does wrong.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::thread;
use std::time::Duration;

use hark_lab::http::Visitor;
use hark_load::bare::{Bare, ROOM};
use hark_load::crowd::Crowd;
use hark_load::fan_out::{self, Plan};
use hark_load::ledger::Ledger;
use hark_load::member::Ticket;
use hark_load::{storm, wire};
use hark_protocol::{
    ClientFrame, Event, List, Person, PersonName, SOCKET_PATH, Seq, ServerFrame, Tag, Timestamp,
    UserId, VERSION,
};

const CLIENTS: usize = 20;

#[test]
fn every_delivery_of_every_phase_is_counted() {
    let moment = Duration::from_millis(50);
    let plan = Plan { at_once: 8, paced: 2, one: moment, closed: moment, settle: moment };
    for kind in [Bare::Floor, Bare::Plain] {
        let program = Path::new(env!("CARGO_BIN_EXE_hark-load"));
        let server = kind.start(program, &[]).unwrap();
        let outcome = fan_out::run(&server.stage(CLIENTS), plan).unwrap();
        assert_eq!(outcome.faults.told, Vec::<String>::new(), "{}", kind.name());
        assert_eq!(outcome.connect.samples, CLIENTS as u64);
        let (one, four, eight) = (outcome.one_poster, outcome.four_posters, outcome.eight_posters);
        assert_eq!([one.outstanding, four.outstanding, eight.outstanding], [1, 4, 8]);
        for phase in [outcome.paced, one, four, eight] {
            assert!(phase.posted >= 2, "{phase:?}");
            assert_eq!(phase.complete, phase.posted);
            assert_eq!(phase.deliveries, phase.posted * CLIENTS as u64);
            assert_eq!(phase.post_to_one.samples, phase.deliveries);
            assert_eq!(phase.post_to_all.samples, phase.posted);
            assert_eq!(phase.post_to_ack.samples, phase.posted);
        }
    }
}

#[test]
fn everybody_gets_in_and_is_counted() {
    let moment = Duration::from_millis(50);
    let plan = storm::Plan { at_once: 8, settle: moment, idle: moment };
    let server = Bare::Floor.start(Path::new(env!("CARGO_BIN_EXE_hark-load")), &[]).unwrap();
    let (outcome, faults) = storm::run(&server.stage(CLIENTS), plan).unwrap();
    assert_eq!((faults.count(), outcome.connect.samples), (0, CLIENTS as u64));
    assert!(outcome.connects_per_s > 0.0 && outcome.empty.anon_kib > 0.0, "{outcome:?}");

    // Nobody is let in by a server that is gone.
    let stage = server.stage(CLIENTS);
    drop(server);
    let (outcome, faults) = storm::run(&stage, plan).unwrap();
    assert_eq!((faults.failures, outcome.connect.samples), (CLIENTS as u64, 0));
}

/// The first faults of one client who is told this after they came in.
fn told(after: &[u8]) -> Vec<String> {
    let mut said = Vec::new();
    wire::put_unmasked(&mut said, &ServerFrame::Live.encode());
    said.extend(after);
    let address = wrong(said);
    let visitor = Visitor { server: address, token: None };
    let hello =
        ClientFrame::Hello { version: VERSION, rooms: List::default(), open: None }.encode();
    let handshake = visitor.handshake(SOCKET_PATH, "");
    let mut crowd = Crowd::before(address).unwrap();
    let mut ledger = Ledger::open(ROOM, 1, 0);
    crowd.gather(&[Ticket { handshake, hello }], 1, &mut ledger).unwrap();
    while ledger.faults.failures == 0 {
        crowd.turn(Duration::from_secs(10), &mut ledger).unwrap();
    }
    ledger.close();
    ledger.faults.told
}

/// A server that lets one client in, says this and goes.
fn wrong(said: Vec<u8>) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut heard = [0; 4096];
        let _ = stream.read(&mut heard).unwrap();
        let accepted = "HTTP/1.1 101 Switching Protocols\r\n\
                        Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";
        stream.write_all(accepted.as_bytes()).unwrap();
        let _ = stream.read(&mut heard).unwrap();
        // In two parts, so that a frame comes in halves.
        let (first, second) = said.split_at(said.len() / 2);
        stream.write_all(first).unwrap();
        thread::yield_now();
        stream.write_all(second).unwrap();
    });
    address
}

fn events(numbers: &[u64]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for seq in numbers {
        let name = PersonName::parse("Ann").unwrap();
        let actor = Person { id: UserId(1), name, picture: None };
        let event = Event { seq: Seq(*seq), tag: Tag(0), at: Timestamp(0), actor, kind: None };
        wire::put_unmasked(&mut bytes, &ServerFrame::Event { room: ROOM, event }.encode());
    }
    bytes
}

#[test]
fn what_a_server_does_wrong_is_named() {
    let gone = "client 0 is gone: the connection ended without a word";
    assert_eq!(told(&events(&[1, 2, 3])), [gone]);
    assert_eq!(told(&events(&[1, 3])), [gone, "client 0 was not told of 2"]);
    assert_eq!(told(&events(&[1, 1])), ["client 0 was told of 1 again", gone]);
    assert_eq!(told(&events(&[2, 1])), ["client 0 was told of 1 after 2", gone]);
}

#[test]
fn a_connection_that_breaks_the_rules_ends_with_a_word_on_why() {
    assert_eq!(told(&[0x88, 2, 0x0f, 0xa1]), ["client 0 is gone: closed with 4001"]);
    assert_eq!(told(&[0x02, 1, 0]), ["client 0 is gone: a message came in parts"]);
    assert_eq!(told(&[0x82, 1, 0xff]), ["client 0 is gone: the frame cannot be read"]);
    let answer = "HTTP/1.1 503 Service Unavailable\r\n\r\n";
    assert_eq!(told(answer.as_bytes()), ["client 0 is gone: a reserved bit was set"]);
}
