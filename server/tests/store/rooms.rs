//! Rooms, members, and what each may do.

use hark_protocol::{
    Access, EventKind, HistoryFrom, Level, PersonName, Role, RoomName, Seq, Topic, UserId,
};
use hark_server::rights::Right;
use hark_server::store::{Keeper, StoreError, Told};

use crate::town::{Town, body, message_id, refused};

async fn keeper(town: &Town, user: UserId) -> Result<Keeper, StoreError> {
    town.store.keeper(user, town.general).await
}

async fn set_role(town: &Town, user: UserId, role: Role) {
    let by = town.store.mandate(town.ann, Right::KeepPeople).await.unwrap();
    town.store.set_role(&by, user, role).await.unwrap();
}

#[tokio::test]
async fn a_room_begins_with_its_creator() {
    let town = Town::founded().await;
    town.news();
    let garden = town.closed_room("Garden").await;
    let news = town.news();
    match &news[..] {
        [Told::Event { room, event }, Told::Joined { user, room: joined }] => {
            assert_eq!((*room, *joined, *user), (garden, garden, town.ann));
            assert!(matches!(event.kind, Some(EventKind::RoomCreated { .. })));
            assert_eq!(event.seq, Seq(1));
        }
        other => panic!("{other:?}"),
    }
    let ann = town.member(town.ann, garden).await;
    let snapshot = town.store.snapshot(&ann).await.unwrap();
    assert_eq!((snapshot.member_count, snapshot.summary.unread), (1, 0));
    assert_eq!(snapshot.summary.read, Seq(1));
}

#[tokio::test]
async fn closed_rooms_do_not_exist_for_others() {
    let town = Town::founded().await;
    let bob = town.person("Bob").await;
    let garden = town.closed_room("Garden").await;
    refused(town.store.membership(bob, garden).await, &StoreError::NotFound);
    refused(town.store.join(bob, garden).await, &StoreError::NotFound);
    refused(town.store.room_info(bob, garden).await, &StoreError::NotFound);
    let by = town.store.mandate(bob, Right::FindRooms).await.unwrap();
    let open = town.store.open_rooms(&by).await.unwrap();
    assert_eq!(open.len(), 1);
    assert!(open[0].joined && open[0].room.id == town.general);

    let ann = town.member(town.ann, garden).await;
    town.store.add_member(&ann, bob).await.unwrap();
    let info = town.store.room_info(bob, garden).await.unwrap();
    assert_eq!((info.member_count, info.joined), (2, true));
    assert_eq!(info.room.access, Access::Closed);
}

#[tokio::test]
async fn a_proof_from_before_one_left_opens_nothing() {
    let town = Town::founded().await;
    let bob = town.person("Bob").await;
    let cursor = town.store.head(town.general).await.unwrap();
    let member = town.member(bob, town.general).await;
    town.store.leave(&member).await.unwrap();
    town.post(town.ann, town.general, 1).await;
    let store = &town.store;
    refused(store.resume(&member, cursor).await, &StoreError::NotFound);
    refused(store.snapshot(&member).await, &StoreError::NotFound);
    refused(store.room_summary(&member).await, &StoreError::NotFound);
    refused(store.members(&member).await, &StoreError::NotFound);
    let newest = HistoryFrom::Before(Seq(u64::MAX));
    refused(store.history(member.user(), member.room(), newest, 50).await, &StoreError::NotFound);
}

#[tokio::test]
async fn who_comes_is_told_in_the_room_first() {
    let town = Town::founded().await;
    let bob = town.person("Bob").await;
    let garden = town.closed_room("Garden").await;
    let ann = town.member(town.ann, garden).await;
    town.news();
    town.store.add_member(&ann, bob).await.unwrap();
    town.store.add_member(&ann, bob).await.unwrap();
    let bob_there = town.member(bob, garden).await;
    town.store.leave(&bob_there).await.unwrap();
    refused(town.store.leave(&bob_there).await, &StoreError::NotFound);

    let told: Vec<_> = town
        .news()
        .into_iter()
        .map(|told| match told {
            Told::Event { event, .. } => match event.kind {
                Some(EventKind::MemberJoined { .. }) => "joined, says the room",
                Some(EventKind::MemberLeft { .. }) => "left, says the room",
                other => panic!("{other:?}"),
            },
            Told::Joined { .. } => "joined",
            Told::About { .. } => "what they say of themselves",
            Told::Left { .. } => "left",
            other => panic!("{other:?}"),
        })
        .collect();
    let about = "what they say of themselves";
    assert_eq!(told, ["joined, says the room", "joined", about, "left, says the room", "left"]);
}

