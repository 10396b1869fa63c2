//! Resuming from a cursor: the events that were missed, or a plain word that it cannot be.

use hark_protocol::{Cursor, Epoch, ResetReason, Seq, Tag};
use hark_server::store::Resume;

use crate::town::{Town, body, message_id};

async fn resume(town: &Town, cursor: Cursor) -> Resume {
    let ann = town.member(town.ann, town.general).await;
    town.store.resume(&ann, cursor).await.unwrap()
}

#[tokio::test]
async fn what_was_missed_comes_in_order() {
    let mut town = Town::founded().await;
    let cursor = town.store.head(town.general).await.unwrap();
    assert_eq!(resume(&town, cursor).await, Resume::Events(Vec::new()));
    for number in 1..=500 {
        town.post(town.ann, town.general, number).await;
    }
    town.restart().await;
    match resume(&town, cursor).await {
        Resume::Events(events) => {
            assert!(events.iter().map(|event| event.seq.0).eq(2..=501));
        }
        other @ Resume::Reset(_) => panic!("{other:?}"),
    }
    town.post(town.ann, town.general, 501).await;
    assert_eq!(resume(&town, cursor).await, Resume::Reset(ResetReason::TooFarBehind));
}

#[tokio::test]
async fn a_cursor_of_another_history_is_noticed() {
    let town = Town::founded().await;
    town.post(town.ann, town.general, 1).await;
    let head = town.store.head(town.general).await.unwrap();
    let other = Resume::Reset(ResetReason::OtherHistory);
    let cursors = [
        Cursor { epoch: Epoch(head.epoch.0 ^ 1), ..head },
        Cursor { tag: Tag(head.tag.0 ^ 1), ..head },
        Cursor { seq: Seq(head.seq.0 + 1), ..head },
        Cursor { seq: Seq(u64::MAX), ..head },
        Cursor { seq: Seq::ZERO, ..head },
        Cursor::default(),
    ];
    for cursor in cursors {
        assert_eq!(resume(&town, cursor).await, other, "{cursor:?}");
    }
}

#[tokio::test]
async fn long_texts_are_not_sent_one_by_one() {
    let town = Town::founded().await;
    let cursor = town.store.head(town.general).await.unwrap();
    let ann = town.member(town.ann, town.general).await;
    for number in 1..=20 {
        let long = body(&"x".repeat(16_000));
        town.store.post(&ann, None, message_id(number), long).await.unwrap();
    }
    assert_eq!(resume(&town, cursor).await, Resume::Reset(ResetReason::TooFarBehind));
    // The same in smaller steps works: the socket's way of following a busy room.
    let first = town.store.events_after(town.general, cursor.seq, 64).await.unwrap();
    assert_eq!(first.len(), 16);
    let rest = town.store.events_after(town.general, first.last().unwrap().seq, 64).await.unwrap();
    assert_eq!(rest.last().unwrap().seq, Seq(21));
}
