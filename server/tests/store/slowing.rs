//! Slow rooms: who waits for how long, and for what.

use std::time::Duration;

use hark_protocol::{EventKind, Posted, ReplyTo, Role, Room, RoomId, UserId};
use hark_server::store::{StoreError, Told};

use crate::town::{Town, body, message_id, refused};

impl Town {
    async fn slow(&self, room: RoomId, seconds: u32) -> Result<(), StoreError> {
        self.store.set_slow_mode(&self.member(self.ann, room).await, seconds).await
    }

    async fn says(&self, user: UserId, room: RoomId, number: u32) -> Result<Posted, StoreError> {
        let member = self.member(user, room).await;
        self.store.post(&member, None, message_id(number), body("Hello")).await
    }
}

#[tokio::test]
async fn a_member_waits_between_two_messages_and_a_moderator_does_not() {
    let town = Town::founded().await;
    let (bob, cy, mo) =
        (town.person("Bob").await, town.person("Cy").await, town.person("Mo").await);
    town.give(mo, Role::Moderator).await;
    let (general, garden) = (town.general, town.closed_room("Garden").await);
    let ann = town.member(town.ann, garden).await;
    town.store.add_member(&ann, bob).await.unwrap();
    let first = town.says(bob, general, 1).await.unwrap();
    town.slow(general, 30).await.unwrap();
    refused(town.says(bob, general, 2).await, &StoreError::TooSoon(30_000));
    town.pass(Duration::from_secs(10));
    refused(town.says(bob, general, 2).await, &StoreError::TooSoon(20_000));
    // What came is answered again, replies count, others and other rooms do not.
    assert!(town.says(bob, general, 1).await.unwrap().duplicate);
    let there = town.member(bob, general).await;
    let to = ReplyTo { root: first.seq, in_room: false };
    let reply = || town.store.post(&there, Some(to), message_id(3), body("Hello"));
    refused(reply().await, &StoreError::TooSoon(20_000));
    town.says(bob, garden, 1).await.unwrap();
    town.says(cy, general, 1).await.unwrap();
    town.says(mo, general, 1).await.unwrap();
    town.says(mo, general, 2).await.unwrap();
    town.pass(Duration::from_millis(19_999));
    refused(reply().await, &StoreError::TooSoon(1));
    town.pass(Duration::from_millis(1));
    reply().await.unwrap();
    refused(town.says(bob, general, 2).await, &StoreError::TooSoon(30_000));
    // A message may be changed meanwhile.
    town.store.edit(&there, first.seq, body("Hello there")).await.unwrap();
    // Where the clock is set back, nobody waits until it is as late again.
    *town.clock.lock().unwrap() -= 3_600_000;
    town.says(bob, general, 2).await.unwrap();
    town.slow(general, 0).await.unwrap();
    town.says(bob, general, 9).await.unwrap();
}

#[tokio::test]
async fn another_pace_is_an_event_and_is_noted_once() {
    let town = Town::founded().await;
    let bob = town.person("Bob").await;
    let before = town.store.whole_audit().await.unwrap().len();
    town.news();
    town.slow(town.general, 300).await.unwrap();
    town.slow(town.general, 300).await.unwrap();
    let told = town.news();
    let changed = EventKind::SlowModeChanged { seconds: 300 };
    assert!(
        matches!(&told[..], [Told::Event { event, .. }] if event.kind == Some(changed)),
        "{told:?}"
    );
    let log = town.store.whole_audit().await.unwrap();
    assert_eq!((log.len(), &log[before].detail[..]), (before + 1, "slow mode: 300 s"));
    let his = town.member(bob, town.general).await;
    assert_eq!(town.store.room_summary(&his).await.unwrap().room.slow_seconds, 300);
    let most = Room::MAX_SLOW_SECONDS;
    town.slow(town.general, most).await.unwrap();
    refused(town.slow(town.general, most + 1).await, &StoreError::LimitExceeded);
    town.give(bob, Role::Guest).await;
    refused(town.store.set_slow_mode(&his, 0).await, &StoreError::Forbidden);
    let direct = town.store.direct_room(town.ann, vec![bob]).await.unwrap();
    refused(town.slow(direct, 30).await, &StoreError::Forbidden);
}
