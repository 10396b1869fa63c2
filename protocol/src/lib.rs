//! Hark's protocol: what travels between a browser and a server, and what both do with it.
//!
//! A browser opens a WebSocket at [`SOCKET_PATH`] under the subprotocol [`SUBPROTOCOL`] and sends
//! [`ClientFrame::Hello`] with a [`Cursor`] for each room it already shows. The server answers
//! [`ServerFrame::Welcome`], then, room by room, the events that were missed or a
//! [`ServerFrame::Reset`] with a fresh snapshot, and [`ServerFrame::Live`] when it has caught up.
//! From there on [`Command`]s go one way, [`Reply`]s and [`Event`]s the other. Every frame is one
//! [postcard](https://postcard.jamesmunns.com/wire-format) value in one binary message.
//!
//! Each room is an append-only, gap-free log of events; [`Seq`] numbers them. The modules in
//! [`sync`] are the only code that turns events into what a person sees, and they do no I/O.
//!
//! No wire type is derived anywhere else. Enums are append-only: postcard numbers variants by
//! position, so a new variant goes last and a golden vector goes with it.

#![warn(missing_docs)]

mod close;
mod command;
mod event;
mod excerpt;
mod frame;
mod id;
mod level;
mod limits;
mod list;
pub mod markup;
mod model;
mod pace;
mod page;
mod pins;
mod about;
mod presence;
pub mod query;
mod reactions;
mod reply;
mod seq;
pub mod sync;
mod text;
mod thread;
mod time;
mod versions;

pub use about::{About, Status};
pub use close::CloseCode;
pub use command::{Command, HistoryFrom};
pub use event::{Event, EventKind};
pub use excerpt::Excerpt;
pub use frame::{ClientFrame, DecodeError, Ephemeral, ResetReason, RoomCursor, ServerFrame};
pub use id::{BadId, ClientMessageId, CommandId, PictureId, RoomId, UserId};
pub use level::Level;
pub use limits::Limits;
pub use list::{List, TooMany};
pub use model::{
    Access, Message, Notice, Page, Person, Role, Room, RoomSnapshot, RoomSummary, Row,
};
pub use pace::{Pace, Rate};
pub use page::ChatPage;
pub use pins::{Pin, Pinned, Pins};
pub use presence::{Attention, Present, Receipt, Seen};
pub use reactions::{Reacted, Reactions};
pub use reply::{ErrorCode, Posted, Refusal, Reply};
pub use seq::{Cursor, Epoch, Seq, Tag};
pub use text::{Body, PersonName, Reaction, RoomName, StatusText, TextError, Topic, ZoneName};
pub use thread::{Replies, ReplyTo, ThreadPage, ThreadState, UnreadThreads};
pub use time::Timestamp;
pub use versions::{Version, Versions};

/// The WebSocket subprotocol a browser must offer; the major version of the wire.
pub const SUBPROTOCOL: &str = "hark.v1";

/// The minor version of the wire, sent in hello and welcome.
pub const VERSION: u16 = 2;

/// Where the WebSocket is opened.
pub const SOCKET_PATH: &str = "/ws";

/// The largest frame a browser may send, in bytes: four times the largest message.
pub const MAX_FRAME_BYTES: usize = 64 * 1024;

/// The largest frame a browser accepts, in bytes. The server's welcome to somebody in a thousand
/// rooms is the largest it sends: 4.8 MB if all their names, topics, people and mentions are as
/// long as can be.
pub const MAX_SERVER_FRAME_BYTES: usize = 5 * 1024 * 1024;

/// How many bytes of message text and of people's reactions one page or snapshot carries before it
/// ends early, so that fifty of the largest messages do not make one frame. One message comes
/// whatever its size: with all reactions it may have, at most 0.6 MB.
pub const PAGE_TEXT_BYTES: usize = 128 * 1024;
