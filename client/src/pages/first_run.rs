//! The first run: the form that makes the owner, and the page that says where the link to it is.

use super::card::{card, form_error};
use super::field::{Entry, Field};
use crate::ui::view::{Node, view};
use crate::words::entry as words;

/// Who somebody says they are. The same three fields make an owner and take an invite.
#[derive(Clone, Debug, Default)]
pub struct Introduction {
    /// The name shown.
    pub name: Entry,
    /// How they will sign in.
    pub email: Entry,
    /// Never given back.
    pub password: Entry,
    /// What went wrong with all of it.
    pub error: Option<&'static str>,
}

/// The form that makes the owner. It goes back to the address it came from.
pub fn first_run(introduction: Introduction) -> Node {
    card(
        words::first_run_title(),
        words::first_run_text(),
        introduce(introduction, words::first_run_button()),
    )
}

/// What everybody sees until there is an owner.
pub fn unclaimed() -> Node {
    card(words::unclaimed_title(), words::unclaimed_text(), ())
}

/// What stands behind a link that is wrong, used up or too old.
pub fn dead_link() -> Node {
    card(words::link_title(), words::link_text(), ())
}

/// The three fields.
pub(super) fn introduce(introduction: Introduction, button: &'static str) -> Node {
    let Introduction { name, email, password, error } = introduction;
    let name_field = Field {
        autocomplete: "name",
        hint: Some(words::name_hint()),
        focus: true,
        ..Field::text("name", words::name())
    };
    let email_field = Field {
        kind: "email",
        autocomplete: "username",
        hint: Some(words::email_hint()),
        ..Field::text("email", words::email())
    };
    let password_field = Field {
        kind: "password",
        autocomplete: "new-password",
        hint: Some(words::password_hint()),
        ..Field::text("password", words::password())
    };
    view! {
        <form class="form" method="post">
            {form_error(error)}
            {name_field.view(name)}
            {email_field.view(email)}
            {password_field.view(password)}
            <button class="button button--primary">{button}</button>
        </form>
    }
}
