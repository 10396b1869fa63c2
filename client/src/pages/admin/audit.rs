//! The audit log, newest first.

use super::ADDRESS;
use crate::pages::column::column;
use crate::ui::view::{Node, view};
use crate::words::admin as words;

/// What the page shows.
#[derive(Clone, Debug, Default)]
pub struct Audit {
    /// Entries, newest first.
    pub rows: Vec<AuditLine>,
    /// Those before this one come on the next page.
    pub older: Option<u64>,
}

/// An entry.
#[derive(Clone, Debug)]
pub struct AuditLine {
    /// What was done.
    pub deed: String,
    /// Who did it.
    pub actor: Option<String>,
    /// Whom it was done to.
    pub subject: Option<String>,
    /// In which room.
    pub room: Option<u64>,
    /// What more there is to say.
    pub detail: String,
    /// When.
    pub at: String,
}

/// The page.
pub fn audit(page: Audit) -> Node {
    let rows = page.rows.into_iter().map(line).collect::<Node>();
    let older = page.older.map(|before| {
        let address = format!("{ADDRESS}/audit?before={before}");
        view! { <p><a class="button" href=address>{words::audit_older()}</a></p> }
    });
    column(
        words::audit_title(),
        (ADDRESS.into(), words::title()),
        (),
        view! {
            <section class="section">
                <p class="field__hint">{words::audit_text()}</p>
                <ul class="list">{rows}</ul>
                {older}
            </section>
        },
    )
}

fn line(line: AuditLine) -> Node {
    let AuditLine { deed, actor, subject, room, detail, at } = line;
    let about = [
        actor.map(|name| words::audit_by(&name)),
        subject.map(|name| words::audit_to(&name)),
        room.map(|room| words::audit_room(&room.to_string())),
        Some(detail).filter(|detail| !detail.is_empty()),
    ];
    let about = about.into_iter().flatten().map(|about| {
        view! { <p class="list__meta">{about}</p> }
    });
    view! {
        <li class="list__row">
            <div class="list__main">{deed} {about.collect::<Node>()}</div>
            <span class="list__meta">{at}</span>
        </li>
    }
}
