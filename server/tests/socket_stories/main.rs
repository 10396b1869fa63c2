//! What people see over their WebSockets: stories through the front door of a server in this
//! process.

#![expect(clippy::unwrap_used, reason = "a story that cannot go on has failed")]

mod chat;
mod socket;
mod door;
mod talking;
mod resuming;
mod membership;
mod rights;
mod revoking;
mod presence;
mod about;
mod receipts;
mod manners;
mod flooding;
mod limits;
mod ending;
mod host;
mod whole_client;
mod panicking;
