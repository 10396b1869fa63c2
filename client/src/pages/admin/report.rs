//! One report: what was said, and what comes of it.

use hark_protocol::UserId;

use super::person;
use super::reports::{self, ReportRow};
use crate::pages::card::form_error;
use crate::pages::column::{column, section};
use crate::pages::field::{Area, Entry};
use crate::pages::report::{Line, line};
use crate::ui::view::{Node, view};
use crate::words::report as words;

/// What the page shows.
#[derive(Clone, Debug)]
pub struct OneReport {
    /// The report.
    pub row: ReportRow,
    /// Who wrote the message.
    pub author: UserId,
    /// What is still kept of what was said.
    pub lines: Vec<Line>,
    /// What may come of it, by its words.
    pub outcomes: Vec<&'static str>,
    /// What is chosen of these.
    pub chosen: &'static str,
    /// What whoever decides has to say, as far as it was written.
    pub note: Entry,
    /// Why it is not decided yet.
    pub error: Option<&'static str>,
}

/// The page.
pub fn report(page: OneReport) -> Node {
    let title = words::of(&page.row.author);
    let about = reports::about(&page.row);
    let decided = page
        .row
        .decision
        .as_ref()
        .map(|decision| section(words::outcome_title(), reports::decision(decision)));
    let lines = said(&page.lines);
    let form = decided.is_none().then(|| form(page));
    column(
        title,
        (reports::address(), words::reports()),
        (),
        (view! { <section class="section">{about}</section> }, lines, decided, form),
    )
}

fn said(lines: &[Line]) -> Node {
    let hint = if lines.is_empty() { words::lines_gone() } else { words::lines_text() };
    let lines = lines.iter().cloned().map(line).collect::<Node>();
    section(
        words::lines(),
        view! {
            <p class="field__hint">{hint}</p>
            <ul class="list">{lines}</ul>
        },
    )
}

fn form(page: OneReport) -> Node {
    let action = format!("{}/{}", reports::address(), page.row.id);
    let OneReport { row, author, outcomes, chosen, note, error, .. } = page;
    let options = outcomes.into_iter().map(|word| {
        view! { <option value=word selected=word == chosen>{words::outcome(word)}</option> }
    });
    let area = Area { name: "note", label: words::note(), hint: words::note_hint() };
    let their_page = words::author(&row.author);
    section(
        words::outcome_title(),
        view! {
            {form_error(error)}
            <p class="field__hint">{words::outcome_text()}</p>
            <p><a class="button" href=person::address(author)>{their_page}</a></p>
            <form class="form" method="post" action=action>
                <div class="field">
                    <label class="field__label" for="outcome">{words::outcome_label()}</label>
                    <select class="field__input" id="outcome" name="outcome" required=true>
                        <option value="">{words::choose()}</option>
                        {options.collect::<Node>()}
                    </select>
                </div>
                {area.view(note)}
                <button class="button button--primary">{words::decide()}</button>
            </form>
        },
    )
}
