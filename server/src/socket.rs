//! The WebSocket edge: one task per connection that owns its socket. Asks `chat` and the store,
//! is told by the `hub`, and knows nothing of pages.

mod upgrade;
mod connection;
mod greet;
mod deliver;
mod threads;
mod dispatch;
mod link;
mod heartbeat;
mod strikes;

#[cfg(test)]
pub(crate) use connection::serve;
pub use upgrade::upgrade;

#[cfg(test)]
mod tests;
