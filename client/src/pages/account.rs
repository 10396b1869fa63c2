//! The viewer's own page: name, password, and where they are signed in.

use hark_protocol::Person;
use hark_words::Language;

use super::about::{status_form, zone_form};
use super::card::form_note;
use super::column::{column, elsewhere, section};
use super::field::{Entry, Field};
use super::notifications::notifications;
use crate::look::{Contrast, Density, Look, Theme};
use crate::ui::Avatar;
use crate::ui::view::{IntoNode, Node, view};
use crate::words::{about, account as words, entry, passkeys, rooms, steps};

/// What the page shows.
#[derive(Clone, Debug)]
pub struct Account {
    /// Who it is about.
    pub me: Person,
    /// The address one signs in with.
    pub email: String,
    /// The name as it was last written.
    pub name: Entry,
    /// Why the last file was not taken.
    pub picture_error: Option<&'static str>,
    /// What they are about, as it was last written.
    pub status: Entry,
    /// When that ends.
    pub status_until: Option<String>,
    /// Their time zone, where others may know of it.
    pub zone: Option<String>,
    /// Others may see how far they have read.
    pub receipts: bool,
    /// The zone of this browser.
    pub browser_zone: String,
    /// Why the current password was not taken.
    pub current_password: Option<&'static str>,
    /// Why the new password was not taken.
    pub new_password: Option<&'static str>,
    /// A code is asked for after the password.
    pub second_step: bool,
    /// How pages look in this browser.
    pub look: Look,
    /// Where one is signed in, the last used first.
    pub sessions: Vec<SessionRow>,
    /// What came of the last thing done here.
    pub note: Option<&'static str>,
}

/// A session.
#[derive(Clone, Debug)]
pub struct SessionRow {
    /// What to say when it is to be ended.
    pub id: String,
    /// Which browser on which system.
    pub browser: String,
    /// When it was last used.
    pub used: String,
    /// It is the one that asks.
    pub this_one: bool,
}

/// The page.
pub fn account(page: Account) -> Node {
    let Account { me, email, name, picture_error, look, sessions, note, .. } = page;
    let Account { status, status_until, zone, browser_zone, receipts, .. } = page;
    let (current_password, new_password) = (page.current_password, page.new_password);
    let sessions = sessions.into_iter().map(session_row).collect::<Node>();
    let codes = if page.second_step { steps::is_on() } else { steps::is_off() };
    column(
        words::title(),
        ("/".into(), rooms::back_to_chat()),
        sign_out("/sign-out", words::sign_out(), "button"),
        (
            form_note(note),
            (
                section(words::name_title(), name_form(name)),
                section(words::picture_title(), picture_form(&me, picture_error)),
                section(about::status_title(), status_form(status, status_until)),
                section(about::receipts_title(), receipts_form(receipts)),
                section(about::zone_title(), zone_form(zone.as_deref(), &browser_zone)),
            ),
            section(words::look_title(), look_form(look)),
            notifications(),
            (
                section(
                    words::password_title(),
                    password_form(email, current_password, new_password),
                ),
                section(steps::title(), elsewhere("/account/second-step", codes, steps::manage())),
                section(
                    passkeys::title(),
                    elsewhere("/account/passkeys", passkeys::hint(), passkeys::manage()),
                ),
            ),
            section(
                words::sessions_title(),
                view! {
                    <ul class="list">{sessions}</ul>
                    {sign_out(
                        "/sign-out-everywhere",
                        words::sign_out_everywhere(),
                        "button button--danger",
                    )}
                },
            ),
        ),
    )
}

fn name_form(name: Entry) -> Node {
    let field = Field { autocomplete: "name", ..Field::text("name", entry::name()) };
    view! {
        <form class="form" method="post" action="/account/name">
            {field.view(name)}
            <button class="button button--primary">{rooms::save()}</button>
        </form>
    }
}

fn receipts_form(receipts: bool) -> Node {
    view! {
        <form class="form" method="post" action="/account/receipts">
            <label class="field field--check">
                <input type="checkbox" name="receipts" value="on" checked=receipts
                    aria-describedby="receipts-note"/>
                {about::receipts()}
            </label>
            <p class="field__hint" id="receipts-note">{about::receipts_hint()}</p>
            <button class="button button--primary">{rooms::save()}</button>
        </form>
    }
}

