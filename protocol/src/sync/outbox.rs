//! Messages that were typed and are not known to be stored.

use serde::{Deserialize, Serialize};

use crate::{
    Body, ClientMessageId, DecodeError, ErrorCode, Rate, Refusal, ReplyTo, RoomId, Seq, Timestamp,
};

use super::Millis;
use super::slowing::Slowing;

/// A message on its way. Kept in the browser's storage until it is answered, before it is shown.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize, Serialize)]
pub struct OutboxItem {
    /// Made once; the same for every try.
    pub client_message_id: ClientMessageId,
    /// Orders the items of all tabs: when it was typed, and a counter within the tab.
    pub order: (i64, u32),
    /// Where it goes.
    pub room: RoomId,
    /// Into this thread of it.
    pub to: Option<ReplyTo>,
    /// What it says.
    pub body: Body,
    /// When it was typed, by the browser's clock, for show.
    pub typed_at: Timestamp,
    /// Whether it waits or was refused.
    pub state: OutboxState,
}

/// How far a message has come.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Deserialize, Serialize)]
pub enum OutboxState {
    /// It will be sent, or is being sent.
    Waiting,
    /// The server refused it for good. It waits for the person and blocks nothing.
    Parked(ErrorCode),
}

impl OutboxItem {
    /// Whether it will be a row of the room, or of this thread.
    pub fn goes_to(&self, thread: Option<Seq>) -> bool {
        match thread {
            None => self.to.is_none_or(|to| to.in_room),
            Some(root) => self.to.is_some_and(|to| to.root == root),
        }
    }

    /// The bytes to store.
    pub fn encode(&self) -> Vec<u8> {
        postcard::to_stdvec(self).expect("an item has no parts of unknown length")
    }

    /// Reads what [`OutboxItem::encode`] wrote.
    pub fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        postcard::from_bytes(bytes).map_err(|_| DecodeError::Malformed)
    }
}

/// The messages on their way, by room in the order they were typed; one at a time of each room.
#[derive(Clone, Debug, Default)]
pub struct Outbox {
    /// In the order they were typed.
    held: Vec<Held>,
    slowing: Slowing,
}

#[derive(Clone, Debug)]
struct Held {
    item: OutboxItem,
    progress: Progress,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Progress {
    /// Not in storage yet: neither shown nor sent.
    Typed,
    /// To be sent, but not before this time.
    Ready(Millis),
    /// Sent on the socket that is open, and not answered.
    InFlight,
    /// On the server's disk as this event, which was not applied here yet.
    Posted(Seq),
}

impl Outbox {
    /// This room's items, in the order they were typed. Those not stored yet are left out.
    pub fn of_room(&self, room: RoomId) -> impl Iterator<Item = &OutboxItem> {
        let shown = move |held: &&Held| held.item.room == room && held.progress != Progress::Typed;
        self.held.iter().filter(shown).map(|held| &held.item)
    }

    /// A place after all items held, for one typed now.
    pub fn next_order(&self, typed_at: Timestamp) -> (i64, u32) {
        let last = self.held.last().map_or((i64::MIN, 0), |held| held.item.order);
        if typed_at.0 > last.0 { (typed_at.0, 0) } else { (last.0, last.1.saturating_add(1)) }
    }

    /// Takes an item that is being stored, or with `stored` one that came from storage. An id that
    /// is held already changes nothing.
    pub fn add(&mut self, item: OutboxItem, stored: bool) {
        if self.position(item.client_message_id).is_none() {
            let progress = if stored { Progress::Ready(0) } else { Progress::Typed };
            let key = |item: &OutboxItem| (item.order, item.client_message_id);
            let at = self.held.partition_point(|held| key(&held.item) < key(&item));
            self.held.insert(at, Held { item, progress });
        }
    }

    /// Storage has this item. Tells its room if that is news.
    pub fn stored(&mut self, id: ClientMessageId) -> Option<RoomId> {
        let held = self.get_mut(id)?;
        if held.progress != Progress::Typed {
            return None;
        }
        held.progress = Progress::Ready(0);
        Some(held.item.room)
    }

    /// The next item to send: the first that is not parked, of a room with none in flight.
    /// Ask again until there is none. A message that must wait holds those after it back, and no
    /// more of them are taken than the server said it takes.
    pub fn take_due(&mut self, now: Millis) -> Option<OutboxItem> {
        let due = (0..self.held.len()).find(|&at| {
            let due = matches!(self.held[at].progress, Progress::Ready(after) if after <= now);
            due && self.is_next(at)
        });
        if due.is_none() && !self.is_under_way() {
            self.slowing.rest();
        }
        let at = due.filter(|_| self.slowing.take(now))?;
        self.held[at].progress = Progress::InFlight;
        Some(self.held[at].item.clone())
    }

    /// When an item that waits for its next try is due.
    pub fn deadline(&self) -> Option<Millis> {
        let waits = |at: usize| match self.held[at].progress {
            Progress::Ready(after) => self.is_next(at).then_some(self.slowing.after(after)),
            Progress::Typed | Progress::InFlight | Progress::Posted(_) => None,
        };
        (0..self.held.len()).filter_map(waits).min()
    }

    /// Until when the first message to this room waits because the server asked for that.
    pub fn waits_until(&self, room: RoomId, now: Millis) -> Option<Millis> {
        let next = |at: &usize| self.held[*at].item.room == room && self.is_next(*at);
        match self.held[(0..self.held.len()).find(next)?].progress {
            Progress::Ready(after) => Some(after).filter(|after| *after > now),
            Progress::Typed | Progress::InFlight | Progress::Posted(_) => None,
        }
    }

