//! What stands in the timeline, row by row: days, the unread line, messages in groups, notices and
//! what is on its way. Plain values in, plain values out; how they look is in `row`.

use hark_protocol::sync::{OutboxItem, OutboxState};
use hark_protocol::{
    Body, EventKind, Message, Notice, Person, Pins, RoomId, Row, Seq, Timestamp, UserId,
};

use super::reactions::ReactionsView;
use super::spot::{Side, Spot};
use super::strip::ThreadMarks;
use super::{pins, words};
use crate::clock::{Day, Zone};

mod editing;
mod naming;
mod receipts;
mod state;
mod view;

pub use editing::{Changes, Editing};
pub use naming::{Members, Naming};
pub use state::{Delivery, NoticeView};
pub use view::{Key, MessageView, View};

/// Messages of one author no further apart than this stand under one name, in milliseconds. As in
/// Slack: long enough for a thought in three messages, short enough that a time is never far.
const GROUP_MS: i64 = 5 * 60 * 1000;

/// What the rows are made of.
#[derive(Clone, Debug)]
pub struct Scene<'a> {
    /// The viewer.
    pub me: &'a Person,
    /// The people of the room.
    pub members: Members<'a>,
    /// The room they are of.
    pub room: RoomId,
    /// Where they are shown.
    pub side: Side,
    /// The rows that are held, oldest first.
    pub rows: Vec<&'a Row>,
    /// The room's pins, where they are known.
    pub pins: Option<&'a Pins>,
    /// There are rows before these.
    pub older: bool,
    /// There are rows after these, so what is on its way is not next to them.
    pub newer: bool,
    /// What is on its way to this room, oldest first.
    pub outbox: Vec<&'a OutboxItem>,
    /// The read cursor when the room was opened, if something stood after it.
    pub unread_after: Option<Seq>,
    /// How far others have read, by their names.
    pub receipts: Vec<(&'a str, Seq)>,
    /// There is only one other person.
    pub pair: bool,
    /// The room can be written.
    pub writable: bool,
    /// The messages being changed, and those something went wrong with.
    pub changes: &'a Changes,
    /// The reader's zone.
    pub zone: &'a Zone,
    /// For `Today`.
    pub now: Timestamp,
}

/// The rows to show, each under its key.
pub fn rows(scene: &Scene<'_>) -> Vec<(Key, View)> {
    let mut list = Listing::new(scene);
    for (index, row) in scene.rows.iter().enumerate() {
        let known = index > 0 || !scene.older;
        match row {
            Row::Message(message) => list.message(message, known),
            // The first words of the room say this better.
            Row::Notice(notice) => match notice.kind {
                EventKind::RoomCreated { .. } | EventKind::DirectStarted { .. } => {}
                _ => list.notice(notice),
            },
        }
        list.before = Some(row.seq());
    }
    if !scene.newer {
        scene.outbox.iter().for_each(|item| list.on_its_way(item));
    }
    let last = list.views.iter_mut().rev().find_map(|(_, view)| match view {
        View::Message(message) => Some(message),
        View::Day(_) | View::Unread | View::Notice(_) => None,
    });
    last.into_iter().for_each(|message| message.last = true);
    list.views
}

struct Listing<'a> {
    scene: &'a Scene<'a>,
    views: Vec<(Key, View)>,
    today: Day,
    day: Option<Day>,
    /// The row before; decides whether the unread line's true place is here.
    before: Option<Seq>,
    lined: bool,
    seen: Vec<(Seq, String)>,
    group: Option<(UserId, i64)>,
}

impl<'a> Listing<'a> {
    fn new(scene: &'a Scene<'a>) -> Self {
        Self {
            scene,
            views: Vec::with_capacity(scene.rows.len() + scene.outbox.len() + 8),
            today: scene.zone.local(scene.now).day,
            day: None,
            before: None,
            lined: false,
            seen: receipts::marks(scene),
            group: None,
        }
    }

    /// Begins a new day where there is one, and says the time of day.
    fn day(&mut self, at: Timestamp) -> String {
        let local = self.scene.zone.local(at);
        // The browser's clock may be behind the server's: a day never comes twice.
        if self.day.is_none_or(|day| day < local.day) {
            self.day = Some(local.day);
            self.group = None;
            self.views.push((Key::Day(local.day.0), View::Day(words::day(local.day, self.today))));
        }
        words::time(local)
    }

