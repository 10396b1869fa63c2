//! Direct rooms: the same people always meet in the same one, and nobody else ever does.

use hark_protocol::{Access, EventKind, PersonName, Room, RoomId, RoomName, Seq, Topic, UserId};
use hark_server::store::{StoreError, Told};

use crate::searching::{find, indexed};
use crate::town::{Town, refused};

impl Town {
    async fn direct(&self, by: UserId, others: &[UserId]) -> RoomId {
        self.store.direct_room(by, others.to_vec()).await.unwrap()
    }

    async fn names(&self, user: UserId, room: RoomId) -> Vec<String> {
        let summary = self.store.room_summary(&self.member(user, room).await).await.unwrap();
        summary.room.people.iter().map(|person| person.name.to_string()).collect()
    }
}

#[tokio::test]
async fn the_same_people_reach_the_same_room_whoever_asks() {
    let town = Town::founded().await;
    let (bob, cy) = (town.person("Bob").await, town.person("Cy").await);
    let two = town.direct(town.ann, &[bob]).await;
    assert_eq!(town.direct(bob, &[town.ann]).await, two);
    assert_eq!(town.direct(bob, &[town.ann, bob, town.ann]).await, two);
    let three = town.direct(cy, &[bob, town.ann]).await;
    assert_ne!(three, two);
    assert_eq!(town.direct(town.ann, &[cy, bob]).await, three);
    assert_eq!(town.names(bob, three).await, ["Ann", "Bob", "Cy"]);
    refused(town.store.membership(cy, two).await, &StoreError::NotFound);
    refused(town.store.room_info(cy, two).await, &StoreError::NotFound);
}

#[tokio::test]
async fn it_begins_with_one_event_that_names_its_people_and_all_are_told() {
    let town = Town::founded().await;
    let bob = town.person("Bob").await;
    town.news();
    let room = town.direct(bob, &[town.ann]).await;
    match &town.news()[..] {
        [
            Told::Event { event, .. },
            Told::Joined { user: first, .. },
            Told::Joined { user: second, .. },
        ] => {
            let Some(EventKind::DirectStarted { people }) = &event.kind else {
                panic!("{event:?}")
            };
            let ids: Vec<UserId> = people.iter().map(|person| person.id).collect();
            assert_eq!(ids, [town.ann, bob]);
            assert_eq!((event.seq, event.actor.id), (Seq(1), bob));
            assert_eq!([*first, *second], [town.ann, bob]);
        }
        other => panic!("{other:?}"),
    }
    town.direct(town.ann, &[bob]).await;
    assert!(town.news().is_empty(), "a room that is there is not made again");
    let snapshot = town.store.snapshot(&town.member(town.ann, room).await).await.unwrap();
    assert_eq!((snapshot.member_count, snapshot.summary.unread), (2, 0));
    assert_eq!(snapshot.summary.room.access, Access::Direct);
}

#[tokio::test]
async fn nobody_widens_leaves_names_or_archives_it() {
    let town = Town::founded().await;
    let (bob, cy) = (town.person("Bob").await, town.person("Cy").await);
    let room = town.direct(town.ann, &[bob]).await;
    let ann = town.member(town.ann, room).await;
    let store = &town.store;
    refused(store.add_member(&ann, cy).await, &StoreError::Forbidden);
    refused(store.leave(&ann).await, &StoreError::Forbidden);
    let name = RoomName::parse("Secrets").unwrap();
    refused(store.rename_room(&ann, name).await, &StoreError::Forbidden);
    let topic = Topic::parse("Of nothing").unwrap();
    refused(store.set_topic(&ann, topic).await, &StoreError::Forbidden);
    refused(store.join(cy, room).await, &StoreError::NotFound);
    refused(store.keeper(town.ann, room).await, &StoreError::Forbidden);
    assert_eq!(store.head(room).await.unwrap().seq, Seq(1), "nothing was written");
    town.post(bob, room, 1).await;
}

#[tokio::test]
async fn its_people_stand_under_the_names_they_bear_now() {
    let town = Town::founded().await;
    let bob = town.person("Bob").await;
    let room = town.direct(town.ann, &[bob]).await;
    let name = PersonName::parse("Robert").unwrap();
    town.store.rename_person(bob, name).await.unwrap();
    assert_eq!(town.names(town.ann, room).await, ["Ann", "Robert"]);
    assert!(town.names(town.ann, town.general).await.is_empty());
}

#[tokio::test]
async fn nobody_strangers_and_crowds_get_none() {
    let town = Town::founded().await;
    let store = &town.store;
    refused(store.direct_room(town.ann, Vec::new()).await, &StoreError::NotFound);
    refused(store.direct_room(town.ann, vec![town.ann]).await, &StoreError::NotFound);
    refused(store.direct_room(town.ann, vec![UserId(99)]).await, &StoreError::NotFound);
    let mut others = Vec::new();
    for number in 0..Room::MAX_DIRECT {
        others.push(town.person(&format!("Person{number}")).await);
    }
    let crowd = store.direct_room(town.ann, others.clone()).await;
    refused(crowd, &StoreError::LimitExceeded);
    others.pop();
    let room = town.direct(town.ann, &others).await;
    assert_eq!(town.names(town.ann, room).await.len(), Room::MAX_DIRECT);
}

#[tokio::test]
async fn what_is_said_in_it_is_found_by_its_people_under_their_names() {
    let town = Town::founded().await;
    let (bob, cy) = (town.person("Bob").await, town.person("Cy").await);
    let room = town.direct(town.ann, &[bob]).await;
    town.post(bob, room, 1).await;
    indexed(&town, town.ann).await;
    for (who, others) in [(town.ann, "Bob"), (bob, "Ann")] {
        let hits = find(&town, who, &format!("message in:{others}")).await.hits;
        let found: Vec<_> = hits.iter().map(|hit| (hit.room, hit.room_name.as_str())).collect();
        assert_eq!(found, [(room, others)]);
    }
    assert!(find(&town, cy, "message").await.hits.is_empty());
}
