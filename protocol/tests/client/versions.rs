//! What a message said: asked for, answered and refused.

use hark_protocol::sync::{Effect, Input};
use hark_protocol::{
    Body, Command, ErrorCode, List, Refusal, Reply, Seq, Timestamp, Version, Versions,
};

use super::host::{GENERAL, Host};

const TEN: Seq = Seq(10);

#[test]
fn they_are_asked_for_now_or_not_at_all() {
    let ask = || Input::Versions { room: GENERAL, target: TEN, before: Some(Seq(12)) };
    let told = |result| Effect::Versions { room: GENERAL, target: TEN, result };
    let mut host = Host::new();
    host.give(ask());
    assert!(host.out.contains(&told(Err(None))));

    let mut host = Host::live();
    host.give(ask());
    let (id, command) = host.command();
    let should = Command::Versions { room: GENERAL, target: TEN, before: Some(Seq(12)) };
    assert_eq!(command, should);
    let body = Body::parse("Before").expect("a good text");
    let version = Version { seq: TEN, at: Timestamp(7), body };
    let versions = Versions { all: List::first_of([version]), earlier: false };
    host.replies(id, Ok(Reply::Versions(versions.clone())));
    assert!(host.out.contains(&told(Ok(versions))));

    host.give(ask());
    let (id, _) = host.command();
    host.replies(id, Err(Refusal::terminal(ErrorCode::NotFound)));
    assert!(host.out.contains(&told(Err(Some(ErrorCode::NotFound)))));

    host.give(ask());
    host.cut();
    assert!(host.out.contains(&told(Err(None))));
}