    fn message(&mut self, message: &Message, known: bool) {
        let time = self.day(message.at);
        let mine = message.author.id == self.scene.me.id;
        if !mine && message.body.is_some() {
            self.unread_line(message.seq, known);
        }
        let first = self.begins_group(message.author.id, message.at);
        let spot = Spot { side: self.scene.side, seq: message.seq };
        let mut view = MessageView {
            spot: Some(spot),
            client_message_id: message.client_message_id,
            author: message.author.clone(),
            mine,
            first,
            last: false,
            at: message.at,
            time,
            moment: words::full_moment(message.at, self.scene.zone),
            body: message.body.clone(),
            moderated: message.moderated,
            naming: self.naming(message.body.as_ref()),
            edited: message.is_edited(),
            changeable: mine && message.body.is_some() && self.scene.writable,
            delivery: Delivery::Stored,
            editing: None,
            pinned: self.scene.pins.and_then(|pins| pins.of(message.seq)).map(pins::mark),
            reactions: ReactionsView::of(
                message,
                self.scene.me.id,
                self.scene.writable,
                self.scene.changes,
            ),
            thread: ThreadMarks::of(message, self.scene),
            problem: None,
            seen: self.seen.iter().find(|(seq, _)| *seq == message.seq).map(|(_, by)| by.clone()),
        };
        match self.scene.changes.get(spot).filter(|_| message.body.is_some()) {
            Some(Editing::NotReacted(why)) => {
                view.problem = Some(words::reactions::not_changed(why))
            }
            Some(Editing::NotDone(why)) => view.problem = Some(why.clone()),
            Some(Editing::NotRemoved(why)) => view.problem = Some(words::menu::not_removed(why)),
            Some(_) if !view.changeable => {}
            Some(Editing::Writing(text, why)) => view.editing = Some((text.clone(), *why)),
            Some(Editing::Saving(body, revision)) if *revision == message.revision => {
                view.body = Some(body.clone());
                view.naming = self.naming(Some(body));
                view.delivery = Delivery::Pending;
            }
            Some(Editing::Saving(..)) | None => {}
        }
        let key = Key::Message(message.author.id, message.client_message_id);
        self.views.push((key, View::Message(Box::new(view))));
    }

    fn on_its_way(&mut self, item: &OutboxItem) {
        let mut key = Key::Message(self.scene.me.id, item.client_message_id);
        if self.views.iter().rev().any(|(other, _)| *other == key) {
            match item.state {
                // The log may tell of it before the reply does.
                OutboxState::Waiting => return,
                OutboxState::Parked(_) => key = Key::Refused(item.client_message_id),
            }
        }
        let time = self.day(item.typed_at);
        let first = self.begins_group(self.scene.me.id, item.typed_at);
        let view = MessageView {
            spot: None,
            client_message_id: item.client_message_id,
            author: self.scene.me.clone(),
            mine: true,
            first,
            last: false,
            at: item.typed_at,
            time,
            moment: words::full_moment(item.typed_at, self.scene.zone),
            body: Some(item.body.clone()),
            moderated: false,
            naming: self.naming(Some(&item.body)),
            edited: false,
            changeable: false,
            delivery: match item.state {
                OutboxState::Waiting => Delivery::Pending,
                OutboxState::Parked(code) => Delivery::Failed(code),
            },
            editing: None,
            pinned: None,
            reactions: ReactionsView::default(),
            thread: ThreadMarks::default(),
            problem: None,
            seen: None,
        };
        self.views.push((key, View::Message(Box::new(view))));
    }

    fn naming(&self, body: Option<&Body>) -> Naming {
        Naming::of(body, self.scene.members, self.scene.me.id)
    }

    fn notice(&mut self, notice: &Notice) {
        let time = self.day(notice.at);
        self.group = None;
        let (seq, at) = (notice.seq, notice.at);
        let view = NoticeView { seq, text: words::notice(notice), at, time };
        self.views.push((Key::Notice(seq), View::Notice(view)));
    }

    /// The line stands before the first message by somebody else after the cursor, if its place is
    /// in what is held.
    fn unread_line(&mut self, seq: Seq, known: bool) {
        let Some(read) = self.scene.unread_after else { return };
        if self.lined || seq <= read {
            return;
        }
        self.lined = true;
        if known {
            self.group = None;
            self.views.push((Key::Unread, View::Unread));
        }
    }

    fn begins_group(&mut self, author: UserId, at: Timestamp) -> bool {
        let goes_on =
            self.group.is_some_and(|(other, before)| other == author && at.0 - before <= GROUP_MS);
        self.group = Some((author, at.0));
        !goes_on
    }
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
