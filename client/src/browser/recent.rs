//! The rooms seen last, in local storage, so that every tab and the next visit know them. Where
//! storage is denied none is known.

use hark_protocol::{RoomId, UserId};
use web_sys::Storage;

use super::dom;

/// Rooms remembered. Those before them are as good as never seen.
const MANY: usize = 20;

/// The rooms seen last, the latest first.
pub(super) fn read(user: UserId) -> Vec<RoomId> {
    let list = storage().and_then(|storage| storage.get_item(&key(user)).ok().flatten());
    let list = list.unwrap_or_default();
    list.split(' ').filter_map(|room| room.parse().ok()).take(MANY).collect()
}

/// This room is seen now.
pub(super) fn add(user: UserId, room: RoomId) {
    let before = read(user).into_iter().filter(|known| *known != room);
    let rooms: Vec<String> =
        std::iter::once(room).chain(before).take(MANY).map(|room| room.to_string()).collect();
    if let Some(storage) = storage() {
        // Full storage keeps the older list.
        let _ = storage.set_item(&key(user), &rooms.join(" "));
    }
}

fn storage() -> Option<Storage> {
    dom::window().local_storage().ok().flatten()
}

fn key(user: UserId) -> String {
    ["hark.recent.", &user.to_string()].concat()
}
