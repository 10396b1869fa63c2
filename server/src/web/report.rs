//! Reporting a message by a plain form.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::response::{IntoResponse, Redirect, Response};
use hark_client::pages;
use hark_client::pages::Entry;
use hark_client::pages::report::{Line, ReportForm, ReportState};
use hark_client::ui::address;
use hark_client::words::report as words;
use hark_protocol::{ErrorCode, RoomId, Seq, TextError};

use super::fields::Fields;
use super::room::parse;
use super::{Problem, SignedIn, Visit};
use crate::chat::{self, Refused};
use crate::store::{Remark, ReportedLine, Store, Viewer};

/// `GET /rooms/{room}/messages/{message}/report`: the form, or that it was sent.
pub async fn form(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    Path((room, message)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let place = place(&room, &message)?;
    show(&visit, &viewer, place, StatusCode::OK, Entry::default()).await
}

/// `POST /rooms/{room}/messages/{message}/report`: once; again says when it was.
pub async fn send(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    Path((room, message)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Problem> {
    let (room, target) = place(&room, &message)?;
    let written = fields.get("reason");
    let reason = match Remark::parse(written) {
        Ok(reason) => reason,
        Err(error) => {
            let entry = Entry { value: written.to_owned(), error: Some(remark_error(error)) };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return show(&visit, &viewer, (room, target), status, entry).await;
        }
    };
    match chat::report(&visit.app.store, &viewer, room, target, reason).await {
        Ok(()) => Ok(Redirect::to(&address::report(room, target)).into_response()),
        Err(refused) if refused.code() == ErrorCode::LimitExceeded => {
            let entry = Entry { value: written.to_owned(), error: Some(words::too_many()) };
            let status = StatusCode::TOO_MANY_REQUESTS;
            let mut page = show(&visit, &viewer, (room, target), status, entry).await?;
            page.headers_mut().insert(RETRY_AFTER, Store::REPORTS_IN.as_secs().into());
            Ok(page)
        }
        Err(refused) => Err(own_or(refused)),
    }
}

async fn show(
    visit: &Visit,
    viewer: &Viewer,
    (room, target): (RoomId, Seq),
    status: StatusCode,
    reason: Entry,
) -> Result<Response, Problem> {
    let store = &visit.app.store;
    let state = match chat::reported_at(store, viewer, room, target).await? {
        Some(at) => ReportState::Reported(visit.clock().moment(at)),
        None => {
            let line = chat::reportable(store, viewer, room, target).await.map_err(own_or)?;
            ReportState::Open { line: shown(visit, line, None), reason }
        }
    };
    let (message, action) = (address::message(room, target), address::report(room, target));
    let page = ReportForm { message, action, state };
    Ok(visit.page(status, words::title(), || pages::report::report(page)))
}

/// A message as a page shows it among those around it.
pub(super) fn shown(visit: &Visit, line: ReportedLine, meant: Option<Seq>) -> Line {
    Line {
        is_meant: meant == Some(line.seq),
        author: line.author.name.to_string(),
        at: visit.clock().moment(line.at),
        body: line.body,
    }
}

/// What is wrong with a reason or a note.
pub(super) fn remark_error(error: TextError) -> &'static str {
    match error {
        TextError::TooLong => words::too_long(),
        TextError::Control | TextError::Empty => words::control(),
    }
}

/// No page of ours offers to report what one wrote oneself.
fn own_or(refused: Refused) -> Problem {
    match refused.code() {
        ErrorCode::Forbidden => Problem::BadRequest,
        _ => refused.into(),
    }
}

fn place(room: &str, message: &str) -> Result<(RoomId, Seq), Problem> {
    Ok((parse(room)?, message.parse().map_err(|_| Problem::NotFound)?))
}
