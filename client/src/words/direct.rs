//! What direct rooms are called and what their pages say.

use hark_protocol::{Access, Room, UserId};

pub const TITLE: &str = "New direct message";
pub const DIRECT: &str = "Direct";
pub const HINT: &str = "Choose up to seven people. The same people always meet in the same room, and \
                        nobody can be added to it later.";
pub const WHO: &str = "With whom";
pub const START: &str = "Start";
pub const ALONE: &str = "Nobody else is on this server yet.";
pub const MESSAGE: &str = "Message";
pub const NOBODY_CHOSEN: &str = "Choose somebody.";
pub const TOO_MANY: &str = "Choose no more than seven people. For more, make a room.";

/// What a button to write to somebody is called.
pub fn message(name: &str) -> String {
    ["Message ", name].concat()
}

/// What a room is called on this person's screens: a direct room bears the names of the others.
pub fn called(room: &Room, me: UserId) -> String {
    match room.access {
        Access::Open | Access::Closed => room.name.as_str().to_owned(),
        Access::Direct => {
            let others = room.people.iter().filter(|person| person.id != me);
            others.map(|person| person.name.as_str()).collect::<Vec<_>>().join(", ")
        }
    }
}
