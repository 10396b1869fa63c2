//! Frames of any content, for property tests.

use hark_protocol::{
    Access, Body, ClientFrame, ClientMessageId, Command, CommandId, Cursor, Epoch, ErrorCode,
    Event, EventKind, HistoryFrom, List, Notice, Page, Person, PersonName, PictureId, Posted,
    Reaction, Refusal, Reply, ResetReason, Room, RoomCursor, RoomId, RoomName, RoomSnapshot,
    RoomSummary, Row, Seq, ServerFrame, Tag, Timestamp, Topic, UserId,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

mod pins;
mod told;
mod versions;

use crate::{messages::message, threads};

pub(crate) fn client_frame() -> impl Strategy<Value = ClientFrame> {
    let cursors = vec((room_id(), cursor()), 0..20).prop_map(|rooms| {
        List::first_of(rooms.into_iter().map(|(room, cursor)| RoomCursor { room, cursor }))
    });
    prop_oneof![
        (any::<u16>(), cursors, option::of(room_id()))
            .prop_map(|(version, rooms, open)| ClientFrame::Hello { version, rooms, open }),
        (any::<u32>(), command())
            .prop_map(|(id, command)| ClientFrame::Command { id: CommandId(id), command }),
        Just(ClientFrame::Ping),
        Just(ClientFrame::Pong),
        told::of_viewer(),
    ]
}

fn command() -> impl Strategy<Value = Command> {
    let from = prop_oneof![
        seq().prop_map(HistoryFrom::Before),
        seq().prop_map(HistoryFrom::After),
        seq().prop_map(HistoryFrom::Around),
    ];
    prop_oneof![
        (room_id(), option::of(cursor())).prop_map(|(room, cursor)| Command::Open { room, cursor }),
        (room_id(), id(), body(), option::of(threads::to())).prop_map(
            |(room, client_message_id, body, to)| {
                Command::Post { room, client_message_id, body, to }
            }
        ),
        threads::command(),
        (room_id(), seq(), body()).prop_map(|(room, target, body)| Command::Edit {
            room,
            target,
            body
        }),
        (room_id(), seq()).prop_map(|(room, target)| Command::Delete { room, target }),
        told::reading(),
        (room_id(), option::of(seq())).prop_map(|(room, thread)| Command::Typing { room, thread }),
        (room_id(), from, any::<u16>()).prop_map(|(room, from, limit)| Command::History {
            room,
            from,
            limit
        }),
        (room_id(), cursor()).prop_map(|(room, after)| Command::Fill { room, after }),
        (room_id(), seq(), reaction()).prop_map(|(room, target, reaction)| Command::React {
            room,
            target,
            reaction
        }),
        (room_id(), seq(), reaction()).prop_map(|(room, target, reaction)| Command::Unreact {
            room,
            target,
            reaction
        }),
        (room_id(), seq()).prop_map(|(room, target)| Command::Pin { room, target }),
        (room_id(), seq(), option::of(seq()))
            .prop_map(|(room, target, before)| Command::Versions { room, target, before }),
        (room_id(), seq()).prop_map(|(room, target)| Command::Unpin { room, target }),
    ]
}

pub(crate) fn server_frame() -> impl Strategy<Value = ServerFrame> {
    let reason = prop_oneof![
        Just(ResetReason::Asked),
        Just(ResetReason::TooFarBehind),
        Just(ResetReason::OtherHistory),
    ];
    prop_oneof![
        told::welcome(),
        (any::<u32>(), reply())
            .prop_map(|(id, result)| ServerFrame::Reply { id: CommandId(id), result }),
        (room_id(), event()).prop_map(|(room, event)| ServerFrame::Event { room, event }),
        (reason, snapshot()).prop_map(|(reason, snapshot)| ServerFrame::Reset { reason, snapshot }),
        Just(ServerFrame::Live),
        told::read(),
        summary().prop_map(|summary| ServerFrame::RoomAdded { summary }),
        room_id().prop_map(|room| ServerFrame::RoomRemoved { room }),
        threads::typing().prop_map(ServerFrame::Ephemeral),
        Just(ServerFrame::Ping),
        Just(ServerFrame::Pong),
        refusal().prop_map(ServerFrame::Problem),
        any::<(u16, u32)>().prop_map(|(code, after_ms)| ServerFrame::Bye { code, after_ms }),
        threads::frame(),
        told::of_people(),
        (room_id(), told::level()).prop_map(|(room, chosen)| ServerFrame::Level { room, chosen }),
    ]
}

fn reply() -> impl Strategy<Value = Result<Reply, Refusal>> {
    let posted =
        (seq(), at(), any::<bool>()).prop_map(|(seq, at, duplicate)| Posted { seq, at, duplicate });
    prop_oneof![
        Just(Ok(Reply::Done)),
        posted.prop_map(|posted| Ok(Reply::Posted(posted))),
        page().prop_map(|page| Ok(Reply::History(page))),
        versions::versions().prop_map(|versions| Ok(Reply::Versions(versions))),
        threads::reply().prop_map(Ok),
        refusal().prop_map(Err),
    ]
}

pub(crate) fn page() -> impl Strategy<Value = Page> {
    (rows(), any::<(bool, bool)>(), seq()).prop_map(|(rows, (older, newer), as_of)| Page {
        rows,
        older,
        newer,
        as_of,
    })
}

fn refusal() -> impl Strategy<Value = Refusal> {
    let code = proptest::sample::select(vec![
        ErrorCode::BadFrame,
        ErrorCode::NotFound,
        ErrorCode::ClientMessageIdConflict,
        ErrorCode::Overloaded,
        ErrorCode::Internal,
    ]);
    (code, option::of(any::<u32>()))
        .prop_map(|(code, retry_after_ms)| Refusal { code, retry_after_ms })
}

fn event() -> impl Strategy<Value = Event> {
    (seq(), any::<u32>(), at(), person(), option::of(kind()))
        .prop_map(|(seq, tag, at, actor, kind)| Event { seq, tag: Tag(tag), at, actor, kind })
}

fn kind() -> impl Strategy<Value = EventKind> {
    prop_oneof![
        (room_name(), topic(), access()).prop_map(|(name, topic, access)| EventKind::RoomCreated {
            name,
            topic,
            access
        }),
        (id(), option::of(body())).prop_map(|(client_message_id, body)| {
            EventKind::MessagePosted { client_message_id, body }
        }),
        (seq(), option::of(body()))
            .prop_map(|(target, body)| EventKind::MessageEdited { target, body }),
        (seq(), any::<u64>()).prop_map(|(target, author)| {
            EventKind::MessageDeleted { target, author: UserId(author) }
        }),
        person().prop_map(|member| EventKind::MemberJoined { member }),
        person().prop_map(|member| EventKind::MemberLeft { member }),
        person().prop_map(|Person { name, .. }| EventKind::MemberRenamed { name }),
        person().prop_map(|Person { picture, .. }| EventKind::PictureChanged { picture }),
        room_name().prop_map(|name| EventKind::RoomRenamed { name }),
        topic().prop_map(|topic| EventKind::TopicChanged { topic }),
        any::<u32>().prop_map(|seconds| EventKind::SlowModeChanged { seconds }),
        Just(EventKind::RoomArchived),
        Just(EventKind::RoomUnarchived),
        (seq(), reaction())
            .prop_map(|(target, reaction)| EventKind::ReactionAdded { target, reaction }),
        (seq(), reaction())
            .prop_map(|(target, reaction)| EventKind::ReactionRemoved { target, reaction }),
        together().prop_map(|people| EventKind::DirectStarted { people }),
        (seq(), option::of(pins::pinned()))
            .prop_map(|(target, message)| EventKind::MessagePinned { target, message }),
        seq().prop_map(|target| EventKind::MessageUnpinned { target }),
        threads::kind(),
    ]
}

fn together() -> impl Strategy<Value = List<Person, { Room::MAX_DIRECT }>> {
    vec(person(), 0..=Room::MAX_DIRECT).prop_map(List::first_of)
}

fn snapshot() -> impl Strategy<Value = RoomSnapshot> {
    let members = vec(person(), 0..9).prop_map(List::first_of);
    (summary(), any::<u32>(), members, rows(), any::<(bool, bool)>(), pins::pins()).prop_map(
        |(summary, member_count, members, rows, (older, newer), pins)| RoomSnapshot {
            summary,
            member_count,
            members,
            rows,
            older,
            newer,
            pins,
        },
    )
}

pub(crate) fn summary() -> impl Strategy<Value = RoomSummary> {
    let state = (any::<u32>(), option::of(person()));
    let about = (room_id(), room_name(), topic(), access(), state, together());
    let room = about.prop_map(|(id, name, topic, access, (slow_seconds, archived_by), people)| {
        Room { id, name, topic, access, slow_seconds, archived_by, people }
    });
    (room, cursor(), seq(), any::<(u32, u32)>(), told::mentions(), told::level()).prop_map(
        |(room, cursor, read, (set_back, unread), mentions, chosen_level)| RoomSummary {
            room,
            cursor,
            read,
            set_back,
            unread,
            mentions,
            chosen_level,
        },
    )
}

fn rows() -> impl Strategy<Value = List<Row, { Page::MAX_ROWS }>> {
    let message = message().prop_map(Row::Message);
    let notice = (seq(), at(), person(), kind())
        .prop_map(|(seq, at, actor, kind)| Row::Notice(Notice { seq, at, actor, kind }));
    vec(prop_oneof![message, notice], 0..9).prop_map(List::first_of)
}

pub(crate) fn reaction() -> impl Strategy<Value = Reaction> {
    "[a-zěšč👍🍞]{1,16}".prop_map(|text| Reaction::parse(&text).expect("a good reaction"))
}

pub(crate) fn person() -> impl Strategy<Value = Person> {
    (any::<(u64, Option<u32>)>(), "[A-Za-zěšč🍞]{1,64}").prop_map(|((id, picture), name)| Person {
        id: UserId(id),
        name: PersonName::parse(&name).expect("a good name"),
        picture: picture.map(PictureId),
    })
}

fn cursor() -> impl Strategy<Value = Cursor> {
    (any::<(u64, u32)>(), seq()).prop_map(|((epoch, tag), seq)| Cursor {
        epoch: Epoch(epoch),
        seq,
        tag: Tag(tag),
    })
}

pub(crate) fn body() -> impl Strategy<Value = Body> {
    "[ -~\n\těšč🍞]{0,200}x".prop_map(|text| Body::parse(&text).expect("a good text"))
}

fn room_name() -> impl Strategy<Value = RoomName> {
    "[a-z-]{1,64}".prop_map(|text| RoomName::parse(&text).expect("a good name"))
}

fn topic() -> impl Strategy<Value = Topic> {
    "[ -~ěšč]{0,250}".prop_map(|text| Topic::parse(&text).expect("a good topic"))
}

pub(crate) fn id() -> impl Strategy<Value = ClientMessageId> {
    any::<[u8; 16]>().prop_map(ClientMessageId)
}

fn access() -> impl Strategy<Value = Access> {
    prop_oneof![Just(Access::Open), Just(Access::Closed), Just(Access::Direct)]
}

pub(crate) fn room_id() -> impl Strategy<Value = RoomId> {
    any::<u64>().prop_map(RoomId)
}

pub(crate) fn seq() -> impl Strategy<Value = Seq> {
    any::<u64>().prop_map(Seq)
}

pub(crate) fn at() -> impl Strategy<Value = Timestamp> {
    any::<i64>().prop_map(Timestamp)
}
