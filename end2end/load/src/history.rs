//! W5: pages of fifty messages from a long room, at its head, in its middle and at its beginning.
//! Every page is looked at: its rows are those that were asked for, all of them, in order. Nobody
//! writes meanwhile, so what was looked at once must come again to the byte.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use hark_lab::Failure;
use hark_protocol::{
    ClientFrame, Command, CommandId, HistoryFrom, Page, Reply, RoomId, Seq, ServerFrame,
};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::crowd::Crowd;
use crate::durable::{Desk, WRITERS};
use crate::fan_out::Stage;
use crate::faults::Faults;
use crate::histogram::{Histogram, Summary};
use crate::house::House;
use crate::machine::Cpu;
use crate::member::Ear;

/// Rows in a page.
const ROWS: u64 = Page::FIRST_ROWS as u64;

/// Requests on their way at once, in one run after another, shared by four people.
const IN_FLIGHT: [usize; 2] = [1, 64];

/// An answer that takes longer does not come.
const PATIENCE: Duration = Duration::from_secs(10);

/// How it goes.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Messages in the room.
    pub messages: u64,
    /// Each place is read for so long.
    pub time: Duration,
}

/// What came out of one place, with so many requests on their way.
#[derive(Clone, Debug, Serialize)]
struct Phase {
    pages_per_s: f64,
    asked_to_page: Summary,
    server_us_per_page: f64,
    bytes_per_page: f64,
    client_cores: f64,
}

/// Somebody who pages.
#[derive(Debug)]
struct Reader {
    room: RoomId,
    /// The event before which the page ends.
    before: u64,
    last: u32,
    waiting: HashMap<u32, Instant>,
    /// Who may ask again.
    free: Vec<usize>,
    took: Histogram,
    bytes: u64,
    seen: Option<Seen>,
    faults: Faults,
}

/// A page that was looked at, as it came: what stands before the number of its request, and after.
#[derive(Debug, Eq, PartialEq)]
struct Seen {
    kind: u32,
    page: Vec<u8>,
}

impl Seen {
    /// The request that this answers, if it is the same page.
    fn again(&self, payload: &[u8]) -> Option<u32> {
        let ((kind, id), page) = postcard::take_from_bytes::<(u32, u32)>(payload).ok()?;
        (kind == self.kind && page == self.page).then_some(id)
    }
}

/// Fills the room by posts, and reads it.
pub fn run(house: &mut House, plan: Plan) -> Result<(Value, Faults), Failure> {
    house.start(&[])?;
    let stage = house.stage()?;
    let mut desk = Desk::open(stage.room)?;
    let mut writers = Crowd::before(stage.address)?;
    writers.gather(&stage.tickets, WRITERS, &mut desk)?;
    while desk.posted() < plan.messages && desk.faults.count() == 0 {
        desk.post(&stage, &mut writers, 64, Duration::from_secs(1))?;
    }
    drop(writers);
    house.rest()?;
    // A page of somebody who comes now stands at the head.
    let stage = house.stage()?;
    let mut faults = desk.faults;
    let mut places = Map::new();
    let ends = [("head", stage.after + 1), ("middle", stage.after / 2), ("first", ROWS + 1)];
    for (place, before) in ends {
        for in_flight in IN_FLIGHT {
            let (phase, found) = read(&stage, before, in_flight, plan.time)?;
            places.insert(format!("{place}_{in_flight}"), json!(phase));
            faults.add(found);
        }
    }
    house.stop()?;
    Ok((json!({"events": stage.after, "places": places}), faults))
}

fn read(
    stage: &Stage,
    before: u64,
    in_flight: usize,
    time: Duration,
) -> Result<(Phase, Faults), Failure> {
    let server = || Cpu::of(&stage.process.to_string()).unwrap_or_default();
    let own = || Cpu::of("self").unwrap_or_default();
    let mut reader = Reader::of(stage.room, before);
    let mut crowd = Crowd::before(stage.address)?;
    crowd.gather(&stage.tickets, WRITERS, &mut reader)?;
    reader.free = (0..in_flight).map(|number| number % WRITERS).collect();
    let (cost, client, begun) = (server(), own(), Instant::now());
    while begun.elapsed() < time {
        for who in std::mem::take(&mut reader.free) {
            let asked = reader.next();
            crowd.say(who, &asked)?;
        }
        crowd.turn(PATIENCE, &mut reader)?;
    }
    while !reader.waiting.is_empty() && begun.elapsed() < time + PATIENCE {
        crowd.turn(PATIENCE, &mut reader)?;
    }
    let (seconds, told) = (begun.elapsed().as_secs_f64(), reader.took.summary());
    let pages = told.samples.max(1) as f64;
    let phase = Phase {
        pages_per_s: (told.samples as f64 / seconds).round(),
        asked_to_page: told,
        server_us_per_page: (server().since(cost).seconds() * 1e7 / pages).round() / 10.0,
        bytes_per_page: (reader.bytes as f64 / pages).round(),
        client_cores: own().since(client).seconds() / seconds,
    };
    let lost = reader.waiting.len();
    if lost > 0 {
        reader.faults.fail(|| format!("{lost} pages did not come"));
    }
    Ok((phase, reader.faults))
}

