//! Searching: who finds what, in which order, and what nobody finds.

mod reach;

use std::time::Duration;

use hark_protocol::query::{Date, Query};
use hark_protocol::{RoomId, Seq, Timestamp, UserId};
use hark_server::store::{Hits, Unknown};

use crate::town::{NOON, Town, body, message_id};

const DAY: i64 = 24 * 60 * 60 * 1000;

/// What this person finds, newest first.
pub(crate) async fn find(town: &Town, who: UserId, text: &str) -> Hits {
    find_before(town, who, text, None).await
}

async fn find_before(town: &Town, who: UserId, text: &str, before: Option<i64>) -> Hits {
    let begins = |day: Date| Timestamp(day.day_number() * DAY);
    town.store.search(who, &Query::parse(text), before, begins).await.unwrap()
}

/// Waits until all that this person may find is in the index.
pub(crate) async fn indexed(town: &Town, who: UserId) {
    let done = async {
        while find(town, who, "").await.behind {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), done).await.expect("the index catches up");
}

pub(crate) async fn say(town: &Town, who: UserId, room: RoomId, number: u32, text: &str) -> Seq {
    let member = town.member(who, room).await;
    town.store.post(&member, None, message_id(number), body(text)).await.unwrap().seq
}

async fn edit(town: &Town, who: UserId, room: RoomId, seq: Seq, text: &str) {
    let member = town.member(who, room).await;
    town.store.edit(&member, seq, body(text)).await.unwrap();
}

fn seqs(hits: &Hits) -> Vec<u64> {
    hits.hits.iter().map(|hit| hit.seq.0).collect()
}

#[tokio::test]
async fn the_newest_come_first_and_pages_neither_lose_nor_double() {
    let town = Town::founded().await;
    let garden = town.closed_room("Garden").await;
    let mut all = Vec::new();
    for number in 0..Hits::PAGE as u32 * 2 + 5 {
        let room = if number % 3 == 0 { garden } else { town.general };
        // Some at the same moment, in different rooms.
        town.pass(Duration::from_millis(u64::from(number % 2)));
        all.push((room, say(&town, town.ann, room, number, "the same kettle").await));
    }
    indexed(&town, town.ann).await;
    let (mut found, mut before, mut pages) = (Vec::new(), None, 0);
    loop {
        let hits = find_before(&town, town.ann, "kettle", before).await;
        found.extend(hits.hits.iter().map(|hit| (hit.room, hit.seq)));
        assert!(hits.hits.is_sorted_by_key(|hit| std::cmp::Reverse(hit.at)));
        before = hits.hits.last().map(|hit| hit.place);
        pages += 1;
        // What comes meanwhile moves nothing.
        say(&town, town.ann, garden, 1000 + pages, "another kettle").await;
        indexed(&town, town.ann).await;
        if !hits.more {
            break;
        }
    }
    assert_eq!(pages, 3);
    found.sort();
    all.sort();
    assert_eq!(found, all);
}

#[tokio::test]
async fn an_edited_message_is_found_by_its_new_text_only() {
    let town = Town::founded().await;
    let seq = say(&town, town.ann, town.general, 1, "the third flowerpot").await;
    let later = say(&town, town.ann, town.general, 2, "another flowerpot").await;
    indexed(&town, town.ann).await;
    for text in ["the fourth drawer", "the fifth drawer", "the third flowerpot"] {
        edit(&town, town.ann, town.general, seq, text).await;
        // At once, also before the new text is in the index.
        for old in ["third", "fourth", "fifth"].iter().filter(|old| !text.contains(*old)) {
            assert_eq!(find(&town, town.ann, old).await.hits, [], "{old} is gone");
        }
        indexed(&town, town.ann).await;
        assert_eq!(seqs(&find(&town, town.ann, &format!("\"{text}\"")).await), [seq.0]);
    }
    assert_eq!(find(&town, town.ann, "drawer").await.hits, []);
    // It stays where it was said.
    assert_eq!(seqs(&find(&town, town.ann, "flowerpot").await), [later.0, seq.0]);
}

