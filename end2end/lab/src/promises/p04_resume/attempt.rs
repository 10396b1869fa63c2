//! One resume over a socket of its own: what was asked for, and what came.

use std::io;
use std::time::Duration;

use hark_protocol::{
    ClientFrame, Cursor, List, ResetReason, RoomCursor, RoomId, ServerFrame, VERSION,
};
use tokio::time::timeout;

use crate::Failure;
use crate::http::Visitor;
use crate::report::Report;
use crate::simclient::{Heard, Raw};

/// How long it is listened to what comes after the resume.
const AFTERWARDS: Duration = Duration::from_millis(60);

/// How many events are listened to at the most then.
const EVENTS_AFTERWARDS: u32 = 20;

/// What came.
#[derive(Debug, Default)]
pub(super) struct Came {
    /// The events of the room with their tags, in the order they came.
    pub(super) events: Vec<(u64, u32)>,
    /// The room came afresh: why, and where it stood then. Before the first event.
    pub(super) reset: Option<(ResetReason, u64)>,
}

/// Says hello with this cursor and listens until the connection is live, and a little longer.
pub(super) async fn resume(
    visitor: &Visitor,
    room: RoomId,
    cursor: Cursor,
) -> Result<Came, Failure> {
    let failed = |error: io::Error| Failure::of("a resume", error);
    let mut raw = Raw::open(visitor.server, None, visitor).await.map_err(failed)?;
    let rooms = List::first_of(vec![RoomCursor { room, cursor }]);
    let hello = ClientFrame::Hello { version: VERSION, rooms, open: Some(room) };
    raw.say(&hello).await.map_err(failed)?;
    let mut came = Came::default();
    let (mut live, mut afterwards) = (false, 0);
    loop {
        let heard = match live {
            false => raw.hear().await,
            true => match timeout(AFTERWARDS, raw.hear()).await {
                Ok(heard) if afterwards < EVENTS_AFTERWARDS => heard,
                Ok(_) | Err(_) => return Ok(came),
            },
        };
        match heard.map_err(failed)? {
            Heard::Frame(ServerFrame::Event { room: of, event }) if of == room => {
                afterwards += u32::from(live);
                came.events.push((event.seq.0, event.tag.0));
            }
            Heard::Frame(ServerFrame::Reset { reason, snapshot })
                if snapshot.summary.room.id == room =>
            {
                if came.reset.is_some() || !came.events.is_empty() {
                    return Err(Failure("a reset came after something else".into()));
                }
                came.reset = Some((reason, snapshot.summary.cursor.seq.0));
            }
            Heard::Frame(ServerFrame::Live) => live = true,
            Heard::Frame(_) => {}
            Heard::Closed(code) => return Err(Failure(format!("closed with {code}"))),
        }
    }
}

impl Came {
    /// Holds that it goes on from the cursor, or from the reset, without a hole and nothing twice.
    pub(super) fn hold_contiguous(&self, what: &str, cursor: Cursor, report: &mut Report) {
        let from = self.reset.map_or(cursor.seq.0, |(_, seq)| seq);
        for (expected, (seq, _)) in (from + 1..).zip(&self.events) {
            if *seq != expected {
                report.gaps += 1;
                report.problem(format!("{what}: {seq} came where {expected} was due"));
                return;
            }
        }
    }
}
