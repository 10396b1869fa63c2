//! Who is here and who types: told to those who have the room in view, never stored, and the first
//! thing to be dropped.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use hark_protocol::{Ephemeral, List, Person, RoomId, ServerFrame, UserId};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::hub::Hub;
use crate::panics::{caught_here, lock};

/// How long changes are gathered before the next telling: once a second is live to the eye, and
/// cheap when a thousand connections come back at once.
const HERE_EVERY: Duration = Duration::from_secs(1);

/// One person's typing is told on at most this often. A little less than the three seconds clients
/// keep to, so that a punctual client is always told on.
const TYPING_EVERY: Duration = Duration::from_millis(2_500);

/// Typing people remembered before those of long ago are forgotten.
const TYPING_KEPT: usize = 1024;

/// Knows who is here. Cheap to clone.
#[derive(Clone)]
pub struct Presence {
    hub: Hub,
    typed: Arc<Mutex<HashMap<(RoomId, UserId), Instant>>>,
}

impl Presence {
    /// Of the people connected to this hub.
    pub fn new(hub: Hub) -> Self {
        Self { hub, typed: Arc::default() }
    }

    /// Tells watchers who is here, whenever that changes, until the server stops.
    pub async fn run(self, stop: CancellationToken) {
        let telling = async {
            loop {
                for room in self.hub.changes().take().await {
                    // Where this fails once, the next change is told all the same.
                    let _ = caught_here(|| self.tell_here(room));
                }
                tokio::time::sleep(HERE_EVERY).await;
            }
        };
        stop.run_until_cancelled(telling).await;
    }

    fn tell_here(&self, room: RoomId) {
        let feed = self.hub.feed(room);
        if !feed.is_watched() {
            return;
        }
        let people = self.hub.named(feed.users());
        let here = Ephemeral::Here {
            room,
            count: u32::try_from(people.len()).unwrap_or(u32::MAX),
            people: List::first_of(people),
        };
        feed.tell_here(&Bytes::from(ServerFrame::Ephemeral(here).encode()));
    }

    /// Tells the others who have this room in view that a member types in it.
    pub(crate) fn typing(&self, room: RoomId, person: &Person) {
        if self.may_tell(room, person.id) {
            let typing = Ephemeral::Typing { room, person: person.clone() };
            let frame = Bytes::from(ServerFrame::Ephemeral(typing).encode());
            self.hub.feed(room).tell_typing(person.id, &frame);
        }
    }

    fn may_tell(&self, room: RoomId, user: UserId) -> bool {
        let now = Instant::now();
        let mut typed = lock(&self.typed);
        if typed.len() >= TYPING_KEPT {
            typed.retain(|_, last| now.duration_since(*last) < TYPING_EVERY);
        }
        match typed.get(&(room, user)) {
            Some(last) if now.duration_since(*last) < TYPING_EVERY => false,
            Some(_) | None => {
                typed.insert((room, user), now);
                true
            }
        }
    }
}

impl fmt::Debug for Presence {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Presence").finish_non_exhaustive()
    }
}
