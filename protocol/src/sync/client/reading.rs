//! What the viewer has read: shown at once, told to the server soon, forward only.

use crate::{Command, Refusal, RoomId, Seq};

use super::super::Millis;
use super::requests::Asked;
use super::{Change, Client};

/// Read cursors that the server is to be told.
#[derive(Clone, Debug, Default)]
pub(super) struct Reads {
    wanted: Vec<Wanted>,
    /// Nothing is told before this time.
    after: Millis,
}

#[derive(Clone, Debug)]
struct Wanted {
    room: RoomId,
    seq: Seq,
    asked: bool,
    after: Millis,
}

impl Reads {
    /// How often a read cursor is told, in milliseconds, so that scrolling costs little.
    const TELL_MS: u64 = 1_000;

    fn want(&mut self, room: RoomId, seq: Seq) {
        match self.get_mut(room) {
            Some(wanted) => wanted.seq = seq,
            None => self.wanted.push(Wanted { room, seq, asked: false, after: 0 }),
        }
    }

    /// The read cursor that the server is yet to confirm.
    pub(super) fn of_room(&self, room: RoomId) -> Option<Seq> {
        self.wanted.iter().find(|wanted| wanted.room == room).map(|wanted| wanted.seq)
    }

    /// The server knows this read cursor.
    pub(super) fn told(&mut self, room: RoomId, read: Seq) {
        self.wanted.retain(|wanted| wanted.room != room || wanted.seq > read);
    }

    pub(super) fn forget(&mut self, room: RoomId) {
        self.wanted.retain(|wanted| wanted.room != room);
    }

    /// The connection is gone: what was asked is to be asked again.
    pub(super) fn lost(&mut self) {
        for wanted in &mut self.wanted {
            wanted.asked = false;
        }
    }

    pub(super) fn deadline(&self) -> Option<Millis> {
        let waiting = self.wanted.iter().filter(|wanted| !wanted.asked);
        waiting.map(|wanted| wanted.after.max(self.after)).min()
    }

    fn take_due(&mut self, now: Millis) -> Option<(RoomId, Seq)> {
        if now < self.after {
            return None;
        }
        let due = |wanted: &&mut Wanted| !wanted.asked && wanted.after <= now;
        let wanted = self.wanted.iter_mut().find(due)?;
        wanted.asked = true;
        self.after = now + Self::TELL_MS;
        Some((wanted.room, wanted.seq))
    }

    fn refused(&mut self, room: RoomId, refusal: Refusal, now: Millis) {
        match refusal.retry_after_ms {
            Some(wait) => {
                if let Some(wanted) = self.get_mut(room) {
                    wanted.asked = false;
                    wanted.after = now + u64::from(wait);
                }
            }
            None => self.forget(room),
        }
    }

    fn get_mut(&mut self, room: RoomId) -> Option<&mut Wanted> {
        self.wanted.iter_mut().find(|wanted| wanted.room == room)
    }
}

impl Client {
    pub(super) fn mark_read(&mut self, room: RoomId, seq: Seq) {
        let me = self.me.id;
        let Some(held) = self.rooms.get_mut(room).filter(|held| held.member) else { return };
        if held.state.mark_read(seq, me) {
            let read = held.state.summary().read;
            self.reads.want(room, read);
            self.changed(Change::Rooms);
        }
    }

    /// The room came afresh, maybe with a read cursor that this end has moved on since.
    pub(super) fn mark_again(&mut self, room: RoomId) {
        let me = self.me.id;
        if let Some(seq) = self.reads.of_room(room)
            && let Some(held) = self.rooms.get_mut(room)
        {
            held.state.mark_read(seq, me);
        }
    }

    pub(super) fn tell_reads(&mut self) {
        while let Some((room, seq)) = self.reads.take_due(self.now) {
            self.ask(Asked::MarkRead { room, seq }, Command::MarkRead { room, seq });
        }
    }

    pub(super) fn read_answered(&mut self, room: RoomId, seq: Seq, refusal: Option<Refusal>) {
        match refusal {
            None => {
                self.reads.told(room, seq);
                if let Some(wanted) = self.reads.get_mut(room) {
                    wanted.asked = false;
                }
            }
            Some(refusal) => self.reads.refused(room, refusal, self.now),
        }
    }
}
