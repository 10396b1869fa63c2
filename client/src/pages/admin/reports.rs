//! The reports: those that wait, and those that were decided.

use super::ADDRESS;
use crate::pages::column::{column, section};
use crate::ui::view::{Node, view};
use crate::words::{admin, report as words};

/// What the page shows.
#[derive(Clone, Debug, Default)]
pub struct Reports {
    /// Those that wait, the oldest first.
    pub waiting: Vec<ReportRow>,
    /// Those that were decided, the newest first.
    pub decided: Vec<ReportRow>,
    /// Those decided before this one come on the next page.
    pub older: Option<u64>,
}

/// A report.
#[derive(Clone, Debug)]
pub struct ReportRow {
    /// Its number.
    pub id: u64,
    /// Whose message it is about.
    pub author: String,
    /// Where that stands; `None`: in a direct room.
    pub room: Option<String>,
    /// Who reported it.
    pub reporter: String,
    /// When.
    pub at: String,
    /// Why.
    pub reason: String,
    /// What came of it.
    pub decision: Option<DecisionRow>,
}

/// What somebody decided.
#[derive(Clone, Debug)]
pub struct DecisionRow {
    /// By the outcome's word.
    pub outcome: &'static str,
    /// What they had to say, maybe nothing.
    pub note: String,
    /// Who.
    pub by: String,
    /// When.
    pub at: String,
}

/// Where the reports are.
pub fn address() -> String {
    format!("{ADDRESS}/reports")
}

/// The page.
pub fn reports(page: Reports) -> Node {
    let Reports { waiting, decided, older } = page;
    let none = waiting.is_empty().then(|| view! { <p class="empty">{words::none_wait()}</p> });
    let waiting = waiting.iter().map(row).collect::<Node>();
    let older = older.map(|before| {
        let address = format!("{}?before={before}", address());
        view! { <p><a class="button" href=address>{words::older()}</a></p> }
    });
    let decided = (!decided.is_empty()).then(|| {
        let rows = decided.iter().map(row).collect::<Node>();
        section(words::decided(), view! { <ul class="list">{rows}</ul> {older} })
    });
    column(
        words::reports(),
        (ADDRESS.into(), admin::title()),
        (),
        (
            section(
                words::waiting(),
                view! {
                    <p class="field__hint">{words::reports_text()}</p>
                    <ul class="list">{waiting}</ul>
                    {none}
                },
            ),
            decided,
        ),
    )
}

fn row(row: &ReportRow) -> Node {
    let address = format!("{}/{}", address(), row.id);
    let label = words::open_number(&row.id.to_string());
    let title = words::of(&row.author);
    let decision = row.decision.as_ref().map(decision);
    view! {
        <li class="list__row">
            <div class="list__main">
                {title}
                {about(row)}
                {decision}
            </div>
            <a class="button button--quiet" href=address aria-label=label>{words::open()}</a>
        </li>
    }
}

/// Where the message stands, who reported it, when and why.
pub(super) fn about(row: &ReportRow) -> Node {
    let room =
        row.room.as_ref().map_or_else(|| words::direct().to_owned(), |name| words::room(name));
    let lines = [room, words::by(&row.reporter, &row.at), row.reason.clone()];
    let lines = lines.into_iter().filter(|line| !line.is_empty());
    lines.map(|line| view! { <p class="list__meta" dir="auto">{line}</p> }).collect()
}

/// What came of it.
pub(super) fn decision(decision: &DecisionRow) -> Node {
    let DecisionRow { outcome, note, by, at } = decision;
    let said = words::decided_by(by, at);
    let note = (!note.is_empty()).then(|| note.clone());
    view! {
        <p class="list__meta"><span class="tag">{words::outcome(outcome)}</span> " " {said}</p>
        {note.map(|note| view! { <p class="list__meta" dir="auto">{note}</p> })}
    }
}
