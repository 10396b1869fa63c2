//! The panel of who is here.

use hark_protocol::Person;
use hark_words::here as words;
use leptos::prelude::*;

use super::deed::Deed;
use super::screen::Screen;
use crate::ui::view::{Node, view};
use crate::ui::{Avatar, Icon, icon};

/// The panel beside the room; hidden until it is asked for.
pub(super) fn people(screen: Screen) -> Node {
    view! {
        <aside class="people" id="people" aria-label=words::panel()
            hidden=move || !screen.people_shown.get()>
            <header class="people__head">
                <h2 class="people__title">{move || title(screen)}</h2>
                <button class="icon-button" type="button" aria-label=words::close()
                    data-do=Deed::People.word()>
                    {icon(Icon::Close)}
                </button>
            </header>
            <ul class="people__list">{move || list(screen)}</ul>
        </aside>
    }
}

fn title(screen: Screen) -> String {
    match screen.here.with(|here| here.as_ref().map(|here| here.count)) {
        None => words::now().into(),
        Some(count) => words::count(count),
    }
}

fn list(screen: Screen) -> Vec<Node> {
    let me = screen.me.with(|me| me.id);
    let row = |one: &Person| person(one, one.id == me);
    screen.here.with(|here| here.iter().flat_map(|here| &here.people).map(row).collect())
}

fn person(person: &Person, is_viewer: bool) -> Node {
    let write = (!is_viewer).then(|| write_to(person));
    view! {
        <li class="person">
            {Avatar::of(person).view()}
            <span class="person__name" dir="auto">{person.name.as_str().to_owned()}</span>
            {write}
        </li>
    }
}

/// Leads to the room of the viewer and this person.
fn write_to(person: &Person) -> Node {
    let label = words::write(person.name.as_str());
    view! {
        <form class="person__write" method="post" action="/direct">
            <input type="hidden" name="person" value=person.id.0/>
            <button class="icon-button" aria-label=label>{icon(Icon::Direct)}</button>
        </form>
    }
}
