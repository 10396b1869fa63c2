//! What stands in the composer of each room and was not sent: in local storage, by person and
//! room, written as one types. Where storage is denied a draft lives as long as the page.

use hark_protocol::{RoomId, UserId};
use web_sys::Storage;

use super::dom;

/// The draft of this room; empty where there is none.
pub(super) fn read(user: UserId, room: RoomId) -> String {
    let draft = storage().and_then(|storage| storage.get_item(&key(user, room)).ok().flatten());
    draft.unwrap_or_default()
}

/// Keeps the draft of this room, or forgets it where it is empty.
pub(super) fn write(user: UserId, room: RoomId, text: &str) {
    let Some(storage) = storage() else { return };
    // Full storage keeps the older draft; the text is still in the field.
    let _ = if text.trim().is_empty() {
        storage.remove_item(&key(user, room))
    } else {
        storage.set_item(&key(user, room), text)
    };
}

fn storage() -> Option<Storage> {
    dom::window().local_storage().ok().flatten()
}

fn key(user: UserId, room: RoomId) -> String {
    ["hark.draft.", &user.to_string(), ".", &room.to_string()].concat()
}
