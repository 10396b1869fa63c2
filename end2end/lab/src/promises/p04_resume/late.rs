//! Somebody who reads so slowly that the room runs far ahead of them, and who is not let go yet.

use std::io;

use hark_protocol::{Body, ClientFrame, List, RoomCursor, ServerFrame, VERSION};
use tokio::net::TcpSocket;

use super::attempt::Came;
use super::{LIMIT_BYTES, Scene};
use crate::Failure;
use crate::report::Report;
use crate::simclient::{Heard, Raw};

/// What the system keeps of what is not read, in bytes.
const RECEIVE_BUFFER: u32 = 4096;
/// Messages as long as can be, that are posted while nothing is read: more than the system holds
/// and the server keeps at hand together, so that the rest has to come from the log.
const UNREAD: usize = 4 * LIMIT_BYTES / Body::MAX_BYTES;

/// Reads nothing while the room fills, and then everything. Nothing may be left out on the way.
pub(super) async fn read_late(
    scene: &mut Scene,
    dice: fastrand::Rng,
    report: &mut Report,
) -> Result<(), Failure> {
    let failed = |error: io::Error| Failure::of("a late reader", error);
    let (room, cursor) = (scene.room, scene.at(scene.head()));
    let visitor = scene.reader().visitor.clone();
    let socket = TcpSocket::new_v4().map_err(failed)?;
    socket.set_recv_buffer_size(RECEIVE_BUFFER).map_err(failed)?;
    let stream = socket.connect(visitor.server).await.map_err(failed)?;
    let mut raw = Raw::over(stream, &visitor).await.map_err(failed)?;
    let rooms = List::first_of(vec![RoomCursor { room, cursor }]);
    let hello = ClientFrame::Hello { version: VERSION, rooms, open: None };
    raw.say(&hello).await.map_err(failed)?;
    while !matches!(raw.hear().await.map_err(failed)?, Heard::Frame(ServerFrame::Live)) {}
    let long = "y".repeat(Body::MAX_BYTES);
    scene.fill((0..UNREAD).map(|_| long.clone()), dice).await?;
    let mut came = Came::default();
    while came.events.last().is_none_or(|(seq, _)| *seq < scene.head()) {
        match raw.hear().await.map_err(failed)? {
            Heard::Frame(ServerFrame::Event { room: of, event }) if of == room => {
                came.events.push((event.seq.0, event.tag.0));
            }
            Heard::Frame(ServerFrame::Ping) => raw.say(&ClientFrame::Pong).await.map_err(failed)?,
            Heard::Frame(ServerFrame::Reset { .. }) => {
                return Err(Failure("a room came afresh while it was followed".into()));
            }
            Heard::Frame(_) => {}
            Heard::Closed(code) => return Err(Failure(format!("closed with {code}"))),
        }
    }
    came.hold_contiguous("who reads late", cursor, report);
    scene.seen.extend(came.events);
    Ok(())
}
