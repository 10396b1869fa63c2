//! The load generator: measures Hark from outside. One thread, one epoll, and thousands of clients
//! that speak the protocol, each signed in as a person, each held to every message of its room.

pub mod house;
pub mod workloads;
pub mod report;
pub mod compare;
pub mod subject;
pub mod beside;
pub mod bare;
pub mod peer;
pub mod fan_out;
pub mod storm;
pub mod disk;
pub mod syncs;
pub mod durable;
pub mod history;
pub mod pages;
pub mod walls;
pub mod room_page;
pub mod visits;
pub mod answer;
pub mod resume;
pub mod slow;
pub mod sleepers;
pub mod start;
pub mod gauge;
pub mod crowd;
pub mod member;
pub mod ledger;
pub mod tally;
pub mod faults;
pub mod tongue;
pub mod wire;
pub mod histogram;
pub mod machine;
pub mod spread;
