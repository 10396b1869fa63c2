//! The hub from outside: what is published, and what a subscriber can read.

use bytes::Bytes;
use hark_protocol::{
    Body, ClientMessageId, Event, EventKind, Person, PersonName, Role, RoomId, Seq, ServerFrame,
    Tag, Timestamp, UserId,
};

use super::ring::{READ_EVENTS, RING_EVENTS};
use super::*;

pub(super) const LOBBY: RoomId = RoomId(4);

pub(super) fn person(id: u64, name: &str) -> Person {
    Person { id: UserId(id), name: PersonName::parse(name).unwrap(), picture: None }
}

pub(super) fn viewer(id: u64, name: &str) -> Viewer {
    Viewer {
        user: person(id, name),
        role: Role::Member,
        session: SessionId(100 + id),
        session_ends: Timestamp(i64::MAX),
    }
}

pub(super) fn message(seq: u64) -> Event {
    posted(seq, &format!("Message {seq}"))
}

pub(super) fn posted(seq: u64, body: &str) -> Event {
    let body = Body::parse(body).unwrap();
    let client_message_id = ClientMessageId([seq as u8; 16]);
    event(seq, EventKind::MessagePosted { client_message_id, body: Some(body) })
}

pub(super) fn event(seq: u64, kind: EventKind) -> Event {
    let (tag, at) = (Tag(seq as u32), Timestamp(seq as i64));
    Event { seq: Seq(seq), tag, at, actor: person(1, "Ann Novak"), kind: Some(kind) }
}

fn publish(hub: &Hub, seqs: std::ops::RangeInclusive<u64>) {
    publish_in(hub, LOBBY, seqs);
    hub.bring_now();
}

/// What a publisher does; it is not brought to anybody yet.
pub(super) fn publish_in(hub: &Hub, room: RoomId, seqs: std::ops::RangeInclusive<u64>) {
    let told = seqs.map(|seq| Told::Event { room, event: message(seq) });
    hub.publish(told.collect());
}

pub(super) fn read(subscription: &Subscription) -> (Next, Vec<u64>) {
    let mut frames = Vec::new();
    let next = subscription.next(&mut frames);
    (next, frames.iter().map(seq_of).collect())
}

pub(super) fn seq_of(frame: &Bytes) -> u64 {
    match ServerFrame::decode(frame).unwrap() {
        ServerFrame::Event { event, .. } => event.seq.0,
        other => panic!("not an event: {other:?}"),
    }
}

pub(super) fn mail(registration: &Registration) -> Mail {
    let mut mail = Mail::default();
    registration.mailbox().take(&mut mail);
    mail
}

#[test]
fn a_subscriber_reads_what_comes_after_its_cursor() {
    let hub = Hub::new();
    let bob = hub.register(&viewer(2, "Bob Lee")).unwrap();
    let lobby = bob.subscribe(LOBBY, Seq(7));
    assert!(mail(&bob).dirty.is_empty());
    publish(&hub, 8..=9);
    assert_eq!(mail(&bob).dirty, [LOBBY], "marked once, not per event");
    assert_eq!(read(&lobby), (Next::Frames(Seq(9)), vec![8, 9]));
    assert_eq!(read(&lobby), (Next::Nothing, vec![]));
    publish(&hub, 10..=11);
    assert_eq!(mail(&bob).dirty, [LOBBY], "marked again after it was read");
    lobby.sent(Seq(10));
    assert_eq!(read(&lobby), (Next::Frames(Seq(11)), vec![11]));
}

#[test]
fn what_was_published_before_subscribing_marks_the_room_at_once() {
    let hub = Hub::new();
    publish(&hub, 8..=8);
    let bob = hub.register(&viewer(2, "Bob Lee")).unwrap();
    let lobby = bob.subscribe(LOBBY, Seq(7));
    assert_eq!(mail(&bob).dirty, [LOBBY]);
    assert_eq!(read(&lobby), (Next::Behind(Seq(8)), vec![]));
    lobby.sent(Seq(8));
    assert_eq!(read(&lobby), (Next::Nothing, vec![]));
}

#[test]
fn a_reader_far_behind_is_sent_to_the_store() {
    let hub = Hub::new();
    let bob = hub.register(&viewer(2, "Bob Lee")).unwrap();
    let lobby = bob.subscribe(LOBBY, Seq(9));
    let last = RING_EVENTS as u64 + 10;
    publish(&hub, 1..=last);
    assert_eq!(read(&lobby), (Next::Behind(Seq(last)), vec![]));
    lobby.sent(Seq(10));
    let (next, frames) = read(&lobby);
    assert_eq!(next, Next::Frames(Seq(10 + READ_EVENTS as u64)));
    assert_eq!(frames, (11..=10 + READ_EVENTS as u64).collect::<Vec<_>>());
}

#[test]
fn a_hole_in_what_is_published_never_becomes_a_hole_in_what_is_read() {
    let hub = Hub::new();
    let bob = hub.register(&viewer(2, "Bob Lee")).unwrap();
    let lobby = bob.subscribe(LOBBY, Seq(0));
    publish(&hub, 1..=3);
    assert_eq!(read(&lobby), (Next::Frames(Seq(3)), vec![1, 2, 3]));
    publish(&hub, 5..=6);
    assert_eq!(read(&lobby), (Next::Behind(Seq(6)), vec![]));
    lobby.sent(Seq(4));
    assert_eq!(read(&lobby), (Next::Frames(Seq(6)), vec![5, 6]));
}

