//! Pinning messages.

use hark_protocol::{EventKind, Excerpt, PersonName, Pin, Pins, Seq, UserId};
use hark_server::store::{Resume, StoreError, Told};

use crate::town::{Town, body, message_id, refused};

#[tokio::test]
async fn anybody_in_the_room_pins_and_takes_off_and_twice_is_as_good_as_once() {
    let town = Town::founded().await;
    let bob = town.person("Bob").await;
    let target = town.post(town.ann, town.general, 1).await.seq;
    town.news();
    pin(&town, bob, target).await.unwrap();
    pin(&town, town.ann, target).await.unwrap();
    let pins = pins(&town).await;
    let [Pin { target: pinned, message, by, .. }] = &pins[..] else { panic!("{pins:?}") };
    assert_eq!((*pinned, by.id, message.author.id), (target, bob, town.ann));
    let told = kinds(&town);
    let should = EventKind::MessagePinned { target, message: Some(message.clone()) };
    assert_eq!(told, [should], "twice is as good as once");
    unpin(&town, town.ann, target).await.unwrap();
    unpin(&town, bob, target).await.unwrap();
    assert_eq!(kinds(&town), [EventKind::MessageUnpinned { target }]);
    assert_eq!(self::pins(&town).await, []);
}

#[tokio::test]
async fn the_list_says_what_the_messages_say_now_in_the_order_of_pinning() {
    let mut town = Town::founded().await;
    let bob = town.person("Bob").await;
    let first = town.post(town.ann, town.general, 1).await.seq;
    let second = town.post(bob, town.general, 2).await.seq;
    for target in [second, first] {
        pin(&town, bob, target).await.unwrap();
    }
    let member = town.member(town.ann, town.general).await;
    town.store.edit(&member, first, body("**Better**\nso")).await.unwrap();
    town.store.rename_person(bob, PersonName::parse("Robert").unwrap()).await.unwrap();
    town.restart().await;
    let pins = pins(&town).await;
    let order: Vec<Seq> = pins.iter().map(|pin| pin.target).collect();
    assert_eq!(order, [second, first]);
    assert_eq!(pins[1].message.text.as_str(), "Better so");
    assert!(pins.iter().all(|pin| pin.by.name.as_str() == "Robert"), "{pins:?}");
    assert_eq!(pins[0].message.author.name.as_str(), "Robert");
}

#[tokio::test]
async fn a_removed_message_is_in_no_list_and_its_words_in_no_event() {
    let town = Town::founded().await;
    let target = town.post(town.ann, town.general, 1).await.seq;
    let other = town.post(town.ann, town.general, 2).await.seq;
    let before = town.store.head(town.general).await.unwrap();
    pin(&town, town.ann, target).await.unwrap();
    unpin(&town, town.ann, target).await.unwrap();
    pin(&town, town.ann, target).await.unwrap();
    pin(&town, town.ann, other).await.unwrap();
    town.delete(town.ann, town.general, target).await;
    let left: Vec<Seq> = pins(&town).await.iter().map(|pin| pin.target).collect();
    assert_eq!(left, [other]);
    let member = town.member(town.ann, town.general).await;
    let Resume::Events(events) = town.store.resume(&member, before).await.unwrap() else {
        panic!("so few events are sent");
    };
    let wordless = EventKind::MessagePinned { target, message: None };
    let of_removed = events.iter().filter(|event| event.kind.as_ref() == Some(&wordless));
    assert_eq!(of_removed.count(), 2, "{events:?}");
    let worded = |event: &&hark_protocol::Event| {
        matches!(&event.kind, Some(EventKind::MessagePinned { message: Some(_), .. }))
    };
    assert_eq!(events.iter().filter(worded).count(), 1, "the other one still says it");
}

#[tokio::test]
async fn only_what_stands_in_a_room_that_can_be_written_is_pinned() {
    let town = Town::founded().await;
    let (bob, stranger) = (town.person("Bob").await, town.person("Nobody").await);
    let target = town.post(town.ann, town.general, 1).await.seq;
    let removed = town.post(town.ann, town.general, 2).await.seq;
    town.delete(town.ann, town.general, removed).await;
    for target in [removed, Seq(1), Seq(99), Seq(u64::MAX)] {
        refused(pin(&town, bob, target).await, &StoreError::NotFound);
        unpin(&town, bob, target).await.unwrap();
    }
    let left = town.member(stranger, town.general).await;
    town.store.leave(&left).await.unwrap();
    refused(town.store.pin(&left, target).await, &StoreError::NotFound);
    refused(town.store.unpin(&left, target).await, &StoreError::NotFound);
    pin(&town, bob, target).await.unwrap();
    town.archive().await;
    refused(pin(&town, bob, target).await, &StoreError::RoomArchived);
    refused(unpin(&town, bob, target).await, &StoreError::RoomArchived);
    assert_eq!(pins(&town).await.len(), 1);
}

#[tokio::test]
async fn there_are_only_so_many_and_each_costs_little_whatever_its_length() {
    let town = Town::founded().await;
    let member = town.member(town.ann, town.general).await;
    let mut last = Seq::ZERO;
    for number in 0..=Pins::MAX as u32 {
        let long = body(&format!("{number} {}", "long ".repeat(3_000)));
        last = town.store.post(&member, None, message_id(number), long).await.unwrap().seq;
        if (number as usize) < Pins::MAX {
            pin(&town, town.ann, last).await.unwrap();
        }
    }
    refused(pin(&town, town.ann, last).await, &StoreError::LimitExceeded);
    let pins = pins(&town).await;
    assert_eq!(pins.len(), Pins::MAX);
    let short = |pin: &Pin| pin.message.text.as_str().chars().count() <= Excerpt::MAX_CHARS;
    assert!(pins.iter().all(short));
    unpin(&town, town.ann, pins[0].target).await.unwrap();
    pin(&town, town.ann, last).await.unwrap();
}

async fn pin(town: &Town, who: UserId, target: Seq) -> Result<(), StoreError> {
    town.store.pin(&town.member(who, town.general).await, target).await
}

async fn unpin(town: &Town, who: UserId, target: Seq) -> Result<(), StoreError> {
    town.store.unpin(&town.member(who, town.general).await, target).await
}

async fn pins(town: &Town) -> Vec<Pin> {
    let member = town.member(town.ann, town.general).await;
    town.store.snapshot(&member).await.unwrap().pins.iter().cloned().collect()
}

/// What was told of the room since the last time.
fn kinds(town: &Town) -> Vec<EventKind> {
    let kind = |told: Told| match told {
        Told::Event { event, .. } => event.kind,
        _ => None,
    };
    town.news().into_iter().filter_map(kind).collect()
}
