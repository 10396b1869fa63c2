//! The people around: who is here and was, what they say, and whether the viewer is there.

use hark_protocol::sync::{Change, Input};
use hark_protocol::{
    About, Attention, ClientFrame, Ephemeral, List, Person, Present, Seen, ServerFrame, Status,
    StatusText, Timestamp, UserId,
};

use super::host::{GENERAL, Host, KITCHEN, ann, bob};

fn says(who: &Person, text: &str) -> About {
    let text = StatusText::parse(text).expect("a good text");
    About { user: who.id, status: Some(Status { text, until: None }), zone: None }
}

fn here(people: &[Person]) -> ServerFrame {
    let there = |person: &Person| Present { person: person.clone(), attention: Attention::Here };
    let people = List::first_of(people.iter().map(there));
    ServerFrame::Ephemeral(Ephemeral::Here { room: GENERAL, count: people.len() as u32, people })
}

#[test]
fn what_is_said_later_takes_the_place_of_what_was_said_before() {
    let mut host = Host::live();
    host.hears(ServerFrame::Everybody(List::first_of([says(&ann(), "In"), says(&bob(), "Out")])));
    assert!(host.has_changed(Change::About));
    host.hears(ServerFrame::About(says(&bob(), "Back")));
    assert_eq!(host.client.about(bob().id), Some(&says(&bob(), "Back")));
    assert_eq!(host.client.about(ann().id), Some(&says(&ann(), "In")));
    host.hears(ServerFrame::Everybody(List::first_of([says(&bob(), "Out again")])));
    assert_eq!(host.client.about(ann().id), None);
}

#[test]
fn it_is_said_once_on_each_connection_that_one_is_away() {
    let away = [ClientFrame::Attention(Attention::Away)];
    let mut host = Host::live();
    host.give(Input::Attention(Attention::Here));
    assert_eq!(host.frames(), [], "the server takes that for granted");
    host.give(Input::Attention(Attention::Away));
    assert_eq!(host.frames(), away);
    host.give(Input::Attention(Attention::Away));
    assert_eq!(host.frames(), []);
    host.cut();
    host.pass(500);
    host.goes_live();
    assert_eq!(host.frames(), away, "said again on another connection");
    host.give(Input::Attention(Attention::Here));
    assert_eq!(host.frames(), [ClientFrame::Attention(Attention::Here)]);
}

#[test]
fn when_somebody_was_here_is_asked_anew_when_somebody_goes() {
    let asked = [ClientFrame::WhoWasHere { room: GENERAL }];
    let mut host = Host::live();
    host.hears(here(&[ann(), bob()]));
    host.hears(here(&[ann()]));
    assert_eq!(host.frames(), [], "nobody looks");
    host.give(Input::WhoWasHere);
    assert_eq!(host.frames(), asked);
    let seen = Seen { user: bob().id, at: Some(Timestamp(7)) };
    let nobody_knows = Seen { user: UserId(99), at: None };
    let people = List::first_of([seen, nobody_knows]);
    host.hears(ServerFrame::Seen { room: GENERAL, people });
    assert!(host.has_changed(Change::Here(GENERAL)));
    assert_eq!(host.client.seen(GENERAL, bob().id), Some(Timestamp(7)));
    assert_eq!(host.client.seen(GENERAL, UserId(99)), None);
    assert_eq!(host.client.seen(KITCHEN, bob().id), None);
    host.hears(here(&[ann(), bob()]));
    assert_eq!(host.frames(), [], "whoever comes is here");
    host.hears(here(&[ann()]));
    assert_eq!(host.frames(), asked);
    host.cut();
    host.pass(500);
    host.goes_live();
    assert_eq!(host.frames(), asked, "who came and went meanwhile was not told");
}
