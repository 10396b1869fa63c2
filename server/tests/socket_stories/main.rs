//! What people see over their WebSockets: stories through the front door of a server in this
//! process.

mod chat;
mod socket;
mod door;
mod talking;
mod resuming;
mod membership;
mod presence;
mod manners;
mod ending;
mod host;
mod whole_client;