#[test]
fn who_left_reads_nothing_more_and_may_come_back() {
    let hub = Hub::new();
    let bob = hub.register(&viewer(2, "Bob Lee")).unwrap();
    let eve = hub.register(&viewer(3, "Eve Marsh")).unwrap();
    let (lobby, still) = (bob.subscribe(LOBBY, Seq(0)), eve.subscribe(LOBBY, Seq(0)));
    lobby.watch();
    publish(&hub, 1..=1);
    hub.publish(vec![Told::Left { user: UserId(2), room: LOBBY }]);
    publish(&hub, 2..=2);
    hub.feed(LOBBY).tell_typing(UserId(3), &Bytes::new());
    assert_eq!(read(&lobby), (Next::Ended, vec![]));
    assert_eq!(read(&still), (Next::Frames(Seq(2)), vec![1, 2]));
    let told = mail(&bob);
    assert_eq!(told.news, [News::Left(LOBBY)]);
    assert!(told.ephemeral.is_empty());

    let again = bob.subscribe(LOBBY, Seq(2));
    drop(lobby);
    publish(&hub, 3..=3);
    assert_eq!(read(&again), (Next::Frames(Seq(3)), vec![3]));
}

#[test]
fn news_reach_all_connections_of_the_person_and_nobody_else() {
    let hub = Hub::new();
    let tabs = [(); 2].map(|()| hub.register(&viewer(2, "Bob Lee")).unwrap());
    let eve = hub.register(&viewer(3, "Eve Marsh")).unwrap();
    hub.publish(vec![Told::Joined { user: UserId(2), room: LOBBY }]);
    assert!(tabs.iter().all(|tab| mail(tab).news == [News::Joined(LOBBY)]));
    assert!(mail(&eve).news.is_empty());

    hub.publish(vec![Told::SessionEnded { session: SessionId(102) }]);
    assert!(tabs.iter().all(|tab| mail(tab).ending == Some(CloseCode::SessionEnded)));
    assert_eq!(mail(&eve).ending, None);
}

#[test]
fn a_person_has_at_most_twenty_connections_at_a_time() {
    let hub = Hub::new();
    let mut tabs: Vec<_> =
        (0..CONNECTIONS_PER_PERSON).map(|_| hub.register(&viewer(2, "Bob Lee")).unwrap()).collect();
    assert!(matches!(hub.register(&viewer(2, "Bob Lee")), Err(TooManyConnections)));
    hub.register(&viewer(3, "Eve Marsh")).unwrap();
    tabs.pop();
    hub.register(&viewer(2, "Bob Lee")).unwrap();
    drop(tabs);
    assert_eq!(hub.connections(), 0);
}

#[test]
fn whoever_comes_after_the_end_is_sent_away_too() {
    let hub = Hub::new();
    let bob = hub.register(&viewer(2, "Bob Lee")).unwrap();
    hub.close_all(CloseCode::Restart);
    let eve = hub.register(&viewer(3, "Eve Marsh")).unwrap();
    assert_eq!(mail(&bob).ending, Some(CloseCode::Restart));
    assert_eq!(mail(&eve).ending, Some(CloseCode::Restart));
}

#[test]
fn a_new_name_is_the_one_told() {
    let hub = Hub::new();
    let _ann = hub.register(&viewer(1, "Ann Novak")).unwrap();
    let name = PersonName::parse("Ann Dvorak").unwrap();
    let renamed = event(5, EventKind::MemberRenamed { name: name.clone() });
    hub.publish(vec![Told::Event { room: LOBBY, event: renamed }]);
    let person = Person { id: UserId(1), name, picture: None };
    let ann = Present { person, attention: Attention::Here };
    assert_eq!(hub.present([UserId(1), UserId(9)]), [ann]);
}

#[test]
fn only_those_in_view_of_a_room_hear_who_types() {
    let hub = Hub::new();
    let bob = hub.register(&viewer(2, "Bob Lee")).unwrap();
    let lobby = bob.subscribe(LOBBY, Seq(0));
    let typing = || hub.feed(LOBBY).tell_typing(UserId(3), &Bytes::new());
    typing();
    assert!(mail(&bob).ephemeral.is_empty());
    lobby.watch();
    typing();
    assert_eq!(mail(&bob).ephemeral.len(), 1);
    lobby.unwatch();
    typing();
    assert!(mail(&bob).ephemeral.is_empty());
}

#[test]
fn somebody_is_away_only_on_all_their_connections() {
    let hub = Hub::new();
    let tabs = [(); 2].map(|()| hub.register(&viewer(1, "Ann Novak")).unwrap());
    let _bob = hub.register(&viewer(2, "Bob Lee")).unwrap();
    let shown = || {
        let people = hub.present([UserId(1), UserId(2)]);
        people.into_iter().map(|one| (one.person.id.0, one.attention)).collect::<Vec<_>>()
    };
    assert!(!tabs[0].attend(Attention::Away), "the other tab is looked at");
    assert_eq!(shown(), [(1, Attention::Here), (2, Attention::Here)]);
    assert!(tabs[1].attend(Attention::Away));
    assert_eq!(
        shown(),
        [(2, Attention::Here), (1, Attention::Away)],
        "those who are away come last"
    );
    assert!(!tabs[1].attend(Attention::Away), "twice is nothing new");
    assert!(tabs[0].attend(Attention::Here));
    let [first, second] = tabs;
    assert!(!first.leave(), "the other tab is still there");
    assert_eq!(shown(), [(2, Attention::Here), (1, Attention::Away)]);
    assert!(second.leave());
    assert_eq!(shown(), [(2, Attention::Here)]);
}
