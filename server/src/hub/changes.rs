//! Rooms about whose people there is something new to tell. Noting is cheap and may be done as
//! often as anybody likes: it is told once for all that was noted meanwhile.

use std::collections::BTreeSet;
use std::sync::Mutex;

use hark_protocol::RoomId;
use tokio::sync::Notify;

use crate::panics::lock;

/// Rooms where somebody came, went, came back or is away since [`Changes::take`].
#[derive(Default)]
pub(crate) struct Changes {
    rooms: Mutex<BTreeSet<RoomId>>,
    wake: Notify,
}

impl Changes {
    pub(crate) fn note(&self, room: RoomId) {
        lock(&self.rooms).insert(room);
        self.wake.notify_one();
    }

    /// Notes many at once.
    pub(crate) fn note_all(&self, rooms: impl IntoIterator<Item = RoomId>) {
        lock(&self.rooms).extend(rooms);
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
