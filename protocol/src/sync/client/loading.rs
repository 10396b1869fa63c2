//! Paging through the rows of a room and the replies of a thread.

use crate::{Command, CommandId, HistoryFrom, List, Page, Refusal, RoomId, Row, Seq, ThreadPage};

use super::super::Millis;
use super::requests::Asked;
use super::{Change, Client};

/// Rows asked for at once by somebody who reads on towards the newest.
const NEWER_ROWS: u16 = 16;

/// Rows of a page of the past that are shown at once: what a browser draws within a frame. The
/// rest waits until it is wanted, and for nothing else.
const SHOWN_ROWS: usize = 8;

/// The rows that are wanted and did not come yet.
#[derive(Clone, Debug, Default)]
pub(super) struct Loads {
    loads: Vec<Load>,
    rest: Option<Rest>,
}

/// The part of a page of the past that is not shown yet.
#[derive(Clone, Debug)]
struct Rest {
    room: RoomId,
    thread: Option<Seq>,
    /// The row it joins.
    before: Seq,
    page: Page,
}

#[derive(Clone, Debug)]
struct Load {
    room: RoomId,
    /// Replies of this thread; `None`: the room's own rows.
    thread: Option<Seq>,
    end: End,
    asked: Option<CommandId>,
    after: Millis,
}

/// What is wanted of a window.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum End {
    /// Its first rows, in the place of those held.
    Afresh(HistoryFrom),
    Older,
    Newer,
}

impl Loads {
    pub(super) fn has_older(&self, room: RoomId, thread: Option<Seq>) -> bool {
        self.has(room, thread, End::Older)
    }

    pub(super) fn has_newer(&self, room: RoomId, thread: Option<Seq>) -> bool {
        self.has(room, thread, End::Newer)
    }

    /// Whether this thread is to come afresh.
    pub(super) fn has_thread(&self, room: RoomId, root: Seq) -> bool {
        let of_it = |load: &&Load| load.room == room && load.thread == Some(root);
        self.loads.iter().filter(of_it).any(|load| matches!(load.end, End::Afresh(_)))
    }

    /// This thread is wanted from here, and nothing else of it.
    pub(super) fn want_thread(&mut self, room: RoomId, root: Seq, from: HistoryFrom) {
        self.loads.retain(|load| load.room != room || load.thread != Some(root));
        self.add(room, Some(root), End::Afresh(from));
    }

    pub(super) fn forget(&mut self, room: RoomId) {
        self.loads.retain(|load| load.room != room);
        self.rest.take_if(|rest| rest.room == room);
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

    fn has(&self, room: RoomId, thread: Option<Seq>, end: End) -> bool {
        let is_it = |load: &Load| load.room == room && load.thread == thread && load.end == end;
        self.loads.iter().any(is_it)
    }

    fn add(&mut self, room: RoomId, thread: Option<Seq>, end: End) {
        self.loads.push(Load { room, thread, end, asked: None, after: 0 });
    }

    fn position(&self, id: CommandId) -> Option<usize> {
        self.loads.iter().position(|load| load.asked == Some(id))
    }
}

impl Client {
    pub(super) fn load_older(&mut self, room: RoomId, thread: Option<Seq>) {
        let window = self.room(room).and_then(|state| state.window(thread));
        let more = window.is_some_and(|window| window.has_older());
        if more && !self.loads.has_older(room, thread) {
            if !self.show_rest(room, thread) {
                self.loads.add(room, thread, End::Older);
            }
            self.changed(Change::Room(room));
        }
    }

    pub(super) fn load_newer(&mut self, room: RoomId, thread: Option<Seq>) {
        let window = self.room(room).and_then(|state| state.window(thread));
        let more = window.is_some_and(|window| window.has_newer());
        if more && !self.loads.has_newer(room, thread) {
            self.loads.add(room, thread, End::Newer);
            self.changed(Change::Room(room));
        }
    }

