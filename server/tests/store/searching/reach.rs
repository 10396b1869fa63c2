//! Who reaches what by searching: every kind of viewer with every kind of query, on messages that
//! stand, were changed and were removed.

use std::collections::BTreeSet;

use hark_protocol::{RoomId, Seq, UserId};

use super::{edit, find, indexed, say};
use crate::town::Town;

type Found = BTreeSet<(RoomId, Seq)>;

/// One of each kind; each finds something for somebody.
const QUERIES: [&str; 26] = [
    "kettle",
    "KETT",
    "ettl",
    "\"green kettle\"",
    "\"kettle\" green",
    "ke",
    "会议",
    "会",
    "회의",
    "c++",
    "\"++\"",
    "🎉",
    "from:ann",
    "from:me",
    "-from:bob",
    "in:cellar",
    "in:general",
    "-in:nowhere",
    "has:link",
    "has:code",
    "before:2100-01-01",
    "after:2000-01-01",
    "is:unread",
    "mentions:me",
    "-xyzzy",
    "kettle -xyzzy from:ann after:2000-01-01",
];

/// Answers to all of the queries, written by Ann into one room.
async fn furnish(town: &Town, room: RoomId, first: u32) -> Found {
    let texts = [
        "a green kettle",
        "明天的会议，화상회의",
        "c++ 🎉",
        "`code` at https://example.org for @[Ann](1) @[Bob](2) @[Cara](3) @[Dan](4)",
    ];
    let mut all = BTreeSet::new();
    for (number, text) in (first..).zip(texts) {
        all.insert((room, say(town, town.ann, room, number, text).await));
    }
    let changed = say(town, town.ann, room, first + 10, "zebra at first").await;
    let removed =
        say(town, town.ann, room, first + 11, "giraffe, kettle, 会议 c++ @[Bob](2)").await;
    let both = say(town, town.ann, room, first + 12, "zebra then").await;
    indexed(town, town.ann).await;
    edit(town, town.ann, room, changed, "a kettle in the end").await;
    edit(town, town.ann, room, both, "giraffe then").await;
    town.delete(town.ann, room, removed).await;
    town.delete(town.ann, room, both).await;
    all.insert((room, changed));
    all
}

async fn found(town: &Town, who: UserId, query: &str) -> Found {
    let hits = find(town, who, query).await;
    assert!(!hits.more, "one page holds all of this");
    hits.hits.iter().map(|hit| (hit.room, hit.seq)).collect()
}

#[tokio::test]
async fn nobody_finds_what_they_may_not_see() {
    let town = Town::founded().await;
    let bob = town.person("Bob").await;
    let cara = town.person("Cara").await;
    let dan = town.person("Dan").await;
    let eve = town.person("Eve").await;
    let cellar = town.closed_room("Cellar").await;
    let attic = town.closed_room("Attic").await;
    for (person, room) in [(bob, cellar), (cara, cellar), (dan, attic)] {
        town.store.add_member(&town.member(town.ann, room).await, person).await.unwrap();
    }
    let in_general = furnish(&town, town.general, 100).await;
    let in_cellar = furnish(&town, cellar, 200).await;
    let in_attic = furnish(&town, attic, 300).await;
    // Bob was there when all of it was said, and has left; Cara was shown the door.
    town.store.leave(&town.member(bob, cellar).await).await.unwrap();
    town.store
        .remove_member(&town.store.keeper(town.ann, cellar).await.unwrap(), cara)
        .await
        .unwrap();
    town.store.leave(&town.member(eve, town.general).await).await.unwrap();
    indexed(&town, town.ann).await;

    let with = |more: &[&Found]| -> Found {
        in_general.iter().chain(more.iter().copied().flatten()).copied().collect()
    };
    let viewers = [
        ("a member", town.ann, with(&[&in_cellar, &in_attic])),
        ("who left", bob, with(&[])),
        ("who was removed", cara, with(&[])),
        ("a member of another room", dan, with(&[&in_attic])),
        ("who is in no room", eve, Found::new()),
    ];
    for query in QUERIES {
        let mut answers = 0;
        for (who, viewer, may_see) in &viewers {
            let found = found(&town, *viewer, query).await;
            assert!(found.is_subset(may_see), "{who} finds by {query:?}: {found:?}");
            answers += found.len();
        }
        assert!(answers > 0, "{query:?} finds something for somebody");
    }
    // What was changed or removed is found by nobody.
    for query in ["zebra", "giraffe", "zeb", "\"zebra at first\"", "giraffe in:cellar"] {
        for (who, viewer, _) in &viewers {
            assert!(found(&town, *viewer, query).await.is_empty(), "{who} finds by {query:?}");
        }
    }
    // Whoever comes back sees all of it again.
    town.store.add_member(&town.member(town.ann, cellar).await, bob).await.unwrap();
    let found = found(&town, bob, "kettle in:cellar").await;
    assert_eq!(found.len(), 2);
    assert!(found.is_subset(&in_cellar));
}
