//! The audit log as a page.

use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use hark_client::pages;
use hark_client::pages::admin::audit::{Audit, AuditLine};
use hark_client::words::admin as words;
use serde::Deserialize;

use super::{Problem, SignedIn, Visit};
use crate::chat;

/// What the address may say.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// Show what was done before this entry.
    before: Option<String>,
}

/// `GET /admin/audit`, and `?before=NUMBER` for older entries.
pub async fn page(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let before = asked.before.and_then(|before| before.parse().ok());
    let (rows, more) = chat::audit(&visit.app.store, &viewer, before).await?;
    let clock = visit.clock();
    let older = rows.last().filter(|_| more).map(|row| row.entry.number);
    let rows = rows.into_iter().map(|row| AuditLine {
        deed: words::deed(&row.entry.deed).to_owned(),
        actor: row.actor.map(|person| person.name.to_string()),
        subject: row.subject.map(|person| person.name.to_string()),
        room: row.entry.room.map(|room| room.0),
        detail: row.entry.detail,
        at: clock.moment(row.entry.at),
    });
    let page = Audit { rows: rows.collect(), older };
    Ok(visit.page(StatusCode::OK, words::audit_title(), || pages::admin::audit::audit(page)))
}
