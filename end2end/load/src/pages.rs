//! W6: the page of a room with fifty messages, as the server draws it for somebody who is signed
//! in. Every page is kept as it came, and held to all that must be on it when the phase is over.

mod round;

use std::time::Duration;

use hark_lab::Failure;
use hark_protocol::Page;
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::crowd::Crowd;
use crate::faults::Faults;
use crate::gauge::Meter;
use crate::histogram::Summary;
use crate::house::House;
use crate::visits::Visits;
use crate::walls::{Scribe, Wall};
use round::{Errand, Round};

/// People in each of the small rooms.
pub const MEMBERS: usize = 8;

/// How well the server knows what is asked for. Each phase has a process of its own.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum State {
    /// On each connection the same person asks for the same page, which they had before; nothing
    /// has changed since.
    Warm,
    /// Each page is asked for once, by somebody who asks for nothing else; somebody else had the
    /// room's page before.
    Others,
    /// Each page is the first that its room and its person get of this process.
    Cold,
    /// As warm, but all ask for one room, in which ten messages a second are posted.
    Posts,
    /// As warm, in a room in which all are.
    Hall,
}

/// What came out of one phase.
#[derive(Clone, Debug, Serialize)]
struct Phase {
    pages: u64,
    pages_per_s: f64,
    server_us_per_page: f64,
    first_byte: Summary,
    last_byte: Summary,
    bytes_per_page: f64,
    bytes_unpacked: f64,
    posted: usize,
    server_cores: f64,
    client_cores: f64,
    others_cores: f64,
    client_limited: bool,
}

/// State, packing, connections.
type Case = (State, Option<&'static str>, usize);

const GZIP: Option<&str> = Some("gzip");

const CASES: [Case; 14] = [
    (State::Warm, GZIP, 1),
    (State::Warm, GZIP, 16),
    (State::Warm, GZIP, 64),
    (State::Warm, None, 16),
    (State::Others, GZIP, 16),
    (State::Others, None, 16),
    (State::Cold, GZIP, 1),
    (State::Cold, GZIP, 16),
    (State::Cold, GZIP, 64),
    (State::Cold, None, 16),
    (State::Posts, GZIP, 16),
    (State::Posts, None, 16),
    (State::Hall, GZIP, 16),
    (State::Hall, None, 16),
];

/// Makes as many rooms as there are people, each for eight of them, so that everybody is in eight;
/// fills them and the one in which all are, and asks for pages. Phases that have no end of their
/// own go on for so long.
pub fn run(house: &mut House, time: Duration) -> Result<(Value, Faults), Failure> {
    let people = house.people().len();
    let members = |room: usize| (room..room + MEMBERS).map(|who| who % people).collect::<Vec<_>>();
    let rooms = house.build(people, members)?;
    let small = rooms.iter().enumerate().map(|(at, room)| Wall::empty(*room, members(at)));
    let hall = Wall::empty(house.room(), (0..MEMBERS).collect());
    let mut scribe = Scribe::of(small.chain([hall]).collect());
    let mut crowd = Crowd::before(house.server()?.address())?;
    crowd.gather(&house.newcomers(), 64, &mut scribe)?;
    scribe.fill(&mut crowd, Page::FIRST_ROWS)?;
    drop(crowd);
    house.rest()?;
    house.stop()?;
    let mut phases = Map::new();
    for case in CASES {
        let (state, packed, lines) = case;
        let name = format!("{state:?}_{}_{lines}", packed.unwrap_or("identity")).to_lowercase();
        eprintln!("  {name}");
        house.start(&[])?;
        let phase = phase(house, &mut scribe, case, time)?;
        house.stop()?;
        phases.insert(name, json!(phase));
    }
    let about = json!({"people": people, "rooms": rooms.len(), "members": MEMBERS});
    Ok((json!({"of": about, "phases": phases}), scribe.faults))
}

/// What is asked for before the phase, and in it: on each line again and again, or once.
struct Errands {
    before: Vec<Errand>,
    again: Vec<Errand>,
    once: Vec<Errand>,
}

fn errands(state: State, lines: usize, people: usize) -> Errands {
    let nothing = Vec::new;
    let again = |errand: &dyn Fn(usize) -> Errand| {
        let again: Vec<Errand> = (0..lines).map(errand).collect();
        Errands { before: again.repeat(2), again, once: nothing() }
    };
    match state {
        State::Warm => again(&|line| Errand { who: line, wall: line }),
        State::Posts => again(&|line| Errand { who: line % MEMBERS, wall: 0 }),
        State::Hall => again(&|line| Errand { who: line, wall: people }),
        State::Others => {
            // Of every eighth room, so that everybody is asked to one.
            let walls = (0..people).step_by(MEMBERS);
            let of = |wall: usize| (1..MEMBERS).map(move |at| Errand { who: wall + at, wall });
            let before = walls.clone().map(|wall| Errand { who: wall, wall }).collect();
            Errands { before, again: nothing(), once: walls.flat_map(of).collect() }
        }
        State::Cold => {
            let once = (0..people).map(|who| Errand { who, wall: who }).collect();
            Errands { before: nothing(), again: nothing(), once }
        }
    }
}

fn phase(
    house: &House,
    scribe: &mut Scribe,
    (state, packed, lines): Case,
    time: Duration,
) -> Result<Phase, Failure> {
    let errands = errands(state, lines, house.people().len());
    let (address, process) = (house.server()?.address(), house.server()?.id());
    let mut visits = Visits::to(address, lines)?;
    let mut before = Round::of(house, scribe, packed, lines);
    before.once = errands.before.into();
    before.go(&mut visits, time, None)?;
    let mut crowd = Crowd::before(address)?;
    let wall = &scribe.walls[0].clone();
    if state == State::Posts {
        crowd.gather(&house.newcomers()[..wall.members.len()], MEMBERS, scribe)?;
    }
    let mut round = Round::of(house, scribe, packed, lines);
    (round.again, round.once) = (errands.again, errands.once.into());
    let meter = Meter::start(process);
    let writer = (state == State::Posts).then_some((&mut crowd, &mut *scribe));
    round.go(&mut visits, time, writer)?;
    let spent = meter.stop();
    let unpacked = before.look(scribe) + round.look(scribe);
    let pages = round.kept.len().max(1) as f64;
    Ok(Phase {
        pages: round.kept.len() as u64,
        pages_per_s: (pages / spent.seconds).round(),
        server_us_per_page: (spent.server.seconds() * 1e7 / pages).round() / 10.0,
        first_byte: round.first.summary(),
        last_byte: round.last.summary(),
        bytes_per_page: (round.bytes as f64 / pages).round(),
        bytes_unpacked: (unpacked as f64 / (pages + before.kept.len() as f64)).round(),
        posted: scribe.walls[0].stored - wall.stored,
        server_cores: spent.server_cores,
        client_cores: spent.client_cores,
        others_cores: spent.others_cores,
        client_limited: spent.client_limited,
    })
}
