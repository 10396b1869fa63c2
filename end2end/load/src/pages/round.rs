//! Pages as they are asked for and come: again and again or one after another, kept, and looked at.

use std::collections::VecDeque;
use std::ops::RangeInclusive;
use std::time::{Duration, Instant};

use hark_lab::Failure;
use hark_lab::town::Citizen;
use hark_protocol::RoomId;

use crate::crowd::Crowd;
use crate::histogram::Histogram;
use crate::house::House;
use crate::room_page::{self, Expected};
use crate::visits::{Guest, Visits};
use crate::walls::{Scribe, Wall};

/// Pages that are kept until they are looked at, in bytes: a phase ends there.
const KEPT_BYTES: usize = 256 << 20;

/// Ten posts a second.
const PACE: Duration = Duration::from_millis(100);

/// An answer that takes longer does not come.
const PATIENCE: Duration = Duration::from_secs(10);

/// One person and one room.
#[derive(Clone, Copy, Debug)]
pub(super) struct Errand {
    /// Who asks.
    pub(super) who: usize,
    /// For whose page.
    pub(super) wall: usize,
}

/// A page as it came.
#[derive(Debug)]
pub(super) struct Kept {
    errand: Errand,
    lines: RangeInclusive<usize>,
    answer: Vec<u8>,
}

/// What is known of a room when a page of it is asked for.
#[derive(Clone, Copy, Debug)]
struct Known {
    room: RoomId,
    /// Lines that are stored, and those that may be by the time the page is made.
    stored: usize,
    said: usize,
}

/// A phase while it goes on.
pub(super) struct Round<'a> {
    people: &'a [Citizen],
    packed: Option<&'static str>,
    rooms: Vec<Known>,
    /// What is asked for on each line again and again; where there is nothing, the list is worked
    /// off.
    pub(super) again: Vec<Errand>,
    pub(super) once: VecDeque<Errand>,
    over: bool,
    /// What is asked for on each line, and how many lines the room had then.
    asked: Vec<Option<(Errand, usize)>>,
    pub(super) kept: Vec<Kept>,
    pub(super) bytes: usize,
    pub(super) first: Histogram,
    pub(super) last: Histogram,
}

impl Guest for Round<'_> {
    fn ask(&mut self, line: usize) -> Option<String> {
        let errand = match self.again.get(line) {
            Some(errand) if !self.over => *errand,
            Some(_) => return None,
            None => self.once.pop_front()?,
        };
        let known = self.rooms[errand.wall];
        self.asked[line] = Some((errand, known.stored));
        Some(room_page::question(&self.people[errand.who], known.room, self.packed))
    }

    fn came(&mut self, line: usize, answer: &[u8], first: Duration, last: Duration) {
        let Some((errand, stored)) = self.asked[line].take() else { return };
        self.first.add(first);
        self.last.add(last);
        self.bytes += answer.len();
        self.over |= self.bytes >= KEPT_BYTES;
        let lines = stored..=self.rooms[errand.wall].said;
        self.kept.push(Kept { errand, lines, answer: answer.to_vec() });
    }
}

impl<'a> Round<'a> {
    pub(super) fn of(
        house: &'a House,
        scribe: &Scribe,
        packed: Option<&'static str>,
        lines: usize,
    ) -> Self {
        let known =
            |wall: &Wall| Known { room: wall.room, stored: wall.stored, said: wall.lines.len() };
        Self {
            people: house.people(),
            packed,
            rooms: scribe.walls.iter().map(known).collect(),
            again: Vec::new(),
            once: VecDeque::new(),
            over: false,
            asked: vec![None; lines],
            kept: Vec::new(),
            bytes: 0,
            first: Histogram::default(),
            last: Histogram::default(),
        }
    }

    /// Asks until it is over, while somebody may write in the first room.
    pub(super) fn go(
        &mut self,
        visits: &mut Visits,
        time: Duration,
        mut writer: Option<(&mut Crowd, &mut Scribe)>,
    ) -> Result<(), Failure> {
        let (begun, mut due) = (Instant::now(), Duration::ZERO);
        let mut last = (0, begun);
        visits.ask(self)?;
        while visits.asked() > 0 {
            visits.turn(PACE / 10, self)?;
            if self.kept.len() > last.0 {
                last = (self.kept.len(), Instant::now());
            } else if last.1.elapsed() > PATIENCE {
                return Err(Failure(format!("{} pages did not come", visits.asked())));
            }
            let now = begun.elapsed();
            self.over |= now >= time;
            let Some((crowd, scribe)) = &mut writer else { continue };
            crowd.turn(Duration::ZERO, *scribe)?;
            if now >= due && scribe.waiting() == 0 && !self.over {
                scribe.write(crowd, 0)?;
                due += PACE;
            }
            self.rooms[0].stored = scribe.walls[0].stored;
            self.rooms[0].said = scribe.walls[0].lines.len();
        }
        let Some((crowd, scribe)) = writer else { return Ok(()) };
        while scribe.waiting() > 0 && begun.elapsed() < time + PATIENCE {
            crowd.turn(PATIENCE, scribe)?;
        }
        Ok(())
    }

    /// Holds all that came to what it must be. How long all pages are, unpacked.
    pub(super) fn look(&self, scribe: &mut Scribe) -> usize {
        let mut length = 0;
        for Kept { errand: Errand { who, wall }, lines, answer } in &self.kept {
            let viewer = &self.people[*who];
            let (wall, lines) = (&scribe.walls[*wall], lines.clone());
            match (Expected { viewer, wall, lines, packed: self.packed }).hold(answer) {
                Ok(page) => length += page,
                Err(why) => {
                    let whose = format!("a page of {}: {why}", viewer.name);
                    scribe.faults.fail(|| whose);
                }
            }
        }
        length
    }
}
