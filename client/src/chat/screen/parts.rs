//! Which parts of the page are shown.

/// The way to the newest messages.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Jump {
    /// The reader is there.
    Hidden,
    /// The reader is far away.
    Far,
    /// Something new came there.
    New,
}

/// A pane of a narrow page.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Pane {
    /// The list of rooms.
    Rooms,
    /// The room.
    Room,
    /// The thread in view.
    Thread,
}
