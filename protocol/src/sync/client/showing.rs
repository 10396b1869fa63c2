//! The room in view, and paging through its rows.

use crate::{Command, CommandId, HistoryFrom, Page, Refusal, RoomId, Seq};

use super::super::Millis;
use super::requests::Asked;
use super::{Change, Client, Effect};

/// Rows asked for at once.
const PAGE_ROWS: u16 = Page::FIRST_ROWS as u16;

/// The rows that are wanted and did not come yet.
#[derive(Clone, Debug, Default)]
pub(super) struct Loads {
    loads: Vec<Load>,
}

#[derive(Clone, Debug)]
struct Load {
    room: RoomId,
    end: End,
    asked: Option<CommandId>,
    after: Millis,
}

/// The end of a window at which rows are wanted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum End {
    Older,
    Newer,
}

impl Loads {
    pub(super) fn has_older(&self, room: RoomId) -> bool {
        self.has(room, End::Older)
    }

    pub(super) fn has_newer(&self, room: RoomId) -> bool {
        self.has(room, End::Newer)
    }

    pub(super) fn forget(&mut self, room: RoomId) {
        self.loads.retain(|load| load.room != room);
    }

    /// The connection is gone: what was asked is to be asked again.
    pub(super) fn lost(&mut self) {
        for load in &mut self.loads {
            load.asked = None;
        }
    }

    pub(super) fn deadline(&self) -> Option<Millis> {
        self.loads.iter().filter(|load| load.asked.is_none()).map(|load| load.after).min()
    }

    fn has(&self, room: RoomId, end: End) -> bool {
        self.loads.iter().any(|load| load.room == room && load.end == end)
    }

    fn add(&mut self, room: RoomId, end: End) {
        self.loads.push(Load { room, end, asked: None, after: 0 });
    }

    fn asked(&mut self, id: CommandId) -> Option<&mut Load> {
        self.loads.iter_mut().find(|load| load.asked == Some(id))
    }
}

impl Client {
    /// Asks what a message said.
    pub(super) fn versions(&mut self, room: RoomId, target: Seq, before: Option<Seq>) {
        if self.connection.is_live() {
            self.ask(Asked::Versions { room, target }, Command::Versions { room, target, before });
        } else {
            self.out.push(Effect::Versions { room, target, result: Err(None) });
        }
    }

    pub(super) fn look_at(&mut self, room: RoomId) {
        if self.open != Some(room) {
            self.want_open = None;
            if let Some(before) = self.typing.clear() {
                self.changed(Change::Typing(before));
            }
        }
        self.open = Some(room);
        self.told_open = None;
        self.rooms.opened(room);
        self.rooms.trim(self.open);
        self.changed(Change::Room(room));
    }

    pub(super) fn jump_to_newest(&mut self, room: RoomId) {
        let detached = |client: &Self| {
            let timeline = client.room(room).and_then(|state| state.timeline());
            timeline.is_none_or(|timeline| timeline.has_newer())
        };
        if self.open == Some(room) && detached(self) && !self.requests.is_opening(room) {
            self.want_open = self.want_open.or(Some(0));
            self.changed(Change::Room(room));
        }
    }

    /// Tells the server which room is in view, and asks for its rows where they are not held.
    pub(super) fn show(&mut self) {
        let Some(room) = self.open else { return };
        let held = self.rooms.get(room);
        if held.is_some_and(|held| !held.member) {
            return;
        }
        let cursor = held.filter(|held| held.state.timeline().is_some());
        let cursor = cursor.map(|held| held.state.cursor());
        let wanted = match self.want_open {
            Some(after) => after <= self.now,
            None => cursor.is_none() && !self.requests.is_opening(room),
        };
        if wanted || self.told_open != Some(room) {
            // A refusal that asked to wait is waited for, whatever else is wanted.
            if self.want_open.is_some_and(|after| after > self.now) {
                return;
            }
            let cursor = cursor.filter(|_| !wanted);
            self.want_open = None;
            self.told_open = Some(room);
            let afresh = cursor.is_none();
            self.ask(Asked::Open { room, afresh }, Command::Open { room, cursor });
        }
    }

    pub(super) fn load_older(&mut self, room: RoomId) {
        let timeline = self.room(room).and_then(|state| state.timeline());
        if timeline.is_some_and(|timeline| timeline.has_older()) && !self.loads.has_older(room) {
            self.loads.add(room, End::Older);
            self.changed(Change::Room(room));
        }
    }

    pub(super) fn load_newer(&mut self, room: RoomId) {
        let timeline = self.room(room).and_then(|state| state.timeline());
        if timeline.is_some_and(|timeline| timeline.has_newer()) && !self.loads.has_newer(room) {
            self.loads.add(room, End::Newer);
            self.changed(Change::Room(room));
        }
    }

    /// Asks for the rows that are wanted.
    pub(super) fn load(&mut self) {
        let due = |load: &Load, now| load.asked.is_none() && load.after <= now;
        while let Some(at) = self.loads.loads.iter().position(|load| due(load, self.now)) {
            let Load { room, end, .. } = self.loads.loads[at];
            let timeline = self.room(room).and_then(|state| state.timeline());
            let from = timeline.and_then(|timeline| match end {
                End::Older => timeline.first().map(HistoryFrom::Before),
                End::Newer => timeline.last().map(HistoryFrom::After),
            });
            let Some(from) = from else {
                self.loads.loads.remove(at);
                self.changed(Change::Room(room));
                continue;
            };
            let history = Command::History { room, from, limit: PAGE_ROWS };
            let id = self.ask(Asked::History { room, from }, history);
            self.loads.loads[at].asked = Some(id);
        }
    }

    /// A page came. One that does not fit any more is asked for again.
    pub(super) fn loaded(&mut self, id: CommandId, room: RoomId, from: HistoryFrom, page: Page) {
        let Some(load) = self.loads.asked(id) else { return };
        load.asked = None;
        let Some(held) = self.rooms.get_mut(room) else { return };
        let fits = match from {
            HistoryFrom::Before(before) => held.state.prepend(page, before),
            HistoryFrom::After(after) => held.state.append(page, after),
            HistoryFrom::Around(_) => true,
        };
        if fits {
            let end = match from {
                HistoryFrom::Before(_) | HistoryFrom::Around(_) => End::Older,
                HistoryFrom::After(_) => End::Newer,
            };
            self.loads.loads.retain(|load| load.room != room || load.end != end);
            self.settle_rows(room);
            self.changed(Change::Room(room));
        }
    }

    pub(super) fn not_loaded(&mut self, id: CommandId, room: RoomId, refusal: Refusal) {
        let now = self.now;
        let Some(load) = self.loads.asked(id) else { return };
        load.asked = None;
        match refusal.retry_after_ms {
            Some(wait) => load.after = now + u64::from(wait),
            None => {
                let end = load.end;
                self.loads.loads.retain(|load| load.room != room || load.end != end);
                self.changed(Change::Room(room));
            }
        }
    }
}
