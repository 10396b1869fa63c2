//! People, rooms and messages of which the samples are made. Numbers are chosen so that no two
//! fields of one kind are alike, and some take more than one byte.

use hark_protocol::sync::{OutboxItem, OutboxState};
use hark_protocol::{
    About, Access, Body, ChatPage, ClientMessageId, Cursor, Epoch, ErrorCode, Event, EventKind,
    Excerpt, Level, List, Message, Notice, Page, Person, PersonName, PictureId, Pin, Pinned, Pins,
    Reacted, Reaction, Reactions, Replies, ReplyTo, Room, RoomId, RoomName, RoomSnapshot,
    RoomSummary, Row, Seq, Status, StatusText, Tag, ThreadPage, ThreadState, Timestamp, Topic,
    UnreadThreads, UserId, Version, Versions, ZoneName,
};

pub(crate) const ID: ClientMessageId =
    ClientMessageId([0xc1, 0x1e, 0x47, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);

pub(crate) fn ann() -> Person {
    Person {
        id: UserId(1),
        name: PersonName::parse("Ann Lovelace").expect("a good name"),
        picture: None,
    }
}

pub(crate) fn bob() -> Person {
    Person {
        id: UserId(300),
        name: PersonName::parse("Bob Šťastný").expect("a good name"),
        picture: Some(PictureId(300)),
    }
}

pub(crate) fn body(text: &str) -> Body {
    Body::parse(text).expect("a good text")
}

pub(crate) fn room_name(text: &str) -> RoomName {
    RoomName::parse(text).expect("a good name")
}

pub(crate) fn topic(text: &str) -> Topic {
    Topic::parse(text).expect("a good topic")
}

pub(crate) fn reaction(text: &str) -> Reaction {
    Reaction::parse(text).expect("a good reaction")
}

pub(crate) fn at(second: i64) -> Timestamp {
    Timestamp(1_763_700_000_000 + second * 1_000)
}

pub(crate) fn cursor() -> Cursor {
    Cursor { epoch: Epoch(0xfeed_beef_0123_4567), seq: Seq(515), tag: Tag(0xdead_10cc) }
}

pub(crate) fn event(kind: EventKind) -> Event {
    let (seq, tag) = (Seq(516), Tag(0x0051_7e4f));
    Event { seq, tag, at: at(60), actor: bob(), kind: Some(kind) }
}

pub(crate) fn summary() -> RoomSummary {
    let room = Room {
        id: RoomId(2),
        name: room_name("kitchen"),
        topic: topic("Who cooks today?"),
        access: Access::Open,
        slow_seconds: 30,
        archived_by: None,
        people: List::default(),
    };
    RoomSummary {
        room,
        cursor: cursor(),
        read: Seq(400),
        set_back: 2,
        unread: 7,
        mentions: mentions(),
        chosen_level: None,
    }
}

pub(crate) fn mentions() -> List<Seq, { RoomSummary::MAX_MENTIONS }> {
    List::first_of([Seq(401), Seq(514)])
}

pub(crate) fn archived() -> RoomSummary {
    let room = Room {
        id: RoomId(128),
        name: room_name("attic"),
        topic: topic(""),
        access: Access::Closed,
        slow_seconds: 30,
        archived_by: Some(bob()),
        people: List::default(),
    };
    RoomSummary {
        room,
        cursor: Cursor::default(),
        read: Seq::ZERO,
        set_back: 0,
        unread: 0,
        mentions: List::default(),
        chosen_level: Some(Level::Hidden),
    }
}

pub(crate) fn direct() -> RoomSummary {
    let room = Room {
        id: RoomId(9),
        name: room_name("Direct"),
        topic: topic(""),
        access: Access::Direct,
        slow_seconds: 30,
        archived_by: None,
        people: List::new(vec![ann(), bob()]).expect("few people"),
    };
    RoomSummary {
        room,
        cursor: cursor(),
        read: Seq(511),
        set_back: 0,
        unread: 1,
        mentions: List::default(),
        chosen_level: Some(Level::Nothing),
    }
}

pub(crate) fn rows() -> Vec<Row> {
    let joined = EventKind::MemberJoined { member: bob() };
    let notice = Notice { seq: Seq(513), at: at(1), actor: ann(), kind: joined };
    let reacted = List::first_of([
        Reacted { reaction: reaction("👍🏽"), people: List::first_of([bob(), ann()]) },
        Reacted { reaction: reaction("Yes!"), people: List::first_of([bob()]) },
    ]);
    let message = Message {
        seq: Seq(514),
        at: at(2),
        author: ann(),
        client_message_id: ID,
        body: Some(body("Dinner at eight?\n\tBring bread. 🍞")),
        moderated: false,
        revision: Seq(514),
        reactions: Reactions { all: reacted, revision: Seq(530) },
        to: None,
        replies: Replies {
            count: 300,
            people: List::first_of([bob(), ann()]),
            newest_at: at(900),
            revision: Seq(700),
        },
    };
    let removed = Message {
        seq: Seq(515),
        revision: Seq(600),
        body: None,
        moderated: true,
        reactions: Reactions::default(),
        ..message.clone()
    };
    vec![Row::Notice(notice), Row::Message(message), Row::Message(removed)]
}

pub(crate) fn pinned() -> Pinned {
    let text = Excerpt::of(&body("**Dinner** at eight?"));
    Pinned { author: ann(), at: at(2), text }
}

pub(crate) fn versions() -> Versions {
    let newest = Version { seq: Seq(520), at: at(8), body: body("Dinner at nine?") };
    let before = Version { seq: Seq(514), at: at(2), body: body("Dinner at eight?") };
    Versions { all: List::first_of([newest, before]), earlier: true }
}

pub(crate) fn pins() -> Pins {
    Pins::first_of([Pin { target: Seq(514), message: pinned(), by: bob(), at: at(9) }])
}

pub(crate) fn in_thread() -> ReplyTo {
    ReplyTo { root: Seq(514), in_room: false }
}

pub(crate) fn thread() -> ThreadPage {
    let rows = rows();
    let root = rows[1].message().expect("a message").clone();
    let replies = Replies::default();
    let reply = Message { seq: Seq(700), to: Some(in_thread()), replies, ..root.clone() };
    let rows = List::first_of([Row::Message(reply)]);
    let page = Page { rows, older: true, newer: false, as_of: Seq(701) };
    ThreadPage { root, page, state: thread_state() }
}

pub(crate) fn thread_state() -> ThreadState {
    ThreadState { followed: true, read: Seq(699), unread: 2, mentions: 1 }
}

pub(crate) fn snapshot() -> RoomSnapshot {
    let rows = List::new(rows()).expect("few rows");
    RoomSnapshot {
        summary: summary(),
        member_count: 12,
        members: List::first_of([ann(), bob()]),
        rows,
        older: true,
        newer: false,
        pins: pins(),
    }
}

pub(crate) fn about() -> About {
    let text = StatusText::parse("🌴 On holiday").expect("a good status");
    let status = Some(Status { text, until: Some(at(120)) });
    About { user: UserId(300), status, zone: ZoneName::parse("Europe/Prague").ok() }
}

pub(crate) fn pages() -> Vec<(&'static str, ChatPage)> {
    let rooms = vec![archived(), summary()];
    let (me, moderates, open, now) = (ann(), true, snapshot(), at(3));
    let threads = UnreadThreads { threads: 3, mentions: 1 };
    let about = List::first_of([about()]);
    let page = ChatPage { me, moderates, rooms, open, thread: None, threads, about, now };
    let of_member = ChatPage { me: bob(), moderates: false, ..page.clone() };
    let open = RoomSnapshot { newer: true, ..snapshot() };
    let of_the_past = ChatPage { open, ..page.clone() };
    let with_thread = ChatPage { thread: Some(thread()), ..page.clone() };
    let of_guest = ChatPage { rooms: vec![], ..of_member.clone() };
    vec![
        ("moderator", page),
        ("member", of_member),
        ("of-the-past", of_the_past),
        ("thread", with_thread),
        ("guest", of_guest),
    ]
}

pub(crate) fn outbox() -> Vec<(&'static str, OutboxItem)> {
    let waiting = OutboxItem {
        client_message_id: ID,
        order: (1_763_700_000_000, 3),
        room: RoomId(2),
        to: None,
        body: body("I bring bread."),
        typed_at: at(4),
        state: OutboxState::Waiting,
    };
    let state = OutboxState::Parked(ErrorCode::RoomArchived);
    let parked = OutboxItem { state, ..waiting.clone() };
    let reply = OutboxItem { to: Some(in_thread()), ..waiting.clone() };
    vec![("waiting", waiting), ("parked", parked), ("reply", reply)]
}
