//! One person, and what whoever looks after the server can do about them.

use hark_protocol::{Person, Role, UserId};

use super::{ADDRESS, tag};
use crate::pages::account::SessionRow;
use crate::pages::card::form_note;
use crate::pages::column::{column, section};
use crate::ui::view::{Node, view};
use crate::words::{admin as words, role as roles, steps};

/// What the page shows: nothing where the viewer can do nothing.
#[derive(Clone, Debug)]
pub struct ManagedPerson {
    /// Who.
    pub person: Person,
    /// What they may do.
    pub role: Role,
    /// Which other roles the viewer may give them.
    pub others: Vec<Role>,
    /// They may not use the server; `None`: that is not the viewer's to change.
    pub banned: Option<bool>,
    /// Whether and until when they may not write; `None`: that is not the viewer's to change.
    pub silenced: Option<Option<String>>,
    /// Where they are signed in; `None`: that is not the viewer's to see.
    pub sessions: Option<Vec<SessionRow>>,
    /// They are asked for a code after their password, and the viewer may take that off them.
    pub second_step: bool,
    /// What came of the last thing done here.
    pub note: Option<&'static str>,
}

/// Where somebody's page is.
pub fn address(user: UserId) -> String {
    format!("{ADDRESS}/people/{user}")
}

/// How long a timeout may be, in minutes.
pub const TIMEOUTS: [u64; 4] = [10, 60, 24 * 60, 7 * 24 * 60];

/// The page.
pub fn managed_person(page: ManagedPerson) -> Node {
    let ManagedPerson { person, role, others, banned, silenced, sessions, .. } = page;
    let base = address(person.id);
    let name = person.name.as_str();
    let roles = (!others.is_empty()).then(|| role_section(&base, role, &others));
    let silenced = silenced.map(|until| silence_section(&base, until.as_deref()));
    let banned = banned.map(|banned| ban_section(&base, name, banned));
    let sessions = sessions.map(|rows| sessions_section(&base, rows));
    let step = page.second_step.then(|| step_section(&base));
    column(
        name.to_owned(),
        (ADDRESS.into(), words::title()),
        tag(roles::name(role)),
        (form_note(page.note), roles, silenced, banned, sessions, step),
    )
}

/// What they are now stands among what they may become.
fn role_section(base: &str, now: Role, others: &[Role]) -> Node {
    let offered = |role: &Role| *role == now || others.contains(role);
    let options = Role::ALL.into_iter().filter(offered).map(|role| {
        let (word, name) = (roles::word(role), roles::name(role));
        view! { <option value=word selected=role == now>{name}</option> }
    });
    section(
        words::role_title(),
        view! {
            <form class="form form--inline" method="post" action=format!("{base}/role")>
                <div class="field">
                    <label class="field__label" for="role">{words::role_title()}</label>
                    <select class="field__input" id="role" name="role">
                        {options.collect::<Node>()}
                    </select>
                </div>
                <button class="button">{words::change_role()}</button>
            </form>
        },
    )
}

fn silence_section(base: &str, until: Option<&str>) -> Node {
    let action = format!("{base}/silence");
    let ends = until.map(|until| {
        view! {
            <form class="form" method="post" action=action.clone()>
                <p class="field__hint">{words::silence_until(until)}</p>
                <input type="hidden" name="minutes" value="0"/>
                <button class="button">{words::unsilence()}</button>
            </form>
        }
    });
    let options = TIMEOUTS.into_iter().map(|minutes| {
        view! { <option value=minutes.to_string()>{words::how_long(minutes)}</option> }
    });
    section(
        words::silence_title(),
        view! {
            <p class="field__hint">{words::silence_text()}</p>
            {ends}
            <form class="form form--inline" method="post" action=action>
                <div class="field">
                    <label class="field__label" for="minutes">{words::silence_for()}</label>
                    <select class="field__input" id="minutes" name="minutes">
                        {options.collect::<Node>()}
                    </select>
                </div>
                <button class="button">{words::silence()}</button>
            </form>
        },
    )
}

fn ban_section(base: &str, name: &str, banned: bool) -> Node {
    let (text, label, action, class) = if banned {
        (words::lift_text(), words::lift().to_owned(), "lift", "button")
    } else {
        (words::ban_text(), words::ban(name), "ban", "button button--danger")
    };
    section(
        words::ban_title(),
        view! {
            <form class="form" method="post" action=format!("{base}/{action}")>
                <p class="field__hint">{text}</p>
                <button class=class>{label}</button>
            </form>
        },
    )
}

fn step_section(base: &str) -> Node {
    section(
        steps::title(),
        view! {
            <form class="form" method="post" action=format!("{base}/second-step")>
                <p class="field__hint">{words::step_text()}</p>
                <button class="button button--danger">{words::take_off_step()}</button>
            </form>
        },
    )
}

fn sessions_section(base: &str, sessions: Vec<SessionRow>) -> Node {
    let any = !sessions.is_empty();
    let none = (!any).then(|| view! { <p class="empty">{words::no_sessions()}</p> });
    let rows = sessions.into_iter().map(|session| {
        view! {
            <li class="list__row">
                <div class="list__main">
                    {session.browser}
                    <p class="list__meta">{crate::words::account::last_used(&session.used)}</p>
                </div>
            </li>
        }
    });
    let end = any.then(|| {
        view! {
            <form class="form" method="post" action=format!("{base}/sign-out")>
                <button class="button button--danger">{words::sign_out()}</button>
            </form>
        }
    });
    section(
        words::sessions_title(),
        view! { <ul class="list">{rows.collect::<Node>()}</ul> {none} {end} },
    )
}
