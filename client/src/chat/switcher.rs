//! Going somewhere by its name: a dialog with a field and what answers to it. Rooms first, the ones
//! seen last before the others; then people, and what else one may want to do.

pub(in crate::chat) mod rank;

use hark_protocol::{Access, Person, RoomId, RoomSummary, UserId};
use hark_words::{sidebar, switcher as said};
use leptos::prelude::*;

use super::deed::Deed;
use super::keys::Shortcut;
use super::screen::Screen;
use super::words::menu as words;
use crate::ui::view::{IntoNode, Node, view};
use crate::ui::{Icon, address, icon};
use crate::words::direct::called;
use rank::{Standing, best, rank};

/// The dialog.
pub const DIALOG_ID: &str = "switcher";
/// Its field.
pub const FIELD_ID: &str = "switcher-field";
/// What leads to the room of the viewer and the person that is chosen.
pub const PERSON_FORM_ID: &str = "switcher-person";
/// Its list.
const LIST_ID: &str = "switcher-list";

/// The most choices shown: what does not fit on a screen is found by one more letter.
const MOST: usize = 12;

/// What the dialog shows.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Switcher {
    /// What there is to choose, best first.
    pub choices: Vec<Choice>,
    /// Which of them Enter takes.
    pub chosen: usize,
    /// A room is chosen to take something there.
    pub forwards: bool,
}

/// Somewhere to go.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Choice {
    /// A room of the viewer's; else a page of its own.
    pub room: Option<RoomId>,
    /// Somebody to write to, in a room that may not be there yet.
    pub person: Option<UserId>,
    /// Its address.
    pub address: String,
    /// What it is called.
    pub name: String,
    icon: Option<Icon>,
    unread: bool,
}

/// Pages that one may want to go to.
fn pages() -> [(&'static str, &'static str, Icon); 5] {
    [
        (said::search(), "/search", Icon::Search),
        (sidebar::new_room(), "/rooms/new", Icon::Plus),
        (sidebar::browse(), "/rooms", Icon::More),
        (sidebar::people(), "/people", Icon::People),
        (said::account(), "/account", Icon::Settings),
    ]
}

impl Switcher {
    /// What answers to this. `recent` are rooms, the one seen last first; `people` are those that
    /// are known. Names are compared as `fold` gives them back.
    pub fn of(
        asked: &str,
        me: UserId,
        rooms: &[RoomSummary],
        recent: &[RoomId],
        people: &[Person],
        fold: impl Fn(&str) -> String,
    ) -> Self {
        let asked_folded = fold(asked.trim());
        let seen = |room: RoomId| recent.iter().position(|known| *known == room);
        let mut ranked: Vec<(Standing, Choice)> = Vec::new();
        for summary in rooms {
            let name = called(&summary.room, me);
            if let Some(rank) = rank(&fold(&name), &asked_folded) {
                // What is open already is where nobody needs to go.
                let last = match seen(summary.room.id) {
                    Some(0) if asked_folded.is_empty() => usize::MAX,
                    Some(place) => place,
                    None => recent.len() + usize::from(summary.unread == 0),
                };
                ranked.push(((rank, last, String::new()), Choice::room(summary, name)));
            }
        }
        let in_pair = |person: UserId| rooms.iter().any(|summary| is_pair(summary, person));
        let others = people.iter().filter(|one| one.id != me && !in_pair(one.id));
        for person in others.filter(|_| !asked_folded.is_empty()) {
            if let Some(rank) = rank(&fold(person.name.as_str()), &asked_folded) {
                ranked.push(((rank, usize::MAX, String::new()), Choice::person(person)));
            }
        }
        for (name, address, icon) in pages() {
            if let Some(rank) = rank(&fold(name), &asked_folded) {
                let standing = (rank.behind(), usize::MAX, String::new());
                ranked.push((standing, Choice::page(name, address, icon)));
            }
        }
        // Those that stand alike stay in their order, which for rooms is by name.
        let mut choices = best(ranked, MOST);
        if !asked_folded.is_empty() {
            let asked = asked.trim();
            let name = said::search_for(asked);
            choices.push(Choice::page(&name, &address::search(asked), Icon::Search));
        }
        Self { choices, chosen: 0, forwards: false }
    }

