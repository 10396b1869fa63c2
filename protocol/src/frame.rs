//! What one WebSocket message holds.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    About, Attention, Command, CommandId, Cursor, Event, Level, Limits, List, MAX_FRAME_BYTES,
    MAX_SERVER_FRAME_BYTES, Person, Present, Receipt, Refusal, Reply, Room, RoomId, RoomSnapshot,
    RoomSummary, Row, Seen, Seq, ThreadState, Timestamp, UnreadThreads,
};

/// From a browser to the server. Append-only.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize, Serialize)]
pub enum ClientFrame {
    /// The first frame of a connection: every connect is a resume.
    Hello {
        /// The sender's [`crate::VERSION`].
        version: u16,
        /// The rooms whose timelines the browser holds, and where they stand. The viewer's other
        /// rooms come fresh in the welcome.
        rooms: List<RoomCursor, { RoomCursor::MAX }>,
        /// The room in view. Where it is not among `rooms`, it comes afresh.
        open: Option<RoomId>,
    },
    /// A request.
    Command {
        /// Comes back with the reply. Each command of a connection has its own.
        id: CommandId,
        /// What is asked.
        command: Command,
    },
    /// Are you there? Answered by [`ServerFrame::Pong`].
    Ping,
    /// The answer to [`ServerFrame::Ping`].
    Pong,
    /// The person at this connection is there, or no more. Until it is said they are.
    Attention(Attention),
    /// When were the members of this room seen last? Answered by [`ServerFrame::Seen`], or not at
    /// all where the viewer is no member.
    WhoWasHere {
        /// Which room.
        room: RoomId,
    },
}

/// Where the timeline of a room stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Deserialize, Serialize)]
pub struct RoomCursor {
    /// The room.
    pub room: RoomId,
    /// The last event that was applied.
    pub cursor: Cursor,
}

impl RoomCursor {
    /// Rooms whose timelines one hello names, at the most: five times what a browser holds.
    pub const MAX: usize = 100;
}

/// From the server to a browser. Append-only.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize, Serialize)]
pub enum ServerFrame {
    /// The answer to hello.
    Welcome {
        /// The sender's [`crate::VERSION`].
        version: u16,
        /// Who the browser is signed in as.
        me: Person,
        /// They may remove what others wrote, in every room of theirs that is not direct.
        moderates: bool,
        /// The viewer's rooms, by name. Rooms named in the hello stand here too; for those the
        /// browser keeps its own cursor and takes the events or the reset that follow.
        rooms: List<RoomSummary, 1000>,
        /// What the client must stay within.
        limits: Limits,
        /// How often the server pings, in milliseconds.
        heartbeat_ms: u32,
        /// The server's clock.
        now: Timestamp,
    },
    /// The answer to a command.
    Reply {
        /// The command's.
        id: CommandId,
        /// Carried out, or why not.
        result: Result<Reply, Refusal>,
    },
    /// The next event of a room.
    Event {
        /// Which room.
        room: RoomId,
        /// What happened.
        event: Event,
    },
    /// What the browser holds of this room cannot be continued: here it is afresh.
    Reset {
        /// Why.
        reason: ResetReason,
        /// The room as it stands.
        snapshot: RoomSnapshot,
    },
    /// All that was missed while away has been sent.
    Live,
    /// The viewer's read cursor moved, here or in another tab.
    Read {
        /// Where.
        room: RoomId,
        /// The read cursor.
        read: Seq,
        /// How often it was set back, as in [`RoomSummary::set_back`].
        set_back: u32,
        /// How many messages by others stood after it.
        unread: u32,
        /// Those that mention the viewer, as in [`RoomSummary::mentions`].
        mentions: List<Seq, { RoomSummary::MAX_MENTIONS }>,
        /// The room's last event when that was counted.
        as_of: Seq,
    },
    /// The viewer is now a member of this room.
    RoomAdded {
        /// The room.
        summary: RoomSummary,
    },
    /// The viewer is no longer a member of this room.
    RoomRemoved {
        /// The room.
        room: RoomId,
    },
    /// Something that is not in the log and may be lost.
    Ephemeral(Ephemeral),
    /// Are you there? Answered by [`ClientFrame::Pong`].
    Ping,
    /// The answer to [`ClientFrame::Ping`].
    Pong,
    /// A frame came that could not be read; the connection goes on.
    Problem(Refusal),
    /// The server will close the connection.
    Bye {
        /// With this close code.
        code: u16,
        /// Come back after so many milliseconds.
        after_ms: u32,
    },
    /// The viewer chose of what to be told in this room, here or elsewhere.
    Level {
        /// Where.
        room: RoomId,
        /// What they chose; `None`: nothing any more.
        chosen: Option<Level>,
    },
    /// Something about a thread that the viewer follows, or no longer does, changed.
    Thread {
        /// Where.
        room: RoomId,
        /// The message that it hangs on.
        root: Seq,
        /// What it is to the viewer now.
        state: ThreadState,
    },
    /// What the viewer did not see of all threads that they follow. Comes after the welcome, and
    /// whenever it changes.
    Threads(UnreadThreads),
    /// What people say of themselves, in place of all that was said before: of those who share a
    /// room with the viewer. Follows the welcome, and every room the viewer comes into.
    Everybody(List<About, { About::MAX }>),
    /// What somebody who shares a room with the viewer says of themselves now.
    About(About),
    /// The answer to [`ClientFrame::WhoWasHere`].
    Seen {
        /// Where.
        room: RoomId,
        /// Its members by id; of more than these the first.
        people: List<Seen, { RoomSnapshot::MAX_MEMBERS }>,
    },
    /// How far the others have read in the direct room in view, in place of what was said before.
    /// Comes when it is opened and whenever that changes.
    Receipts {
        /// Where.
        room: RoomId,
        /// Those of the others who let it be seen; none where the viewer does not.
        receipts: List<Receipt, { Room::MAX_DIRECT }>,
    },
    /// The viewer may remove what others wrote from now on, or no longer, as in
    /// [`ServerFrame::Welcome`].
    Moderates(bool),
}

