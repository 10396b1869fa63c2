//! Hark's pages. The server renders them (`ssr`); the browser brings the chat page to life
//! (`hydrate`). Exactly one of the two features is on.

#[cfg(feature = "hydrate")]
mod browser;
pub mod chat;
pub mod clock;

#[cfg(feature = "hydrate")]
pub use browser::hydrate;
