//! The rooms a client holds.

use std::cmp::Ordering;

use crate::{Access, RoomId, RoomSnapshot, RoomSummary};

use super::super::RoomState;
use super::Client;

/// The viewer's rooms by name, and the room in view even where the viewer is no member of it.
#[derive(Clone, Debug)]
pub(super) struct Rooms {
    held: Vec<Held>,
    opened: u64,
    /// The viewer may remove what others wrote, in those that are not direct.
    pub(super) moderates: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Held {
    pub(super) state: RoomState,
    pub(super) member: bool,
    /// Grows with each opening, so that the timeline opened longest ago is known.
    opened: u64,
}

impl Held {
    pub(super) fn id(&self) -> RoomId {
        self.state.summary().room.id
    }
}

impl Client {
    /// Whether the viewer may remove what others wrote in this room.
    pub fn moderates(&self, room: RoomId) -> bool {
        let is_named = |held: &Held| held.state.summary().room.access != Access::Direct;
        self.rooms.moderates && self.rooms.get(room).is_some_and(is_named)
    }
}

impl Rooms {
    /// Timelines held at the most: at 300 rows each some megabytes.
    const MAX_TIMELINES: usize = 20;

    pub(super) fn new(summaries: Vec<RoomSummary>, open: RoomSnapshot) -> Self {
        let room = open.summary.room.id;
        let member = summaries.iter().any(|summary| summary.room.id == room);
        let mut rooms = Self { held: Vec::new(), opened: 0, moderates: false };
        for summary in summaries {
            rooms.put(RoomState::from_summary(summary), true);
        }
        rooms.put(RoomState::from_snapshot(open), member);
        rooms
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Held> {
        self.held.iter()
    }

    pub(super) fn get(&self, room: RoomId) -> Option<&Held> {
        self.held.iter().find(|held| held.id() == room)
    }

    pub(super) fn get_mut(&mut self, room: RoomId) -> Option<&mut Held> {
        self.held.iter_mut().find(|held| held.id() == room)
    }

    /// Puts a room in, or in place of what was held of it.
    pub(super) fn put(&mut self, state: RoomState, member: bool) {
        let room = state.summary().room.id;
        match self.get_mut(room) {
            Some(held) => {
                held.state = state;
                held.member = member;
                self.sort();
            }
            None => self.place(Held { state, member, opened: 0 }),
        }
    }

    /// The connection is gone. Says which rooms let something go.
    pub(super) fn lost(&mut self) -> Vec<RoomId> {
        let lost = self.held.iter_mut().filter_map(|held| held.state.lost().then(|| held.id()));
        lost.collect()
    }

    pub(super) fn remove(&mut self, room: RoomId) -> bool {
        let before = self.held.len();
        self.held.retain(|held| held.id() != room);
        self.held.len() < before
    }

    /// Puts the rooms in order again after one got another name.
    pub(super) fn sort(&mut self) {
        for held in std::mem::take(&mut self.held) {
            self.place(held);
        }
    }

    /// Where its name belongs. What comes is mostly in order already, and a sort is kilobytes of
    /// the page's module.
    fn place(&mut self, new: Held) {
        let at = self.held.partition_point(|held| {
            let (held, new) = (held.state.summary(), new.state.summary());
            held.room.by_name(&new.room) != Ordering::Greater
        });
        self.held.insert(at, new);
    }

    /// The person looks at this room now.
    pub(super) fn opened(&mut self, room: RoomId) {
        self.opened += 1;
        let opened = self.opened;
        if let Some(held) = self.get_mut(room) {
            held.opened = opened;
        }
    }

    /// Lets the timelines go that were opened longest ago, where there are too many.
    pub(super) fn trim(&mut self, open: Option<RoomId>) {
        loop {
            let with_timeline = |held: &&mut Held| held.state.timeline().is_some();
            if self.held.iter_mut().filter(with_timeline).count() <= Self::MAX_TIMELINES {
                return;
            }
            let mut others =
                self.held.iter_mut().filter(with_timeline).filter(|held| Some(held.id()) != open);
            let Some(mut oldest) = others.next() else { return };
            for held in others {
                if held.opened.cmp(&oldest.opened) == Ordering::Less {
                    oldest = held;
                }
            }
            oldest.state.let_go();
        }
    }
}
