//! What the viewer has read: shown at once, told to the server soon, forward only, until they set
//! it back themselves.

use crate::{Command, Refusal, RoomId, RoomSummary, Seq};

use super::super::Millis;
use super::requests::Asked;
use super::{Change, Client, Effect, Problem};

/// A room, or a thread of it.
type Place = (RoomId, Option<Seq>);

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
    /// In this thread; `None`: in the room.
    thread: Option<Seq>,
    seq: Seq,
    /// How often the cursor had been set back when this was read.
    set_back: u32,
    asked: bool,
    after: Millis,
}

impl Reads {
    /// How often a read cursor is told, in milliseconds, so that scrolling costs little.
    const TELL_MS: u64 = 1_000;

    pub(super) fn want(&mut self, place: Place, seq: Seq, set_back: u32) {
        let (room, thread) = place;
        match self.get_mut(place) {
            Some(wanted) => (wanted.seq, wanted.set_back) = (seq, set_back),
            None => {
                self.wanted.push(Wanted { room, thread, seq, set_back, asked: false, after: 0 });
            }
        }
    }

    /// The read cursor that the server is yet to confirm, if it still is one where the cursor was
    /// set back so often.
    pub(super) fn of_room(&self, room: RoomId, set_back: u32) -> Option<Seq> {
        let is_it = |wanted: &&Wanted| wanted.is_of((room, None)) && wanted.set_back == set_back;
        self.wanted.iter().find(is_it).map(|wanted| wanted.seq)
    }

    /// The server knows this read cursor. What was read before it was set back is not to be told.
    pub(super) fn told(&mut self, place: Place, read: Seq, set_back: u32) {
        self.wanted.retain(|wanted| {
            !wanted.is_of(place) || (wanted.set_back, wanted.seq) > (set_back, read)
        });
    }

    /// The server says how often this cursor was set back. Where it was put back to a state from
    /// before that, what was read since is read there, too.
    pub(super) fn put_back(&mut self, room: RoomId, set_back: u32) {
        if let Some(wanted) = self.get_mut((room, None)) {
            wanted.set_back = wanted.set_back.min(set_back);
        }
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

    fn take_due(&mut self, now: Millis) -> Option<(Place, Seq, u32)> {
        if now < self.after {
            return None;
        }
        let due = |wanted: &&mut Wanted| !wanted.asked && wanted.after <= now;
        let wanted = self.wanted.iter_mut().find(due)?;
        wanted.asked = true;
        self.after = now + Self::TELL_MS;
        Some(((wanted.room, wanted.thread), wanted.seq, wanted.set_back))
    }

    fn refused(&mut self, place: Place, refusal: Refusal, now: Millis) {
        match refusal.retry_after_ms {
            Some(wait) => {
                if let Some(wanted) = self.get_mut(place) {
                    wanted.asked = false;
                    wanted.after = now + u64::from(wait);
                }
            }
            None => self.wanted.retain(|wanted| !wanted.is_of(place)),
        }
    }

    fn get_mut(&mut self, place: Place) -> Option<&mut Wanted> {
        self.wanted.iter_mut().find(|wanted| wanted.is_of(place))
    }
}

impl Wanted {
    fn is_of(&self, place: Place) -> bool {
        (self.room, self.thread) == place
    }
}

impl Client {
    pub(super) fn mark_read(&mut self, room: RoomId, seq: Seq) {
        if self.kept_unread == Some(room) {
            return;
        }
        let me = self.me.id;
        let Some(held) = self.rooms.get_mut(room).filter(|held| held.member) else { return };
        if held.state.mark_read(seq, me) {
            let RoomSummary { read, set_back, .. } = *held.state.summary();
            self.reads.want((room, None), read, set_back);
            self.changed(Change::Rooms);
        }
    }

    /// The room came afresh, maybe with a read cursor that this end has moved on since.
    pub(super) fn mark_again(&mut self, room: RoomId) {
        let me = self.me.id;
        if let Some(held) = self.rooms.get_mut(room)
            && let Some(seq) = self.reads.of_room(room, held.state.summary().set_back)
        {
            held.state.mark_read(seq, me);
        }
    }

    pub(super) fn tell_reads(&mut self) {
        while let Some(((room, thread), seq, set_back)) = self.reads.take_due(self.now) {
            let command = match thread {
                None => Command::MarkRead { room, seq, set_back },
                Some(root) => Command::MarkThreadRead { room, root, seq },
            };
            self.ask(Asked::MarkRead { room, thread, seq, set_back }, command);
        }
    }

    /// Sets the read cursor back to before this message; shown once the server has done it.
    pub(super) fn mark_unread(&mut self, room: RoomId, target: Seq) {
        if self.connection.is_live() {
            self.ask(Asked::MarkUnread { room, target }, Command::MarkUnread { room, target });
        } else {
            self.out.push(Effect::Failed(Problem::MarkUnread { room, target, code: None }));
        }
    }

    /// The person reads on in a room that they had set unread.
    pub(super) fn read_on(&mut self, room: RoomId) {
        self.kept_unread.take_if(|kept| *kept == room);
    }

    /// Where the cursor of the room in view was set back, here or elsewhere, the room stays unread
    /// although it is looked at.
    pub(super) fn keep_unread(&mut self) {
        let shown = self.open.and_then(|room| Some((room, self.room(room)?.summary().set_back)));
        if let Some(((before, was), (room, set_back))) = self.shown_set_back.zip(shown)
            && before == room
            && was < set_back
        {
            self.kept_unread = Some(room);
            self.changed(Change::SetBack(room));
        }
        self.shown_set_back = shown;
    }

    pub(super) fn read_answered(
        &mut self,
        (room, thread): Place,
        (seq, set_back): (Seq, u32),
        refusal: Option<Refusal>,
    ) {
        match refusal {
            None => {
                self.reads.told((room, thread), seq, set_back);
                if let Some(wanted) = self.reads.get_mut((room, thread)) {
                    wanted.asked = false;
                }
                thread.into_iter().for_each(|root| self.thread_read(room, root, seq));
            }
            Some(refusal) => self.reads.refused((room, thread), refusal, self.now),
        }
    }
}
