//! What somebody sees of an open room they are not in: what it is, and how to join.

use hark_protocol::Room;

use super::card::card;
use super::rooms::{about, address};
use crate::ui::view::{Node, view};
use crate::words::rooms as words;

/// The room from outside.
pub fn room_door(room: &Room, member_count: u32) -> Node {
    let join = format!("{}/join", address(room.id));
    card(
        room.name.to_string(),
        about(room, member_count),
        view! {
            <form class="form" method="post" action=join>
                <button class="button button--primary">{words::join()}</button>
                <a class="link" href="/rooms">{words::rooms()}</a>
            </form>
        },
    )
}
