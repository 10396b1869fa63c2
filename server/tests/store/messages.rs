//! Posting, resending, editing and removing.

use hark_protocol::{EventKind, HistoryFrom, Row, Seq};
use hark_server::store::{Resume, StoreError, Told};

use crate::town::{Town, body, message_id, refused};

#[tokio::test]
async fn a_resend_gets_the_first_answer_and_tells_nobody() {
    let mut town = Town::founded().await;
    let first = town.post(town.ann, town.general, 1).await;
    assert_eq!((first.seq, first.duplicate), (Seq(2), false));
    town.news();
    town.pass(std::time::Duration::from_secs(60));

    let ann = town.member(town.ann, town.general).await;
    for round in ["at once", "after a restart", "after its removal"] {
        let again = town.store.post(&ann, None, message_id(1), body("message 1")).await.unwrap();
        assert_eq!((again.seq, again.at, again.duplicate), (first.seq, first.at, true), "{round}");
        let other = town.store.post(&ann, None, message_id(1), body("message one")).await;
        refused(other, &StoreError::ClientMessageIdConflict);
        assert_eq!(town.news(), []);
        match round {
            "at once" => town.restart().await,
            "after a restart" => town.delete(town.ann, town.general, first.seq).await,
            _ => {}
        }
        town.news();
    }
}

#[tokio::test]
async fn the_same_id_of_another_author_or_in_another_room_is_another_message() {
    let town = Town::founded().await;
    let bob = town.person("Bob").await;
    let garden = town.closed_room("Garden").await;
    let posts = [
        town.post(town.ann, town.general, 1).await,
        town.post(bob, town.general, 1).await,
        town.post(town.ann, garden, 1).await,
    ];
    assert!(posts.iter().all(|posted| !posted.duplicate));
}

#[tokio::test]
async fn a_removed_text_is_nowhere() {
    let mut town = Town::founded().await;
    let ann = town.member(town.ann, town.general).await;
    let secret = "the key is under the third flowerpot";
    let posted = town.store.post(&ann, None, message_id(1), body(secret)).await.unwrap();
    let better = "the key is under the fourth flowerpot";
    town.store.edit(&ann, posted.seq, body(better)).await.unwrap();
    town.delete(town.ann, town.general, posted.seq).await;
    // Once more changes nothing.
    town.news();
    town.delete(town.ann, town.general, posted.seq).await;
    assert_eq!(town.news(), []);

    let events = town.store.events_after(town.general, Seq(1), 10).await.unwrap();
    let kinds: Vec<_> = events.into_iter().filter_map(|event| event.kind).collect();
    let target = posted.seq;
    assert_eq!(
        kinds,
        [
            EventKind::MessagePosted { client_message_id: message_id(1), body: None },
            EventKind::MessageEdited { target, body: None },
            EventKind::MessageDeleted { target, author: town.ann },
        ]
    );
    let page =
        town.store.history(ann.user(), ann.room(), HistoryFrom::After(Seq(1)), 10).await.unwrap();
    match &page.rows[..] {
        [Row::Message(message)] => {
            assert_eq!((message.body.as_ref(), message.revision), (None, Seq(4)));
        }
        other => panic!("{other:?}"),
    }

    town.restart().await;
    town.store.close().await;
    for entry in std::fs::read_dir(town.directory.path()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        assert!(!bytes.windows(9).any(|window| window == b"flowerpot"));
    }
}

#[tokio::test]
async fn only_ones_own_messages_that_are_there_can_be_changed() {
    let town = Town::founded().await;
    let bob = town.person("Bob").await;
    let posted = town.post(town.ann, town.general, 1).await;
    let (ann, bob) =
        (town.member(town.ann, town.general).await, town.member(bob, town.general).await);

    let edit = |member, target, text: &str| town.store.edit(member, target, body(text));
    refused(edit(&bob, posted.seq, "Bob was here").await, &StoreError::Forbidden);
    refused(town.store.delete(&bob, posted.seq).await, &StoreError::Forbidden);
    // Event 1 is no message; 99 is none yet; the last is what a hostile client may ask for.
    for target in [Seq(1), Seq(99), Seq(u64::MAX)] {
        refused(edit(&ann, target, "hm").await, &StoreError::NotFound);
        refused(town.store.delete(&ann, target).await, &StoreError::NotFound);
    }

    edit(&ann, posted.seq, "message 1, corrected").await.unwrap();
    town.news();
    edit(&ann, posted.seq, "message 1, corrected").await.unwrap();
    assert_eq!(town.news(), [], "the same text again is no event");

    town.store.leave(&ann).await.unwrap();
    refused(edit(&ann, posted.seq, "from outside").await, &StoreError::NotFound);
    for id in [7, 1] {
        let outside = town.store.post(&ann, None, message_id(id), body("message 1")).await;
        refused(outside, &StoreError::NotFound);
    }
}

#[tokio::test]
async fn numbers_have_no_gaps_and_time_never_runs_backward() {
    let town = Town::founded().await;
    town.post(town.ann, town.general, 1).await;
    *town.clock.lock().unwrap() -= 3_600_000;
    let ann = town.member(town.ann, town.general).await;
    refused(town.store.edit(&ann, Seq(40), body("no such message")).await, &StoreError::NotFound);
    for number in 2..=5 {
        town.post(town.ann, town.general, number).await;
    }
    let events = town.store.events_after(town.general, Seq::ZERO, 100).await.unwrap();
    for (expected, event) in (1..).zip(&events) {
        assert_eq!(event.seq, Seq(expected));
    }
    assert!(events.is_sorted_by(|one, next| one.at < next.at));
}

#[tokio::test]
async fn what_is_told_is_what_is_stored() {
    let town = Town::founded().await;
    town.person("Bob").await;
    for number in 1..=20 {
        town.post(town.ann, town.general, number).await;
    }
    let told: Vec<_> = town
        .news()
        .into_iter()
        .filter_map(|told| match told {
            Told::Event { room, event } if room == town.general => Some(event),
            _ => None,
        })
        .collect();
    let stored = town.store.events_after(town.general, Seq::ZERO, 100).await.unwrap();
    assert_eq!(told, stored);
    let ann = town.member(town.ann, town.general).await;
    let start = hark_protocol::Cursor {
        epoch: town.store.head(town.general).await.unwrap().epoch,
        ..Default::default()
    };
    assert_eq!(town.store.resume(&ann, start).await.unwrap(), Resume::Events(stored));
}
