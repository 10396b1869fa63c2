//! Reports: kept with what stood there, read by whoever looks after what is said, and decided.

use hark_protocol::{Body, HistoryFrom, RoomName, Row as TimelineRow, Seq, Timestamp, UserId};
use rusqlite::{Connection, Params, Row};

use super::log::When;
use super::member::still;
use super::page::{self, Of};
use super::person::person as somebody;
use super::query::{all, count, int, number, one, person, room_id, run, seq, text, time};
use super::{Txn, audit, change, right};
use crate::rights::Right;
use crate::store::{
    Decided, Decision, Deed, Mandate, Membership, Outcome, Remark, Report, ReportId, ReportedLine,
    Store, StoreError, earlier,
};

/// How many messages are kept of what stood around one, and that one itself.
const LINES: u16 = 7;

/// Keeps a report of a message, with what stands there now.
pub(in crate::store) fn report(
    txn: &Txn<'_>,
    by: &Membership,
    target: Seq,
    reason: &Remark,
) -> Result<(), StoreError> {
    right::actor(txn, by, Right::Report, When::Always)?;
    if reported_at(txn.conn, by, target)?.is_some() {
        return Ok(());
    }
    let lines = lines_around(txn.conn, by, target)?;
    let reported = lines.iter().find(|line| line.seq == target).ok_or(StoreError::NotFound)?;
    if reported.author.id == by.user() {
        return Err(StoreError::Forbidden);
    }
    let query = "SELECT count(*) FROM report WHERE reporter = ?1 AND at > ?2";
    let since = earlier(txn.now, Store::REPORTS_IN).0;
    let made = one(txn.conn, query, (int(by.user().0), since), |row| count(row, 0))?;
    if made.unwrap_or(0) >= Store::REPORTS {
        return Err(StoreError::LimitExceeded);
    }
    let id = one(
        txn.conn,
        "INSERT INTO report (room, target, reporter, at, reason) VALUES (?1, ?2, ?3, ?4, ?5)
         RETURNING id",
        (int(by.room().0), int(target.0), int(by.user().0), txn.now.0, reason.as_str()),
        |row| Ok(row.get::<_, i64>(0)?),
    )?
    .ok_or(StoreError::Corrupt("a report without an id"))?;
    for ReportedLine { seq, at, author, body } in lines {
        run(
            txn.conn,
            "INSERT INTO report_line (report, seq, at, author, body) VALUES (?1, ?2, ?3, ?4, ?5)",
            (id, int(seq.0), at.0, int(author.id.0), body.as_str()),
        )?;
    }
    Ok(())
}

/// When the member reported this message, if they did.
pub(in crate::store) fn reported_at(
    conn: &Connection,
    by: &Membership,
    target: Seq,
) -> Result<Option<Timestamp>, StoreError> {
    still(conn, by)?;
    one(
        conn,
        "SELECT at FROM report WHERE room = ?1 AND target = ?2 AND reporter = ?3",
        (int(by.room().0), int(target.0), int(by.user().0)),
        |row| time(row, 0),
    )
}

/// A message of the room that stands.
pub(in crate::store) fn reportable(
    conn: &Connection,
    by: &Membership,
    target: Seq,
) -> Result<ReportedLine, StoreError> {
    still(conn, by)?;
    let lines = lines_around(conn, by, target)?;
    lines.into_iter().find(|line| line.seq == target).ok_or(StoreError::NotFound)
}

/// The message and what stands around it where it is shown: in the room, or in its thread alone.
fn lines_around(
    conn: &Connection,
    by: &Membership,
    target: Seq,
) -> Result<Vec<ReportedLine>, StoreError> {
    let room = by.room();
    let (of, root) = match change::place(conn, room, target)? {
        Some(to) if !to.in_room => (Of::Thread(to.root), page::row(conn, room, to.root)?),
        Some(_) | None => (Of::Room, None),
    };
    let page = page::page(conn, room, of, HistoryFrom::Around(target), LINES)?;
    let line = |row| match row {
        TimelineRow::Message(message) => {
            let (seq, at, author) = (message.seq, message.at, message.author);
            message.body.map(|body| ReportedLine { seq, at, author, body })
        }
        TimelineRow::Notice(_) => None,
    };
    Ok(root.into_iter().chain(page.rows).filter_map(line).collect())
}

