//! What the server sends.

use hark_protocol::{
    About, Access, Attention, CloseCode, CommandId, Ephemeral, ErrorCode, EventKind, Level, Limits,
    List, Page, PictureId, Posted, Present, Rate, Receipt, Refusal, Reply, ResetReason, RoomId,
    Seen, Seq, ServerFrame, UnreadThreads, UserId,
};

use crate::things::{
    ID, about, ann, archived, at, bob, body, direct, event, in_thread, pinned, reaction, room_name,
    rows, snapshot, summary, thread, thread_state, topic, versions,
};

pub(crate) fn samples() -> Vec<(&'static str, ServerFrame)> {
    let mut samples = frames();
    samples.extend(events());
    samples.extend(replies());
    samples.extend(refusals());
    samples
}

fn limits() -> Limits {
    Limits {
        frame_bytes: 65_536,
        body_bytes: 16_384,
        page_rows: 100,
        commands_in_flight: 64,
        posts: Rate { per_second: 5, burst: 20 },
        commands: Rate { per_second: 50, burst: 200 },
        typing_every_ms: 3_000,
        connections: 20,
        resumed_rooms: 100,
        mentions: 50,
        reactions: 20,
        reaction_chars: 16,
        person_name_chars: 64,
        room_name_chars: 64,
        topic_chars: 250,
        status_chars: 60,
        query_bytes: 512,
    }
}

fn frames() -> Vec<(&'static str, ServerFrame)> {
    let room = RoomId(2);
    let reset = |reason| ServerFrame::Reset { reason, snapshot: snapshot() };
    let welcome = ServerFrame::Welcome {
        version: 2,
        me: ann(),
        moderates: true,
        rooms: List::new(vec![archived(), summary()]).expect("few rooms"),
        limits: limits(),
        heartbeat_ms: 25_000,
        now: at(5),
    };
    let people = [(ann(), Attention::Here), (bob(), Attention::Away)];
    let people = people.map(|(person, attention)| Present { person, attention });
    let people = List::first_of(people);
    let receipts = List::first_of([Receipt { user: UserId(300), read: Seq(515) }]);
    let seen = [(300, Some(at(4))), (7, None)];
    let seen = seen.map(|(user, at)| Seen { user: UserId(user), at });
    let here = Ephemeral::Here { room, count: 40, people };
    let typing = Ephemeral::Typing { room, thread: Some(Seq(9)), person: bob() };
    let (read, unread, mentions, as_of) = (Seq(500), 3, summary().mentions, Seq(515));
    let read = ServerFrame::Read { room, read, set_back: 130, unread, mentions, as_of };
    let overloaded = Refusal::retry(ErrorCode::Overloaded, 1_500);
    let bye = ServerFrame::Bye { code: CloseCode::Restart.code(), after_ms: 2_000 };
    vec![
        ("welcome", welcome),
        ("reset-asked", reset(ResetReason::Asked)),
        ("reset-too-far-behind", reset(ResetReason::TooFarBehind)),
        ("reset-other-history", reset(ResetReason::OtherHistory)),
        ("live", ServerFrame::Live),
        ("read", read),
        ("room-added", ServerFrame::RoomAdded { summary: summary() }),
        ("room-added-direct", ServerFrame::RoomAdded { summary: direct() }),
        ("room-removed", ServerFrame::RoomRemoved { room }),
        ("typing", ServerFrame::Ephemeral(typing)),
        ("here", ServerFrame::Ephemeral(here)),
        ("ping", ServerFrame::Ping),
        ("pong", ServerFrame::Pong),
        ("problem", ServerFrame::Problem(overloaded)),
        ("bye", bye),
        ("level-everything", ServerFrame::Level { room, chosen: Some(Level::Everything) }),
        ("level-mentions", ServerFrame::Level { room, chosen: Some(Level::Mentions) }),
        ("level-nothing", ServerFrame::Level { room, chosen: Some(Level::Nothing) }),
        ("level-hidden", ServerFrame::Level { room, chosen: Some(Level::Hidden) }),
        ("thread", ServerFrame::Thread { room, root: Seq(514), state: thread_state() }),
        ("threads", ServerFrame::Threads(UnreadThreads { threads: 3, mentions: 1 })),
        ("everybody", ServerFrame::Everybody(List::first_of([about()]))),
        ("about", ServerFrame::About(about())),
        ("receipts", ServerFrame::Receipts { room, receipts }),
        ("seen", ServerFrame::Seen { room, people: List::first_of(seen) }),
        ("about-nothing", ServerFrame::About(About { status: None, zone: None, ..about() })),
        ("moderates", ServerFrame::Moderates(true)),
        ("moderates-no-longer", ServerFrame::Moderates(false)),
        ("level-as-suits", ServerFrame::Level { room, chosen: None }),
    ]
}

