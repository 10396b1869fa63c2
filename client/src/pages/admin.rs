//! Looking after a server: who is on it, and the way to what can be done about each.

pub mod person;
pub mod audit;
pub mod reports;
pub mod report;

use hark_protocol::{Person, Role};

use super::column::{column, section};
use crate::ui::Avatar;
use crate::ui::view::{Node, view};
use crate::words::{admin as words, people, report as report_words, role as roles, rooms};

/// What the page shows.
#[derive(Clone, Debug, Default)]
pub struct Admin {
    /// Everybody, by name.
    pub people: Vec<PersonRow>,
    /// How many reports wait for the viewer.
    pub waiting_reports: u32,
    /// The viewer may read the audit log.
    pub reads_audit: bool,
}

/// Somebody.
#[derive(Clone, Debug)]
pub struct PersonRow {
    /// Who.
    pub person: Person,
    /// What they may do.
    pub role: Role,
    /// They may not use the server.
    pub banned: bool,
    /// They may not write for a while.
    pub silenced: bool,
    /// How they sign in; for those who look after people.
    pub email: Option<String>,
}

/// Where the page is.
pub const ADDRESS: &str = "/admin";

/// The page.
pub fn admin(page: Admin) -> Node {
    let rows = page.people.into_iter().map(person_row).collect::<Node>();
    let audit = page.reads_audit.then(|| {
        let address = format!("{ADDRESS}/audit");
        view! { <a class="button" href=address>{words::audit_title()}</a> }
    });
    let reports_label = match page.waiting_reports {
        0 => report_words::reports().to_owned(),
        count => report_words::reports_waiting(count),
    };
    let reports = view! { <a class="button" href=reports::address()>{reports_label}</a> };
    column(
        words::title(),
        ("/".into(), rooms::back_to_chat()),
        (reports, audit),
        section(people::title(), view! { <ul class="list">{rows}</ul> }),
    )
}

fn person_row(row: PersonRow) -> Node {
    let PersonRow { person, role, banned, silenced, email } = row;
    let tags = [
        (role != Role::Member).then(|| roles::name(role)),
        banned.then(words::banned_tag),
        silenced.then(words::silenced_tag),
    ];
    let tags = tags.into_iter().flatten().map(tag).collect::<Node>();
    let about = email.map(|email| view! { <p class="list__meta">{email}</p> });
    let label = words::manage_of(person.name.as_str());
    view! {
        <li class="list__row">
            {Avatar::of(&person).view()}
            <div class="list__main">{person.name.to_string()} {about}</div>
            {tags}
            <a class="button button--quiet" href=person::address(person.id) aria-label=label>
                {words::manage()}
            </a>
        </li>
    }
}

fn tag(name: &'static str) -> Node {
    view! { <span class="tag">{name}</span> }
}