/// Reports that `?1` may decide: not those of what they wrote themselves. `more` goes on.
macro_rules! reports {
    ($columns:literal, $more:literal) => {
        concat!(
            "SELECT ",
            $columns,
            " FROM report o
             JOIN timeline t ON t.room = o.room AND t.seq = o.target
             JOIN person a ON a.id = t.author
             JOIN person r ON r.id = o.reporter
             JOIN room m ON m.id = o.room
             LEFT JOIN person d ON d.id = o.decided_by
             WHERE a.id <> ?1 AND ",
            $more
        )
    };
    ($more:literal) => {
        reports!(
            "o.id, o.room, CASE WHEN m.direct IS NULL THEN m.name END, o.target,
             a.id, a.name, a.picture, r.id, r.name, r.picture, o.at, o.reason,
             o.outcome, o.note, d.id, d.name, d.picture, o.decided_at",
            $more
        )
    };
}

/// How many wait.
pub(in crate::store) fn count_open(conn: &Connection, by: &Mandate) -> Result<u32, StoreError> {
    right::holds(conn, by, Right::HandleReports)?;
    let query = reports!("count(*)", "o.outcome IS NULL");
    Ok(one(conn, query, [int(by.user().0)], |row| count(row, 0))?.unwrap_or(0))
}

/// Those that wait, the oldest first.
pub(in crate::store) fn waiting(
    conn: &Connection,
    by: &Mandate,
) -> Result<Vec<Report>, StoreError> {
    let query = reports!("o.outcome IS NULL ORDER BY o.id LIMIT ?2");
    list(conn, by, query, (int(by.user().0), Store::REPORTS_PAGE as i64))
}

/// Those that were decided, the newest first, and whether there are more.
pub(in crate::store) fn decided(
    conn: &Connection,
    by: &Mandate,
    before: Option<ReportId>,
) -> Result<(Vec<Report>, bool), StoreError> {
    let query = reports!("o.outcome IS NOT NULL AND o.id < ?2 ORDER BY o.id DESC LIMIT ?3");
    let before = int(before.map_or(u64::MAX, |before| before.0));
    let limit = Store::REPORTS_PAGE as i64 + 1;
    let mut found = list(conn, by, query, (int(by.user().0), before, limit))?;
    let more = found.len() > Store::REPORTS_PAGE;
    found.truncate(Store::REPORTS_PAGE);
    Ok((found, more))
}

fn list(
    conn: &Connection,
    by: &Mandate,
    query: &str,
    params: impl Params,
) -> Result<Vec<Report>, StoreError> {
    right::holds(conn, by, Right::HandleReports)?;
    all(conn, query, params, read)
}

/// One of them, and what is still kept of what was said.
pub(in crate::store) fn reported(
    conn: &Connection,
    by: &Mandate,
    id: ReportId,
) -> Result<(Report, Vec<ReportedLine>), StoreError> {
    let found = list(conn, by, reports!("o.id = ?2"), (int(by.user().0), int(id.0)))?;
    let report = found.into_iter().next().ok_or(StoreError::NotFound)?;
    let lines = all(
        conn,
        "SELECT l.seq, l.at, p.id, p.name, p.picture, l.body
         FROM report_line l JOIN person p ON p.id = l.author WHERE l.report = ?1 ORDER BY l.seq",
        [int(id.0)],
        |row| {
            let body = Body::parse(text(row, 5)?);
            let body = body.map_err(|_| StoreError::Corrupt("a reported text"))?;
            Ok(ReportedLine { seq: seq(row, 0)?, at: time(row, 1)?, author: person(row, 2)?, body })
        },
    )?;
    Ok((report, lines))
}

