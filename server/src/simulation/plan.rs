//! What kind of history a seed makes. Each allows some deeds and some faults and not others, so
//! that no kind of trouble always drowns another (Groce et al., "Swarm Testing", ISSTA 2012).

use hark_protocol::sync::Millis;

use super::random::Random;
use super::server::Pace;
use crate::config::Rates;

/// The kind of a history.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) template: u64,
    pub(crate) tabs: u64,
    /// How often people do something.
    pub(crate) acts: u64,
    /// How long they wait at most before the next thing, in milliseconds.
    pub(crate) pause: Millis,
    /// What they do; what stands here more often is done more often.
    pub(crate) deeds: Vec<Deed>,
    /// How often something goes wrong.
    pub(crate) troubles: u64,
    /// What goes wrong.
    pub(crate) faults: Vec<Fault>,
    /// How long a message travels at most.
    pub(crate) latency: Millis,
    /// How long a write waits at most until it is committed.
    pub(crate) disk: Millis,
    /// How long a browser's storage takes at most.
    pub(crate) storage: Millis,
    /// A socket takes nothing for a while after so many messages.
    pub(crate) hiccup: u64,
    pub(crate) pace: Pace,
    /// How many events the server keeps for those a little behind.
    pub(crate) ring: usize,
    /// How long messages are, in bytes, at least.
    pub(crate) length: usize,
    /// How fast people may go on before the server asks them to wait.
    pub(crate) rates: Rates,
}

/// What somebody does.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Deed {
    Send,
    Edit,
    Delete,
    React,
    Pin,
    Thread,
    MarkRead,
    MarkUnread,
    Typing,
    OpenRoom,
    Page,
    Retry,
    Discard,
    Form,
    Reload,
    OpenTab,
    CloseTab,
    Sleep,
    Browser,
    SignOut,
}

/// What goes wrong.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Fault {
    /// One connection is cut.
    Cut,
    /// One connection is dead and nobody is told.
    Blackhole,
    /// What one side sends gets nowhere.
    Swallow,
    /// All connections are cut at once.
    Storm,
    /// Somebody has no network for a while.
    Partition,
    /// The server is stopped in good order.
    Restart,
    /// The server dies between two commits.
    Crash,
    /// The server dies after a commit.
    Doom,
    /// The power fails in the middle of a commit.
    Torn,
    /// A commit fails.
    FailedCommit,
    /// The disk is full for a while.
    FullDisk,
    /// The disk takes long.
    SlowDisk,
    /// Somebody makes a copy of the directory.
    Copy,
    /// Somebody puts it back.
    Restore,
}

const DEEDS: [(Deed, u64); 20] = [
    (Deed::Send, 12),
    (Deed::Edit, 2),
    (Deed::Delete, 2),
    (Deed::React, 4),
    (Deed::Pin, 3),
    (Deed::Thread, 4),
    (Deed::MarkRead, 4),
    (Deed::MarkUnread, 2),
    (Deed::Typing, 1),
    (Deed::OpenRoom, 3),
    (Deed::Page, 3),
    (Deed::Retry, 1),
    (Deed::Discard, 1),
    (Deed::Form, 5),
    (Deed::Reload, 2),
    (Deed::OpenTab, 1),
    (Deed::CloseTab, 1),
    (Deed::Sleep, 1),
    (Deed::Browser, 2),
    (Deed::SignOut, 1),
];

const FAULTS: [(Fault, u64); 14] = [
    (Fault::Cut, 4),
    (Fault::Blackhole, 1),
    (Fault::Swallow, 1),
    (Fault::Storm, 1),
    (Fault::Partition, 1),
    (Fault::Restart, 1),
    (Fault::Crash, 2),
    (Fault::Doom, 2),
    (Fault::Torn, 1),
    (Fault::FailedCommit, 2),
    (Fault::FullDisk, 1),
    (Fault::SlowDisk, 1),
    (Fault::Copy, 2),
    (Fault::Restore, 3),
];

/// A message so long that a room's ring holds 15 of them.
const LONG: usize = 16_000;

impl Plan {
    pub(crate) fn new(random: &mut Random) -> Self {
        let fast = !random.one_in(4);
        let long = random.one_in(40);
        Self {
            template: random.next(),
            tabs: random.between(2, 6),
            acts: if long { 50 } else { random.between(10, 32) },
            pause: random.pick(&[5, 60, 400, 2_500]).unwrap(),
            deeds: some_of(random, &DEEDS),
            troubles: random.between(0, 6),
            faults: some_of(random, &FAULTS),
            latency: if fast { random.between(1, 60) } else { random.between(60, 900) },
            disk: random.pick(&[1, 10, 80, 600]).unwrap(),
            storage: random.pick(&[1, 20, 300]).unwrap(),
            hiccup: random.pick(&[0, 3, 10, 40]).unwrap(),
            pace: Pace {
                between: random.pick(&[0, 2, 6, 20]).unwrap(),
                batch: random.pick(&[1, 3, 16]).unwrap(),
            },
            ring: random.pick(&[1, 2, 6, 1024]).unwrap(),
            length: if long { LONG } else { 0 },
            rates: rates(random),
        }
    }
}

/// In half of the histories nobody is too fast; in others even calm people are.
fn rates(random: &mut Random) -> Rates {
    if random.one_in(2) {
        return Rates::UNLIMITED;
    }
    Rates {
        posts_per_second: random.pick(&[1, 2, 5]).unwrap(),
        room_posts_per_second: random.pick(&[1, 2, 50]).unwrap(),
        commands_per_second: random.pick(&[3, 10, 50]).unwrap(),
        ..Rates::UNLIMITED
    }
}

/// Each with even odds, but always the first; as often as its weight says.
fn some_of<T: Copy>(random: &mut Random, all: &[(T, u64)]) -> Vec<T> {
    let mut some = Vec::new();
    for (at, (one, weight)) in all.iter().enumerate() {
        if at == 0 || !random.one_in(3) {
            some.extend(std::iter::repeat_n(*one, *weight as usize));
        }
    }
    some
}