fn events() -> Vec<(&'static str, ServerFrame)> {
    let told = |kind| ServerFrame::Event { room: RoomId(2), event: event(kind) };
    let created = EventKind::RoomCreated {
        name: room_name("kitchen"),
        topic: topic("Who cooks today?"),
        access: Access::Closed,
    };
    let posted = |body| EventKind::MessagePosted { client_message_id: ID, body };
    let (target, author) = (Seq(514), UserId(300));
    let replied = |body| EventKind::ReplyPosted { to: in_thread(), client_message_id: ID, body };
    let reply_edited = |body| EventKind::ReplyEdited { to: in_thread(), target, body };
    let edited = |body| EventKind::MessageEdited { target, body };
    let pin = |message| EventKind::MessagePinned { target, message };
    vec![
        ("room-created", told(created)),
        ("message-posted", told(posted(Some(body("Dinner at eight?"))))),
        ("message-posted-since-deleted", told(posted(None))),
        ("message-edited", told(edited(Some(body("Dinner at nine?"))))),
        ("message-edited-since-deleted", told(edited(None))),
        ("message-deleted", told(EventKind::MessageDeleted { target, author })),
        ("member-joined", told(EventKind::MemberJoined { member: ann() })),
        ("member-left", told(EventKind::MemberLeft { member: ann() })),
        ("member-renamed", told(EventKind::MemberRenamed { name: ann().name })),
        (
            "picture-changed",
            told(EventKind::PictureChanged { picture: Some(PictureId(0x9e37_79b9)) }),
        ),
        ("picture-removed", told(EventKind::PictureChanged { picture: None })),
        ("room-renamed", told(EventKind::RoomRenamed { name: room_name("canteen") })),
        ("topic-changed", told(EventKind::TopicChanged { topic: topic("") })),
        ("room-archived", told(EventKind::RoomArchived)),
        ("room-unarchived", told(EventKind::RoomUnarchived)),
        ("reaction-added", told(EventKind::ReactionAdded { target, reaction: reaction("👍🏽") })),
        (
            "reaction-removed",
            told(EventKind::ReactionRemoved { target, reaction: reaction("Yes!") }),
        ),
        ("reply-posted-in-thread", told(replied(Some(body("Bread it is."))))),
        ("reply-posted-since-removed", told(replied(None))),
        ("reply-removed", told(EventKind::ReplyRemoved { to: in_thread(), target, author })),
        ("reply-edited", told(reply_edited(Some(body("Bread and wine."))))),
        ("reply-edited-since-removed", told(reply_edited(None))),
        ("direct-started", told(EventKind::DirectStarted { people: direct().room.people })),
        ("message-pinned", told(pin(Some(pinned())))),
        ("message-pinned-since-deleted", told(pin(None))),
        ("slow-mode-changed", told(EventKind::SlowModeChanged { seconds: 300 })),
        ("message-unpinned", told(EventKind::MessageUnpinned { target })),
    ]
}

fn replies() -> Vec<(&'static str, ServerFrame)> {
    let reply = |reply| ServerFrame::Reply { id: CommandId(131), result: Ok(reply) };
    let posted = Posted { seq: Seq(516), at: at(60), duplicate: true };
    let rows = List::new(rows()).expect("few rows");
    let page = Page { rows, older: true, newer: false, as_of: Seq(600) };
    vec![
        ("reply-done", reply(Reply::Done)),
        ("reply-posted", reply(Reply::Posted(posted))),
        ("reply-history", reply(Reply::History(page))),
        ("reply-versions", reply(Reply::Versions(versions()))),
        ("reply-thread", reply(Reply::Thread(Box::new(thread())))),
        ("reply-thread-state", reply(Reply::ThreadState(thread_state()))),
    ]
}

fn refusals() -> Vec<(&'static str, ServerFrame)> {
    let refusal = |refusal| ServerFrame::Reply { id: CommandId(131), result: Err(refusal) };
    let never = |code| refusal(Refusal::terminal(code));
    vec![
        ("refusal-bad-frame", never(ErrorCode::BadFrame)),
        ("refusal-bad-request", never(ErrorCode::BadRequest)),
        ("refusal-not-found", never(ErrorCode::NotFound)),
        ("refusal-forbidden", never(ErrorCode::Forbidden)),
        ("refusal-room-archived", never(ErrorCode::RoomArchived)),
        ("refusal-client-message-id-conflict", never(ErrorCode::ClientMessageIdConflict)),
        ("refusal-rate-limited", refusal(Refusal::retry(ErrorCode::RateLimited, 3_000))),
        ("refusal-limit-exceeded", never(ErrorCode::LimitExceeded)),
        ("refusal-overloaded", refusal(Refusal::retry(ErrorCode::Overloaded, 200))),
        ("refusal-storage-full", refusal(Refusal::retry(ErrorCode::StorageFull, 60_000))),
        ("refusal-storage-unavailable", never(ErrorCode::StorageUnavailable)),
        ("refusal-internal", never(ErrorCode::Internal)),
        ("refusal-silenced", never(ErrorCode::Silenced)),
        ("refusal-slow-mode", refusal(Refusal::retry(ErrorCode::SlowMode, 29_000))),
    ]
}
