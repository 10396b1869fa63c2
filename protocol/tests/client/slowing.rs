//! More messages than the server takes: they go out as fast as it announced, and wait where it
//! asks.

use hark_protocol::sync::{Change, Input, OutboxState, Status};
use hark_protocol::{
    ClientMessageId, Command, CommandId, ErrorCode, EventKind, Limits, Refusal, ServerFrame,
};

use super::host::{GENERAL, Host, KITCHEN, bob, id, summary, welcome};

const LIMITED: fn(u32) -> Refusal = |wait| Refusal::retry(ErrorCode::RateLimited, wait);

fn sent(host: &Host) -> Option<(CommandId, ClientMessageId)> {
    let posts = host.commands().into_iter().filter_map(|(command, asked)| match asked {
        Command::Post { client_message_id, .. } => Some((command, client_message_id)),
        _ => None,
    });
    let posts: Vec<_> = posts.collect();
    assert!(posts.len() < 2, "one at a time of each room");
    posts.first().copied()
}

/// Lets so much time go by in small steps; the server takes whatever comes. What came, and when.
fn serve(host: &mut Host, time: u64) -> Vec<(u64, ClientMessageId)> {
    let (begun, mut came, mut seq) = (host.now, Vec::new(), 100);
    while host.now < begun + time {
        while let Some((command, message)) = sent(host) {
            came.push((host.now - begun, message));
            seq += 1;
            host.posted(command, seq);
        }
        host.pass(10);
    }
    came
}

#[test]
fn fifty_messages_from_an_hour_offline_go_out_in_order_as_fast_as_they_may() {
    let mut host = Host::live();
    host.cut();
    (1..=50).for_each(|number| host.sends(number, "From the train"));
    host.pass(500);
    host.greets();
    host.hears(welcome(vec![summary(GENERAL, 10), summary(KITCHEN, 10)]));
    host.hears(ServerFrame::Live);
    let came = serve(&mut host, 10_000);
    let order: Vec<_> = came.iter().map(|(_, message)| *message).collect();
    assert_eq!(order, (1..=50).map(id).collect::<Vec<_>>());
    let Limits { posts, .. } = Limits::default();
    assert_eq!(came.iter().filter(|(at, _)| *at == 0).count(), posts.burst as usize);
    let last = came.last().expect("all came").0;
    assert!((5_900..6_500).contains(&last), "thirty more at five a second, the last at {last} ms");
}

#[test]
fn who_is_refused_waits_as_long_as_told_and_overtakes_nothing() {
    let mut host = Host::live();
    host.sends(1, "First");
    let (command, _) = host.command();
    host.sends(2, "Second");
    host.replies(command, Err(LIMITED(800)));
    assert_eq!(host.pending()[0].state, OutboxState::Waiting, "it has not failed");
    host.pass(799);
    assert_eq!(sent(&host), None);
    host.pass(1);
    let (command, again) = sent(&host).expect("it goes out again");
    assert_eq!(again, id(1), "under the same id");
    host.posted(command, 11);
    assert_eq!(sent(&host).map(|(_, message)| message), Some(id(2)));
}

#[test]
fn one_refusal_holds_back_all_rooms() {
    let mut host = Host::live();
    host.sends(1, "To all");
    let (command, _) = host.command();
    host.replies(command, Err(LIMITED(500)));
    host.give(Input::Send {
        to: None,
        room: KITCHEN,
        body: super::host::body("Dinner"),
        client_message_id: id(2),
        typed_at: hark_protocol::Timestamp(2_000),
    });
    host.give(Input::OutboxStored(id(2)));
    assert!(host.commands().is_empty());
    host.pass(500);
    assert_eq!(host.commands().len(), 2, "each room's first");
}

#[test]
fn a_slow_room_holds_back_itself_alone_until_its_time_or_another_pace() {
    let mut host = Host::live();
    let slow = |seq, seconds| {
        super::host::event(GENERAL, seq, bob(), EventKind::SlowModeChanged { seconds })
    };
    host.hears(slow(11, 3_600));
    host.sends(1, "One thing");
    let (command, _) = host.command();
    assert_eq!(host.client.slowed_until(GENERAL), None, "it is on its way");
    host.replies(command, Err(Refusal::retry(ErrorCode::SlowMode, 60_000)));
    let until = host.now + 60_000;
    assert_eq!(host.client.slowed_until(GENERAL), Some(until));
    assert_eq!(host.client.slowed_until(KITCHEN), None);
    host.sends(2, "Another");
    host.give(Input::Send {
        to: None,
        room: KITCHEN,
        body: super::host::body("Dinner"),
        client_message_id: id(3),
        typed_at: hark_protocol::Timestamp(2_000),
    });
    host.give(Input::OutboxStored(id(3)));
    let (command, kitchen) = sent(&host).expect("the other room goes on");
    assert_eq!(kitchen, id(3));
    host.posted(command, 11);
    host.pass(10_000);
    assert_eq!(sent(&host), None);
    assert_eq!(host.client.status(), Status::Live, "the server is not slow");
    // Off again: it goes out at once, under the same id, and what follows waits its turn.
    host.hears(slow(12, 0));
    let (command, first) = sent(&host).expect("nothing holds it back");
    assert_eq!(first, id(1));
    host.posted(command, 13);
    assert_eq!(sent(&host).map(|(_, message)| message), Some(id(2)));
}

#[test]
fn it_is_said_when_messages_wait_for_long_and_no_longer_than_they_do() {
    let mut host = Host::live();
    host.sends(1, "Hello");
    let (command, _) = host.command();
    host.replies(command, Err(LIMITED(2_000)));
    host.pass(2_000);
    let (command, _) = host.command();
    host.replies(command, Err(LIMITED(2_000)));
    host.pass(999);
    assert_eq!(host.client.status(), Status::Live);
    host.pass(1);
    assert_eq!(host.client.status(), Status::Slow);
    assert!(host.has_changed(Change::Status));
    host.pass(1_000);
    let (command, _) = host.command();
    host.posted(command, 11);
    assert_eq!(host.client.status(), Status::Live);
    assert!(host.has_changed(Change::Status));
}

#[test]
fn a_server_that_is_busy_for_another_reason_holds_back_one_room() {
    let mut host = Host::live();
    host.sends(1, "Hello");
    let (command, _) = host.command();
    host.replies(command, Err(Refusal::retry(ErrorCode::StorageFull, 60_000)));
    host.pass(30_000);
    assert_eq!(host.client.status(), Status::Live, "not slow, but full");
}
