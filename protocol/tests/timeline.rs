//! Whatever is lost, doubled or delayed: every screen ends up showing what the server holds.

use std::collections::BTreeMap;

#[path = "timeline/disorder.rs"]
mod disorder;
#[path = "model/model.rs"]
mod model;
#[path = "timeline/paging.rs"]
mod paging;
#[path = "timeline/story.rs"]
mod story;

use model::World;

/// Worlds in one run, and steps in each.
const WORLDS: u64 = 200;
const STEPS: u32 = 2_400;

/// A world in which nothing goes wrong would prove nothing.
const MUST_HAPPEN: [&str; 20] = [
    "a choice of a thread",
    "disturbed events",
    "gap to fill",
    "set unread",
    "message sent again",
    "page",
    "pin",
    "pin taken off",
    "page of a thread",
    "reaction",
    "reaction taken back",
    "reply",
    "removed by a moderator",
    "reply removed",
    "refusal for good",
    "refusal for now",
    "reset after too much",
    "reset asked for",
    "somebody mentioned in a thread",
    "state of a thread",
];

/// It takes two who talk in one thread, a connection and a page of it.
const RARE: &str = "a thread read";

#[test]
fn nothing_is_lost_or_doubled_or_reordered_in_a_bad_world() {
    let mut seen = BTreeMap::new();
    for seed in 0..WORLDS {
        let run = std::panic::catch_unwind(|| {
            let mut world = World::new(seed);
            for _ in 0..STEPS {
                world.step();
            }
            world.heal();
            world.check_all();
            world.server.seen
        });
        let Ok(here) = run else { panic!("the world of seed {seed} broke") };
        for (what, times) in here {
            *seen.entry(what).or_insert(0) += times;
        }
    }
    assert!(seen.get(RARE).is_some_and(|times| *times > 5), "{RARE} is rare: {seen:?}");
    for what in MUST_HAPPEN {
        assert!(seen.get(what).is_some_and(|times| *times > 30), "{what} is rare: {seen:?}");
    }
}
