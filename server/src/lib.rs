//! Hark's server: a typed log per room, the push that keeps screens up to date, and the pages.
//!
//! `router` lists everything that can be asked for. `web` (pages and forms) and `socket` are the
//! edges; they call `chat`, which asks for the proof, checks permission and calls `store`. What the
//! store has committed it hands to `hub`, which tells the connections. Nothing here knows how a
//! page looks: that is `hark_client`.

pub mod config;
pub mod telemetry;
pub mod panics;
mod faults;
pub mod process;
pub mod app;
mod serve;
mod listener;
pub mod router;
pub mod assets;
pub mod kept;
pub mod web;
pub mod socket;
pub mod door;
pub mod passwords;
pub mod totp;
pub mod passkeys;
pub mod pictures;
pub mod rights;
pub mod chat;
pub mod finding;
pub mod store;
pub mod hub;
pub mod presence;
pub mod rates;
mod retention;
pub mod seed;
pub mod admin;

pub use serve::{Ready, ServeError, serve, serve_app};

#[cfg(test)]
mod simulation;
