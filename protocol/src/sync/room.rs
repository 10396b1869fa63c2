//! What is held of one room: its summary always, its timeline once it was opened.

use crate::{Cursor, Event, Person, RoomSummary};

use super::Timeline;

/// What became of an event.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Applied {
    /// It was the next one.
    Yes,
    /// It had been applied before.
    Duplicate,
    /// Events before it are missing.
    Gap,
}

/// Which members of the room in view are connected.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Here {
    /// How many.
    pub count: u32,
    /// The first of them by name.
    pub people: Vec<Person>,
}

/// One room of the viewer.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RoomState {}

impl RoomState {
    /// Its name, topic, read cursor and unread count, as of [`RoomState::cursor`].
    pub fn summary(&self) -> &RoomSummary {
        unreachable!()
    }

    /// The last event applied.
    pub fn cursor(&self) -> Cursor {
        self.summary().cursor
    }

    /// How many members it has, once it was opened.
    pub fn member_count(&self) -> Option<u32> {
        None
    }

    /// Its rows, once it was opened.
    pub fn timeline(&self) -> Option<&Timeline> {
        None
    }
}
