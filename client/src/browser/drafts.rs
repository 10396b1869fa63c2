//! What stands in the composer of each room and thread and was not sent: in local storage, by
//! person, room and thread, written as one types. Where storage is denied a draft lives as long as
//! the page.

use hark_protocol::{RoomId, Seq, UserId};
use web_sys::Storage;

use super::dom;

/// A room, or a thread of it.
pub(super) type Place = (RoomId, Option<Seq>);

/// The draft of this place; empty where there is none.
pub(super) fn read(user: UserId, place: Place) -> String {
    let draft = storage().and_then(|storage| storage.get_item(&key(user, place)).ok().flatten());
    draft.unwrap_or_default()
}

/// Keeps the draft of this place, or forgets it where it is empty.
pub(super) fn write(user: UserId, place: Place, text: &str) {
    let Some(storage) = storage() else { return };
    // Full storage keeps the older draft; the text is still in the field.
    let _ = if text.trim().is_empty() {
        storage.remove_item(&key(user, place))
    } else {
        storage.set_item(&key(user, place), text)
    };
}

fn storage() -> Option<Storage> {
    dom::window().local_storage().ok().flatten()
}

fn key(user: UserId, (room, thread): Place) -> String {
    let thread = thread.map(|root| [".", &root.to_string()].concat()).unwrap_or_default();
    ["hark.draft.", &user.to_string(), ".", &room.to_string(), &thread].concat()
}
