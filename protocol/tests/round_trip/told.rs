//! What a member is told of in a room, of any content.

use hark_protocol::{
    About, Attention, ClientFrame, Command, Ephemeral, Level, Limits, List, Present, Rate, Receipt,
    RoomSummary, Seen, Seq, ServerFrame, Status, StatusText, Timestamp, UserId, ZoneName,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::{at, person, room_id, seq, summary};

pub(super) fn level() -> impl Strategy<Value = Option<Level>> {
    option::of(proptest::sample::select(Level::ALL.to_vec()))
}

/// What is told of people.
pub(super) fn of_people() -> impl Strategy<Value = ServerFrame> {
    prop_oneof![about(), seen(), receipts(), here(), any::<bool>().prop_map(ServerFrame::Moderates)]
}

fn here() -> impl Strategy<Value = ServerFrame> {
    let present = (person(), attention());
    let present = present.prop_map(|(person, attention)| Present { person, attention });
    let people = vec(present, 0..9).prop_map(List::first_of);
    (room_id(), any::<u32>(), people).prop_map(|(room, count, people)| {
        ServerFrame::Ephemeral(Ephemeral::Here { room, count, people })
    })
}

/// What people say of themselves.
fn about() -> impl Strategy<Value = ServerFrame> {
    let text =
        "[a-zěšč👍 ]{0,20}[a-z]".prop_map(|text| StatusText::parse(&text).expect("a good text"));
    let until = option::of(any::<i64>().prop_map(Timestamp));
    let status = option::of((text, until).prop_map(|(text, until)| Status { text, until }));
    let zone = "[A-Za-z_]{1,14}/[A-Za-z_+-]{1,14}";
    let zone = option::of(zone.prop_map(|zone| ZoneName::parse(&zone).expect("a good zone")));
    let about = (any::<u64>(), status, zone);
    let about = about.prop_map(|(user, status, zone)| About { user: UserId(user), status, zone });
    prop_oneof![
        about.clone().prop_map(ServerFrame::About),
        vec(about, 0..9).prop_map(|people| ServerFrame::Everybody(List::first_of(people))),
    ]
}

pub(super) fn mentions() -> impl Strategy<Value = List<Seq, { RoomSummary::MAX_MENTIONS }>> {
    vec(seq(), 0..9).prop_map(List::first_of)
}

/// How far somebody has read, as they say.
pub(super) fn reading() -> impl Strategy<Value = Command> {
    (room_id(), seq(), any::<Option<u32>>()).prop_map(|(room, seq, set_back)| match set_back {
        Some(set_back) => Command::MarkRead { room, seq, set_back },
        None => Command::MarkUnread { room, target: seq },
    })
}

/// How far somebody has read, as they are told.
pub(super) fn read() -> impl Strategy<Value = ServerFrame> {
    (room_id(), seq(), any::<(u32, u32)>(), mentions(), seq()).prop_map(
        |(room, read, (set_back, unread), mentions, as_of)| ServerFrame::Read {
            room,
            read,
            set_back,
            unread,
            mentions,
            as_of,
        },
    )
}

/// What a connection says of its person.
pub(super) fn of_viewer() -> impl Strategy<Value = ClientFrame> {
    prop_oneof![
        attention().prop_map(ClientFrame::Attention),
        room_id().prop_map(|room| ClientFrame::WhoWasHere { room }),
    ]
}

fn attention() -> impl Strategy<Value = Attention> {
    proptest::sample::select(vec![Attention::Here, Attention::Away])
}

/// When members were seen last.
fn seen() -> impl Strategy<Value = ServerFrame> {
    let at = option::of(any::<i64>().prop_map(Timestamp));
    let seen = (any::<u64>(), at).prop_map(|(user, at)| Seen { user: UserId(user), at });
    (room_id(), vec(seen, 0..9))
        .prop_map(|(room, people)| ServerFrame::Seen { room, people: List::first_of(people) })
}

/// How far the others have read.
fn receipts() -> impl Strategy<Value = ServerFrame> {
    let receipt = (any::<u64>(), seq());
    let receipt = receipt.prop_map(|(user, read)| Receipt { user: UserId(user), read });
    (room_id(), vec(receipt, 0..8)).prop_map(|(room, receipts)| ServerFrame::Receipts {
        room,
        receipts: List::first_of(receipts),
    })
}

pub(super) fn welcome() -> impl Strategy<Value = ServerFrame> {
    let limits = any::<[u32; 8]>().prop_map(|any| Limits {
        frame_bytes: any[0],
        body_bytes: any[1],
        page_rows: any[2],
        commands_in_flight: any[3],
        posts: Rate { per_second: any[4], burst: any[5] },
        commands: Rate { per_second: any[6], burst: any[7] },
        ..Limits::default()
    });
    let rooms = vec(summary(), 0..9).prop_map(List::first_of);
    let me = (person(), any::<bool>());
    let rest = (any::<u16>(), me, rooms, limits, any::<u32>(), at());
    rest.prop_map(|(version, me, rooms, limits, heartbeat_ms, now)| ServerFrame::Welcome {
        version,
        me: me.0,
        moderates: me.1,
        rooms,
        limits,
        heartbeat_ms,
        now,
    })
}
