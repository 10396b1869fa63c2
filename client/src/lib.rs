//! Hark's pages, as values that become HTML. The server renders them to text (`ssr`); of the chat
//! page the browser also makes something that lives (`hydrate`). Exactly one of the two features
//! is on. No I/O but the browser's, no routing, no permission: whoever renders a page has decided
//! that it may be seen.

pub mod words;
pub mod clock;
pub mod look;
pub mod ui;
pub mod chat;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "hydrate")]
mod browser;

#[cfg(feature = "hydrate")]
pub use browser::hydrate;
