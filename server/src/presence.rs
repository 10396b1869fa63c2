//! Who is here, who is away and who types: told to those who have the room in view, never stored,
//! and the first thing to be dropped.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use hark_protocol::{Attention, Ephemeral, Limits, List, Person, RoomId, Seq, ServerFrame, UserId};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::hub::Hub;
use crate::panics::{caught_here, lock};

/// How long changes are gathered before the next telling: once a second is live to the eye, and
/// cheap when a thousand connections come back at once.
const HERE_EVERY: Duration = Duration::from_secs(1);

/// One person's typing is told on at most this often. Clients keep to a little more, so that a
/// punctual one is always told on.
const TYPING_EVERY: Duration = Duration::from_millis(Limits::TYPING_EVERY_MS as u64);

/// People told as typing in one room within that time, as many as a page keeps. What all of a large
/// room tells to all of it would cost the square of its size.
const TYPISTS_TOLD: usize = 32;

/// Rooms remembered before those where nobody types any more are forgotten.
const ROOMS_KEPT: usize = 1024;

/// Who was told as typing in each room, and when.
type Typists = HashMap<RoomId, Vec<(UserId, Instant)>>;

/// Knows who is here. Cheap to clone.
#[derive(Clone)]
pub struct Presence {
    hub: Hub,
    typed: Arc<Mutex<Typists>>,
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
        let people = self.hub.present(feed.users());
        let there = people.iter().filter(|one| one.attention == Attention::Here).count();
        let here = Ephemeral::Here {
            room,
            count: u32::try_from(there).unwrap_or(u32::MAX),
            people: List::first_of(people),
        };
        feed.tell_here(&Bytes::from(ServerFrame::Ephemeral(here).encode()));
    }

    /// Tells the others who have this room in view that a member types in it, or in this thread of
    /// it: no more often for both than for one.
    pub(crate) fn typing(&self, room: RoomId, thread: Option<Seq>, person: &Person) {
        if self.may_tell(room, person.id) {
            let typing = Ephemeral::Typing { room, thread, person: person.clone() };
            let frame = Bytes::from(ServerFrame::Ephemeral(typing).encode());
            self.hub.feed(room).tell_typing(person.id, &frame);
        }
    }

    fn may_tell(&self, room: RoomId, user: UserId) -> bool {
        let now = Instant::now();
        let recent = |(_, told): &(UserId, Instant)| now.duration_since(*told) < TYPING_EVERY;
        let mut typed = lock(&self.typed);
        if typed.len() >= ROOMS_KEPT {
            typed.retain(|_, told| told.iter().any(recent));
        }
        let told = typed.entry(room).or_default();
        told.retain(recent);
        let may = told.len() < TYPISTS_TOLD && told.iter().all(|(known, _)| *known != user);
        if may {
            told.push((user, now));
        }
        may
    }
}

impl fmt::Debug for Presence {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Presence").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn typing_is_told_once_in_three_seconds_and_of_so_many_people_only() {
        let presence = Presence::new(Hub::new());
        let (hall, lobby) = (RoomId(1), RoomId(2));
        assert!(presence.may_tell(hall, UserId(1)));
        tokio::time::advance(TYPING_EVERY - Duration::from_millis(1)).await;
        assert!(!presence.may_tell(hall, UserId(1)));
        assert!(presence.may_tell(lobby, UserId(1)), "rooms are apart");
        tokio::time::advance(Duration::from_millis(1)).await;
        let told = (1..=500).filter(|user| presence.may_tell(hall, UserId(*user))).count();
        assert_eq!(told, TYPISTS_TOLD);
        tokio::time::advance(TYPING_EVERY).await;
        assert!(presence.may_tell(hall, UserId(500)), "others have their turn");
    }
}
