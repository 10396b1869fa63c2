//! Threads of a room: folded from a log anew for each question, and drawn by lot.

use std::collections::BTreeMap;

use hark_protocol::sync::Backoff;
use hark_protocol::{
    Body, ClientMessageId, EventKind, HistoryFrom, List, Message, Page, Replies, ReplyTo, Row, Seq,
    Timestamp, UserId,
};

use super::Log;

impl Log {
    /// What each message says of the replies to it: those that stand are counted, and of all there
    /// ever were it names who came last.
    pub(super) fn replies(&self) -> BTreeMap<Seq, Replies> {
        let mut all: BTreeMap<Seq, Replies> = BTreeMap::new();
        for (seq, _, kind) in self.events() {
            let to = match kind {
                EventKind::ReplyPosted { to, .. } | EventKind::ReplyRemoved { to, .. } => to,
                _ => continue,
            };
            all.entry(to.root).or_default().revision = seq;
        }
        for (root, replies) in &mut all {
            let posted: Vec<_> = self.replies_to(*root).collect();
            replies.count = posted.iter().filter(|(seq, ..)| !self.is_deleted(*seq)).count() as u32;
            let mut people = Vec::new();
            for (_, person, at) in posted.iter().rev() {
                let person = self.today(person);
                if !people.contains(&person) {
                    people.push(person);
                }
                replies.newest_at = replies.newest_at.max(*at);
            }
            replies.people = List::first_of(people);
        }
        all
    }

    fn replies_to(
        &self,
        root: Seq,
    ) -> impl Iterator<Item = (Seq, &hark_protocol::Person, Timestamp)> {
        self.events().filter_map(move |(seq, actor, kind)| match kind {
            EventKind::ReplyPosted { to, .. } if to.root == root => {
                Some((seq, actor, self.told(seq).at))
            }
            _ => None,
        })
    }

    /// All rows of the room as they stand now.
    pub(crate) fn rows(&self) -> Vec<Row> {
        let mut rows = self.all_rows();
        rows.retain(|row| to(row).is_none_or(|to| to.in_room));
        rows
    }

    /// The rows of a thread as they stand now.
    pub(crate) fn thread(&self, root: Seq) -> Vec<Row> {
        let mut rows = self.all_rows();
        rows.retain(|row| to(row).is_some_and(|to| to.root == root));
        rows
    }

    /// The root of the thread that this message is in, or would begin.
    pub(crate) fn root_of(&self, message: Seq) -> Option<Seq> {
        let rows = self.all_rows();
        let row = rows.iter().find(|row| row.seq() == message)?;
        row.message().map(|message| message.to.map_or(message.seq, |to| to.root))
    }

    pub(crate) fn thread_page(
        &self,
        message: Seq,
        from: HistoryFrom,
        limit: usize,
    ) -> Option<(Message, Page)> {
        let root = self.root_of(message)?;
        let row = self.all_rows().into_iter().find(|row| row.seq() == root)?;
        let page = self.page_of(&self.thread(root), from, limit);
        row.message().map(|root| (root.clone(), page))
    }

    /// The first event with this sender's id, and its text.
    pub(crate) fn posted(&self, author: UserId, id: ClientMessageId) -> Vec<(Seq, Option<Body>)> {
        let with_id = self.events().filter_map(|(seq, actor, kind)| match kind {
            EventKind::MessagePosted { client_message_id, body }
            | EventKind::ReplyPosted { client_message_id, body, .. } => {
                (actor.id == author && *client_message_id == id).then(|| (seq, body.clone()))
            }
            _ => None,
        });
        with_id.collect()
    }

    /// What happens when this message gets another text.
    pub(crate) fn edit(&self, target: Seq, body: Body) -> EventKind {
        let (rows, body) = (self.all_rows(), Some(body));
        match rows.iter().find(|row| row.seq() == target).and_then(to) {
            None => EventKind::MessageEdited { target, body },
            Some(to) => EventKind::ReplyEdited { to, target, body },
        }
    }

    /// What happens when this message is removed.
    pub(crate) fn removal(&self, target: Seq) -> EventKind {
        let rows = self.all_rows();
        let found = rows.iter().find(|row| row.seq() == target).and_then(Row::message);
        let Message { author, to, .. } = found.expect("a message");
        match *to {
            None => EventKind::MessageDeleted { target, author: author.id },
            Some(to) => EventKind::ReplyRemoved { to, target, author: author.id },
        }
    }

    /// Some message that a person may reply to, and where they want the reply; every other time.
    pub(super) fn somewhere_to_reply(&self, random: &mut Backoff) -> Option<ReplyTo> {
        if random.below(2) == 0 {
            return None;
        }
        let rows = self.all_rows();
        // Threads in which somebody is already more often: that is where something is unread.
        let again = random.below(4) > 0 && rows.iter().any(|row| to(row).is_some());
        let standing: Vec<Seq> = rows
            .iter()
            .filter_map(Row::message)
            .filter(|message| message.body.is_some() && (message.to.is_some() || !again))
            .map(|message| message.seq)
            .collect();
        let at = random.below(standing.len() as u64) as usize;
        let message = *standing.get(at)?;
        Some(ReplyTo { root: self.root_of(message)?, in_room: random.below(3) == 0 })
    }
}

/// Where a row is a reply.
pub(super) fn to(row: &Row) -> Option<ReplyTo> {
    row.message().and_then(|message| message.to)
}
