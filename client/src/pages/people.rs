//! Who is on this server in which role, and how others come in.

use hark_protocol::{Person, Role};

use super::admin::ADDRESS;
use super::column::{column, section};
use super::field::{Entry, Field};
use super::new_direct::message_button;
use crate::ui::Avatar;
use crate::ui::view::{Node, view};
use crate::words::{admin, people as words, role as roles, rooms};

/// What the page shows.
#[derive(Clone, Debug, Default)]
pub struct People {
    /// Everybody, by name.
    pub people: Vec<PersonRow>,
    /// What those see besides who let others in.
    pub invites: Option<Invites>,
    /// The viewer looks after people.
    pub keeps_people: bool,
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
    /// The day they came.
    pub since: String,
    /// How they sign in; for those who look after people.
    pub email: Option<String>,
    /// It is the viewer.
    pub is_viewer: bool,
}

/// The invites of a server.
#[derive(Clone, Debug, Default)]
pub struct Invites {
    /// The link that was just made.
    pub link: Option<String>,
    /// For how many people the next one is, as it was last written.
    pub uses: Entry,
    /// Those that still work, newest first.
    pub list: Vec<InviteRow>,
}

/// An invite.
#[derive(Clone, Debug)]
pub struct InviteRow {
    /// What to say when it is to be revoked.
    pub id: String,
    /// How many people it still lets in.
    pub uses_left: u32,
    /// When it ends.
    pub until: String,
    /// Who made it.
    pub by: Person,
}

/// The page.
pub fn people(page: People) -> Node {
    let People { people, invites, keeps_people } = page;
    let manage = keeps_people.then(|| {
        view! { <a class="button" href=ADDRESS>{admin::title()}</a> }
    });
    let rows = people.into_iter().map(person_row).collect::<Node>();
    let invites = invites.map(|invites| section(words::invites(), invites_view(invites)));
    column(
        words::title(),
        ("/".into(), rooms::back_to_chat()),
        manage,
        (invites, view! { <section class="section"><ul class="list">{rows}</ul></section> }),
    )
}

fn person_row(row: PersonRow) -> Node {
    let PersonRow { person, role, banned, since, email, is_viewer } = row;
    let messages = !banned && !is_viewer;
    let about = match email {
        Some(email) => words::about(&email, &words::since(&since)),
        None => words::since(&since),
    };
    let tag =
        (role != Role::Member).then(|| view! { <span class="tag">{roles::name(role)}</span> });
    let banned = banned.then(|| view! { <span class="tag">{admin::banned_tag()}</span> });
    view! {
        <li class="list__row">
            {Avatar::of(&person).view()}
            <div class="list__main">
                {person.name.to_string()}
                <p class="list__meta">{about}</p>
            </div>
            {tag}
            {banned}
            {messages.then(|| message_button(&person))}
        </li>
    }
}

/// For how many days an invite may work.
pub const INVITE_DAYS: [u32; 3] = [1, 7, 30];

fn invites_view(invites: Invites) -> Node {
    let Invites { link, uses, list } = invites;
    let rows = list.into_iter().map(invite_row).collect::<Node>();
    let uses_field = Field { kind: "number", ..Field::text("uses", words::uses()) };
    let days = INVITE_DAYS.map(|days| {
        let name = words::days_count(days);
        view! { <option value=days.to_string() selected=days == 7>{name}</option> }
    });
    view! {
        <p class="field__hint">{words::invites_text()}</p>
        {link.map(link_view)}
        <form class="form form--inline" method="post" action="/people/invites">
            {uses_field.view(uses)}
            <div class="field">
                <label class="field__label" for="days">{words::days()}</label>
                <select class="field__input" id="days" name="days">{days.into_iter().collect::<Node>()}</select>
            </div>
            <button class="button button--primary">{words::create()}</button>
        </form>
        <ul class="list">{rows}</ul>
    }
}

/// The one time a link is shown. The page opens with it selected, ready to copy.
fn link_view(link: String) -> Node {
    view! {
        <div class="form__note" role="status">
            <label class="field__label" for="link">{words::link()}</label>
            <div class="copy-field">
                <input
                    class="field__input"
                    id="link"
                    type="text"
                    readonly=true
                    autofocus=true
                    value=link
                />
            </div>
            <p class="field__hint">{words::link_text()}</p>
        </div>
    }
}

fn invite_row(row: InviteRow) -> Node {
    let InviteRow { id, uses_left, until, by } = row;
    view! {
        <li class="list__row">
            <div class="list__main">
                {words::uses_left(uses_left)}
                <p class="list__meta">{words::until(&until, by.name.as_str())}</p>
            </div>
            <form class="list__actions" method="post" action="/people/invites/revoke">
                <input type="hidden" name="invite" value=id/>
                <button class="button button--quiet">{words::revoke()}</button>
            </form>
        </li>
    }
}
