//! One room's fan-out: the last events, encoded once, and who follows them.
//!
//! A connection is written by cursor. One that has nothing to say and stands right before what is
//! new is written to by the room; any other is told that there is something. It reads what comes
//! after its cursor from the ring, or is told that it is behind and reads from the store; a
//! connection that does not read costs a number.

use std::collections::{BTreeMap, HashSet};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, MutexGuard};

use bytes::Bytes;
use hark_protocol::{Event, RoomId, Seq, ServerFrame, UserId};

use super::batch::Frame;
use super::ring::{Next, Ring, RingSize};
use super::{Changes, ConnectionId, EphemeralKey, Mailbox, News};
use crate::panics::lock;

mod lap;
mod subscriber;

pub(super) use lap::Lap;
use subscriber::Subscriber;

/// Connections that are brought something before the next room has its turn: as many writes take
/// less than a millisecond.
const AT_ONCE: usize = 64;

/// A room, as the connections see it.
pub(crate) struct Feed {
    room: RoomId,
    changes: Arc<Changes>,
    /// Always locked before the ring.
    audience: Mutex<Audience>,
    ring: Mutex<Ring>,
}

#[derive(Default)]
struct Audience {
    subscribers: BTreeMap<ConnectionId, Arc<Subscriber>>,
    /// Those with the room in view.
    watchers: BTreeMap<ConnectionId, Arc<Mailbox>>,
    /// Who was here when the watchers were last told, encoded.
    here: Option<Bytes>,
}

/// A connection's hold on a room, let go when it is dropped.
///
/// When the viewer stops being a member, the hub first puts that into the mailbox and then cuts the
/// subscription off, before it publishes any later event. So a connection that handles all its news
/// after it subscribed and before it reads never gets an event from after the viewer left.
pub(crate) struct Subscription {
    feed: Arc<Feed>,
    subscriber: Arc<Subscriber>,
}

impl Feed {
    pub(crate) fn new(room: RoomId, size: RingSize, changes: Arc<Changes>) -> Self {
        let ring = Mutex::new(Ring::new(size));
        Self { room, changes, audience: Mutex::default(), ring }
    }

    /// Keeps an event for those who follow. Whether nobody brings anything yet.
    pub(super) fn publish(&self, event: Event) -> bool {
        let audience = self.audience();
        let seq = event.seq;
        if audience.subscribers.is_empty() {
            self.ring().skip(seq);
            return false;
        }
        let frame = Frame::new(&ServerFrame::Event { room: self.room, event });
        self.ring().push(seq, frame)
    }

    /// Brings what is new to some connections, those ahead. Whether there may be more to do.
    pub(super) fn bring(&self, lap: &mut Lap) -> bool {
        let Some(head) = self.ring().news(lap.done()) else { return false };
        lap.aim(head);
        let audience = self.audience();
        let ahead = audience.subscribers.range(lap.ahead()).take(AT_ONCE);
        let some: Vec<_> = ahead.map(|(_, subscriber)| Arc::clone(subscriber)).collect();
        drop(audience);
        for subscriber in &some {
            let cursor = subscriber.cursor();
            if cursor < head {
                subscriber.bring(lap.batch(cursor, || self.ring().batch(cursor)));
            }
            if subscriber.cursor() < head && subscriber.is_live() {
                subscriber.mark(self.room);
            }
        }
        let last = some.last().filter(|_| some.len() == AT_ONCE);
        lap.reach(last.map(|subscriber| subscriber.mailbox.id()));
        true
    }

    /// Has everybody look whether there is something to read.
    pub(super) fn mark_all(&self) {
        self.audience().subscribers.values().for_each(|subscriber| subscriber.mark(self.room));
    }

    pub(super) fn subscribe(self: Arc<Self>, mailbox: Arc<Mailbox>, after: Seq) -> Subscription {
        let subscriber = Arc::new(Subscriber::new(mailbox, after));
        let mut audience = self.audience();
        audience.subscribers.insert(subscriber.mailbox.id(), Arc::clone(&subscriber));
        // What was published between the caller's reading and now is not lost.
        if self.ring().head > after {
            subscriber.mark(self.room);
        }
        drop(audience);
        self.changes.note(self.room);
        Subscription { feed: self, subscriber }
    }

    /// Ends the subscriptions of a person who is no longer a member.
    pub(super) fn cut_off(&self, user: UserId) {
        let mut audience = self.audience();
        audience.watchers.retain(|_, mailbox| mailbox.user() != user);
        audience.subscribers.retain(|_, subscriber| {
            let stays = subscriber.mailbox.user() != user;
            subscriber.live.store(stays, Ordering::Release);
            stays
        });
        self.after_leaving(audience);
    }

