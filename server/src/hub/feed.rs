//! One room's fan-out: the last events, encoded once, and who follows them.
//!
//! A connection is written by cursor. It reads what comes after its cursor from the ring, or is
//! told that it is behind and reads from the store; a connection that does not read costs a number.

use std::collections::{BTreeMap, HashSet, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use bytes::Bytes;
use hark_protocol::{Event, RoomId, Seq, ServerFrame, UserId};

use super::{Changes, ConnectionId, EphemeralKey, Mailbox, News};
use crate::panics::lock;

/// Events kept for connections a little behind: half a minute of the busiest room.
pub(crate) const RING_EVENTS: usize = 1024;

/// Bytes of events kept for a room: 16 of the largest messages.
pub(crate) const RING_BYTES: usize = 256 * 1024;

/// Events read at once, so that news and the end of a session get between two reads.
pub(crate) const READ_EVENTS: usize = 64;

/// How much a ring keeps.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RingSize {
    pub(crate) events: usize,
    pub(crate) bytes: usize,
}

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

/// The last events without a gap, the newest last. Empty while nobody subscribes.
#[derive(Default)]
struct Ring {
    size: RingSize,
    head: Seq,
    frames: VecDeque<Bytes>,
    bytes: usize,
}

struct Subscriber {
    mailbox: Arc<Mailbox>,
    /// The viewer is a member.
    live: AtomicBool,
    /// The mailbox has been told that there is something to read.
    dirty: AtomicBool,
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

/// What comes after a cursor.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Next {
    /// Nothing.
    Nothing,
    /// The frames that were added, up to this event; maybe not the last.
    Frames(Seq),
    /// Events that the ring no longer holds. The store has them, up to this one at least.
    Behind(Seq),
    /// The viewer is no longer a member.
    Ended,
}

impl Feed {
    pub(crate) fn new(room: RoomId, size: RingSize, changes: Arc<Changes>) -> Self {
        let ring = Mutex::new(Ring { size, ..Ring::default() });
        Self { room, changes, audience: Mutex::default(), ring }
    }

    pub(super) fn publish(&self, event: Event) {
        let audience = self.audience();
        let seq = event.seq;
        if audience.subscribers.is_empty() {
            self.ring().skip(seq);
            return;
        }
        let frame = Bytes::from(ServerFrame::Event { room: self.room, event }.encode());
        self.ring().push(seq, frame);
        for subscriber in audience.subscribers.values() {
            subscriber.mark(self.room);
        }
    }

    pub(super) fn subscribe(self: Arc<Self>, mailbox: Arc<Mailbox>, after: Seq) -> Subscription {
        let subscriber = Arc::new(Subscriber {
            mailbox,
            live: AtomicBool::new(true),
            dirty: AtomicBool::new(false),
        });
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
    /// Adds the next frames after this event to `frames`, at most [`READ_EVENTS`].
    pub(crate) fn next(&self, after: Seq, frames: &mut Vec<Bytes>) -> Next {
        // Cleared before reading, so that what is published from here on marks the room again.
        self.subscriber.dirty.swap(false, Ordering::AcqRel);
        let old = frames.len();
        let next = self.feed.ring().next(after, frames);
        // Asked after reading: whoever was cut off was so before a later event got into the ring.
        if self.subscriber.live.load(Ordering::Acquire) {
            return next;
        }
        frames.truncate(old);
        Next::Ended
    }

    /// Has the room in view from now on: its ephemeral frames come, who is here first.
    pub(crate) fn watch(&self) {
        let mailbox = &self.subscriber.mailbox;
        let mut audience = self.feed.audience();
        if !self.subscriber.live.load(Ordering::Acquire) {
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

impl Subscriber {
    fn mark(&self, room: RoomId) {
        if !self.dirty.swap(true, Ordering::AcqRel) {
            self.mailbox.mark(room);
        }
    }
}

impl Default for RingSize {
    fn default() -> Self {
        Self { events: RING_EVENTS, bytes: RING_BYTES }
    }
}

impl Ring {
    fn push(&mut self, seq: Seq, frame: Bytes) {
        if seq != self.head.next() {
            self.empty();
        }
        self.head = seq;
        self.bytes += frame.len();
        self.frames.push_back(frame);
        while self.frames.len() > self.size.events || self.bytes > self.size.bytes {
            self.bytes -= self.frames.pop_front().map_or(self.bytes, |frame| frame.len());
        }
    }

    /// Moves on without keeping the event: nobody would read it.
    fn skip(&mut self, seq: Seq) {
        self.empty();
        self.head = seq;
    }

    fn empty(&mut self) {
        self.frames = VecDeque::new();
        self.bytes = 0;
    }

    fn next(&self, after: Seq, frames: &mut Vec<Bytes>) -> Next {
        let missing = self.head.0.saturating_sub(after.0) as usize;
        if missing == 0 {
            return Next::Nothing;
        }
        let Some(from) = self.frames.len().checked_sub(missing) else {
            return Next::Behind(self.head);
        };
        let old = frames.len();
        frames.extend(self.frames.range(from..).take(READ_EVENTS).cloned());
        Next::Frames(Seq(after.0 + (frames.len() - old) as u64))
    }
}
