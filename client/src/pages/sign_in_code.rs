//! The second step of signing in.

use super::card::{card, form_error};
use super::field::{Entry, Field};
use crate::ui::view::{Node, view};
use crate::words::entry as words;

/// The form, and why the last code did not work.
pub fn sign_in_code(error: Option<String>) -> Node {
    let code = Field {
        autocomplete: "one-time-code",
        focus: true,
        hint: Some(words::code_hint()),
        ..Field::text("code", words::code())
    };
    card(
        words::code_title(),
        words::code_text(),
        view! {
            <form class="form" method="post" action="/sign-in/code">
                {form_error(error)}
                {code.view(Entry::default())}
                <button class="button button--primary">{words::sign_in_button()}</button>
                <p class="field__hint">{words::code_help()}</p>
            </form>
        },
    )
}
