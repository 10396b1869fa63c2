//! Reporting a message, and deciding what comes of it.

use hark_protocol::{RoomId, Seq, Timestamp};

use super::{Refused, mandate, member};
use crate::rights::Right;
use crate::store::{
    Decided, Outcome, Remark, Report, ReportId, ReportedLine, Store, StoreError, Viewer,
};

/// Asks those who look after what is said to look at a message of somebody else. Again changes
/// nothing.
pub async fn report(
    store: &Store,
    viewer: &Viewer,
    room: RoomId,
    target: Seq,
    reason: Remark,
) -> Result<(), Refused> {
    let by = member(store, viewer, room).await?;
    Ok(store.report(&by, target, reason).await?)
}

/// When the viewer reported this message, if they did.
pub async fn reported_at(
    store: &Store,
    viewer: &Viewer,
    room: RoomId,
    target: Seq,
) -> Result<Option<Timestamp>, Refused> {
    let by = member(store, viewer, room).await?;
    Ok(store.reported_at(&by, target).await?)
}

/// A message of somebody else that stands, as the viewer would report it.
pub async fn reportable(
    store: &Store,
    viewer: &Viewer,
    room: RoomId,
    target: Seq,
) -> Result<ReportedLine, Refused> {
    let by = member(store, viewer, room).await?;
    let line = store.reportable(&by, target).await?;
    match line.author.id == viewer.user.id {
        true => Err(StoreError::Forbidden.into()),
        false => Ok(line),
    }
}

/// How many reports wait for the viewer.
pub async fn open_reports(store: &Store, viewer: &Viewer) -> Result<u32, Refused> {
    let by = mandate(store, viewer, Right::HandleReports).await?;
    Ok(store.open_reports(&by).await?)
}

/// The reports that wait for the viewer, the oldest first.
pub async fn waiting_reports(store: &Store, viewer: &Viewer) -> Result<Vec<Report>, Refused> {
    let by = mandate(store, viewer, Right::HandleReports).await?;
    Ok(store.waiting_reports(&by).await?)
}

/// The reports that were decided and made before this one, newest first, and whether there is more.
pub async fn decided_reports(
    store: &Store,
    viewer: &Viewer,
    before: Option<ReportId>,
) -> Result<(Vec<Report>, bool), Refused> {
    let by = mandate(store, viewer, Right::HandleReports).await?;
    Ok(store.decided_reports(&by, before).await?)
}

/// A report, and what was said.
pub async fn reported(
    store: &Store,
    viewer: &Viewer,
    report: ReportId,
) -> Result<(Report, Vec<ReportedLine>), Refused> {
    let by = mandate(store, viewer, Right::HandleReports).await?;
    Ok(store.reported(&by, report).await?)
}

/// Decides a report, with all others of the same message.
pub async fn decide(
    store: &Store,
    viewer: &Viewer,
    report: ReportId,
    outcome: Outcome,
    note: Remark,
) -> Result<Decided, Refused> {
    let by = mandate(store, viewer, Right::HandleReports).await?;
    Ok(store.decide(&by, report, outcome, note).await?)
}
