//! The promises, in the order of the list.

mod p01_exactly_once;
mod p02_sent_once;
mod p03_one_order;
mod p04_resume;
mod p05_one_state;
mod p06_typed_offline;
mod p07_on_disk;
mod p08_failed_sync;
mod p09_full_disk;
mod p12_dead_peers;
mod p13_slow_reader;
mod p14_storm;
mod p18_one_request;
mod p19_clocks;
mod p21_typing;
mod p22_frames;
mod p23_typed_endings;
mod p24_slow_attackers;
mod p25_floods;
pub(crate) mod p26_origins;
mod p27_revocation;
mod p28_same_words;
mod p33_sign_in;
mod p34_sessions;
pub(crate) mod p35_first_ones;
mod p36_logged;
mod bystanders;

use crate::promise::Promise;

/// All promises that the lab can hold.
pub const ALL: &[Promise] = &[
    p01_exactly_once::PROMISE,
    p02_sent_once::PROMISE,
    p03_one_order::PROMISE,
    p04_resume::PROMISE,
    p05_one_state::PROMISE,
    p06_typed_offline::PROMISE,
    p07_on_disk::PROMISE,
    p08_failed_sync::PROMISE,
    p09_full_disk::PROMISE,
    p12_dead_peers::PROMISE,
    p13_slow_reader::PROMISE,
    p14_storm::PROMISE,
    p18_one_request::PROMISE,
    p19_clocks::PROMISE,
    p21_typing::PROMISE,
    p22_frames::PROMISE,
    p23_typed_endings::PROMISE,
    p24_slow_attackers::PROMISE,
    p25_floods::PROMISE,
    p26_origins::PROMISE,
    p27_revocation::PROMISE,
    p28_same_words::PROMISE,
    p33_sign_in::PROMISE,
    p34_sessions::PROMISE,
    p35_first_ones::PROMISE,
    p36_logged::PROMISE,
    crate::hostile::PROMISE,
];

/// Promises that go by a word too.
pub const WORDS: &[(&str, &str)] = &[("frames", "P22")];