/// Why a room comes afresh. Append-only.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Hash, Deserialize, Serialize)]
pub enum ResetReason {
    /// The browser asked for it.
    Asked,
    /// Too much was missed to send event by event.
    TooFarBehind,
    /// The cursor is of another history: wrong epoch or tag, or ahead of the log.
    OtherHistory,
}

/// News that is not in the log: coalesced, latest wins, first to be dropped. Append-only.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize, Serialize)]
pub enum Ephemeral {
    /// Somebody is typing in the room in view.
    Typing {
        /// Where.
        room: RoomId,
        /// In which thread of it, if in one.
        thread: Option<Seq>,
        /// Who.
        person: Person,
    },
    /// Which members of the room in view are connected.
    Here {
        /// Where.
        room: RoomId,
        /// How many of them are there, and not away.
        count: u32,
        /// The first of them: those who are there by name, then those who are away.
        people: List<Present, { Ephemeral::MAX_HERE }>,
    },
}

impl Ephemeral {
    /// People told of in [`Ephemeral::Here`] at the most.
    pub const MAX_HERE: usize = 100;
}

/// Bytes that are not a frame.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum DecodeError {
    /// More than [`MAX_FRAME_BYTES`] or [`MAX_SERVER_FRAME_BYTES`].
    TooBig,
    /// Not a value of the type, a value that breaks its rules, or bytes left over.
    Malformed,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::TooBig => "the frame is too big",
            Self::Malformed => "the frame cannot be read",
        })
    }
}

impl std::error::Error for DecodeError {}

/// Bytes of a frame, or of a row without its text: more than nearly all have.
const BYTES: usize = 96;

/// About as many bytes as it has. A page that has to look for more room for each row spends its
/// time with that.
fn about_bytes(frame: &ServerFrame) -> usize {
    let rows = match frame {
        ServerFrame::Reply { result: Ok(Reply::History(page)), .. } => &page.rows,
        ServerFrame::Reset { snapshot, .. } => &snapshot.rows,
        _ => return BYTES,
    };
    let text = |row: &Row| row.message()?.body.as_ref().map(|body| body.as_str().len());
    BYTES + rows.iter().map(|row| BYTES + text(row).unwrap_or(0)).sum::<usize>()
}

macro_rules! frame {
    ($name:ident, $max:expr, $about_bytes:expr) => {
        impl $name {
            /// The bytes of one WebSocket message.
            pub fn encode(&self) -> Vec<u8> {
                let about_bytes: fn(&Self) -> usize = $about_bytes;
                let bytes = Vec::with_capacity(about_bytes(self));
                postcard::to_extend(self, bytes).expect("frames have no parts of unknown length")
            }

            /// Reads one WebSocket message. Never panics; allocates no more than the frame's
            /// limits allow, whatever lengths it claims.
            pub fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
                if bytes.len() > $max {
                    return Err(DecodeError::TooBig);
                }
                match postcard::take_from_bytes(bytes) {
                    Ok((frame, [])) => Ok(frame),
                    Ok(_) | Err(_) => Err(DecodeError::Malformed),
                }
            }
        }
    };
}

frame!(ClientFrame, MAX_FRAME_BYTES, |_| BYTES);
frame!(ServerFrame, MAX_SERVER_FRAME_BYTES, about_bytes);
