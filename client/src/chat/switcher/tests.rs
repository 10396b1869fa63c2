//! What answers to what, and in which order.

use hark_protocol::{Cursor, List, Person, PersonName, Room, RoomName, Seq, Topic};

use super::*;

const ANN: UserId = UserId(1);

fn rooms() -> Vec<RoomSummary> {
    let names = ["Coffee corner", "Corner shop", "Design", "Office", "Town records"];
    let room = |(id, name): (u64, &str)| RoomSummary {
        room: Room {
            id: RoomId(id),
            name: RoomName::parse(name).unwrap(),
            topic: Topic::default(),
            access: Access::Open,
            slow_seconds: 0,
            archived_by: None,
            people: List::default(),
        },
        cursor: Cursor::default(),
        read: Seq::ZERO,
        set_back: 0,
        unread: 0,
        mentions: List::default(),
        chosen_level: None,
    };
    (1..).zip(names).map(room).collect()
}

fn person(id: u64, name: &str) -> Person {
    Person { id: UserId(id), name: PersonName::parse(name).unwrap(), picture: None }
}

fn names(asked: &str, recent: &[u64]) -> Vec<String> {
    let recent: Vec<RoomId> = recent.iter().copied().map(RoomId).collect();
    let switcher = Switcher::of(asked, ANN, &rooms(), &recent, &[], |text| text.to_lowercase());
    assert_eq!(switcher.chosen, 0);
    let rooms = switcher.choices.into_iter().filter(|choice| choice.room.is_some());
    rooms.map(|choice| choice.name).collect()
}

#[test]
fn the_better_answer_comes_first() {
    assert_eq!(names("design", &[]), ["Design"]);
    assert_eq!(names("co", &[]), ["Coffee corner", "Corner shop", "Town records"]);
    assert_eq!(names("corn", &[]), ["Corner shop", "Coffee corner"]);
    assert_eq!(names("r", &[]), ["Town records", "Coffee corner", "Corner shop"]);
    assert_eq!(names("ffice", &[]), ["Office"]);
    assert_eq!(names("cfcr", &[]), ["Coffee corner"], "letters with gaps");
    assert_eq!(names("xyz", &[]), [""; 0]);
}

#[test]
fn rooms_seen_lately_come_before_those_that_answer_as_well() {
    assert_eq!(names("co", &[2, 1]), ["Corner shop", "Coffee corner", "Town records"]);
    // Where nothing is typed, the room in view is the last.
    let all = names("", &[4, 3]);
    assert_eq!(all.first().unwrap(), "Design");
    assert_eq!(all.last().unwrap(), "Office");
}

#[test]
fn pages_come_after_rooms_and_the_search_for_the_text_is_the_last() {
    let switcher = Switcher::of("p", ANN, &rooms(), &[], &[], |text| text.to_lowercase());
    let names: Vec<&str> = switcher.choices.iter().map(|choice| choice.name.as_str()).collect();
    assert_eq!(names, ["Corner shop", "People", "Search messages for “p”"]);
    assert_eq!(switcher.choices[2].address, "/search?q=p");
    let nothing = Switcher::of("qqq", ANN, &rooms(), &[], &[], |text| text.to_lowercase());
    assert_eq!(nothing.choices.len(), 1);
}

#[test]
fn the_arrows_go_round() {
    let mut switcher = Switcher::of("co", ANN, &rooms(), &[], &[], |text| text.to_lowercase());
    let many = switcher.choices.len();
    switcher.up();
    assert_eq!(switcher.chosen, many - 1);
    switcher.down();
    assert_eq!(switcher.chosen, 0);
    switcher.down();
    assert_eq!(switcher.chosen, 1);
    let mut empty = Switcher::default();
    empty.up();
    empty.down();
    assert_eq!(empty.chosen, 0);
}

#[test]
fn direct_rooms_answer_to_the_names_of_the_others() {
    let mut rooms = rooms();
    rooms[0].room.access = Access::Direct;
    rooms[0].room.people = List::first_of([person(1, "Ann"), person(2, "Bob")]);
    let found = |asked| {
        let choices =
            Switcher::of(asked, ANN, &rooms, &[], &[], |text| text.to_lowercase()).choices;
        choices.first().map(|choice| (choice.room, choice.name.clone()))
    };
    assert_eq!(found("bo"), Some((Some(RoomId(1)), "Bob".into())));
    assert_ne!(found("ann").unwrap().0, Some(RoomId(1)), "one is not among the others");
}

#[test]
fn people_answer_to_their_names_unless_their_room_does() {
    let mut rooms = rooms();
    let people =
        [(1, "Ann"), (2, "Bob"), (3, "Cora"), (4, "Corin")].map(|(id, name)| person(id, name));
    rooms[0].room.access = Access::Direct;
    rooms[0].room.people = List::first_of([people[0].clone(), people[2].clone()]);
    let found = |asked: &str| {
        let choices = Switcher::of(asked, ANN, &rooms, &[], &people, str::to_lowercase).choices;
        choices.into_iter().map(|choice| (choice.name, choice.person)).collect::<Vec<_>>()
    };
    let cor = [("Cora", None), ("Corner shop", None), ("Corin", Some(UserId(4)))];
    let cor = cor.map(|(name, person)| (name.to_owned(), person));
    assert_eq!(found("cor")[..3], cor, "rooms first, and nobody twice");
    assert_eq!(found("bob")[0], ("Bob".into(), Some(UserId(2))));
    assert!(found("ann").iter().all(|(_, person)| person.is_none()), "nobody writes to themselves");
    assert!(found("").iter().all(|(_, person)| person.is_none()), "there may be hundreds");
    let forwarding = Switcher::of("bob", ANN, &rooms, &[], &people, str::to_lowercase).forwarding();
    assert_eq!(forwarding.choices, []);
}
