//! The demo data is what it says it is.

use super::*;
use crate::rights::Right;

async fn planted(size: Size) -> (tempfile::TempDir, Store) {
    let temp = tempfile::tempdir().unwrap();
    let store = Store::open(temp.path(), drop).unwrap();
    plant(&store, size, "$argon2id$hashed".to_owned()).await.unwrap();
    (temp, store)
}

#[tokio::test]
async fn a_small_station_has_eight_people_and_six_rooms_of_all_kinds() {
    let (_temp, store) = planted(Size::Small).await;
    let people = store.people().await.unwrap();
    assert_eq!(people.len(), 8);
    let ann = people.iter().find(|info| info.email.as_str() == "ann@example.org").unwrap();
    assert_eq!(ann.role, hark_protocol::Role::Owner);
    let rooms = store.room_summaries(ann.person.id).await.unwrap();
    let unread: Vec<_> =
        rooms.iter().map(|summary| (summary.room.name.as_str(), summary.unread)).collect();
    assert_eq!(
        unread,
        [
            ("General", 3),
            ("Quiet corner", 0),
            ("Spring fair", 0),
            ("Studio B", 2),
            ("Summer workshop", 4),
            ("المقهى", 2),
        ]
    );
    assert!(rooms.iter().any(|summary| summary.room.archived_by.is_some()));
}

#[tokio::test]
async fn it_is_the_same_each_time_but_for_its_tags() {
    let (_one, first) = planted(Size::Small).await;
    let (_two, second) = planted(Size::Small).await;
    for room in (1..=6).map(hark_protocol::RoomId) {
        let read = async |store: &Store| {
            let events = store.events_after(room, hark_protocol::Seq::ZERO, 1000).await.unwrap();
            events.into_iter().map(|event| (event.seq, event.at, event.kind)).collect::<Vec<_>>()
        };
        let events = read(&first).await;
        assert!(events.len() > 1);
        assert_eq!(events, read(&second).await);
    }
}

#[tokio::test]
async fn nothing_is_planted_where_somebody_lives() {
    let (_temp, store) = planted(Size::Small).await;
    let again = plant(&store, Size::Small, String::new()).await;
    assert!(matches!(again, Err(StoreError::AlreadyClaimed)));
}

#[tokio::test]
async fn a_large_one_has_ten_thousand_messages_in_one_room() {
    let (_temp, store) = planted(Size::Large).await;
    let by = store.mandate(hark_protocol::UserId(1), Right::FindRooms).await.unwrap();
    let rooms = store.open_rooms(&by).await.unwrap();
    let archive = &rooms.first().unwrap().room;
    assert_eq!(archive.name.as_str(), "Archive of everything");
    assert!(store.head(archive.id).await.unwrap().seq.0 > 10_000);
}
