//! Messages that were typed and are not known to be stored.

use serde::{Deserialize, Serialize};

use crate::{Body, ClientMessageId, DecodeError, ErrorCode, RoomId, Timestamp};

/// A message on its way. Kept in the browser's storage until it is answered, before it is shown.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize, Serialize)]
pub struct OutboxItem {
    /// Made once; the same for every try.
    pub client_message_id: ClientMessageId,
    /// Orders the items of all tabs: when it was typed, and a counter within the tab.
    pub order: (i64, u32),
    /// Where it goes.
    pub room: RoomId,
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
    items: Vec<OutboxItem>,
}

impl Outbox {
    /// This room's items, in the order they were typed.
    pub fn of_room(&self, room: RoomId) -> impl Iterator<Item = &OutboxItem> {
        self.items.iter().filter(move |item| item.room == room)
    }
}
