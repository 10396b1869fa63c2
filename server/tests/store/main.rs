//! The store through its front door: what is promised, tried on real files.

#![expect(clippy::unwrap_used, reason = "a test may fail at any line")]

mod town;
mod messages;
mod moderating;
mod reporting;
mod slowing;
mod reactions;
mod pins;
mod versions;
mod threads;
mod following;
mod limits;
mod rooms;
mod direct;
mod pages;
mod catching_up;
mod fold;
mod accounts;
mod second_step;
mod audit;
mod directory;
mod searching;
mod recall;