/// Decides one of them and all others of the same message that wait.
pub(in crate::store) fn decide(
    txn: &mut Txn<'_>,
    by: &Mandate,
    id: ReportId,
    outcome: Outcome,
    note: &Remark,
) -> Result<Decided, StoreError> {
    let (report, _) = reported(txn.conn, by, id)?;
    if report.decision.is_some() {
        return Ok(Decided::Before);
    }
    match outcome {
        Outcome::Removed if report.room_name.is_none() => return Ok(Decided::NotSo),
        Outcome::Removed => {
            let actor = somebody(txn.conn, by.user())?;
            change::moderate(txn, report.room, &actor, report.target)?;
        }
        Outcome::Silenced | Outcome::Banned if !is_so(txn.conn, report.author.id, outcome)? => {
            return Ok(Decided::NotSo);
        }
        Outcome::Silenced | Outcome::Banned | Outcome::Dismissed => {}
    }
    let ids = all(
        txn.conn,
        "UPDATE report SET outcome = ?3, note = ?4, decided_by = ?5, decided_at = ?6
         WHERE room = ?1 AND target = ?2 AND outcome IS NULL RETURNING id",
        (
            int(report.room.0),
            int(report.target.0),
            outcome.word(),
            note.as_str(),
            int(by.user().0),
            txn.now.0,
        ),
        |row| number(row, 0),
    )?;
    for id in ids {
        let detail = format!("report {id}: {}", outcome.word());
        let (subject, room) = (Some(report.author.id), Some(report.room));
        audit::note(txn, Deed::ReportDecided, Some(by.user()), subject, room, &detail)?;
    }
    Ok(Decided::Now)
}

/// Whether somebody is in a timeout or banned, as this outcome says.
fn is_so(conn: &Connection, user: UserId, outcome: Outcome) -> Result<bool, StoreError> {
    let query = "SELECT banned_at IS NOT NULL,
                        coalesce(silenced_until > CAST(unixepoch('subsec') * 1000 AS INTEGER), 0)
                 FROM person WHERE id = ?1";
    let found = one(conn, query, [int(user.0)], |row| {
        Ok(if outcome == Outcome::Banned { row.get(0)? } else { row.get(1)? })
    })?;
    Ok(found.unwrap_or(false))
}

/// Forgets what was said and why it was reported, some time after it was decided.
pub(in crate::store) fn forget(txn: &mut Txn<'_>) -> Result<(), StoreError> {
    let before = [earlier(txn.now, Store::REPORT_WORDS).0];
    run(
        txn.conn,
        "DELETE FROM report_line WHERE report IN (SELECT id FROM report WHERE decided_at <= ?1)",
        before,
    )?;
    run(txn.conn, "UPDATE report SET reason = '' WHERE decided_at <= ?1 AND reason <> ''", before)?;
    Ok(())
}

fn read(row: &Row<'_>) -> Result<Report, StoreError> {
    let room_name: Option<String> = row.get(2)?;
    let room_name = room_name.map(|name| RoomName::parse(&name)).transpose();
    let outcome: Option<String> = row.get(12)?;
    let decision = match outcome {
        None => None,
        Some(word) => Some(Decision {
            outcome: Outcome::of_word(&word).ok_or(StoreError::Corrupt("an outcome"))?,
            note: text(row, 13)?.to_owned(),
            by: person(row, 14)?,
            at: time(row, 17)?,
        }),
    };
    Ok(Report {
        id: ReportId(number(row, 0)?),
        room: room_id(row, 1)?,
        room_name: room_name.map_err(|_| StoreError::Corrupt("a room's name"))?,
        target: seq(row, 3)?,
        author: person(row, 4)?,
        reporter: person(row, 7)?,
        at: time(row, 10)?,
        reason: text(row, 11)?.to_owned(),
        decision,
    })
}
