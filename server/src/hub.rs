//! Fan-out inside this process: who is connected, and which connections follow which room. Knows
//! nothing of sockets or of the database; what it is told has been stored before.

mod mailbox;
mod feed;

pub(crate) use feed::{Feed, Next, READ_EVENTS, RingSize, Subscription};
pub(crate) use mailbox::{ConnectionId, EphemeralKey, Mail, Mailbox, News};

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::sync::{Arc, Mutex};

use hark_protocol::{CloseCode, Event, EventKind, Person, RoomId, Seq, UserId};
use tokio::sync::Notify;

use crate::panics::lock;
use crate::store::{SessionId, Told, Viewer};

/// Connections of one person at the most: more than anybody has tabs and devices, few enough that
/// one account cannot take the server's memory.
pub const CONNECTIONS_PER_PERSON: usize = 20;

/// Carries what was stored to the connections. Cheap to clone.
#[derive(Clone, Default)]
pub struct Hub {
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    ring: RingSize,
    registry: Mutex<Registry>,
    feeds: Mutex<HashMap<RoomId, Arc<Feed>>>,
    changes: Arc<Changes>,
}

/// Who is connected.
#[derive(Default)]
struct Registry {
    people: BTreeMap<UserId, Online>,
    last: u64,
    /// Set once, when the server stops: whoever comes later is sent away too.
    closed: Option<CloseCode>,
}

struct Online {
    person: Person,
    mailboxes: Vec<Arc<Mailbox>>,
}

/// Rooms where somebody came or went since [`Changes::take`].
#[derive(Default)]
pub(crate) struct Changes {
    rooms: Mutex<BTreeSet<RoomId>>,
    wake: Notify,
}

/// The person has [`CONNECTIONS_PER_PERSON`] connections already.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct TooManyConnections;

/// A connection's place in the hub, given up when it is dropped.
pub struct Registration {
    hub: Hub,
    mailbox: Arc<Mailbox>,
}

impl Hub {
    /// A hub without connections.
    pub fn new() -> Self {
        Self::default()
    }

    /// A hub that keeps so many events for those a little behind.
    #[cfg(test)]
    pub(crate) fn with_ring(ring: RingSize) -> Self {
        Self { shared: Arc::new(Shared { ring, ..Shared::default() }) }
    }

    /// Tells connections what the store has committed, in the order of the commits. Called by the
    /// store's writer thread: never blocks and never waits for a connection.
    pub fn publish(&self, told: Vec<Told>) {
        for told in told {
            match told {
                Told::Event { room, event } => self.publish_event(room, event),
                Told::Joined { user, room } => self.tell(user, &News::Joined(room)),
                Told::Left { user, room } => {
                    // Told first, cut off second: a connection that subscribes in between reads
                    // its news before the room (see `Subscription`).
                    self.tell(user, &News::Left(room));
                    self.feed(room).cut_off(user);
                }
                Told::Read { user, room, counted } => {
                    self.tell(user, &News::Read { room, counted });
                }
                Told::Level { user, room, chosen } => {
                    self.tell(user, &News::Level { room, chosen });
                }
                Told::Thread { room, root, people } => {
                    let news = News::Thread { room, root };
                    people.iter().for_each(|person| self.tell(*person, &news));
                }
                Told::SessionEnded { session } => self.end_session(session),
            }
        }
    }

    fn publish_event(&self, room: RoomId, event: Event) {
        if let Some(EventKind::MemberRenamed { .. } | EventKind::PictureChanged { .. }) =
            &event.kind
        {
            if let Some(online) = self.registry().people.get_mut(&event.actor.id) {
                event.renew(&mut online.person);
            }
            self.shared.changes.note(room);
        }
        self.feed(room).publish(event);
    }

    fn tell(&self, user: UserId, news: &News) {
        if let Some(online) = self.registry().people.get(&user) {
            online.mailboxes.iter().for_each(|mailbox| mailbox.tell(news.clone()));
        }
    }

    fn end_session(&self, session: SessionId) {
        self.registry()
            .mailboxes()
            .filter(|mailbox| mailbox.session() == session)
            .for_each(|mailbox| mailbox.end(CloseCode::SessionEnded));
    }

