//! What direct rooms are called and what their pages say.

use hark_protocol::{Access, Room, UserId};
#[cfg(feature = "ssr")]
pub use hark_words::direct::*;

/// What a room is called on this person's screens: a direct room bears the names of the others.
pub fn called(room: &Room, me: UserId) -> String {
    match room.access {
        Access::Open | Access::Closed => room.name.as_str().to_owned(),
        Access::Direct => {
            let others = room.people.iter().filter(|person| person.id != me);
            others
                .map(|person| person.name.as_str())
                .collect::<Vec<_>>()
                .join(hark_words::names::between())
        }
    }
}
