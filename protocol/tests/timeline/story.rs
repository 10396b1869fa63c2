//! What happens in a room, drawn at random.

use hark_protocol::{
    Body, ClientMessageId, EventKind, Person, PersonName, PictureId, Reaction, ReplyTo, RoomId,
    RoomName, Seq, Topic, UserId,
};
use proptest::prelude::*;

use crate::model::Log;

/// One thing that happens: what, by whom, and with which of several.
pub(crate) type Turn = (u8, u8, u16);

/// The viewer of all stories.
pub(crate) const ME: UserId = UserId(1);

pub(crate) fn turns(most: usize) -> impl Strategy<Value = Vec<Turn>> {
    proptest::collection::vec((0..23u8, 0..3u8, any::<u16>()), 1..most)
}

/// A room of three people.
pub(crate) fn room(rows_at_once: usize) -> Log {
    let ann = person(0, 0);
    let mut log = Log::new(RoomId(1), "general", &ann, rows_at_once);
    for who in 1..3 {
        log.append(&ann, EventKind::MemberJoined { member: person(who, 0) });
    }
    log
}

/// Carries out one turn. Reading leaves no event.
pub(crate) fn play(log: &mut Log, (what, who, which): Turn) {
    let names = log.events().filter(|(_, actor, kind)| {
        actor.id.0 == u64::from(who) + 1 && matches!(kind, EventKind::MemberRenamed { .. })
    });
    let renames = names.count();
    let actor = log.today(&person(who, renames));
    let pick = |seqs: Vec<Seq>| seqs.get(usize::from(which) % seqs.len().max(1)).copied();
    let own = pick(log.messages_of(actor.id));
    let any = pick((1..4).flat_map(|user| log.messages_of(UserId(user))).collect());
    let chosen = if what < 2 { own } else { own.filter(|_| what < 16).or(any) };
    let kind = match (what, chosen) {
        (0, Some(target)) => log.edit(target, text(&format!("Better: {which}{}", told(which)))),
        (1, Some(target)) => log.removal(target),
        (2, _) if which.is_multiple_of(2) => {
            let picture = Some(PictureId(u32::from(which))).filter(|_| which.is_multiple_of(4));
            EventKind::PictureChanged { picture }
        }
        (2, _) => EventKind::MemberRenamed { name: person(who, renames + 1).name },
        (3, _) => {
            let name = format!("room {which}");
            EventKind::RoomRenamed { name: RoomName::parse(&name).expect("a good name") }
        }
        (4, _) => {
            let topic = format!("On {which}");
            EventKind::TopicChanged { topic: Topic::parse(&topic).expect("a good topic") }
        }
        (5, _) => EventKind::RoomArchived,
        (6, _) => EventKind::RoomUnarchived,
        (7, _) => {
            let member = person(3, 0);
            if log.members.contains(&member.id) {
                EventKind::MemberLeft { member }
            } else {
                EventKind::MemberJoined { member }
            }
        }
        (8 | 22, _) => return read(log, what, which),
        (20.., Some(target)) if log.pins().of(target).is_some() => {
            EventKind::MessageUnpinned { target }
        }
        (20.., Some(target)) => {
            let message = Some(log.pinned(target));
            EventKind::MessagePinned { target, message }
        }
        (16.., Some(target)) => {
            let reaction = ["👍", "🎉", "Yes!"][usize::from(which / 7) % 3];
            let reaction = Reaction::parse(reaction).expect("a good reaction");
            if log.has_reacted(actor.id, target, &reaction) {
                EventKind::ReactionRemoved { target, reaction }
            } else {
                EventKind::ReactionAdded { target, reaction }
            }
        }
        _ => {
            let client_message_id = ClientMessageId(u128::from(log.head().0).to_be_bytes());
            let body = Some(text(&format!("Message {which}{}", told(which))));
            match any.filter(|_| which % 3 == 0).and_then(|message| log.root_of(message)) {
                None => EventKind::MessagePosted { client_message_id, body },
                Some(root) => {
                    let to = ReplyTo { root, in_room: which % 2 == 0 };
                    EventKind::ReplyPosted { to, client_message_id, body }
                }
            }
        }
    };
    log.append(&actor, kind);
}

/// Reading, and setting unread what was read.
fn read(log: &mut Log, what: u8, which: u16) {
    let head = log.head().0;
    if what == 8 {
        return log.mark_read(ME, Seq(u64::from(which) % (head + 1)));
    }
    let mut after = (1 + u64::from(which) % head..=head).map(Seq);
    let _ = after.find(|seq| log.mark_unread(ME, *seq));
}

/// A person under the name they bear after so many changes of it.
fn person(who: u8, renames: usize) -> Person {
    let name = format!("Person {who} the {renames}.");
    let name = PersonName::parse(&name).expect("a good name");
    Person { id: UserId(u64::from(who) + 1), name, picture: None }
}

/// Some messages name somebody: the viewer, another, or everybody.
fn told(which: u16) -> &'static str {
    ["", " @[Ann](1)", "", " @[Bob](2)", "", " @room", ""][usize::from(which) % 7]
}

fn text(text: &str) -> Body {
    Body::parse(text).expect("a good text")
}
