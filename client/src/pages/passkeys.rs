//! Passkeys: those one has, and the form for one more. What the browser has to do for it is done by
//! the script `/passkey.js`; without it the form is not shown.

use super::card::{form_error, form_note};
use super::column::{column, section};
use super::field::{Entry, Field};
use crate::ui::view::{Node, view};
use crate::words::{account, passkeys as words};

/// What the page shows.
#[derive(Clone, Debug, Default)]
pub struct Passkeys {
    /// Those there are, the newest first.
    pub passkeys: Vec<PasskeyRow>,
    /// Why there can be no more, in place of the form.
    pub closed: Option<&'static str>,
    /// What the next one is to be called.
    pub name: Entry,
    /// Why the password was not taken.
    pub password: Option<&'static str>,
    /// Why the passkey was not taken.
    pub error: Option<&'static str>,
    /// What came of the last thing done here.
    pub note: Option<&'static str>,
}

/// A passkey.
#[derive(Clone, Debug)]
pub struct PasskeyRow {
    /// What to say when it is to be removed.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// On which day it was made.
    pub made: String,
    /// When somebody last signed in with it.
    pub used: Option<String>,
}

/// The page.
pub fn passkeys(page: Passkeys) -> Node {
    let Passkeys { passkeys, closed, name, password, error, note } = page;
    let none = passkeys.is_empty().then(|| view! { <p class="empty">{words::none()}</p> });
    let rows = passkeys.into_iter().map(row).collect::<Node>();
    column(
        words::title(),
        ("/account".into(), account::title()),
        (),
        (
            form_note(note),
            form_error(error),
            section(
                words::list(),
                view! {
                    <p class="field__hint">{words::text()}</p>
                    <ul class="list">{rows}</ul>
                    {none}
                },
            ),
            section(
                words::add_title(),
                match closed {
                    Some(why) => view! { <p class="empty">{why}</p> },
                    None => add(name, password),
                },
            ),
        ),
    )
}

fn row(passkey: PasskeyRow) -> Node {
    let PasskeyRow { id, name, made, used } = passkey;
    let label = words::remove_of(&name);
    let used =
        used.map_or_else(|| words::never_used().to_owned(), |used| account::last_used(&used));
    view! {
        <li class="list__row">
            <div class="list__main">
                <bdi>{name}</bdi>
                <p class="list__meta">{words::made(&made)}</p>
                <p class="list__meta">{used}</p>
            </div>
            <form class="list__actions" method="post" action="/account/passkeys/remove">
                <input type="hidden" name="passkey" value=id/>
                <button class="button button--quiet" aria-label=label>{words::remove()}</button>
            </form>
        </li>
    }
}

fn add(name: Entry, password: Option<&'static str>) -> Node {
    let name_field = Field { hint: Some(words::name_hint()), ..Field::text("name", words::name()) };
    let password_field = Field {
        kind: "password",
        autocomplete: "current-password",
        ..Field::text("current", account::current_password())
    };
    let fields = view! {
        {name_field.view(name)}
        {password_field.view(Entry::hidden(password))}
        <button class="button button--primary">{words::add()}</button>
    };
    let addresses = ("/account/passkeys", "/account/passkeys/ask");
    asking(Way::Only, addresses, fields, words::failed_new())
}

/// Whether there is another way to what a form asks a passkey for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Way {
    /// There is none, so it is said why there is no form.
    Only,
    /// There is, so nothing is said.
    Another,
}

/// A form that the script sends to `action` once the browser has answered what `ask` asks for.
/// `failed`: what is said if it has not.
pub(super) fn asking(
    way: Way,
    (action, ask): (&'static str, &'static str),
    fields: Node,
    failed: &'static str,
) -> Node {
    let says = |state: &'static str, text: &'static str| {
        view! { <p class="form__error" role="alert" data-state=state hidden=true>{text}</p> }
    };
    let no_script = (way == Way::Only).then(|| {
        view! { <noscript><p class="list__meta">{words::no_script()}</p></noscript> }
    });
    view! {
        {no_script}
        <div class="form" data-passkey hidden=true>
            {(way == Way::Only).then(|| says("unsupported", words::unsupported()))}
            {says("failed", failed)}
            {says("known", words::known())}
            {says("unreachable", words::unreachable())}
            <form class="form" method="post" action=action data-ask=ask>
                <input type="hidden" name="question"/>
                <input type="hidden" name="answer"/>
                {fields}
            </form>
        </div>
    }
}
