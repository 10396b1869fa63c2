//! How rows follow from a timeline, an outbox and a read cursor.

use hark_protocol::{
    Access, ClientMessageId, ErrorCode, List, PersonName, Reacted, Reaction, Reactions, Replies,
    RoomId, RoomName, Topic,
};

use crate::chat::reactions::Chip;

use super::*;

const NOON: i64 = 1_794_571_200_000;

fn person(id: u64, name: &str) -> Person {
    Person { id: UserId(id), name: PersonName::parse(name).unwrap(), picture: None }
}

fn said(seq: u64, author: &Person, minute: i64) -> Row {
    Row::Message(Message {
        seq: Seq(seq),
        at: Timestamp(NOON + minute * 60_000),
        author: author.clone(),
        client_message_id: ClientMessageId([seq as u8; 16]),
        body: Some(Body::parse("The kettle is on.").unwrap()),
        moderated: false,
        revision: Seq(seq),
        reactions: Reactions::default(),
        to: None,
        replies: Replies::default(),
    })
}

fn joined(seq: u64, member: &Person, minute: i64) -> Row {
    Row::Notice(Notice {
        seq: Seq(seq),
        at: Timestamp(NOON + minute * 60_000),
        actor: member.clone(),
        kind: EventKind::MemberJoined { member: member.clone() },
    })
}

fn waiting(id: u8, state: OutboxState) -> OutboxItem {
    OutboxItem {
        client_message_id: ClientMessageId([id; 16]),
        order: (NOON, 0),
        room: RoomId(1),
        to: None,
        body: Body::parse("On my way.").unwrap(),
        typed_at: Timestamp(NOON + 2 * 60_000),
        state,
    }
}

