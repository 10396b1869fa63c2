//! The store in SQLite: one directory, one database, one writing thread, a few readers.
//!
//! `open` is where it begins. Every write is a function over a [`Txn`], every read a function over
//! a connection; the files below hold them, one for each noun.

mod query;
mod directory;
mod settings;
mod migrate;
mod epoch;
mod open;
mod writer;
mod readers;
pub(super) mod log;
pub(super) mod post;
mod slow;
pub(super) mod change;
pub(super) mod reaction;
pub(super) mod about;
pub(super) mod seen;
pub(super) mod receipt;
pub(super) mod picture;
pub(super) mod pin;
pub(super) mod thread;
pub(super) mod following;
pub(super) mod followed;
pub(super) mod page;
pub(super) mod events;
pub(super) mod versions;
mod mention;
pub(super) mod level;
pub(super) mod unread;
mod indexing;
pub(super) mod search;
pub(super) mod room;
pub(super) mod summary;
pub(super) mod member;
pub(super) mod direct;
pub(super) mod right;
pub(super) mod ban;
pub(super) mod audit;
pub(super) mod report;
pub(super) mod person;
pub(super) mod owner;
pub(super) mod invite;
pub(super) mod session;
pub(super) mod device;
pub(super) mod reset;
pub(super) mod second_step;
pub(super) mod passkey;

pub(super) use open::{Opened, Way, open, reserve};
pub(super) use readers::Readers;
#[cfg(test)]
pub(crate) use writer::Hand;
pub(super) use writer::{Need, Txn, Writer};
