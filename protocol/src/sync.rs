//! What a browser does with the protocol, without a browser: the timeline reducer, the outbox, the
//! connection's state machine and its back-off. Pure: time, randomness and storage come in as
//! values and go out as [`Effect`]s, so that browsers, the server's first page and simulated
//! clients all run this very code.

mod backoff;
mod client;
mod connection;
mod outbox;
mod slowing;
mod room;
mod status;
mod timeline;
mod typing;
mod unread;

pub use backoff::Backoff;
pub use client::{Change, Client, Effect, Input, Problem, Telling, Why};
pub use connection::Connection;
pub use outbox::{Outbox, OutboxItem, OutboxState};
pub use room::{Applied, Here, RoomState};
pub use status::{Generation, Millis, ReadyState, SessionCheck, Status, Stopped};
pub use timeline::Timeline;
pub use unread::Counted;