fn show(rows: &[Row], outbox: &[OutboxItem], change: impl FnOnce(&mut Scene<'_>)) -> Vec<String> {
    let (me, changes, zone) = (person(1, "Ann"), Changes::default(), Zone::named("UTC"));
    let mut scene = Scene {
        me: &me,
        members: Members::default(),
        room: RoomId(1),
        side: Side::Room,
        rows: rows.iter().collect(),
        pins: None,
        older: false,
        newer: false,
        outbox: outbox.iter().collect(),
        unread_after: None,
        receipts: Vec::new(),
        pair: false,
        writable: true,
        changes: &changes,
        zone: &zone,
        now: Timestamp(NOON),
    };
    change(&mut scene);
    super::rows(&scene).iter().map(|(_, view)| short(view)).collect()
}

fn short(view: &View) -> String {
    match view {
        View::Day(day) => format!("= {day}"),
        View::Unread => "- new".into(),
        View::Notice(notice) => format!("* {} {}", notice.text, notice.time),
        View::Message(message) => {
            let first = if message.first { "+" } else { " " };
            let state = match message.delivery {
                Delivery::Stored => "",
                Delivery::Pending => " pending",
                Delivery::Failed(_) => " failed",
            };
            format!("{first}{} {}{state}", message.author.name, message.time)
        }
    }
}

#[test]
fn messages_of_one_author_within_five_minutes_are_a_group() {
    let (ann, bob) = (person(1, "Ann"), person(2, "Bob"));
    let rows = [said(2, &ann, 0), said(3, &ann, 5), said(4, &ann, 11), said(5, &bob, 11)];
    let shown = ["= Today", "+Ann 12:00", " Ann 12:05", "+Ann 12:11", "+Bob 12:11"];
    assert_eq!(show(&rows, &[], |_| ()), shown);
}

#[test]
fn notices_and_days_end_a_group() {
    let ann = person(1, "Ann");
    let late = 12 * 60;
    let rows = [said(2, &ann, late - 2), joined(3, &ann, late - 1), said(4, &ann, late - 1)];
    let more = [said(5, &ann, late)];
    let all: Vec<Row> = rows.into_iter().chain(more).collect();
    let shown = show(&all, &[], |scene| scene.now = Timestamp(NOON + late * 60_000));
    assert_eq!(
        shown,
        ["= Yesterday", "+Ann 23:58", "* Ann joined 23:59", "+Ann 23:59", "= Today", "+Ann 00:00"]
    );
}

#[test]
fn the_line_stands_before_the_first_unread_message_of_somebody_else() {
    let (ann, bob) = (person(1, "Ann"), person(2, "Bob"));
    let rows = [said(2, &bob, 0), said(3, &ann, 1), said(4, &bob, 2), said(5, &bob, 3)];
    let shown = show(&rows, &[], |scene| scene.unread_after = Some(Seq(2)));
    assert_eq!(shown[3..], ["- new", "+Bob 12:02", " Bob 12:03"]);
    let none = show(&rows, &[], |scene| scene.unread_after = Some(Seq(5)));
    assert!(!none.contains(&"- new".to_owned()));
}

#[test]
fn no_line_is_drawn_where_its_place_is_not_held() {
    let bob = person(2, "Bob");
    let rows = [said(40, &bob, 0), said(41, &bob, 1)];
    let unknown = show(&rows, &[], |scene| {
        scene.unread_after = Some(Seq(7));
        scene.older = true;
    });
    assert!(!unknown.contains(&"- new".to_owned()));
    let start = show(&rows, &[], |scene| scene.unread_after = Some(Seq(7)));
    assert_eq!(start[1], "- new");
}

#[test]
fn what_is_on_its_way_stands_last_and_once() {
    let ann = person(1, "Ann");
    let rows = [said(2, &ann, 0)];
    let outbox = [
        waiting(2, OutboxState::Waiting),
        waiting(9, OutboxState::Waiting),
        waiting(10, OutboxState::Parked(ErrorCode::RoomArchived)),
    ];
    let shown = ["= Today", "+Ann 12:00", " Ann 12:02 pending", " Ann 12:02 failed"];
    assert_eq!(show(&rows, &outbox, |_| ()), shown);
    let far = show(&rows, &outbox, |scene| scene.newer = true);
    assert_eq!(far.len(), 2, "not beside rows it does not follow");
}

#[test]
fn a_clock_behind_the_server_brings_no_day_twice() {
    let ann = person(1, "Ann");
    let rows = [said(2, &ann, 12 * 60)];
    let shown = show(&rows, &[waiting(9, OutboxState::Waiting)], |_| ());
    assert_eq!(shown.iter().filter(|row| row.starts_with('=')).count(), 1);
}

#[test]
fn the_making_of_the_room_is_left_to_its_first_words() {
    let ann = person(1, "Ann");
    let kind = EventKind::RoomCreated {
        name: RoomName::parse("tea").unwrap(),
        topic: Topic::default(),
        access: Access::Open,
    };
    let made = Row::Notice(Notice { seq: Seq(1), at: Timestamp(NOON), actor: ann.clone(), kind });
    assert_eq!(show(&[made, said(2, &ann, 0)], &[], |_| ()), ["= Today", "+Ann 12:00"]);
}

#[test]
fn a_change_is_shown_while_it_is_saved_and_until_it_is() {
    let ann = person(1, "Ann");
    let rows = [said(2, &ann, 0)];
    let body = Body::parse("The kettle is off.").unwrap();
    for (revision, state) in [(Seq(2), "+Ann 12:00 pending"), (Seq(1), "+Ann 12:00")] {
        let mut changes = Changes::default();
        let spot = Spot { side: Side::Room, seq: Seq(2) };
        changes.set(spot, Some(Editing::Saving(body.clone(), revision)));
        let (zone, now) = (Zone::named("UTC"), Timestamp(NOON));
        let scene = Scene {
            room: RoomId(1),
            side: Side::Room,
            me: &ann,
            members: Members::default(),
            rows: rows.iter().collect(),
            pins: None,
            older: false,
            newer: false,
            outbox: Vec::new(),
            unread_after: None,
            receipts: Vec::new(),
            pair: false,
            writable: true,
            changes: &changes,
            zone: &zone,
            now,
        };
        assert_eq!(short(&super::rows(&scene)[1].1), state);
    }
}

#[test]
fn a_message_refused_for_its_id_stands_beside_the_one_that_has_it() {
    let rows = [said(2, &person(1, "Ann"), 1)];
    assert_eq!(show(&rows, &[waiting(2, OutboxState::Waiting)], |_| {}).len(), 2);
    let refused = waiting(2, OutboxState::Parked(ErrorCode::ClientMessageIdConflict));
    let shown = ["= Today", "+Ann 12:01", " Ann 12:02 failed"];
    assert_eq!(show(&rows, &[refused], |_| {}), shown);
}

#[test]
fn it_stands_under_ones_last_message_that_others_have_read() {
    let (ann, bob) = (person(1, "Ann"), person(2, "Bob"));
    let rows = [said(2, &ann, 0), said(3, &ann, 0), said(4, &bob, 1), said(5, &ann, 1)];
    let marks = |receipts: &[(&'static str, u64)], newer: bool| {
        let mut found = Vec::new();
        show(&rows, &[], |scene| {
            let receipts = receipts.iter().map(|(name, read)| (*name, Seq(*read)));
            scene.receipts = receipts.collect();
            scene.pair = scene.receipts.len() == 1;
            scene.newer = newer;
            found = super::receipts::marks(scene);
        });
        found.into_iter().map(|(seq, by)| (seq.0, by)).collect::<Vec<_>>()
    };
    assert_eq!(marks(&[("Bob", 1)], false), []);
    assert_eq!(marks(&[("Bob", 2)], false), [(2, "Seen".to_owned())]);
    assert_eq!(marks(&[("Bob", 4)], false), [(3, "Seen".to_owned())], "his own does not count");
    assert_eq!(marks(&[("Bob", 9)], false), [(5, "Seen".to_owned())]);
    assert_eq!(marks(&[("Bob", 9)], true), [], "it may stand further down");
    let all = [("Bob", 3), ("Eve", 5), ("Tom", 3)];
    let said = [(3, "Seen by Bob and Tom".to_owned()), (5, "Seen by Eve".to_owned())];
    assert_eq!(marks(&all, false), said);
}

#[test]
fn what_the_viewer_does_to_reactions_is_shown_at_once() {
    let (ann, bob) = (person(1, "Ann"), person(2, "Bob"));
    let of = |text: &str| Reaction::parse(text).unwrap();
    let Row::Message(mut message) = said(2, &ann, 0) else { unreachable!("it is one") };
    message.reactions.all = List::first_of([
        Reacted { reaction: of("a"), people: List::first_of([bob.clone()]) },
        Reacted { reaction: of("b"), people: List::first_of([ann.clone()]) },
    ]);
    let mut changes = Changes::default();
    let shown = |message: &Message, changes: &Changes| {
        let view = ReactionsView::of(message, ann.id, true, changes);
        let short = |chip: &Chip| format!("{}{} {}", chip.reaction.as_str(), chip.count, chip.mine);
        view.chips.iter().map(short).collect::<Vec<_>>()
    };
    assert_eq!(shown(&message, &changes), ["a1 false", "b1 true"]);
    changes.react(Seq(2), of("a"), true);
    changes.react(Seq(2), of("b"), false);
    changes.react(Seq(2), of("c"), true);
    changes.react(Seq(3), of("d"), true);
    assert_eq!(shown(&message, &changes), ["a2 true", "c1 true"]);
    changes.react(Seq(2), of("c"), false);
    assert_eq!(shown(&message, &changes), ["a2 true"], "the last click counts");
    changes.settle_reactions(|_, reaction, _| *reaction != of("a"));
    assert_eq!(shown(&message, &changes), ["a1 false"]);
    changes.settle_reactions(|_, _, _| false);
    assert_eq!(shown(&message, &changes), ["a1 false", "b1 true"]);
    message.body = None;
    changes.react(Seq(2), of("e"), true);
    assert!(shown(&message, &changes).is_empty(), "a removed message has none");
}
