//! How connections are carried, and what strikes them, as values.

use std::time::Duration;

/// How all connections of a proxy are carried from now on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Link {
    /// From the client to the server.
    pub up: Pipe,
    /// From the server to the client.
    pub down: Pipe,
    /// Nobody answers: who tries to connect is reset.
    pub refuses: bool,
}

/// One direction.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pipe {
    /// Each piece arrives so much later.
    pub delay: Duration,
    /// And up to so much later still. Order is kept, as TCP keeps it.
    pub jitter: Duration,
    /// Bytes in a second; `None`: as fast as can be.
    pub bytes_per_second: Option<u32>,
    /// The most bytes written at once; `None`: as they come.
    pub grain: Option<usize>,
    /// Nothing is read: the sender's buffers fill.
    pub paused: bool,
    /// What comes is read and vanishes.
    pub black_hole: bool,
}

/// What happens to the connections that are open at this moment.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Strike {
    /// They are cut at once.
    Cut(By),
    /// They are cut at a place that they will come to.
    CutAt(At, By),
    /// What is sent on them vanishes; after so long they are reset.
    Swallow {
        /// In which direction.
        way: Way,
        /// How long.
        lasts: Duration,
    },
}

/// Where a connection is cut.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum At {
    /// After so many more bytes from the client.
    Up(u64),
    /// After so many more bytes from the server.
    Down(u64),
    /// When the server's next answer to a post has arrived here: it is stored, and the client is
    /// not told.
    Ack,
}

/// How a connection is cut.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum By {
    /// A TCP reset, to both sides.
    Rst,
    /// An end of stream, to both sides.
    Fin,
}

/// A direction, or both.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Way {
    /// From the client to the server.
    Up,
    /// From the server to the client.
    Down,
    /// Both.
    Both,
}
