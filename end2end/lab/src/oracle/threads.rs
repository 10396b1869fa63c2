//! Threads, folded from the log by the oracle's own hand.

use std::collections::BTreeMap;

use hark_protocol::{
    Body, ClientMessageId, Event, EventKind, List, Message, Person, Reactions, Replies, ReplyTo,
    Row,
};

use super::Stored;
use crate::report::Report;

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
        moderated: false,
        revision: event.seq,
        reactions: Reactions::default(),
        to,
        replies: Replies::default(),
    })
}

/// Holds what every message on a screen says of the replies to it to what the log says.
pub fn compare_replies(who: &str, room: u64, rows: &[Row], stored: &Stored, report: &mut Report) {
    let mut counts: BTreeMap<u64, i64> = BTreeMap::new();
    for event in stored.rooms.get(&room).into_iter().flatten() {
        match &event.kind {
            EventKind::ReplyPosted { to, .. } => *counts.entry(to.root.0).or_default() += 1,
            EventKind::ReplyRemoved { to, .. } => *counts.entry(to.root.0).or_default() -= 1,
            _ => {}
        }
    }
    for message in rows.iter().filter_map(Row::message) {
        let counted = counts.get(&message.seq.0).copied().unwrap_or(0);
        report.require(i64::from(message.replies.count) == counted, || {
            let (seq, shown) = (message.seq, message.replies.count);
            format!("{who}, room {room}: {shown} replies to {seq} are shown of {counted}")
        });
    }
}
