//! The client, input by input: what a page may count on.

#[path = "client/host.rs"]
mod host;
#[path = "client/meeting.rs"]
mod meeting;
#[path = "client/reacting.rs"]
mod reacting;
#[path = "client/reading.rs"]
mod reading;
#[path = "client/rooms.rs"]
mod rooms;
#[path = "client/people.rs"]
mod people;
#[path = "client/sending.rs"]
mod sending;
#[path = "client/slowing.rs"]
mod slowing;
#[path = "client/telling.rs"]
mod telling;
#[path = "client/threads.rs"]
mod threads;
#[path = "client/following.rs"]
mod following;
#[path = "client/showing.rs"]
mod showing;
#[path = "client/unread.rs"]
mod unread;
#[path = "client/versions.rs"]
mod versions;
