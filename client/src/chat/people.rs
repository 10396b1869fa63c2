//! The panel of who is here.

use hark_protocol::Person;
use leptos::prelude::*;

use super::deed::Deed;
use super::screen::Screen;
use crate::ui::{Avatar, Erase, Icon, icon};

/// The panel beside the room; hidden until it is asked for.
pub(super) fn people(screen: Screen) -> AnyView {
    view! {
        <aside class="people" id="people" aria-label="People here"
            hidden=move || !screen.people_shown.get()>
            <header class="people__head">
                <h2 class="people__title">{move || title(screen)}</h2>
                <button class="icon-button" type="button" aria-label="Close"
                    data-do=Deed::People.word()>
                    {icon(Icon::Close)}
                </button>
            </header>
            <ul class="people__list">{move || list(screen)}</ul>
        </aside>
    }
    .erase()
}

fn title(screen: Screen) -> String {
    match screen.here.with(|here| here.as_ref().map(|here| here.count)) {
        None => "Here now".into(),
        Some(count) => [&count.to_string(), " here now"].concat(),
    }
}

fn list(screen: Screen) -> Vec<AnyView> {
    screen.here.with(|here| here.iter().flat_map(|here| &here.people).map(person).collect())
}

fn person(person: &Person) -> AnyView {
    view! {
        <li class="person">
            {Avatar::of(person).view()}
            <span class="person__name" dir="auto">{person.name.as_str().to_owned()}</span>
        </li>
    }
    .erase()
}
