//! The WebSocket edge: one task per connection that owns its socket. Asks `chat` and the store,
//! is told by the `hub`, and knows nothing of pages.

mod upgrade;
mod connection;
mod turn;
mod greet;
mod deliver;
mod threads;
mod dispatch;
mod link;
mod line;
mod metered;
mod meter;
mod heartbeat;
mod strikes;
#[cfg(debug_assertions)]
mod echo;

#[cfg(test)]
pub(crate) use connection::serve;
#[cfg(debug_assertions)]
pub use echo::{ECHO_PATH, echo};
#[cfg(test)]
pub(crate) use link::Transport;
pub use upgrade::upgrade;

#[cfg(test)]
mod tests;
