//! The names of all variants of all enums on the wire. A variant that is not named does not
//! compile, and one that is named must have a vector.

use std::collections::BTreeSet;

use hark_protocol::sync::OutboxState;
use hark_protocol::{
    Access, ClientFrame, Command, Ephemeral, ErrorCode, EventKind, HistoryFrom, Level, Reply,
    ResetReason, RoomSummary, Row, ServerFrame,
};

macro_rules! variants {
    ($($name:ident, $all:ident, $enum:ident: $($variant:ident)*;)*) => {
        $(
            const $all: &[&str] =
                &[$(concat!(stringify!($enum), "::", stringify!($variant))),*];

            pub(crate) fn $name(value: &$enum) -> &'static str {
                match value {
                    $($enum::$variant { .. } => {
                        concat!(stringify!($enum), "::", stringify!($variant))
                    })*
                }
            }
        )*

        /// All of them, by enum.
        pub(crate) const ALL: &[&[&str]] = &[$($all),*];
    };
}

variants! {
    client_frame, CLIENT_FRAMES, ClientFrame: Hello Command Ping Pong Attention
        WhoWasHere;
    command, COMMANDS, Command: Open Post Edit Delete MarkRead Typing History Fill React
        Unreact Pin Unpin Versions Thread MarkUnread MarkThreadRead Follow Unfollow ThreadState;
    history_from, HISTORY_FROMS, HistoryFrom: Before After Around;
    server_frame, SERVER_FRAMES, ServerFrame: Welcome Reply Event Reset Live Read RoomAdded
        RoomRemoved Ephemeral Ping Pong Problem Bye Level Thread Threads Everybody About Seen
        Receipts Moderates;
    reply, REPLIES, Reply: Done Posted History Versions Thread ThreadState;
    error_code, ERROR_CODES, ErrorCode: BadFrame BadRequest NotFound Forbidden RoomArchived
        ClientMessageIdConflict RateLimited LimitExceeded Overloaded StorageFull
        StorageUnavailable Internal Silenced SlowMode;
    event_kind, EVENT_KINDS, EventKind: RoomCreated MessagePosted MessageEdited MessageDeleted
        MemberJoined MemberLeft MemberRenamed RoomRenamed TopicChanged RoomArchived RoomUnarchived
        ReactionAdded ReactionRemoved DirectStarted MessagePinned MessageUnpinned ReplyPosted
        ReplyRemoved PictureChanged ReplyEdited SlowModeChanged;
    reset_reason, RESET_REASONS, ResetReason: Asked TooFarBehind OtherHistory;
    ephemeral, EPHEMERALS, Ephemeral: Typing Here;
    row, ROWS, Row: Message Notice;
    access, ACCESSES, Access: Open Closed Direct;
    level, LEVELS, Level: Everything Mentions Nothing Hidden;
    outbox_state, OUTBOX_STATES, OutboxState: Waiting Parked;
}

pub(crate) fn of_client(frame: &ClientFrame, seen: &mut BTreeSet<&'static str>) {
    seen.insert(client_frame(frame));
    match frame {
        ClientFrame::Command { command: asked, .. } => {
            seen.insert(command(asked));
            if let Command::History { from, .. } = asked {
                seen.insert(history_from(from));
            }
        }
        ClientFrame::Hello { .. }
        | ClientFrame::Ping
        | ClientFrame::Pong
        | ClientFrame::Attention(_)
        | ClientFrame::WhoWasHere { .. } => {}
    }
}

pub(crate) fn of_server(frame: &ServerFrame, seen: &mut BTreeSet<&'static str>) {
    seen.insert(server_frame(frame));
    match frame {
        ServerFrame::Welcome { rooms, .. } => {
            seen.extend(rooms.iter().map(|RoomSummary { room, .. }| access(&room.access)));
        }
        ServerFrame::Reply { result: Ok(answer), .. } => {
            seen.insert(reply(answer));
        }
        ServerFrame::Reply { result: Err(refusal), .. } | ServerFrame::Problem(refusal) => {
            seen.insert(error_code(&refusal.code));
        }
        ServerFrame::Event { event, .. } => {
            seen.extend(event.kind.as_ref().map(event_kind));
        }
        ServerFrame::Reset { reason, snapshot } => {
            seen.insert(reset_reason(reason));
            seen.extend(snapshot.rows.iter().map(row));
        }
        ServerFrame::Ephemeral(news) => {
            seen.insert(ephemeral(news));
        }
        ServerFrame::RoomAdded { summary } => {
            seen.insert(access(&summary.room.access));
        }
        ServerFrame::Live
        | ServerFrame::Read { .. }
        | ServerFrame::RoomRemoved { .. }
        | ServerFrame::Thread { .. }
        | ServerFrame::Threads(_)
        | ServerFrame::Ping
        | ServerFrame::Pong
        | ServerFrame::Everybody(_)
        | ServerFrame::About(_)
        | ServerFrame::Seen { .. }
        | ServerFrame::Receipts { .. }
        | ServerFrame::Moderates(_)
        | ServerFrame::Bye { .. } => {}
        ServerFrame::Level { chosen, .. } => seen.extend(chosen.as_ref().map(level)),
    }
}
