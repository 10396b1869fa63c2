//! A small model of a server and of the world around it, against which the sync core is tested.

mod check;
mod log;
mod counts;
mod reactions;
mod pins;
mod server;
mod serve;
mod threads;
mod following;
mod tab;
mod world;

pub(crate) use log::Log;
pub(crate) use world::World;
