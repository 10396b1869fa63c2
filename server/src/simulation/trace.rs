//! Frames in words, for whoever reads a trace. Leaves out what the system's own chance decides:
//! tags, epochs and tokens.

use hark_protocol::{
    ClientFrame, Command, Ephemeral, Event, EventKind, HistoryFrom, Page, Reply, ServerFrame,
};

/// What the server said.
pub(crate) fn frame(frame: &ServerFrame) -> String {
    match frame {
        ServerFrame::Welcome { me, rooms, .. } => {
            let room = |room: &hark_protocol::RoomSummary| {
                format!("{}@{} {} unread", room.room.id, room.cursor.seq, room.unread)
            };
            let rooms: Vec<String> = rooms.iter().map(room).collect();
            format!("welcome, {}: {}", me.name.as_str(), rooms.join(", "))
        }
        ServerFrame::Reply { id, result: Ok(Reply::History(page)) } => answered(id.0, page),
        ServerFrame::Reply { id, result: Ok(Reply::Thread(thread)) } => {
            answered(id.0, &thread.page)
        }
        ServerFrame::Reply { id, result: Ok(Reply::Versions(versions)) } => {
            format!("answer {}: {} versions", id.0, versions.all.len())
        }
        ServerFrame::Reply { id, result: Ok(Reply::Posted(posted)) } => {
            let again = if posted.duplicate { " again" } else { "" };
            format!("answer {}: posted{again} as {}", id.0, posted.seq)
        }
        ServerFrame::Reply { id, result: Ok(Reply::Done) } => format!("answer {}: done", id.0),
        ServerFrame::Reply { id, result: Err(refusal) } => {
            format!("answer {}: {:?} {:?}", id.0, refusal.code, refusal.retry_after_ms)
        }
        ServerFrame::Event { room, event: it } => format!("event {room}/{}", event(it)),
        ServerFrame::Reset { reason, snapshot } => {
            let cursor = snapshot.summary.cursor.seq;
            format!("reset {}@{cursor}: {reason:?}", snapshot.summary.room.id)
        }
        ServerFrame::Live => "live".to_owned(),
        ServerFrame::Read { room, read, set_back, unread, mentions, as_of } => {
            let mentions = mentions.len();
            format!(
                "read {room}@{read} after {set_back} times back, {unread} unread, {mentions} mentions \
                 as of {as_of}"
            )
        }
        ServerFrame::Reply { id, result: Ok(Reply::ThreadState(state)) } => {
            format!("answer {}: {state:?}", id.0)
        }
        ServerFrame::Thread { room, root, state } => format!("thread {room}/{root}: {state:?}"),
        ServerFrame::Threads(unread) => format!("{unread:?}"),
        ServerFrame::Everybody(people) => format!("about {} people", people.len()),
        ServerFrame::Moderates(moderates) => format!("moderates: {moderates}"),
        ServerFrame::Receipts { room, receipts } => format!("receipts {room}: {receipts:?}"),
        ServerFrame::Seen { room, people } => format!("seen in {room}: {}", people.len()),
        ServerFrame::About(about) => format!("about {}: {:?}", about.user, about.status),
        ServerFrame::Level { room, chosen } => format!("level {chosen:?} in {room}"),
        ServerFrame::RoomAdded { summary } => {
            format!("added to {}@{}", summary.room.id, summary.cursor.seq)
        }
        ServerFrame::RoomRemoved { room } => format!("removed from {room}"),
        ServerFrame::Ephemeral(Ephemeral::Typing { room, thread: _, person }) => {
            format!("{} types in {room}", person.name.as_str())
        }
        ServerFrame::Ephemeral(Ephemeral::Here { room, count, .. }) => {
            format!("{count} are here in {room}")
        }
        ServerFrame::Ping => "ping".to_owned(),
        ServerFrame::Pong => "pong".to_owned(),
        ServerFrame::Problem(refusal) => format!("problem {refusal:?}"),
        ServerFrame::Bye { code, after_ms } => format!("bye {code} {after_ms}"),
    }
}

