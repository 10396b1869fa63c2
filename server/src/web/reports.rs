//! The queue of reports, for whoever looks after what is said.

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use hark_client::pages;
use hark_client::pages::Entry;
use hark_client::pages::admin::report::OneReport;
use hark_client::pages::admin::reports::{DecisionRow, ReportRow, Reports, address};
use hark_client::words::report as words;
use serde::Deserialize;

use super::fields::Fields;
use super::report::{remark_error, shown};
use super::{Problem, SignedIn, Visit};
use crate::chat;
use crate::rights::Right;
use crate::store::{Decided, Decision, Outcome, Remark, Report, ReportId, Viewer};

/// What the address may say.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// Show what was decided before this report.
    before: Option<String>,
}

/// `GET /admin/reports`, and `?before=NUMBER` for older ones that were decided.
pub async fn page(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let store = &visit.app.store;
    let before = asked.before.and_then(|before| before.parse().ok()).map(ReportId);
    let waiting = chat::waiting_reports(store, &viewer).await?;
    let (decided, more) = chat::decided_reports(store, &viewer, before).await?;
    let page = Reports {
        older: decided.last().filter(|_| more).map(|last| last.id.0),
        waiting: waiting.into_iter().map(|report| row(&visit, report)).collect(),
        decided: decided.into_iter().map(|report| row(&visit, report)).collect(),
    };
    Ok(visit.page(StatusCode::OK, words::reports(), || pages::admin::reports::reports(page)))
}

/// `GET /admin/reports/{report}`.
pub async fn one(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    Path(report): Path<String>,
) -> Result<Response, Problem> {
    chat::mandate(&visit.app.store, &viewer, Right::HandleReports).await?;
    let asked =
        Answer { status: StatusCode::OK, chosen: None, note: Entry::default(), error: None };
    show(&visit, &viewer, parse(&report)?, asked).await
}

/// `POST /admin/reports/{report}`: what came of it.
pub async fn decide(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    Path(report): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    chat::mandate(&visit.app.store, &viewer, Right::HandleReports).await?;
    let report = parse(&report)?;
    let outcome = Outcome::of_word(fields.get("outcome")).ok_or(Problem::BadRequest)?;
    let written = fields.get("note");
    let again = |note: Entry, error| {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        Answer { status, chosen: Some(outcome), note, error }
    };
    let note = match Remark::parse(written) {
        Ok(note) => note,
        Err(error) => {
            let note = Entry { value: written.to_owned(), error: Some(remark_error(error)) };
            return show(&visit, &viewer, report, again(note, None)).await;
        }
    };
    match chat::decide(&visit.app.store, &viewer, report, outcome, note).await? {
        // Where somebody was faster, their decision is what the page says.
        Decided::Now | Decided::Before => {
            Ok(Redirect::to(&format!("{}/{}", address(), report.0)).into_response())
        }
        Decided::NotSo => {
            let error = match outcome {
                Outcome::Silenced => words::not_silenced(),
                Outcome::Banned => words::not_banned(),
                // No page of ours offers it.
                Outcome::Removed | Outcome::Dismissed => return Err(Problem::BadRequest),
            };
            show(&visit, &viewer, report, again(Entry::of(written), Some(error))).await
        }
    }
}

/// How the page of a report answers.
struct Answer {
    status: StatusCode,
    chosen: Option<Outcome>,
    note: Entry,
    error: Option<&'static str>,
}

async fn show(
    visit: &Visit,
    viewer: &Viewer,
    report: ReportId,
    answer: Answer,
) -> Result<Response, Problem> {
    let (report, lines) = chat::reported(&visit.app.store, viewer, report).await?;
    let target = Some(report.target);
    let is_direct = report.room_name.is_none();
    let offered = |outcome: &Outcome| !is_direct || *outcome != Outcome::Removed;
    let page = OneReport {
        author: report.author.id,
        lines: lines.into_iter().map(|line| shown(visit, line, target)).collect(),
        outcomes: Outcome::ALL.into_iter().filter(offered).map(Outcome::word).collect(),
        chosen: answer.chosen.map_or("", Outcome::word),
        note: answer.note,
        error: answer.error,
        row: row(visit, report),
    };
    let title = words::of(&page.row.author);
    Ok(visit.page(answer.status, &title, || pages::admin::report::report(page)))
}

fn row(visit: &Visit, report: Report) -> ReportRow {
    let clock = visit.clock();
    let decision = report.decision.map(|Decision { outcome, note, by, at }| DecisionRow {
        outcome: outcome.word(),
        note,
        by: by.name.to_string(),
        at: clock.moment(at),
    });
    ReportRow {
        id: report.id.0,
        author: report.author.name.to_string(),
        room: report.room_name.map(|name| name.to_string()),
        reporter: report.reporter.name.to_string(),
        at: clock.moment(report.at),
        reason: report.reason,
        decision,
    }
}

/// What is no number is no report.
fn parse(report: &str) -> Result<ReportId, Problem> {
    report.parse().map(ReportId).map_err(|_| Problem::NotFound)
}
