//! The plain pages: forms and lists that need no script. Each is a struct that holds what is to be
//! seen and a function that draws it.

mod card;
mod column;
mod field;
mod notifications;

pub mod first_run;
pub mod sign_in;
pub mod sign_in_code;
pub mod join;
pub mod reset;
pub mod rooms;
pub mod search;
pub mod threads;
pub mod new_room;
pub mod new_direct;
pub mod room_door;
pub mod room_settings;
pub mod level;
pub mod about;
pub mod account;
pub mod second_step;
pub mod passkeys;
pub mod people;
pub mod report;
pub mod admin;
pub mod problem;

pub use field::Entry;
