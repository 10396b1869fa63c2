//! A room with a million messages, and how soon a server that was killed over it is ready again.

use std::path::Path;

use hark_protocol::{Body, ClientMessageId, EventKind, RoomId};
use rusqlite::Connection;

use super::{READY, Writers};
use crate::Failure;
use crate::promise::Trial;
use crate::report::Report;

const MESSAGES: i64 = 1_000_000;
const KILLS: u64 = 3;

pub(super) async fn ready_again(trial: &Trial, report: &mut Report) -> Result<(), Failure> {
    let mut launch = trial.launch()?;
    launch.data = trial.dir.join("million");
    let mut writers = Writers::gather(trial, "million", launch).await?;
    let room = writers.town.rooms[0];
    let (launch, _) = writers.town.take()?.stop()?;
    let begun = crate::clock_ms();
    fill(&launch.data.join("hark.db"), room)
        .map_err(|error| Failure::of("writing a million messages", error))?;
    report.measure("million_written_ms", crate::clock_ms() - begun);
    writers.town.revive(launch)?;
    let mut slowest = writers.town.server()?.ready_after;
    for _ in 0..KILLS {
        let how_long = writers.some_time();
        writers.write(how_long).await?;
        let launch = writers.town.kill()?;
        writers.town.revive(launch)?;
        slowest = slowest.max(writers.town.server()?.ready_after);
        // Ready is who answers: the page of the room with all its messages.
        writers.town.people[0].visitor.chat_page(room).await?;
    }
    writers.settle(report).await?;
    report.measure("ready_with_a_million_ms", slowest.as_millis() as u64);
    report.require(slowest <= READY, || format!("with a million messages it took {slowest:?}"));
    writers.town.take()?.stop()?;
    Ok(())
}

/// Writes them as the server would have, from where the room stands.
fn fill(database: &Path, room: RoomId) -> rusqlite::Result<()> {
    let mut conn = Connection::open(database)?;
    conn.execute_batch("PRAGMA synchronous=OFF; PRAGMA busy_timeout=5000")?;
    let number = room.0.cast_signed();
    let txn = conn.transaction()?;
    let (head, at, messages): (i64, i64, i64) =
        txn.query_row("SELECT head, head_at, messages FROM room WHERE id = ?1", [number], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
    {
        let mut event = txn.prepare(
            "INSERT INTO event (room, seq, tag, at, actor, actor_name, payload)
             VALUES (?1, ?2, ?2, ?3, 1, 'Olga Owner', ?4)",
        )?;
        let mut row = txn.prepare(
            "INSERT INTO timeline (room, seq, at, messages, author, client_message_id, body_check,
                                   body, revision)
             VALUES (?1, ?2, ?3, ?4, 1, ?5, 0, ?6, ?2)",
        )?;
        for count in 1..=MESSAGES {
            let seq = head + count;
            let id = ClientMessageId(u128::from(seq.cast_unsigned()).to_be_bytes());
            let text = format!("Message {count} of a long, long talk");
            let Ok(body) = Body::parse(&text) else { unreachable!("a short line is a message") };
            let kind = EventKind::MessagePosted { client_message_id: id, body: Some(body) };
            let payload = postcard::to_stdvec(&kind).unwrap_or_default();
            event.execute((number, seq, at, payload))?;
            row.execute((number, seq, at, messages + count, id.0, text))?;
        }
    }
    txn.execute(
        "UPDATE room SET head = ?2, head_tag = ?2, messages = ?3 WHERE id = ?1",
        (number, head + MESSAGES, messages + MESSAGES),
    )?;
    txn.commit()?;
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
}