#[tokio::test]
async fn an_archived_room_is_read_not_written() {
    let town = Town::founded().await;
    let bob = town.person("Bob").await;
    let posted = town.post(bob, town.general, 1).await;
    let keeper = keeper(&town, town.ann).await.unwrap();
    town.store.archive(&keeper).await.unwrap();
    town.news();
    town.store.archive(&keeper).await.unwrap();
    assert_eq!(town.news(), [], "twice is as good as once");

    let there = town.member(bob, town.general).await;
    let closed = &StoreError::RoomArchived;
    refused(town.store.post(&there, None, message_id(2), body("hello?")).await, closed);
    refused(town.store.edit(&there, posted.seq, body("hello?")).await, closed);
    refused(town.store.delete(&there, posted.seq).await, closed);
    refused(town.store.set_topic(&there, Topic::parse("Quiet").unwrap()).await, closed);
    refused(town.store.rename_room(&there, RoomName::parse("Quiet").unwrap()).await, closed);
    let carla = town.person("Carla").await;
    refused(town.store.join(carla, town.general).await, closed);
    refused(town.store.add_member(&there, carla).await, closed);

    // What was sent before is still answered, and reading goes on.
    let again = town.store.post(&there, None, message_id(1), body("message 1")).await.unwrap();
    assert!(again.duplicate);
    let summary = town.store.room_summary(&there).await.unwrap();
    assert_eq!(summary.room.archived_by.unwrap().id, town.ann);
    town.store.mark_read(&there, Seq(99), 0).await.unwrap();
    town.store.leave(&there).await.unwrap();

    town.store.unarchive(&keeper).await.unwrap();
    town.store.join(carla, town.general).await.unwrap();
    town.post(carla, town.general, 1).await;
}

#[tokio::test]
async fn its_creator_or_an_owner_keeps_a_room() {
    let town = Town::founded().await;
    let bob = town.person("Bob").await;
    refused(keeper(&town, bob).await, &StoreError::Forbidden);
    set_role(&town, bob, Role::Owner).await;
    let bobs = keeper(&town, bob).await.unwrap();
    let anns = keeper(&town, town.ann).await.unwrap();

    town.store.remove_member(&anns, bob).await.unwrap();
    refused(town.store.remove_member(&anns, bob).await, &StoreError::NotFound);
    refused(keeper(&town, bob).await, &StoreError::NotFound);
    refused(town.store.archive(&bobs).await, &StoreError::NotFound);
}

