//! The rows of a room and its pins, folded from a log by the simulation's own hand.

use std::collections::BTreeMap;

use hark_protocol::{
    Body, Event, EventKind, Excerpt, Message, Notice, Person, Pin, Pinned, Pins, Row, Seq,
    Timestamp, UserId,
};

use super::log::Log;

impl Log {
    /// All rows of the room as they stand.
    pub(crate) fn rows(&self, today: &BTreeMap<UserId, Person>) -> Vec<Row> {
        let mut rows = self.all_rows(today);
        rows.retain(|row| row.message().and_then(|reply| reply.to).is_none_or(|to| to.in_room));
        rows
    }

    /// The rows of the room, and those that stand in a thread only.
    pub(crate) fn all_rows(&self, today: &BTreeMap<UserId, Person>) -> Vec<Row> {
        let mut texts: BTreeMap<Seq, (Option<Body>, Seq)> = BTreeMap::new();
        let mut removers = BTreeMap::new();
        for (seq, by, kind) in self.kinds() {
            match kind {
                EventKind::MessagePosted { body, .. } | EventKind::ReplyPosted { body, .. } => {
                    texts.insert(seq, (body.clone(), seq));
                }
                EventKind::MessageEdited { target, body }
                | EventKind::ReplyEdited { target, body, .. } => {
                    texts.insert(*target, (body.clone(), seq));
                }
                EventKind::MessageDeleted { target, .. }
                | EventKind::ReplyRemoved { target, .. } => {
                    removers.insert(*target, by);
                    texts.insert(*target, (None, seq));
                }
                _ => {}
            }
        }
        let (mut reactions, mut replies) = (self.reactions(today), self.replies(today));
        let row = |event: &Event| match event.kind.clone()? {
            EventKind::MessageEdited { .. }
            | EventKind::ReplyEdited { .. }
            | EventKind::MessageDeleted { .. }
            | EventKind::ReactionAdded { .. }
            | EventKind::ReactionRemoved { .. }
            | EventKind::MessagePinned { .. }
            | EventKind::MessageUnpinned { .. }
            | EventKind::ReplyRemoved { .. }
            | EventKind::PictureChanged { .. } => None,
            ref kind @ (EventKind::MessagePosted { client_message_id, .. }
            | EventKind::ReplyPosted { client_message_id, .. }) => {
                let to = match kind {
                    EventKind::ReplyPosted { to, .. } => Some(*to),
                    _ => None,
                };
                let (body, revision) = texts[&event.seq].clone();
                let author = today[&event.actor.id].clone();
                let (seq, at) = (event.seq, event.at);
                let moderated = removers.get(&seq).is_some_and(|by| *by != author.id);
                let reactions = reactions.remove(&seq).unwrap_or_default();
                let replies = replies.remove(&seq).unwrap_or_default();
                Some(Row::Message(Message {
                    seq,
                    at,
                    author,
                    client_message_id,
                    body,
                    moderated,
                    revision,
                    reactions,
                    to,
                    replies,
                }))
            }
            kind => {
                let (seq, at, actor) = (event.seq, event.at, event.actor.clone());
                Some(Row::Notice(Notice { seq, at, actor, kind }))
            }
        };
        self.events.iter().filter_map(row).collect()
    }

    /// The pins that stand, the last pinned last. One that is there never comes again, and one that
    /// is not there is never taken off.
    pub(crate) fn pins(&self, today: &BTreeMap<UserId, Person>) -> Pins {
        let mut pinned: Vec<(Seq, UserId, Timestamp)> = Vec::new();
        for event in &self.events {
            let at = |target: &Seq| pinned.iter().position(|(pinned, _, _)| pinned == target);
            match event.kind.as_ref().expect("stored kinds are known") {
                EventKind::MessagePinned { target, .. } => {
                    assert_eq!(at(target), None, "{} pins what is pinned", event.seq);
                    pinned.push((*target, event.actor.id, event.at));
                }
                EventKind::MessageUnpinned { target } => {
                    pinned.remove(at(target).expect("it is pinned"));
                }
                EventKind::MessageDeleted { target, .. }
                | EventKind::ReplyRemoved { target, .. } => {
                    if let Some(at) = at(target) {
                        pinned.remove(at);
                    }
                }
                _ => {}
            }
        }
        let person = |id: UserId| today[&id].clone();
        let rows = self.all_rows(today);
        let of = |target: Seq| {
            rows.iter().find_map(|row| match row {
                Row::Message(message) if message.seq == target => Some(message),
                Row::Message(_) | Row::Notice(_) => None,
            })
        };
        Pins::first_of(pinned.into_iter().map(|(target, by, at)| {
            let Message { author, at: posted, body, .. } = of(target).expect("a message");
            let text = Excerpt::of(body.as_ref().expect("it stands"));
            let message = Pinned { author: author.clone(), at: *posted, text };
            Pin { target, message, by: person(by), at }
        }))
    }
}
