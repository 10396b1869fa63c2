//! Choosing the people of a direct room.

use hark_protocol::{Person, UserId};

use super::column::column;
use crate::ui::Avatar;
use crate::ui::view::{Node, view};
use crate::words::direct as words;
use crate::words::rooms;

/// What the form shows.
#[derive(Clone, Debug, Default)]
pub struct NewDirect {
    /// Everybody but the viewer, by name.
    pub people: Vec<Person>,
    /// Those who were chosen before.
    pub chosen: Vec<UserId>,
    /// What to mend.
    pub error: Option<&'static str>,
}

/// The form.
pub fn new_direct(page: NewDirect) -> Node {
    let NewDirect { people, chosen, error } = page;
    let nobody = people.is_empty();
    let choices = people.iter().map(|person| choice(person, chosen.contains(&person.id)));
    let form = (!nobody).then(|| {
        view! {
            <form class="form" method="post" action="/direct">
                {error.map(|why| view! { <p class="form__error" role="alert">{why}</p> })}
                <fieldset class="field">
                    <legend class="field__label">{words::who()}</legend>
                    <p class="field__hint">{words::hint()}</p>
                    <ul class="list">{choices.collect::<Node>()}</ul>
                </fieldset>
                <button class="button button--primary">{words::start()}</button>
            </form>
        }
    });
    column(
        words::title(),
        ("/".into(), rooms::back_to_chat()),
        (),
        (form, nobody.then(|| view! { <p class="empty">{words::alone()}</p> })),
    )
}

fn choice(person: &Person, chosen: bool) -> Node {
    view! {
        <li>
            <label class="list__row list__row--choice">
                <input type="checkbox" name="person" value=person.id.to_string() checked=chosen/>
                {Avatar::of(person).view()}
                <span class="list__main" dir="auto">{person.name.to_string()}</span>
            </label>
        </li>
    }
}

/// A form of one button that leads to the room of the viewer and this person.
pub(super) fn message_button(person: &Person) -> Node {
    let label = hark_words::here::write(person.name.as_str());
    view! {
        <form class="list__actions" method="post" action="/direct">
            <input type="hidden" name="person" value=person.id.to_string()/>
            <button class="button button--quiet" aria-label=label>{words::message()}</button>
        </form>
    }
}
