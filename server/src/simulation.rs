//! Deterministic simulation: the real server and the real clients in one process, with a network, a
//! disk, browsers and people that come from a seed. What one seed does it does again, so that a
//! fault found once can be looked at as often as it takes.
//!
//! `world` drives a history; `server`, `lifecycle` and `disk` are one end of it, `tab` the other,
//! `wire` and `network` what lies between; `people`, `forms` and `faults` make things happen;
//! `watch` looks on, and `judge` says at the end whether every promise was kept.
//!
//! `HARK_SIMULATION_SEED=7 cargo test -p hark-server simulation` lives one history and tells all
//! of it; `HARK_SIMULATION_HISTORIES` and `HARK_SIMULATION_FROM` say how many, from which seed on.

mod random;
mod agenda;
mod plan;
mod world;
mod server;
mod lifecycle;
mod disk;
mod tab;
mod wire;
mod network;
mod cuts;
mod people;
mod reading;
mod forms;
mod faults;
mod claims;
mod watch;
mod log;
mod rows;
mod counts;
mod reactions;
mod threads;
mod following;
mod judge;
mod trace;

use std::panic::{AssertUnwindSafe, catch_unwind};

use world::{Tracing, live};

/// How many histories are lived by all shards together.
const HISTORIES: u64 = 10_000;

/// How many tests share them, so that all processors have work.
const SHARDS: u64 = 4;

/// After so many broken histories a shard gives up: what is wrong is known by then.
const ENOUGH: usize = 5;

fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|value| value.parse().expect("the setting is a number"))
}

/// Lives every fourth history, beginning with this one.
fn shard(number: u64) {
    if setting("HARK_SIMULATION_SEED").is_some() {
        return;
    }
    let histories = setting("HARK_SIMULATION_HISTORIES").unwrap_or(HISTORIES);
    let from = setting("HARK_SIMULATION_FROM").unwrap_or(0);
    let mut broken = Vec::new();
    for seed in (from + number..from + histories).step_by(SHARDS as usize) {
        if catch_unwind(AssertUnwindSafe(|| live(seed, Tracing::Off))).is_err() {
            eprintln!("The history of seed {seed} broke a promise. See it with:");
            eprintln!("HARK_SIMULATION_SEED={seed} cargo test -p hark-server simulation");
            broken.push(seed);
        }
        if broken.len() == ENOUGH {
            break;
        }
    }
    assert!(broken.is_empty(), "promises were broken by seeds {broken:?}");
}

#[test]
fn histories_keep_every_promise_1_of_4() {
    shard(0);
}

#[test]
fn histories_keep_every_promise_2_of_4() {
    shard(1);
}

#[test]
fn histories_keep_every_promise_3_of_4() {
    shard(2);
}

#[test]
fn histories_keep_every_promise_4_of_4() {
    shard(3);
}

#[test]
fn one_seed_is_told_in_full() {
    if let Some(seed) = setting("HARK_SIMULATION_SEED") {
        live(seed, Tracing::Aloud);
    }
}

#[test]
fn the_same_seed_is_the_same_history() {
    let mut too_fast = 0;
    for seed in 0..40 {
        let (first, again) = (live(seed, Tracing::On), live(seed, Tracing::On));
        let differ = first.iter().zip(&again).find(|(first, again)| first != again);
        assert_eq!(differ, None, "seed {seed}");
        assert_eq!(first.len(), again.len(), "seed {seed}");
        assert!(first.len() > 20, "seed {seed} is hardly a history");
        too_fast += first.iter().filter(|line| line.contains("RateLimited")).count();
    }
    assert!(too_fast > 20, "people go too fast in some histories: {too_fast} times");
}