    /// Only the rooms that something can be taken to: those that can be written.
    pub fn forwarding(mut self) -> Self {
        self.choices.retain(|choice| choice.room.is_some() && choice.icon != Some(Icon::Archive));
        self.forwards = true;
        self
    }

    /// One further, and round.
    pub fn down(&mut self) {
        self.chosen = (self.chosen + 1) % self.choices.len().max(1);
    }

    /// One back, and round.
    pub fn up(&mut self) {
        let many = self.choices.len().max(1);
        self.chosen = (self.chosen + many - 1) % many;
    }
}

impl Choice {
    fn room(summary: &RoomSummary, name: String) -> Self {
        let id = summary.room.id;
        Self {
            room: Some(id),
            person: None,
            address: ["/rooms/", &id.to_string()].concat(),
            name,
            icon: match (&summary.room.archived_by, summary.room.access) {
                (Some(_), _) => Some(Icon::Archive),
                (None, Access::Closed) => Some(Icon::Lock),
                (None, Access::Direct) => Some(Icon::Direct),
                (None, Access::Open) => None,
            },
            unread: summary.unread > 0,
        }
    }

    fn person(person: &Person) -> Self {
        let choice = Self::page(person.name.as_str(), "/direct", Icon::Direct);
        Self { person: Some(person.id), ..choice }
    }

    fn page(name: &str, address: &str, icon: Icon) -> Self {
        let (name, address) = (name.to_owned(), address.to_owned());
        Self { room: None, person: None, address, name, icon: Some(icon), unread: false }
    }
}

/// Whether it is the room of the viewer and this person alone: it answers to their name itself.
fn is_pair(summary: &RoomSummary, person: UserId) -> bool {
    let people = &summary.room.people;
    people.len() == 2 && people.iter().any(|one| one.id == person)
}

/// The dialog, closed until it is asked for.
pub(super) fn switcher(screen: Screen) -> Node {
    let forwards = move || screen.switcher.with(|switcher| switcher.forwards);
    let title = move || if forwards() { words::forward_to() } else { said::title() };
    let label = move || if forwards() { words::forward_to() } else { said::label() };
    let hint = move || if forwards() { said::forward_hint() } else { said::hint() };
    let active = move || screen.switcher.with(|switcher| option_id(switcher.chosen));
    view! {
        <dialog class="switcher" id=DIALOG_ID aria-label=title>
            <input class="switcher__field" id=FIELD_ID type="text" role="combobox" dir="auto"
                aria-label=label aria-expanded="true" aria-autocomplete="list"
                aria-controls=LIST_ID aria-activedescendant=active placeholder=hint
                autocomplete="off" spellcheck="false" enterkeyhint="go"/>
            <ul class="switcher__list" id=LIST_ID role="listbox" aria-label=said::list()>
                {move || screen.switcher.with(list)}
            </ul>
            <form id=PERSON_FORM_ID method="post" action="/direct">
                <input type="hidden" name="person"/>
            </form>
        </dialog>
    }
}

/// The button that opens it. Without a script there is nothing to open.
pub(super) fn button() -> Node {
    view! {
        <button class="sidebar__link switcher-button" type="button" data-do=Deed::Switch.word()
            aria-keyshortcuts="Control+K Meta+K">
            {icon(Icon::Search)} {said::hint()}
            <kbd class="switcher-button__keys">{Shortcut::Switch.keys()}</kbd>
        </button>
    }
}

fn list(switcher: &Switcher) -> Vec<Node> {
    let options = switcher.choices.iter().enumerate();
    options.map(|(place, choice)| option(place, choice, place == switcher.chosen)).collect()
}

fn option(place: usize, choice: &Choice, chosen: bool) -> Node {
    let class = if choice.unread { "choice choice--unread" } else { "choice" };
    let glyph = match choice.icon {
        Some(kind) => icon(kind).into_node(),
        None => "#".into_node(),
    };
    let unread =
        choice.unread.then(|| view! { <span class="choice__note">{said::unread()}</span> });
    view! {
        <li class=class id=option_id(place) role="option" data-choice=place as u64
            aria-selected=if chosen { "true" } else { "false" }>
            <span class="choice__glyph" aria-hidden="true">{glyph}</span>
            <span class="choice__name" dir="auto">{choice.name.clone()}</span>
            {unread}
        </li>
    }
}

fn option_id(place: usize) -> String {
    ["choice-", &place.to_string()].concat()
}

#[cfg(test)]
mod tests;
