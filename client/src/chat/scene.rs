//! What the rows of a room and of a thread are made of, as the client holds it.

use hark_protocol::sync::{Client, RoomState, Timeline};
use hark_protocol::{Row, Seq};

use super::rows::{Members, Scene};
use super::screen::Reader;
use super::spot::Side;

/// The room's rows.
pub(super) fn scene<'a>(client: &'a Client, state: &'a RoomState, reader: &'a Reader) -> Scene<'a> {
    let timeline = state.timeline();
    let rows = timeline.map(|timeline| timeline.rows().collect()).unwrap_or_default();
    Scene {
        unread_after: reader.unread_after,
        receipts: receipts(client, state),
        pair: state.summary().room.people.len() == 2,
        ..of_window(client, state, reader, (None, timeline), rows)
    }
}

/// The replies of a thread.
pub(super) fn replies<'a>(
    client: &'a Client,
    state: &'a RoomState,
    reader: &'a Reader,
    (root, thread): (Seq, &'a Timeline),
) -> Scene<'a> {
    let rows = thread.rows().collect();
    let met = reader.thread_unread_after.filter(|(met, _)| *met == root);
    Scene {
        unread_after: met.and_then(|(_, read)| read),
        ..of_window(client, state, reader, (Some(root), Some(thread)), rows)
    }
}

/// The message that a thread hangs on, by itself.
pub(super) fn root<'a>(
    client: &'a Client,
    state: &'a RoomState,
    reader: &'a Reader,
    row: &'a Row,
) -> Scene<'a> {
    let scene = of_window(client, state, reader, (Some(row.seq()), None), vec![row]);
    Scene { newer: true, ..scene }
}

fn of_window<'a>(
    client: &'a Client,
    state: &'a RoomState,
    reader: &'a Reader,
    (thread, window): (Option<Seq>, Option<&'a Timeline>),
    rows: Vec<&'a Row>,
) -> Scene<'a> {
    let room = &state.summary().room;
    let members = state.members();
    let more = state.member_count().is_some_and(|count| count as usize > members.len());
    Scene {
        me: client.me(),
        members: Members { known: members, more },
        room: room.id,
        side: thread.map_or(Side::Room, |_| Side::Thread),
        rows,
        pins: state.pins(),
        older: window.is_some_and(|window| window.has_older()),
        newer: window.is_some_and(|window| window.has_newer()),
        outbox: client.outbox(room.id).filter(|item| item.goes_to(thread)).collect(),
        unread_after: None,
        receipts: Vec::new(),
        pair: false,
        writable: room.archived_by.is_none(),
        changes: &reader.changes,
        zone: &reader.zone,
        now: reader.now,
    }
}

/// How far the others have read in a direct room. Of other rooms nothing is told.
fn receipts<'a>(client: &'a Client, state: &'a RoomState) -> Vec<(&'a str, Seq)> {
    let room = &state.summary().room;
    let receipts = client.receipts(room.id).iter();
    let named = receipts.filter_map(|receipt| {
        let person = room.people.iter().find(|person| person.id == receipt.user)?;
        Some((person.name.as_str(), receipt.read))
    });
    named.collect()
}
