//! People who do not read for a while, and what they are told when they read again: each event
//! once, in order, over the same connection or a new one; or the room afresh, and then page by
//! page what it left out.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::time::{Duration, Instant};

use hark_protocol::{
    ClientFrame, ClientMessageId, Command, CommandId, Cursor, EventKind, HistoryFrom, List, Page,
    Reply, RoomCursor, RoomId, RoomSnapshot, Row, Seq, ServerFrame, VERSION,
};

use crate::crowd::Crowd;
use crate::faults::Faults;
use crate::member::{Ear, Ticket};

/// One of them.
#[derive(Clone, Debug)]
struct Sleeper {
    /// The last event that they know of.
    cursor: Cursor,
    /// What stands before that and is still to be asked for.
    hole: Range<u64>,
    /// Messages they got so far.
    got: u64,
    gone: bool,
}

/// All of them, by number.
#[derive(Debug)]
pub struct Sleepers {
    room: RoomId,
    sleepers: Vec<Sleeper>,
    /// What each number of the log is, as it was told first.
    log: HashMap<u64, ClientMessageId>,
    /// Who is to ask for their hole.
    asking: BTreeSet<usize>,
    /// How connections ended, and how often.
    pub endings: BTreeMap<String, u64>,
    /// How often the room came afresh.
    pub resets: u64,
    /// What went wrong.
    pub faults: Faults,
}

/// Those of them who share a crowd, by their numbers in it.
#[derive(Debug)]
pub struct Ward<'a> {
    /// All.
    pub all: &'a mut Sleepers,
    /// The number of each member of the crowd.
    pub numbers: &'a [usize],
}

impl Sleepers {
    /// So many, who all know the room up to here.
    pub fn of(room: RoomId, count: usize, cursor: Cursor) -> Self {
        let sleeper = Sleeper { cursor, hole: 0..0, got: 0, gone: false };
        Self {
            room,
            sleepers: vec![sleeper; count],
            log: HashMap::new(),
            asking: BTreeSet::new(),
            endings: BTreeMap::new(),
            resets: 0,
            faults: Faults::default(),
        }
    }

    /// The least and the most of what they do not have yet of a log that ends here.
    pub fn behind(&self, head: u64) -> (u64, u64) {
        let behind = self.sleepers.iter().map(|sleeper| head.saturating_sub(sleeper.cursor.seq.0));
        (behind.clone().min().unwrap_or_default(), behind.max().unwrap_or_default())
    }

    /// How many.
    pub fn count(&self) -> usize {
        self.sleepers.len()
    }

    /// Those whose connection ended.
    pub fn gone(&self) -> Vec<usize> {
        (0..self.sleepers.len()).filter(|who| self.sleepers[*who].gone).collect()
    }

    /// How somebody comes back: from where they stand.
    pub fn ticket(&mut self, who: usize, handshake: String) -> Ticket {
        let (room, sleeper) = (self.room, &mut self.sleepers[who]);
        sleeper.gone = false;
        let rooms = List::first_of([RoomCursor { room, cursor: sleeper.cursor }]);
        Ticket {
            handshake,
            hello: ClientFrame::Hello { version: VERSION, rooms, open: Some(room) }.encode(),
        }
    }

    /// Whether everybody who is there has everything up to here.
    pub fn have(&self, head: u64) -> bool {
        let mut here = self.sleepers.iter().filter(|sleeper| !sleeper.gone);
        here.all(|sleeper| sleeper.cursor.seq.0 >= head && sleeper.hole.is_empty())
    }

    /// Ends the account: everybody must have so many messages.
    pub fn close(&mut self, messages: u64) {
        for (who, sleeper) in self.sleepers.iter().enumerate() {
            if sleeper.got != messages || sleeper.gone {
                self.faults.missing += messages.saturating_sub(sleeper.got).max(1);
                let got = sleeper.got;
                self.faults.tell(|| format!("sleeper {who} has {got} of {messages} messages"));
            }
        }
    }

    fn note(&mut self, who: usize, seq: u64, message: Option<ClientMessageId>) {
        let Some(message) = message else {
            self.faults.fail(|| format!("sleeper {who} was told that {seq} is no message"));
            return;
        };
        self.sleepers[who].got += 1;
        if *self.log.entry(seq).or_insert(message) != message {
            self.faults.fail(|| format!("two sleepers were told different things of {seq}"));
        }
    }

    /// Rows that must be these, all of them, in order.
    fn note_rows(&mut self, who: usize, rows: &[Row], expected: Range<u64>) {
        if !rows.iter().map(|row| row.seq().0).eq(expected.clone()) {
            self.faults.fail(|| format!("sleeper {who} did not get the rows {expected:?}"));
        }
        for row in rows {
            let message = row.message().map(|message| message.client_message_id);
            self.note(who, row.seq().0, message);
        }
    }

