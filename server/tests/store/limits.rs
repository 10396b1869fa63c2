//! Limits that nobody meets by chance: exactly that much is taken, one more is not.

use hark_protocol::{Access, RoomName, Topic};
use hark_server::store::StoreError;

use crate::town::{Town, refused};

#[tokio::test]
async fn a_person_is_in_a_thousand_rooms_and_no_more() {
    let town = Town::founded().await;
    let open = |number: usize| {
        let name = RoomName::parse(&format!("room-{number}")).unwrap();
        town.store.create_room(town.ann, name, Topic::default(), Access::Open)
    };
    // She is in one already.
    for number in 2..=1000 {
        open(number).await.unwrap();
    }
    refused(open(1001).await, &StoreError::LimitExceeded);
    // Who leaves one makes room for another, and nobody else is held up.
    let bob = town.person("Bob").await;
    let hers = town.member(town.ann, town.general).await;
    town.store.leave(&hers).await.unwrap();
    let last = open(1001).await.unwrap();
    town.store.join(bob, last).await.unwrap();
}