    /// This room takes messages at another pace now: what waits in it is tried again at once.
    pub fn hurry(&mut self, room: RoomId) {
        let is_ready = |held: &&mut Held| matches!(held.progress, Progress::Ready(_));
        let waiting = self.held.iter_mut().filter(|held| held.item.room == room).filter(is_ready);
        waiting.for_each(|held| held.progress = Progress::Ready(0));
    }

    /// The server said how many it takes.
    pub fn keep_to(&mut self, posts: Rate) {
        self.slowing.keep_to(posts);
    }

    /// Since when messages wait because they are more than the server takes.
    pub fn slowed_since(&self) -> Option<Millis> {
        self.slowing.since()
    }

    /// The socket is gone: what was in flight on it goes out again, in order.
    pub fn lost(&mut self) {
        self.slowing.rest();
        for held in &mut self.held {
            if held.progress == Progress::InFlight {
                held.progress = Progress::Ready(0);
            }
        }
    }

    /// The server has stored the item as this event. It is shown until the event was applied.
    /// Tells the room if the item is held.
    pub fn posted(&mut self, id: ClientMessageId, seq: Seq) -> Option<RoomId> {
        let held = self.get_mut(id)?;
        held.progress = Progress::Posted(seq);
        held.item.state = OutboxState::Waiting;
        Some(held.item.room)
    }

    /// The server refused the item: it waits for its next try, or is parked. Tells it if it was
    /// parked, to be stored so.
    pub fn refused(
        &mut self,
        id: ClientMessageId,
        refusal: Refusal,
        now: Millis,
    ) -> Option<OutboxItem> {
        let held = self.get_mut(id).filter(|held| held.progress == Progress::InFlight)?;
        let wait = refusal.retry_after_ms.unwrap_or(0);
        held.progress = Progress::Ready(now + u64::from(wait));
        if refusal.retry_after_ms.is_some() {
            if refusal.code == ErrorCode::RateLimited {
                self.slowing.told(now, wait);
            }
            return None;
        }
        held.item.state = OutboxState::Parked(refusal.code);
        Some(held.item.clone())
    }

    /// Sends a parked item again. Tells it, to be stored so.
    pub fn retry(&mut self, id: ClientMessageId) -> Option<OutboxItem> {
        let held = self.get_mut(id)?;
        match held.item.state {
            OutboxState::Parked(_) => {
                held.item.state = OutboxState::Waiting;
                Some(held.item.clone())
            }
            OutboxState::Waiting => None,
        }
    }

    /// The log has a message of this person's under this id, with this text at first; `None`: it
    /// is not known any more. Lets the item go that it is. One that says something else stays, or
    /// what was typed would be gone: the server will refuse it. Says whether one was let go.
    pub fn arrived(&mut self, id: ClientMessageId, text: Option<&Body>) -> bool {
        let found = self.position(id);
        let is_it = |at: &usize| text.is_none_or(|text| *text == self.held[*at].item.body);
        found.filter(is_it).map(|at| self.held.remove(at)).is_some()
    }

    /// Lets an item go. Tells its room if it was held.
    pub fn remove(&mut self, id: ClientMessageId) -> Option<RoomId> {
        self.position(id).map(|at| self.held.remove(at).item.room)
    }

    /// Events of this room were applied up to here: items stored as one of them are rows now.
    pub fn reached(&mut self, room: RoomId, cursor: Seq) {
        self.held.retain(|held| {
            let is_row = matches!(held.progress, Progress::Posted(seq) if seq <= cursor);
            held.item.room != room || !is_row
        });
    }

    /// All there is of this room up to this event has come. What the server had stored after it is
    /// of a history that is gone: it is sent again. Tells those items, to be stored again.
    pub fn caught_up(&mut self, room: RoomId, cursor: Seq) -> Vec<OutboxItem> {
        self.reached(room, cursor);
        let mut again = Vec::new();
        for held in self.held.iter_mut().filter(|held| held.item.room == room) {
            if matches!(held.progress, Progress::Posted(_)) {
                held.progress = Progress::Ready(0);
                again.push(held.item.clone());
            }
        }
        again
    }

    /// Whether nothing is on its way.
    pub fn is_empty(&self) -> bool {
        self.held.is_empty()
    }

    /// Whether something is still to be stored, sent or answered. What was refused for good is not.
    pub fn is_waiting(&self) -> bool {
        self.held.iter().any(|held| held.item.state == OutboxState::Waiting)
    }

    /// Whether something is to be sent or answered.
    fn is_under_way(&self) -> bool {
        self.held.iter().any(|held| match held.progress {
            Progress::Typed | Progress::Ready(_) => held.item.state == OutboxState::Waiting,
            Progress::InFlight => true,
            Progress::Posted(_) => false,
        })
    }

    /// No item of the same room goes before this one.
    fn is_next(&self, at: usize) -> bool {
        let room = self.held[at].item.room;
        let same_room = |held: &&Held| held.item.room == room;
        let blocks = |held: &Held| match held.item.state {
            OutboxState::Parked(_) => false,
            OutboxState::Waiting => !matches!(held.progress, Progress::Posted(_)),
        };
        let in_flight = |held: &Held| held.progress == Progress::InFlight;
        self.held[at].item.state == OutboxState::Waiting
            && !self.held[..at].iter().filter(same_room).any(blocks)
            && !self.held[at..].iter().filter(same_room).any(in_flight)
    }

    fn position(&self, id: ClientMessageId) -> Option<usize> {
        self.held.iter().position(|held| held.item.client_message_id == id)
    }

    fn get_mut(&mut self, id: ClientMessageId) -> Option<&mut Held> {
        self.held.iter_mut().find(|held| held.item.client_message_id == id)
    }
}
