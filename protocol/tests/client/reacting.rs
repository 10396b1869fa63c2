//! Reactions: asked for, refused, and as they come.

use hark_protocol::sync::{Change, Input, Problem};
use hark_protocol::{
    Command, ErrorCode, EventKind, List, Person, Reacted, Reaction, Reactions, Refusal, Row, Seq,
};

use super::host::{GENERAL, Host, ann, bob, event, person};

const TEN: Seq = Seq(10);

#[test]
fn a_reaction_is_asked_for_now_or_not_at_all() {
    let react = || Input::React { room: GENERAL, target: TEN, reaction: reaction("👍") };
    let problem = |code| Problem::React { room: GENERAL, target: TEN, code };
    let mut host = Host::new();
    host.give(react());
    assert_eq!(host.problem(), Some(&problem(None)));

    let mut host = Host::live();
    host.give(react());
    let (id, command) = host.command();
    assert_eq!(command, Command::React { room: GENERAL, target: TEN, reaction: reaction("👍") });
    host.replies(id, Err(Refusal::terminal(ErrorCode::LimitExceeded)));
    assert_eq!(host.problem(), Some(&problem(Some(ErrorCode::LimitExceeded))));

    host.give(Input::Unreact { room: GENERAL, target: TEN, reaction: reaction("👍") });
    let (_, command) = host.command();
    assert_eq!(command, Command::Unreact { room: GENERAL, target: TEN, reaction: reaction("👍") });
    host.cut();
    assert_eq!(host.problem(), Some(&problem(None)));
}

#[test]
fn reactions_stand_in_the_order_in_which_they_came_up() {
    let mut host = Host::live();
    host.hears(event(GENERAL, 11, bob(), added("👍")));
    assert!(host.has_changed(Change::Room(GENERAL)));
    host.hears(event(GENERAL, 12, ann(), added("Yes!")));
    host.hears(event(GENERAL, 13, ann(), added("👍")));
    assert_eq!(reactions(&host), said(13, &[("👍", &[bob(), ann()]), ("Yes!", &[ann()])]));
    host.hears(event(GENERAL, 14, bob(), removed("👍")));
    assert_eq!(reactions(&host), said(14, &[("👍", &[ann()]), ("Yes!", &[ann()])]));
    host.hears(event(GENERAL, 15, ann(), removed("👍")));
    host.hears(event(GENERAL, 16, bob(), added("👍")));
    assert_eq!(reactions(&host), said(16, &[("Yes!", &[ann()]), ("👍", &[bob()])]));
    assert_eq!(host.unread(GENERAL), 0, "a reaction is no message");
}

#[test]
fn people_stand_under_the_names_they_bear() {
    let mut host = Host::live();
    host.hears(event(GENERAL, 11, bob(), added("👍")));
    let robert = person(2, "Robert");
    let name = robert.name.clone();
    host.hears(event(GENERAL, 12, bob(), EventKind::MemberRenamed { name }));
    assert_eq!(reactions(&host), said(11, &[("👍", &[robert])]));
}

#[test]
fn nobody_reacts_to_what_was_removed() {
    let mut host = Host::live();
    host.hears(event(GENERAL, 11, ann(), added("👍")));
    host.hears(event(
        GENERAL,
        12,
        bob(),
        EventKind::MessageDeleted { target: TEN, author: bob().id },
    ));
    host.hears(event(GENERAL, 13, ann(), added("🎉")));
    assert_eq!(reactions(&host), Reactions::default());
}

fn reaction(text: &str) -> Reaction {
    Reaction::parse(text).expect("a good reaction")
}

fn added(text: &str) -> EventKind {
    EventKind::ReactionAdded { target: TEN, reaction: reaction(text) }
}

fn removed(text: &str) -> EventKind {
    EventKind::ReactionRemoved { target: TEN, reaction: reaction(text) }
}

fn said(revision: u64, all: &[(&str, &[Person])]) -> Reactions {
    let all = all.iter().map(|(text, people)| Reacted {
        reaction: reaction(text),
        people: List::first_of(people.iter().cloned()),
    });
    Reactions { all: List::first_of(all), revision: Seq(revision) }
}

/// The reactions to message 10.
fn reactions(host: &Host) -> Reactions {
    let timeline = host.client.room(GENERAL).and_then(|room| room.timeline());
    let found = timeline.expect("it is open").rows().find_map(|row| match row {
        Row::Message(message) if message.seq == TEN => Some(message.reactions.clone()),
        Row::Message(_) | Row::Notice(_) => None,
    });
    found.expect("the message is held")
}
