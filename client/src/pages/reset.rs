//! Choosing a new password by a link.

use hark_protocol::Person;

use super::card::card;
use super::field::{Entry, Field};
use crate::ui::view::{Node, view};
use crate::words::entry as words;

/// The form.
pub fn reset(person: &Person, error: Option<&'static str>) -> Node {
    let password = Field {
        kind: "password",
        autocomplete: "new-password",
        hint: Some(words::password_hint()),
        focus: true,
        ..Field::text("password", words::new_password())
    };
    card(
        words::reset_title(),
        words::reset_for(person.name.as_str()),
        view! {
            <form class="form" method="post">
                {password.view(Entry::hidden(error))}
                <button class="button button--primary">{words::reset_button()}</button>
            </form>
        },
    )
}
