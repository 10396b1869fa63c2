//! Reporting a message to those who look after what is said.

use super::column::{column, section};
use super::field::{Area, Entry};
use crate::chat;
use crate::ui::view::{IntoNode, Node, view};
use crate::words::report as words;

/// What the page shows.
#[derive(Clone, Debug)]
pub struct ReportForm {
    /// The address of the message.
    pub message: String,
    /// Where the form goes.
    pub action: String,
    /// What is to be reported, or was.
    pub state: ReportState,
}

/// Whether there is something to report.
#[derive(Clone, Debug)]
pub enum ReportState {
    /// The viewer reported it: when.
    Reported(String),
    /// They may.
    Open {
        /// The message.
        line: Line,
        /// Why, as far as it was written.
        reason: Entry,
    },
}

/// A message as it stood.
#[derive(Clone, Debug)]
pub struct Line {
    /// Who wrote it.
    pub author: String,
    /// When.
    pub at: String,
    /// What it said.
    pub body: hark_protocol::Body,
    /// It is the one that was reported.
    pub is_meant: bool,
}

/// The page.
pub fn report(page: ReportForm) -> Node {
    let ReportForm { message, action, state } = page;
    let contents = match state {
        ReportState::Reported(when) => reported(&when),
        ReportState::Open { line, reason } => form(action, line, reason),
    };
    column(words::title(), (message, words::back()), (), contents)
}

fn reported(when: &str) -> Node {
    let note = words::sent(when);
    view! {
        <section class="section">
            <p class="form__note" role="status">{note}</p>
            <p class="field__hint">{words::sent_text()}</p>
        </section>
    }
}

fn form(action: String, message: Line, reason: Entry) -> Node {
    let area = Area { name: "reason", label: words::reason(), hint: words::reason_hint() };
    section(
        words::message(),
        view! {
            <ul class="list">{line(message)}</ul>
            <form class="form" method="post" action=action>
                <p class="field__hint">{words::text()}</p>
                {area.view(reason)}
                <button class="button button--primary">{words::send()}</button>
            </form>
        },
    )
}

/// A message as those read it who look after what is said, and who report it.
pub(super) fn line(line: Line) -> Node {
    let Line { author, at, body, is_meant } = line;
    let tag = is_meant.then(|| view! { <span class="tag">{words::meant()}</span> });
    let text = chat::text_of(&body).into_node();
    view! {
        <li class="list__row">
            <div class="list__main">
                <p class="list__meta"><bdi>{author}</bdi> " · " {at} " " {tag}</p>
                <div class="message__body" dir="auto">{text}</div>
            </div>
        </li>
    }
}
