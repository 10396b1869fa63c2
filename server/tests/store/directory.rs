//! The directory: one server, restarts, and databases put back by hand.

use hark_protocol::{HistoryFrom, ResetReason, Seq};
use hark_server::store::{OpenError, Resume, Store, StoreError};

use crate::town::{Town, body, message_id, refused};

#[tokio::test]
async fn one_server_at_a_time() {
    let mut town = Town::founded().await;
    let second = Store::open(town.directory.path(), drop);
    assert!(matches!(second, Err(OpenError::InUse(_))));
    town.restart().await;
}

#[tokio::test]
async fn a_restart_keeps_everything() {
    let mut town = Town::founded().await;
    let bob = town.person("Bob").await;
    let first = town.post(town.ann, town.general, 1).await;
    town.post(bob, town.general, 2).await;
    town.delete(town.ann, town.general, first.seq).await;
    let look = async |town: &Town| {
        let ann = town.member(town.ann, town.general).await;
        let page = town
            .store
            .history(ann.user(), ann.room(), HistoryFrom::After(Seq::ZERO), 100)
            .await
            .unwrap();
        (town.store.snapshot(&ann).await.unwrap(), town.store.people().await.unwrap(), page)
    };
    let before = look(&town).await;
    town.restart().await;
    assert_eq!(look(&town).await, before);
}

#[tokio::test]
async fn a_closed_store_says_so() {
    let town = Town::founded().await;
    let ann = town.member(town.ann, town.general).await;
    town.store.close().await;
    town.store.close().await;
    refused(town.store.snapshot(&ann).await, &StoreError::Closed);
    refused(town.store.post(&ann, None, message_id(1), body("hello")).await, &StoreError::Closed);
}

#[tokio::test]
async fn a_database_put_back_is_another_history() {
    let mut town = Town::founded().await;
    town.store.close().await;
    let database = town.directory.path().join("hark.db");
    let backup = town.directory.path().join("backup");
    std::fs::copy(&database, &backup).unwrap();
    town.restart().await;
    town.post(town.ann, town.general, 1).await;
    let cursor = town.store.head(town.general).await.unwrap();

    town.restart().await;
    assert_eq!(town.store.head(town.general).await.unwrap(), cursor, "a restart changes nothing");

    town.store.close().await;
    std::fs::copy(&backup, &database).unwrap();
    town.restart().await;
    town.post(town.ann, town.general, 2).await;
    let ann = town.member(town.ann, town.general).await;
    let resumed = town.store.resume(&ann, cursor).await.unwrap();
    assert_eq!(resumed, Resume::Reset(ResetReason::OtherHistory));
    assert_ne!(town.store.head(town.general).await.unwrap().epoch, cursor.epoch);
}

#[tokio::test]
async fn the_command_line_works_beside_the_server() {
    let empty = tempfile::tempdir().unwrap();
    assert!(matches!(Store::beside(empty.path()), Err(OpenError::Missing(_))));

    let mut town = Town::founded().await;
    let beside = Store::beside(town.directory.path()).unwrap();
    let invite =
        beside.create_invite(town.ann, 1, std::time::Duration::from_secs(60)).await.unwrap();
    let people = beside.people().await.unwrap();
    assert_eq!(people.len(), 1);
    beside.close().await;
    // The invite is dated by the system's clock, the town's stands still years before.
    assert!(town.store.invite(invite.as_str()).await.unwrap().is_some());
    town.post(town.ann, town.general, 1).await;
    let cursor = town.store.head(town.general).await.unwrap();
    town.restart().await;
    assert_eq!(town.store.head(town.general).await.unwrap(), cursor);
}
