//! What the pages say, in every language: which message of the catalogue belongs to a value. What
//! the chat page says is in `chat::words`.

#[cfg(feature = "ssr")]
pub mod rooms;
#[cfg(feature = "ssr")]
pub mod level;
#[cfg(feature = "ssr")]
pub mod role;
#[cfg(feature = "ssr")]
pub mod admin;
#[cfg(feature = "ssr")]
pub mod report;
#[cfg(feature = "ssr")]
pub mod search;
#[cfg(feature = "ssr")]
pub mod threads;
pub mod direct;
#[cfg(feature = "ssr")]
pub mod account;
#[cfg(feature = "ssr")]
pub mod about;

#[cfg(feature = "ssr")]
pub use hark_words::{entry, notifications, passkeys, people, problem, shell, steps};

/// The product's name, in every language.
pub const HARK: &str = "Hark";