    fn after_leaving(&self, audience: MutexGuard<'_, Audience>) {
        if audience.subscribers.is_empty() {
            self.ring().empty();
        }
        drop(audience);
        self.changes.note(self.room);
    }

    /// The people who follow the room.
    pub(crate) fn users(&self) -> HashSet<UserId> {
        self.audience().subscribers.values().map(|one| one.mailbox.user()).collect()
    }

    /// Adds the connections that follow the room.
    pub(super) fn gather(&self, mailboxes: &mut BTreeMap<ConnectionId, Arc<Mailbox>>) {
        let audience = self.audience();
        let following = audience.subscribers.iter();
        mailboxes.extend(following.map(|(id, one)| (*id, Arc::clone(&one.mailbox))));
    }

    /// Whether anybody has the room in view.
    pub(crate) fn is_watched(&self) -> bool {
        !self.audience().watchers.is_empty()
    }

    /// Tells the watchers who is here, unless they know.
    pub(crate) fn tell_here(&self, frame: &Bytes) {
        let mut audience = self.audience();
        if audience.here.as_ref() == Some(frame) {
            return;
        }
        audience.here = Some(frame.clone());
        for mailbox in audience.watchers.values() {
            mailbox.hint(EphemeralKey::Here(self.room), frame.clone());
        }
    }

    /// Tells the watchers news.
    pub(super) fn tell_watchers(&self, news: &News) {
        self.audience().watchers.values().for_each(|mailbox| mailbox.tell(news.clone()));
    }

    /// Tells the watchers that this person types; not the person's own connections.
    pub(crate) fn tell_typing(&self, user: UserId, frame: &Bytes) {
        for mailbox in self.audience().watchers.values().filter(|one| one.user() != user) {
            mailbox.hint(EphemeralKey::Typing(self.room, user), frame.clone());
        }
    }

    fn audience(&self) -> MutexGuard<'_, Audience> {
        lock(&self.audience)
    }

    fn ring(&self) -> MutexGuard<'_, Ring> {
        lock(&self.ring)
    }
}

impl Subscription {
    /// The last event that was sent, or that something which was sent includes.
    pub(crate) fn cursor(&self) -> Seq {
        self.subscriber.cursor()
    }

    /// Everything up to this event is sent.
    pub(crate) fn sent(&self, last: Seq) {
        self.subscriber.cursor.fetch_max(last.0, Ordering::Relaxed);
    }

    /// Adds the next frames after the cursor to `frames`, at most
    /// [`READ_EVENTS`](super::READ_EVENTS), and moves it behind them.
    pub(crate) fn next(&self, frames: &mut Vec<Bytes>) -> Next {
        // Cleared before reading, so that what is published from here on marks the room again.
        self.subscriber.dirty.swap(false, Ordering::AcqRel);
        let old = frames.len();
        let next = self.feed.ring().next(self.cursor(), frames);
        // Asked after reading: whoever was cut off was so before a later event got into the ring.
        if !self.subscriber.is_live() {
            frames.truncate(old);
            return Next::Ended;
        }
        if let Next::Frames(last) = next {
            self.sent(last);
        }
        next
    }

    /// Has the room in view from now on: its ephemeral frames come, who is here first.
    pub(crate) fn watch(&self) {
        let mailbox = &self.subscriber.mailbox;
        let mut audience = self.feed.audience();
        if !self.subscriber.is_live() {
            return;
        }
        audience.watchers.insert(mailbox.id(), Arc::clone(mailbox));
        if let Some(here) = &audience.here {
            mailbox.hint(EphemeralKey::Here(self.feed.room), here.clone());
        }
        drop(audience);
        self.feed.changes.note(self.feed.room);
    }

    /// No longer has the room in view.
    pub(crate) fn unwatch(&self) {
        let mut audience = self.feed.audience();
        audience.watchers.remove(&self.subscriber.mailbox.id());
        if audience.watchers.is_empty() {
            audience.here = None;
        }
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        // Whoever still holds the subscriber writes no more for it.
        self.subscriber.live.store(false, Ordering::Release);
        self.unwatch();
        let mut audience = self.feed.audience();
        let id = self.subscriber.mailbox.id();
        // The connection may have subscribed anew since it was cut off.
        if audience.subscribers.get(&id).is_some_and(|one| Arc::ptr_eq(one, &self.subscriber)) {
            audience.subscribers.remove(&id);
            self.feed.after_leaving(audience);
        }
    }
}

#[cfg(test)]
mod tests;