fn picture_form(me: &Person, error: Option<&'static str>) -> Node {
    let class = if error.is_some() { "field__error" } else { "field__hint" };
    let remove = me.picture.map(|_| {
        view! {
            <button class="button" form="remove-picture">{words::remove_picture()}</button>
        }
    });
    view! {
        <div class="picture">
            {Avatar::of(me).view()}
            <form
                class="form"
                method="post"
                action="/account/picture"
                enctype="multipart/form-data"
            >
                <div class="field">
                    <label class="field__label" for="picture">{words::picture()}</label>
                    <input
                        class="field__input field__input--file"
                        id="picture"
                        name="picture"
                        type="file"
                        accept="image/png,image/jpeg,image/webp,image/gif"
                        required=true
                        autofocus=error.is_some()
                        aria-describedby="picture-note"
                        aria-invalid=error.map(|_| "true")
                    />
                    <p class=class id="picture-note">{error.unwrap_or(words::picture_hint())}</p>
                </div>
                <div class="form__actions">
                    <button class="button button--primary">{words::change_picture()}</button>
                    {remove}
                </div>
            </form>
            <form id="remove-picture" method="post" action="/account/picture/remove"></form>
        </div>
    }
}

fn look_form(look: Look) -> Node {
    let themes = Theme::ALL
        .iter()
        .map(|&theme| choice("theme", theme.word(), words::theme_name(theme), theme == look.theme));
    let contrasts = Contrast::ALL.iter().map(|&contrast| {
        choice(
            "contrast",
            contrast.word(),
            words::contrast_name(contrast),
            contrast == look.contrast,
        )
    });
    let densities = Density::ALL.iter().map(|&density| {
        choice("density", density.word(), words::density_name(density), density == look.density)
    });
    view! {
        <form class="form" method="post" action="/account/look">
            <p class="field__hint">{words::look_text()}</p>
            {choices(words::theme(), themes.collect::<Node>())}
            {choices(words::contrast(), contrasts.collect::<Node>())}
            {choices(words::density(), densities.collect::<Node>())}
            {choices(words::language(), languages(look.language))}
            <button class="button button--primary">{rooms::save()}</button>
        </form>
    }
}

/// Each language by its own name, so that those who read no other find it.
fn languages(chosen: Option<Language>) -> Vec<Node> {
    let browser = choice("language", "", words::language_browser(), chosen.is_none());
    let named = Language::ALL.into_iter().map(|language| {
        let tag = language.tag();
        let is_chosen = chosen == Some(language);
        view! {
            <label class="field field--check">
                <input type="radio" name="language" value=tag checked=is_chosen/>
                <span lang=tag>{language.own_name()}</span>
            </label>
        }
    });
    [browser].into_iter().chain(named).collect()
}

fn choices(title: &'static str, choices: impl IntoNode) -> Node {
    view! {
        <fieldset class="field">
            <legend class="field__label">{title}</legend>
            {choices}
        </fieldset>
    }
}

fn choice(name: &'static str, word: &'static str, label: &'static str, chosen: bool) -> Node {
    view! {
        <label class="field field--check">
            <input type="radio" name=name value=word checked=chosen/>
            {label}
        </label>
    }
}

fn password_form(email: String, current: Option<&'static str>, new: Option<&'static str>) -> Node {
    let current_field = Field {
        kind: "password",
        autocomplete: "current-password",
        ..Field::text("current", words::current_password())
    };
    let new_field = Field {
        kind: "password",
        autocomplete: "new-password",
        hint: Some(entry::password_hint()),
        ..Field::text("password", entry::new_password())
    };
    // The hidden address tells password managers whose password it is.
    view! {
        <form class="form" method="post" action="/account/password">
            <p class="field__hint">{words::password_text()}</p>
            <input type="text" name="email" value=email autocomplete="username" hidden=true/>
            {current_field.view(Entry::hidden(current))}
            {new_field.view(Entry::hidden(new))}
            <button class="button button--primary">{words::change_password()}</button>
        </form>
    }
}

fn session_row(session: SessionRow) -> Node {
    let SessionRow { id, browser, used, this_one } = session;
    let label = words::end_of(&browser);
    let end = if this_one {
        None
    } else {
        Some(view! {
            <form class="list__actions" method="post" action="/account/sessions/end">
                <input type="hidden" name="session" value=id/>
                <button class="button button--quiet" aria-label=label>{words::end()}</button>
            </form>
        })
    };
    view! {
        <li class="list__row">
            <div class="list__main">
                {browser}
                <p class="list__meta">{words::last_used(&used)}</p>
            </div>
            {this_one.then(|| view! { <span class="tag">{words::this_one()}</span> })}
            {end}
        </li>
    }
}

fn sign_out(action: &'static str, name: &'static str, class: &'static str) -> Node {
    view! {
        <form method="post" action=action>
            <button class=class>{name}</button>
        </form>
    }
}
