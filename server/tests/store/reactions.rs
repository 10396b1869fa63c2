//! Reacting to messages.

use hark_protocol::{
    EventKind, HistoryFrom, PAGE_TEXT_BYTES, Reacted, Reaction, Reactions, Row, Seq, UserId,
};
use hark_server::store::{StoreError, Told};

use crate::town::{Town, body, message_id, refused};

#[tokio::test]
async fn a_reaction_stands_once_and_can_be_taken_back() {
    let town = Town::founded().await;
    let bob = town.person("Bob").await;
    let target = town.post(town.ann, town.general, 1).await.seq;
    town.news();
    let yes = EventKind::ReactionAdded { target, reaction: reaction("Yes!") };
    let no_more = EventKind::ReactionRemoved { target, reaction: reaction("Yes!") };
    react(&town, bob, target, "Yes!").await.unwrap();
    react(&town, bob, target, "Yes!").await.unwrap();
    assert_eq!(kinds(&town), [yes], "twice is as good as once");
    assert_eq!(shown(&town, target).await, [("Yes!".to_owned(), vec![bob])]);
    unreact(&town, town.ann, target, "Yes!").await.unwrap();
    unreact(&town, bob, target, "Yes!").await.unwrap();
    unreact(&town, bob, target, "Yes!").await.unwrap();
    assert_eq!(kinds(&town), [no_more]);
    assert_eq!(shown(&town, target).await, []);
}

#[tokio::test]
async fn reactions_stand_in_the_order_in_which_they_came_up() {
    let mut town = Town::founded().await;
    let bob = town.person("Bob").await;
    let target = town.post(town.ann, town.general, 1).await.seq;
    for (who, what) in [(bob, "b"), (town.ann, "a"), (town.ann, "b"), (bob, "a")] {
        react(&town, who, target, what).await.unwrap();
    }
    unreact(&town, bob, target, "b").await.unwrap();
    town.restart().await;
    let ann = town.ann;
    let should = [("b".to_owned(), vec![ann]), ("a".to_owned(), vec![ann, bob])];
    assert_eq!(shown(&town, target).await, should);
    unreact(&town, ann, target, "b").await.unwrap();
    react(&town, bob, target, "b").await.unwrap();
    let should = [("a".to_owned(), vec![ann, bob]), ("b".to_owned(), vec![bob])];
    assert_eq!(shown(&town, target).await, should);
}

#[tokio::test]
async fn only_what_stands_in_a_room_that_can_be_written_is_reacted_to() {
    let town = Town::founded().await;
    let (bob, stranger) = (town.person("Bob").await, town.person("Nobody").await);
    let target = town.post(town.ann, town.general, 1).await.seq;
    let removed = town.post(town.ann, town.general, 2).await.seq;
    react(&town, bob, removed, "a").await.unwrap();
    town.delete(town.ann, town.general, removed).await;
    assert_eq!(shown(&town, removed).await, []);
    // Event 1 is no message; the last is what a hostile client may ask for.
    for target in [removed, Seq(1), Seq(99), Seq(u64::MAX)] {
        refused(react(&town, bob, target, "a").await, &StoreError::NotFound);
        refused(unreact(&town, bob, target, "a").await, &StoreError::NotFound);
    }
    let left = town.member(stranger, town.general).await;
    town.store.leave(&left).await.unwrap();
    refused(town.store.react(&left, target, reaction("a")).await, &StoreError::NotFound);
    react(&town, bob, target, "a").await.unwrap();
    town.archive().await;
    refused(react(&town, bob, target, "b").await, &StoreError::RoomArchived);
    refused(unreact(&town, bob, target, "a").await, &StoreError::RoomArchived);
    assert_eq!(shown(&town, target).await, [("a".to_owned(), vec![bob])]);
}

#[tokio::test]
async fn there_are_only_so_many_of_them() {
    let town = Town::founded().await;
    let target = town.post(town.ann, town.general, 1).await.seq;
    for number in 0..Reactions::MAX {
        react(&town, town.ann, target, &number.to_string()).await.unwrap();
    }
    refused(react(&town, town.ann, target, "more").await, &StoreError::LimitExceeded);
    for number in 1..Reacted::MAX_PEOPLE {
        let who = town.person(&format!("P{number}")).await;
        react(&town, who, target, "0").await.unwrap();
    }
    let late = town.person("Late").await;
    refused(react(&town, late, target, "0").await, &StoreError::LimitExceeded);
    unreact(&town, town.ann, target, "0").await.unwrap();
    react(&town, late, target, "0").await.unwrap();
    assert_eq!(shown(&town, target).await[0].1.len(), Reacted::MAX_PEOPLE);
}

/// A page ends early where its reactions are many, and goes on behind them without a hole.
#[tokio::test]
async fn reactions_count_for_the_length_of_a_page() {
    let town = Town::founded().await;
    let ann = town.member(town.ann, town.general).await;
    for number in 1..=12 {
        let text = body(&"x".repeat(PAGE_TEXT_BYTES / 12));
        let posted = town.store.post(&ann, None, message_id(number), text).await.unwrap();
        react(&town, town.ann, posted.seq, "👍").await.unwrap();
    }
    let (mut seen, mut from, mut pages) = (Vec::new(), Seq(u64::MAX), 0);
    loop {
        let page = town
            .store
            .history(ann.user(), ann.room(), HistoryFrom::Before(from), 50)
            .await
            .unwrap();
        let rows = page.rows.iter().rev().map(Row::seq);
        seen.extend(rows);
        (from, pages) = (page.rows[0].seq(), pages + 1);
        if !page.older {
            break;
        }
    }
    assert_eq!(pages, 2, "the texts alone fit on one page");
    let all: Vec<Seq> = (0..12).map(|number| Seq(24 - number * 2)).collect();
    assert_eq!(seen[..12], all);
}

async fn react(town: &Town, who: UserId, to: Seq, what: &str) -> Result<(), StoreError> {
    let member = town.member(who, town.general).await;
    town.store.react(&member, to, reaction(what)).await
}

async fn unreact(town: &Town, who: UserId, to: Seq, what: &str) -> Result<(), StoreError> {
    let member = town.member(who, town.general).await;
    town.store.unreact(&member, to, reaction(what)).await
}

fn reaction(text: &str) -> Reaction {
    Reaction::parse(text).unwrap()
}

/// What was told since this was last asked.
fn kinds(town: &Town) -> Vec<EventKind> {
    let news = town.news().into_iter().filter_map(|told| match told {
        Told::Event { event, .. } => event.kind,
        _ => None,
    });
    news.collect()
}

/// The reactions to this message, as a page shows them.
async fn shown(town: &Town, target: Seq) -> Vec<(String, Vec<UserId>)> {
    let ann = town.member(town.ann, town.general).await;
    let page =
        town.store.history(ann.user(), ann.room(), HistoryFrom::Around(target), 10).await.unwrap();
    let found = page.rows.iter().find_map(|row| match row {
        Row::Message(message) if message.seq == target => Some(&message.reactions.all),
        Row::Message(_) | Row::Notice(_) => None,
    });
    let said = |reacted: &Reacted| {
        let people = reacted.people.iter().map(|person| person.id).collect();
        (reacted.reaction.as_str().to_owned(), people)
    };
    found.unwrap().iter().map(said).collect()
}
