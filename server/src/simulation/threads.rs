//! Threads, folded from a log by the simulation's own hand, and held against what tabs show.

use std::collections::BTreeMap;

use hark_protocol::{
    Body, ClientMessageId, EventKind, List, Person, Replies, ReplyTo, RoomId, Row, Seq, UserId,
};

use super::log::Log;
use super::world::World;

impl Log {
    /// What each message says of the replies to it.
    pub(crate) fn replies(&self, today: &BTreeMap<UserId, Person>) -> BTreeMap<Seq, Replies> {
        let mut of: BTreeMap<Seq, (Replies, Vec<UserId>)> = BTreeMap::new();
        for event in &self.events {
            match event.kind.as_ref().expect("stored kinds are known") {
                EventKind::ReplyPosted { to, .. } => {
                    let (replies, people) = of.entry(to.root).or_default();
                    replies.count += 1;
                    replies.newest_at = event.at;
                    replies.revision = event.seq;
                    people.retain(|person| *person != event.actor.id);
                    people.push(event.actor.id);
                }
                EventKind::ReplyRemoved { to, .. } => {
                    let (replies, _) = of.get_mut(&to.root).expect("there was a reply");
                    replies.count = replies.count.checked_sub(1).expect("it was counted");
                    replies.revision = event.seq;
                }
                _ => {}
            }
        }
        let person = |id: &UserId| today[id].clone();
        let named = |(root, (replies, people)): (Seq, (Replies, Vec<UserId>))| {
            let people = List::first_of(people.iter().rev().map(person));
            (root, Replies { people, ..replies })
        };
        of.into_iter().map(named).collect()
    }
}

impl World {
    /// The threads that a tab holds say what the log says.
    pub(crate) fn judge_threads(&self, tab: usize, room: RoomId) {
        let client = self.tabs[tab].client.as_ref().expect("asked for open ones only");
        let state = client.room(room).expect("a room of the list");
        let rows = self.logs.rooms[&room].all_rows(&self.logs.people());
        for window in state.windows() {
            let Some(root) = window.root() else { continue };
            let hung = rows.iter().find(|row| row.seq() == root.seq).and_then(Row::message);
            assert_eq!(hung, Some(root), "the root of a thread of {room} on tab {tab}");
            let in_it = |row: &&Row| {
                row.message().and_then(|reply| reply.to).is_some_and(|to| to.root == root.seq)
            };
            let all: Vec<&Row> = rows.iter().filter(in_it).collect();
            let shown: Vec<&Row> = window.rows().collect();
            let inside = |row: &&&Row| {
                shown.first().is_some_and(|first| row.seq() >= first.seq())
                    && shown.last().is_some_and(|last| row.seq() <= last.seq())
            };
            let should: Vec<&Row> = all.iter().filter(inside).copied().collect();
            assert_eq!(shown, should, "replies to {room}/{} on tab {tab}", root.seq);
            if !window.has_newer() {
                assert_eq!(shown.last(), all.last(), "the newest reply to {room}/{}", root.seq);
            }
        }
    }

    /// Some message of the room that the tab shows, to reply to.
    pub(crate) fn somewhere_to_reply(&mut self, tab: usize, room: RoomId) -> Option<ReplyTo> {
        let client = self.tabs[tab].client.as_ref()?;
        let rows = client.room(room)?.timeline()?.rows().rev().take(6);
        let roots: Vec<Seq> = rows
            .filter_map(Row::message)
            .filter(|message| message.body.is_some())
            .map(|message| message.to.map_or(message.seq, |to| to.root))
            .collect();
        let root = self.random.pick(&roots)?;
        Some(ReplyTo { root, in_room: self.random.one_in(3) })
    }
}

/// The key and the first text of what was posted by this, as a message or a reply.
pub(crate) fn posted(kind: &EventKind) -> Option<(&ClientMessageId, &Option<Body>)> {
    match kind {
        EventKind::MessagePosted { client_message_id, body }
        | EventKind::ReplyPosted { client_message_id, body, .. } => Some((client_message_id, body)),
        _ => None,
    }
}