/// What a client said.
pub(crate) fn said(frame: &ClientFrame) -> String {
    match frame {
        ClientFrame::Hello { rooms, open, .. } => {
            let cursor = |at: &hark_protocol::RoomCursor| format!("{}@{}", at.room, at.cursor.seq);
            let rooms: Vec<String> = rooms.iter().map(cursor).collect();
            format!("hello: {}, {open:?}", rooms.join(", "))
        }
        ClientFrame::Command { id, command } => format!("asks {}: {}", id.0, asked(command)),
        ClientFrame::Ping => "ping".to_owned(),
        ClientFrame::Pong => "pong".to_owned(),
        ClientFrame::Attention(attention) => format!("{attention:?}"),
        ClientFrame::WhoWasHere { room } => format!("who was in {room}"),
    }
}

fn answered(id: u32, page: &Page) -> String {
    let first = page.rows.first().map(|row| row.seq().0);
    let last = page.rows.last().map(|row| row.seq().0);
    let (older, newer, as_of) = (page.older, page.newer, page.as_of);
    format!("answer {id}: rows {first:?} to {last:?} {older} {newer} as of {as_of}")
}

fn asked(command: &Command) -> String {
    match command {
        Command::Open { room, cursor } => {
            format!("open {room}@{:?}", cursor.map(|cursor| cursor.seq.0))
        }
        Command::Post { room, client_message_id, .. } => {
            format!("post {} to {room}", short(&client_message_id.0))
        }
        Command::Edit { room, target, .. } => format!("edit {room}/{target}"),
        Command::Delete { room, target } => format!("delete {room}/{target}"),
        Command::MarkRead { room, seq, set_back } => {
            format!("mark {room}@{seq} read after {set_back} times back")
        }
        Command::MarkUnread { room, target } => format!("mark {room} unread from {target}"),
        Command::Typing { room, .. } => format!("typing in {room}"),
        Command::History { room, from, .. } => match from {
            HistoryFrom::Before(seq) => format!("rows of {room} before {seq}"),
            HistoryFrom::After(seq) => format!("rows of {room} after {seq}"),
            HistoryFrom::Around(seq) => format!("rows of {room} around {seq}"),
        },
        Command::React { room, target, reaction } => format!("{reaction} to {room}/{target}"),
        Command::Unreact { room, target, reaction } => format!("no {reaction} to {room}/{target}"),
        Command::Pin { room, target } => format!("pin {room}/{target}"),
        Command::Unpin { room, target } => format!("unpin {room}/{target}"),
        Command::Versions { room, target, before } => {
            format!("versions {room}/{target} before {before:?}")
        }
        Command::MarkThreadRead { room, root, seq } => {
            format!("mark replies to {room}/{root} up to {seq} read")
        }
        Command::Follow { room, root } => format!("follow {room}/{root}"),
        Command::Unfollow { room, root } => format!("unfollow {room}/{root}"),
        Command::ThreadState { room, root } => format!("state of {room}/{root}"),
        Command::Thread { room, message, .. } => format!("replies to {room}/{message}"),
        Command::Fill { room, after } => format!("fill {room} after {}", after.seq),
    }
}

fn event(event: &Event) -> String {
    let what = match &event.kind {
        Some(EventKind::MessagePosted { client_message_id, body }) => {
            let gone = if body.is_some() { "" } else { ", removed since" };
            format!("message {}{gone}", short(&client_message_id.0))
        }
        Some(kind) => format!("{kind:?}"),
        None => "of an unknown kind".to_owned(),
    };
    format!("{} by {}: {what}", event.seq, event.actor.name.as_str())
}

/// The part of an id that people count by.
pub(crate) fn short(id: &[u8; 16]) -> u64 {
    u128::from_be_bytes(*id) as u64
}