    /// Ends all connections with this code, and those that come later.
    pub fn close_all(&self, code: CloseCode) {
        let mut registry = self.registry();
        registry.closed = Some(code);
        registry.mailboxes().for_each(|mailbox| mailbox.end(code));
    }

    /// Takes a new connection in: from now on its mailbox is told what concerns the viewer.
    pub fn register(&self, viewer: &Viewer) -> Result<Registration, TooManyConnections> {
        let mut registry = self.registry();
        registry.last += 1;
        let id = ConnectionId(registry.last);
        let closed = registry.closed;
        let online = registry
            .people
            .entry(viewer.user.id)
            .or_insert_with(|| Online { person: viewer.user.clone(), mailboxes: Vec::new() });
        if online.mailboxes.len() >= CONNECTIONS_PER_PERSON {
            return Err(TooManyConnections);
        }
        let mailbox = Arc::new(Mailbox::new(id, viewer.user.id, viewer.session));
        if let Some(code) = closed {
            mailbox.end(code);
        }
        online.person = viewer.user.clone();
        online.mailboxes.push(Arc::clone(&mailbox));
        Ok(Registration { hub: self.clone(), mailbox })
    }

    /// How many connections there are.
    pub fn connections(&self) -> usize {
        self.registry().mailboxes().count()
    }

    /// The people of these that are connected, by name.
    pub(crate) fn named(&self, users: impl IntoIterator<Item = UserId>) -> Vec<Person> {
        let registry = self.registry();
        let mut people: Vec<Person> = users
            .into_iter()
            .filter_map(|user| registry.people.get(&user))
            .map(|online| online.person.clone())
            .collect();
        drop(registry);
        people.sort_by(|one, other| (&one.name, one.id).cmp(&(&other.name, other.id)));
        people
    }

    /// This room's feed.
    pub(crate) fn feed(&self, room: RoomId) -> Arc<Feed> {
        let mut feeds = lock(&self.shared.feeds);
        let new = || Arc::new(Feed::new(room, self.shared.ring, Arc::clone(&self.shared.changes)));
        Arc::clone(feeds.entry(room).or_insert_with(new))
    }

    /// Rooms where somebody came or went.
    pub(crate) fn changes(&self) -> &Changes {
        &self.shared.changes
    }

    fn registry(&self) -> std::sync::MutexGuard<'_, Registry> {
        lock(&self.shared.registry)
    }
}

impl Registry {
    fn mailboxes(&self) -> impl Iterator<Item = &Arc<Mailbox>> {
        self.people.values().flat_map(|online| &online.mailboxes)
    }
}

impl Registration {
    /// What the connection is told.
    pub(crate) fn mailbox(&self) -> &Arc<Mailbox> {
        &self.mailbox
    }

    /// Follows a room from the event after this one. The caller has made sure that the viewer is a
    /// member, after it registered.
    pub(crate) fn subscribe(&self, room: RoomId, after: Seq) -> Subscription {
        self.hub.feed(room).subscribe(Arc::clone(&self.mailbox), after)
    }
}

impl Drop for Registration {
    fn drop(&mut self) {
        let mut registry = self.hub.registry();
        if let Entry::Occupied(mut online) = registry.people.entry(self.mailbox.user()) {
            online.get_mut().mailboxes.retain(|mailbox| !Arc::ptr_eq(mailbox, &self.mailbox));
            if online.get().mailboxes.is_empty() {
                online.remove();
            }
        }
    }
}

impl Changes {
    pub(crate) fn note(&self, room: RoomId) {
        lock(&self.rooms).insert(room);
        self.wake.notify_one();
    }

    /// Waits until there is a change, then takes all there are.
    pub(crate) async fn take(&self) -> BTreeSet<RoomId> {
        loop {
            let rooms = std::mem::take(&mut *lock(&self.rooms));
            if !rooms.is_empty() {
                return rooms;
            }
            self.wake.notified().await;
        }
    }
}

impl fmt::Debug for Hub {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Hub").field("connections", &self.connections()).finish()
    }
}

#[cfg(test)]
mod tests;