#[tokio::test]
async fn a_new_name_is_told_wherever_one_ever_was() {
    let town = Town::founded().await;
    let bob = town.person("Bob").await;
    let garden = town.closed_room("Garden").await;
    town.closed_room("Elsewhere").await;
    let ann = town.member(town.ann, garden).await;
    town.store.add_member(&ann, bob).await.unwrap();
    town.store.leave(&town.member(bob, garden).await).await.unwrap();
    town.news();

    let robert = PersonName::parse("Robert").unwrap();
    town.store.rename_person(bob, robert.clone()).await.unwrap();
    town.store.rename_person(bob, robert.clone()).await.unwrap();
    let news = town.news();
    let rooms: Vec<_> = news
        .iter()
        .map(|told| match told {
            Told::Event { room, event } => {
                assert_eq!(event.actor.name.as_str(), "Bob", "the name they bore then");
                assert_eq!(event.kind, Some(EventKind::MemberRenamed { name: robert.clone() }));
                *room
            }
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(rooms, [town.general, garden]);
}

#[tokio::test]
async fn a_read_cursor_moves_forward_and_not_beyond_the_log() {
    let town = Town::founded().await;
    let bob = town.person("Bob").await;
    for number in 1..=5 {
        town.post(town.ann, town.general, number).await;
    }
    let there = town.member(bob, town.general).await;
    assert_eq!(town.store.room_summary(&there).await.unwrap().unread, 5);
    town.news();
    let read = async |seq| {
        town.store.mark_read(&there, seq, 0).await.unwrap();
        match &town.news()[..] {
            [] => None,
            [Told::Read { user, counted, .. }] => {
                assert_eq!((*user, counted.as_of), (bob, Seq(7)));
                Some((counted.read.0, counted.unread))
            }
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(read(Seq(4)).await, Some((4, 3)));
    assert_eq!(read(Seq(4)).await, None);
    assert_eq!(read(Seq(3)).await, None);
    assert_eq!(read(Seq(u64::MAX)).await, Some((7, 0)));
    assert_eq!(read(Seq(u64::MAX)).await, None);
}

#[tokio::test]
async fn a_read_cursor_is_set_back_and_stays_there() {
    let mut town = Town::founded().await;
    let bob = town.person("Bob").await;
    let first = town.post(town.ann, town.general, 1).await.seq;
    for (author, number) in [(bob, 1), (town.ann, 2), (bob, 2)] {
        town.post(author, town.general, number).await;
    }
    let there = town.member(bob, town.general).await;
    town.store.mark_unread(&there, first).await.unwrap();
    let now = async |town: &Town| {
        let there = town.member(bob, town.general).await;
        let summary = town.store.room_summary(&there).await.unwrap();
        (summary.read, summary.set_back, summary.unread)
    };
    let set_back = (Seq(first.0 - 1), 1, 2);
    assert_eq!(now(&town).await, set_back, "of four messages two are Bob's own");
    town.store.mark_read(&there, Seq(u64::MAX), 0).await.unwrap();
    assert_eq!(now(&town).await, set_back, "that was read before");
    town.restart().await;
    assert_eq!(now(&town).await, set_back);
    // A deletion of his own takes nothing off; a notice, another's thread and the future are none.
    let there = town.member(bob, town.general).await;
    town.store.delete(&there, Seq(first.0 + 1)).await.unwrap();
    assert_eq!(now(&town).await, set_back);
    for nothing in [Seq(1), Seq(0), Seq(99), Seq(u64::MAX)] {
        refused(town.store.mark_unread(&there, nothing).await, &StoreError::NotFound);
    }
    town.store.mark_read(&there, Seq(u64::MAX), 1).await.unwrap();
    assert_eq!(now(&town).await, (Seq(first.0 + 4), 1, 0));
}

#[tokio::test]
async fn what_was_said_while_one_was_away_is_not_unread() {
    let town = Town::founded().await;
    let bob = town.person("Bob").await;
    let there = town.member(bob, town.general).await;
    town.post(town.ann, town.general, 1).await;
    town.store.leave(&there).await.unwrap();
    town.post(town.ann, town.general, 2).await;
    let back = town.store.join(bob, town.general).await.unwrap();
    let summary = town.store.room_summary(&back).await.unwrap();
    assert_eq!((summary.unread, summary.read), (0, summary.cursor.seq));
    town.post(town.ann, town.general, 3).await;
    assert_eq!(town.store.room_summary(&back).await.unwrap().unread, 1);
}

#[tokio::test]
async fn what_somebody_chose_to_be_told_is_theirs_and_stays() {
    let mut town = Town::founded().await;
    let bob = town.person("Bob").await;
    let there = town.member(bob, town.general).await;
    let level = async |town: &Town, user| {
        let member = town.member(user, town.general).await;
        let summary = town.store.room_summary(&member).await.unwrap();
        (summary.chosen_level, summary.level())
    };
    assert_eq!(level(&town, bob).await, (None, Level::Mentions));
    town.news();
    for chosen in [Some(Level::Hidden), None, Some(Level::Everything)] {
        town.store.choose_level(&there, chosen).await.unwrap();
        let told = Told::Level { user: bob, room: town.general, chosen };
        assert_eq!(town.news(), [told]);
        town.store.choose_level(&there, chosen).await.unwrap();
        assert_eq!(town.news(), [], "it was chosen before");
    }
    town.restart().await;
    assert_eq!(level(&town, bob).await, (Some(Level::Everything), Level::Everything));
    assert_eq!(level(&town, town.ann).await, (None, Level::Mentions), "Ann chose nothing");
    let there = town.member(bob, town.general).await;
    town.store.leave(&there).await.unwrap();
    // Who is no longer there changes nothing.
    town.store.choose_level(&there, Some(Level::Nothing)).await.unwrap();
    town.store.join(bob, town.general).await.unwrap();
    assert_eq!(level(&town, bob).await.0, Some(Level::Everything), "also over leaving");
}