#[tokio::test]
async fn filters_narrow_what_is_found() {
    let town = Town::founded().await;
    let bob = town.person("Bob").await;
    let garden = town.closed_room("Garden shed").await;
    let first = say(&town, town.ann, town.general, 1, "tea one").await;
    town.pass(Duration::from_millis(DAY as u64));
    let second = say(&town, bob, town.general, 2, "tea two, @[Ann](1)").await;
    town.pass(Duration::from_millis(DAY as u64));
    let third = say(&town, town.ann, garden, 3, "tea three, @room").await;
    indexed(&town, town.ann).await;
    // Noon is on 2023-11-14.
    assert_eq!(NOON / DAY, Date::parse("2023-11-14").unwrap().day_number());
    let cases: [(&str, &[Seq]); 18] = [
        ("tea", &[third, second, first]),
        ("tea from:bob", &[second]),
        ("tea from:me", &[third, first]),
        ("tea -from:me", &[second]),
        ("from:bob", &[second]),
        ("in:\"garden shed\"", &[third]),
        ("in:shed", &[third]),
        ("tea -in:shed", &[second, first]),
        ("tea in:shed from:bob", &[]),
        ("before:2023-11-15 tea", &[first]),
        ("after:2023-11-14 tea", &[third, second]),
        ("after:2023-11-14 before:2023-11-16 tea", &[second]),
        ("tea -after:2023-11-15", &[second, first]),
        ("mentions:me", &[second]),
        ("tea -mentions:me", &[third, first]),
        ("is:unread", &[second]),
        ("is:unread -tea", &[]),
        ("-two tea", &[third, first]),
    ];
    for (query, expected) in cases {
        let expected: Vec<u64> = expected.iter().map(|seq| seq.0).collect();
        assert_eq!(seqs(&find(&town, town.ann, query).await), expected, "{query}");
    }
    let ann = town.member(town.ann, town.general).await;
    town.store.mark_read(&ann, second, 0).await.unwrap();
    assert_eq!(find(&town, town.ann, "is:unread").await.hits, []);
}

#[tokio::test]
async fn names_that_lead_nowhere_are_said() {
    let town = Town::founded().await;
    let bob = town.person("Bob").await;
    let attic = town.closed_room("Attic").await;
    say(&town, town.ann, attic, 1, "dust").await;
    indexed(&town, town.ann).await;
    let hits = find(&town, bob, "from:carol in:attic dust").await;
    // A room that Bob is not in is like one that never was.
    let (carol, room) = (Unknown::Person("carol".into()), Unknown::Room("attic".into()));
    assert_eq!((hits.hits, hits.unknown), (vec![], vec![carol, room]));
    assert_eq!(find(&town, town.ann, "from:ann in:attic dust").await.unknown, []);
}

#[tokio::test]
async fn signs_are_looked_for_in_the_newest_texts() {
    let town = Town::founded().await;
    let arrow = say(&town, town.ann, town.general, 1, "a -> b").await;
    let percent = say(&town, town.ann, town.general, 2, "100% sure_thing").await;
    indexed(&town, town.ann).await;
    let hits = find(&town, town.ann, "->").await;
    assert_eq!(seqs(&hits), [percent.0], "a minus negates");
    let hits = find(&town, town.ann, "\"->\"").await;
    assert_eq!((seqs(&hits), hits.newest_only), (vec![arrow.0], true));
    assert_eq!(seqs(&find(&town, town.ann, "%").await), [percent.0]);
    assert_eq!(seqs(&find(&town, town.ann, "_").await), [percent.0]);
    assert!(!find(&town, town.ann, "sure %").await.newest_only);
    assert_eq!(seqs(&find(&town, town.ann, "sure %").await), [percent.0]);
}