    fn on_reset(&mut self, who: usize, snapshot: &RoomSnapshot) {
        self.resets += 1;
        let sleeper = &mut self.sleepers[who];
        let (known, head) = (sleeper.cursor.seq.0, snapshot.summary.cursor.seq.0);
        sleeper.cursor = snapshot.summary.cursor;
        let begin = (head + 1).saturating_sub(snapshot.rows.len() as u64).max(known + 1);
        sleeper.hole = known + 1..begin;
        let rows: Vec<Row> =
            snapshot.rows.iter().filter(|row| row.seq().0 > known).cloned().collect();
        self.note_rows(who, &rows, begin..head + 1);
        self.asking.insert(who);
    }

    fn on_page(&mut self, who: usize, page: &Page) {
        let hole = self.sleepers[who].hole.clone();
        let rows = page.rows.len() as u64;
        let begin = hole.end.saturating_sub(rows).max(hole.start);
        self.note_rows(who, &page.rows, begin..hole.end);
        // A page without rows would be asked for for ever.
        self.sleepers[who].hole = if rows == 0 { 0..0 } else { hole.start..begin };
        self.asking.insert(who);
    }

    /// What somebody asks for next, if they miss something before where they stand.
    fn question(&self, who: usize) -> Option<ClientFrame> {
        let hole = &self.sleepers[who].hole;
        let limit = hole.end.saturating_sub(hole.start).min(Page::MAX_ROWS as u64) as u16;
        let from = HistoryFrom::Before(Seq(hole.end));
        let command = Command::History { room: self.room, from, limit };
        (limit > 0).then_some(ClientFrame::Command { id: CommandId(1), command })
    }
}

impl Ward<'_> {
    /// Lets them read what there is, and ask for more.
    pub fn read(&mut self, crowd: &mut Crowd, patience: Duration) -> Result<(), hark_lab::Failure> {
        crowd.turn(patience, self)?;
        for (place, who) in self.numbers.iter().enumerate() {
            if crowd.has(place)
                && self.all.asking.remove(who)
                && let Some(question) = self.all.question(*who)
            {
                crowd.say(place, &question)?;
            }
        }
        Ok(())
    }
}

impl Ear for Ward<'_> {
    fn live(&mut self, _: usize, _: Duration) {}

    fn hear(&mut self, who: usize, payload: &[u8], _: Instant) -> Result<(), String> {
        let (who, all) = (self.numbers[who], &mut *self.all);
        match ServerFrame::decode(payload).map_err(|error| error.to_string())? {
            ServerFrame::Event { room, event } if room == all.room => {
                let cursor = &mut all.sleepers[who].cursor;
                let next = cursor.seq.next();
                (cursor.seq, cursor.tag) = (event.seq, event.tag);
                if event.seq != next {
                    let seq = event.seq;
                    all.faults.fail(|| format!("sleeper {who} was told of {seq}, not of {next}"));
                }
                let Some(EventKind::MessagePosted { client_message_id, .. }) = event.kind else {
                    all.note(who, event.seq.0, None);
                    return Ok(());
                };
                all.note(who, event.seq.0, Some(client_message_id));
            }
            ServerFrame::Reset { snapshot, .. } if snapshot.summary.room.id == all.room => {
                all.on_reset(who, &snapshot);
            }
            ServerFrame::Reply { result: Ok(Reply::History(page)), .. } => all.on_page(who, &page),
            ServerFrame::Reply { result, .. } => {
                all.faults.fail(|| format!("sleeper {who} was answered by {result:?}"));
            }
            ServerFrame::Problem(refusal) => return Err(format!("{:?}", refusal.code)),
            ServerFrame::Bye { code, .. } => return Err(format!("told to go with {code}")),
            // What else a chat tells: who is here, what was read.
            ServerFrame::Welcome { .. }
            | ServerFrame::Event { .. }
            | ServerFrame::Reset { .. }
            | ServerFrame::Live
            | ServerFrame::Read { .. }
            | ServerFrame::RoomAdded { .. }
            | ServerFrame::RoomRemoved { .. }
            | ServerFrame::Ephemeral(_)
            | ServerFrame::Ping
            | ServerFrame::Pong
            | ServerFrame::Level { .. }
            | ServerFrame::Thread { .. }
            | ServerFrame::Threads(_)
            | ServerFrame::Everybody(_)
            | ServerFrame::About(_)
            | ServerFrame::Seen { .. }
            | ServerFrame::Receipts { .. }
            | ServerFrame::Moderates(_) => {}
        }
        Ok(())
    }

    fn gone(&mut self, who: usize, why: &str) {
        self.all.sleepers[self.numbers[who]].gone = true;
        *self.all.endings.entry(why.to_owned()).or_default() += 1;
    }
}

#[cfg(test)]
mod tests;
