//! Fan-out inside this process: who is connected, and which connections follow which room. Knows
//! nothing of sockets or of the database; what it is told has been stored before.

mod revocation;
mod mailbox;
mod outlet;
mod batch;
mod ring;
mod feed;
mod rounds;
mod changes;
mod registration;

pub(crate) use batch::{Batch, Wrote};
pub(crate) use changes::Changes;
pub(crate) use feed::{Feed, Subscription};
pub(crate) use mailbox::{ConnectionId, EphemeralKey, Mail, Mailbox, News};
pub(crate) use outlet::{Outlet, Socket};
pub use registration::Registration;
pub(crate) use ring::{Next, READ_EVENTS, RingSize};
use rounds::Rounds;

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::{Arc, Mutex};

use hark_protocol::{
    About, Attention, CloseCode, Event, EventKind, Limits, Person, Present, RoomId, UserId,
};

use crate::panics::lock;
use crate::store::{SessionId, Told, Viewer};

/// Connections of one person at the most.
pub const CONNECTIONS_PER_PERSON: usize = Limits::CONNECTIONS as usize;

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
    rounds: Rounds,
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

/// The person has [`CONNECTIONS_PER_PERSON`] connections already.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct TooManyConnections;

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
                Told::About { about, rooms } => self.tell_about(&about, rooms),
                Told::Receipts { room } => self.feed(room).tell_watchers(&News::Receipts(room)),
                Told::Moderates { user, moderates } => {
                    self.tell(user, &News::Moderates(moderates));
                }
                Told::Banned { user } => self.end_all_of(user),
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
        let feed = self.feed(room);
        if feed.publish(event) {
            self.shared.rounds.begin(feed);
        }
    }

    fn tell(&self, user: UserId, news: &News) {
        if let Some(online) = self.registry().people.get(&user) {
            online.mailboxes.iter().for_each(|mailbox| mailbox.tell(news.clone()));
        }
    }

    /// Tells each connection that follows one of these rooms, once.
    fn tell_about(&self, about: &About, rooms: Vec<RoomId>) {
        let mut mailboxes = BTreeMap::new();
        rooms.into_iter().for_each(|room| self.feed(room).gather(&mut mailboxes));
        mailboxes.into_values().for_each(|mailbox| mailbox.tell(News::About(about.clone())));
    }

    fn end_all_of(&self, user: UserId) {
        if let Some(online) = self.registry().people.get(&user) {
            online.mailboxes.iter().for_each(|mailbox| mailbox.end(CloseCode::Banned));
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
        Ok(Registration::new(self.clone(), mailbox))
    }

    /// Whether this person may have one more connection.
    pub fn has_room_for(&self, user: UserId) -> bool {
        let registry = self.registry();
        let online = registry.people.get(&user);
        online.is_none_or(|online| online.mailboxes.len() < CONNECTIONS_PER_PERSON)
    }

    /// How many connections there are.
    pub fn connections(&self) -> usize {
        self.registry().mailboxes().count()
    }

    /// Those of these who are connected: those who are there by name, then those who are away.
    pub(crate) fn present(&self, users: impl IntoIterator<Item = UserId>) -> Vec<Present> {
        let registry = self.registry();
        let mut people: Vec<Present> = users
            .into_iter()
            .filter_map(|user| registry.people.get(&user))
            .map(|online| Present { person: online.person.clone(), attention: online.attention() })
            .collect();
        drop(registry);
        let key = |one: &Present| {
            (one.attention == Attention::Away, one.person.name.clone(), one.person.id)
        };
        people.sort_by_cached_key(key);
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

impl Online {
    /// Away only if they are on all their connections.
    fn attention(&self) -> Attention {
        let there = self.mailboxes.iter().any(|mailbox| mailbox.attention() == Attention::Here);
        if there { Attention::Here } else { Attention::Away }
    }
}

impl fmt::Debug for Hub {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Hub").field("connections", &self.connections()).finish()
    }
}

#[cfg(test)]
mod tests;