    /// Asks for the rows that are wanted.
    pub(super) fn load(&mut self) {
        let due = |load: &Load, now| load.asked.is_none() && load.after <= now;
        while let Some(at) = self.loads.loads.iter().position(|load| due(load, self.now)) {
            let Load { room, thread, end, .. } = self.loads.loads[at];
            let state = self.room(room).filter(|state| state.timeline().is_some());
            let window = || state.and_then(|state| state.window(thread));
            let from = match end {
                // A thread stands in a room that is held; else that comes first, and asks again.
                End::Afresh(from) => state.map(|_| from),
                End::Older => window().and_then(|held| held.first()).map(HistoryFrom::Before),
                End::Newer => window().and_then(|held| held.last()).map(HistoryFrom::After),
            };
            let Some(from) = from else {
                self.loads.loads.remove(at);
                self.changed(Change::Room(room));
                continue;
            };
            let limit = match end {
                End::Afresh(_) | End::Older => Page::FIRST_ROWS as u16,
                End::Newer => NEWER_ROWS,
            };
            let command = match thread {
                None => Command::History { room, from, limit },
                Some(message) => Command::Thread { room, message, from, limit },
            };
            let id = self.ask(Asked::History { room, thread, from }, command);
            self.loads.loads[at].asked = Some(id);
        }
    }

    /// A page of a room came. One that does not fit any more is asked for again.
    pub(super) fn loaded(&mut self, id: CommandId, room: RoomId, from: HistoryFrom, page: Page) {
        let Some(at) = self.loads.position(id) else { return };
        let Load { thread, .. } = self.loads.loads[at];
        let fits = match from {
            HistoryFrom::Before(before) => self.show_past(Rest { room, thread, before, page }),
            HistoryFrom::After(after) => {
                let held = self.rooms.get_mut(room);
                held.is_some_and(|held| held.state.append(thread, page, after))
            }
            HistoryFrom::Around(_) => true,
        };
        self.settle_load(at, room, fits);
    }

    /// Shows more of the page that came last. Says no where there is none that still fits: whatever
    /// happened in the room since then may have changed its rows.
    fn show_rest(&mut self, room: RoomId, thread: Option<Seq>) -> bool {
        let of_it = |rest: &mut Rest| rest.room == room && rest.thread == thread;
        let rest = self.loads.rest.take_if(of_it);
        let fits = rest.is_some_and(|rest| self.show_past(rest));
        if fits {
            self.settle_rows(room);
        }
        fits
    }

    /// Shows the last rows of a page of the past, and keeps the rest.
    fn show_past(&mut self, Rest { room, thread, before, page }: Rest) -> bool {
        let Some(held) = self.rooms.get_mut(room) else { return false };
        let later = page.rows.len().saturating_sub(SHOWN_ROWS);
        let mut rows: Vec<Row> = page.rows.into_iter().collect();
        let shown = rows.split_off(later);
        let joint = shown.first().map(Row::seq).filter(|_| later > 0);
        let (older, shown) = (page.older || joint.is_some(), List::first_of(shown));
        let fits = held.state.prepend(thread, Page { rows: shown, older, ..page }, before);
        if let Some(before) = joint.filter(|_| fits) {
            let page = Page { rows: List::first_of(rows), ..page };
            self.loads.rest = Some(Rest { room, thread, before, page });
        }
        fits
    }

    /// A page of a thread came.
    pub(super) fn thread_loaded(
        &mut self,
        id: CommandId,
        room: RoomId,
        from: HistoryFrom,
        page: ThreadPage,
    ) {
        let Some(at) = self.loads.position(id) else { return };
        match self.loads.loads[at].end {
            End::Afresh(_) => {
                let Some(held) = self.rooms.get_mut(room) else { return };
                let (root, state) = (page.root.seq, page.state);
                let fits = held.state.put_thread(page);
                self.thread_came(room, root, state);
                self.settle_load(at, room, fits);
            }
            End::Older | End::Newer => self.loaded(id, room, from, page.page),
        }
    }

    fn settle_load(&mut self, at: usize, room: RoomId, fits: bool) {
        if fits {
            self.loads.loads.remove(at);
            self.settle_rows(room);
            self.changed(Change::Room(room));
        } else {
            self.loads.loads[at].asked = None;
        }
    }

    pub(super) fn not_loaded(&mut self, id: CommandId, room: RoomId, refusal: Refusal) {
        let Some(at) = self.loads.position(id) else { return };
        match refusal.retry_after_ms {
            Some(wait) => {
                self.loads.loads[at].asked = None;
                self.loads.loads[at].after = self.now + u64::from(wait);
            }
            None => {
                self.loads.loads.remove(at);
                self.changed(Change::Room(room));
            }
        }
    }
}