impl Reader {
    fn of(room: RoomId, before: u64) -> Self {
        Self {
            room,
            before,
            last: 0,
            waiting: HashMap::new(),
            free: Vec::new(),
            took: Histogram::default(),
            bytes: 0,
            seen: None,
            faults: Faults::default(),
        }
    }

    fn next(&mut self) -> ClientFrame {
        self.last += 1;
        self.waiting.insert(self.last, Instant::now());
        let from = HistoryFrom::Before(Seq(self.before));
        let command = Command::History { room: self.room, from, limit: ROWS as u16 };
        ClientFrame::Command { id: CommandId(self.last), command }
    }

    /// Holds an answer to what was asked for, row by row. The request; `None`: it is no answer.
    fn look_at(&mut self, payload: &[u8]) -> Result<Option<u32>, String> {
        let frame = ServerFrame::decode(payload).map_err(|error| error.to_string())?;
        let ServerFrame::Reply { id, result } = frame else { return Ok(None) };
        let Ok(Reply::History(page)) = &result else {
            self.faults.fail(|| format!("request {id} was answered by {result:?}"));
            return Ok(Some(id.0));
        };
        let rows: Vec<u64> = page.rows.iter().map(|row| row.seq().0).collect();
        if !rows.iter().copied().eq(self.before - ROWS..self.before) {
            self.faults.fail(|| format!("before {} came {rows:?}", self.before));
        }
        let ((kind, _), page) =
            postcard::take_from_bytes::<(u32, u32)>(payload).map_err(|error| error.to_string())?;
        let seen = Seen { kind, page: page.to_vec() };
        if self.seen.replace(seen).is_some() {
            self.faults.fail(|| format!("what is before {} came twice, not alike", self.before));
        }
        Ok(Some(id.0))
    }
}

impl Ear for Reader {
    fn live(&mut self, _: usize, _: Duration) {}

    fn hear(&mut self, who: usize, payload: &[u8], at: Instant) -> Result<(), String> {
        let again = self.seen.as_ref().and_then(|seen| seen.again(payload));
        let id = match again {
            Some(id) => id,
            None => match self.look_at(payload)? {
                Some(id) => id,
                None => return Ok(()),
            },
        };
        let Some(since) = self.waiting.remove(&id) else {
            self.faults.fail(|| format!("request {id} was answered and does not wait"));
            return Ok(());
        };
        self.took.add(at - since);
        self.bytes += payload.len() as u64;
        self.free.push(who);
        Ok(())
    }

    fn gone(&mut self, who: usize, why: &str) {
        self.faults.fail(|| format!("client {who} is gone: {why}"));
    }
}

#[cfg(test)]
mod tests {
    use hark_protocol::{EventKind, List, Notice, Person, PersonName, Row, Timestamp, UserId};

    use super::*;

    fn faults(rows: impl Iterator<Item = u64>) -> u64 {
        let mut reader = Reader::of(RoomId(1), 101);
        answer(&mut reader, rows, 9);
        reader.faults.count()
    }

    /// The next request is answered by these rows, in a room that stands here.
    fn answer(reader: &mut Reader, rows: impl Iterator<Item = u64>, as_of: u64) {
        reader.next();
        let name = PersonName::parse("Ann").unwrap();
        let row = |seq| {
            let actor = Person { id: UserId(1), name: name.clone(), picture: None };
            Row::Notice(Notice {
                seq: Seq(seq),
                at: Timestamp(0),
                actor,
                kind: EventKind::RoomArchived,
            })
        };
        let page =
            Page { rows: List::first_of(rows.map(row)), as_of: Seq(as_of), ..Page::default() };
        let result = Ok(Reply::History(page));
        let frame = ServerFrame::Reply { id: CommandId(reader.last), result }.encode();
        reader.hear(0, &frame, Instant::now()).unwrap();
    }

    #[test]
    fn a_page_has_the_rows_that_were_asked_for_in_order() {
        assert_eq!(faults(51..101), 0);
        assert_eq!(faults(52..101), 1, "a row too few");
        assert_eq!(faults(50..101), 1, "a row too many");
        assert_eq!(faults((51..101).rev()), 1, "another order");
        assert_eq!(faults((51..101).filter(|seq| *seq != 77)), 1, "a hole");
        assert_eq!(faults(1..51), 1, "another page");
    }
    #[test]
    fn a_page_that_was_looked_at_comes_again_to_the_byte() {
        let mut reader = Reader::of(RoomId(1), 101);
        // More than numbers of one byte.
        for _ in 0..200 {
            answer(&mut reader, 51..101, 9);
        }
        assert_eq!((reader.faults.count(), reader.waiting.len()), (0, 0));
        assert_eq!((reader.took.summary().samples, reader.free.len()), (200, 200));
        answer(&mut reader, 51..101, 10);
        assert_eq!(reader.faults.count(), 1, "the same rows, and another head");
        answer(&mut reader, 52..101, 10);
        assert_eq!(reader.faults.count(), 3, "a row too few, and not alike");
    }
}
