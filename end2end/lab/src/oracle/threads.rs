//! Threads, folded from the log by the oracle's own hand.

use hark_protocol::{
    Body, ClientMessageId, Event, EventKind, List, Message, Person, Reactions, Replies, ReplyTo,
    Row,
};

/// Takes in what a reply that came or went does to what the message says that it hangs on.
pub(super) fn take(root: &mut Message, event: &Event, kind: &EventKind) {
    let Replies { count, people, newest_at, .. } = std::mem::take(&mut root.replies);
    let mut people: Vec<Person> = people.into_vec();
    let (count, newest_at) = match kind {
        EventKind::ReplyPosted { .. } => {
            people.retain(|person| person.id != event.actor.id);
            people.insert(0, event.actor.clone());
            (count + 1, event.at)
        }
        _ => (count.saturating_sub(1), newest_at),
    };
    root.replies =
        Replies { count, people: List::first_of(people), newest_at, revision: event.seq };
}

/// A message or a reply as it was posted.
pub(super) fn message(
    event: &Event,
    client_message_id: ClientMessageId,
    body: &Option<Body>,
    to: Option<ReplyTo>,
) -> Row {
    Row::Message(Message {
        seq: event.seq,
        at: event.at,
        author: event.actor.clone(),
        client_message_id,
        body: body.clone(),
        revision: event.seq,
        reactions: Reactions::default(),
        to,
        replies: Replies::default(),
    })
}
