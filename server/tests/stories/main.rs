//! Stories of the pages and forms, through the front door: HTTP on a free port, as a browser
//! without scripts does it.

#![expect(clippy::unwrap_used, reason = "a story that cannot go on has failed")]

mod browser;
mod house;
mod phone;

mod first_run;
mod invites;
mod signing_in;
mod too_fast;
mod limits;
mod sessions;
mod second_step;
mod passkeys;
mod forgery;
mod rights;
mod rooms;
mod searching;
mod picture;
mod reading;
mod kept;
mod threads;
mod reporting;
mod about;
mod account;
mod languages;
mod assets;
mod listening;
mod health;
mod command_line;
