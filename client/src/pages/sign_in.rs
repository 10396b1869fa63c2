//! Signing in.

use super::card::{card, form_error, form_note};
use super::field::{Entry, Field};
use super::passkeys::{Way, asking};
use crate::ui::view::{Node, view};
use crate::words::{entry as words, passkeys};

/// What the form shows.
#[derive(Clone, Debug, Default)]
pub struct SignIn {
    /// The address that was written before.
    pub email: String,
    /// Where to go afterwards: a path of this server.
    pub next: Option<String>,
    /// Why one is here.
    pub note: Option<&'static str>,
    /// Why it did not work.
    pub error: Option<String>,
    /// What works besides.
    pub hint: Option<&'static str>,
    /// Browsers know passkeys of the address that this page was opened by.
    pub passkeys: bool,
}

/// The form.
pub fn sign_in(page: SignIn) -> Node {
    let SignIn { email, next, note, error, hint, passkeys } = page;
    let passkey = passkeys.then(|| passkey_form(next.clone()));
    let email_field = Field {
        kind: "email",
        autocomplete: "username",
        focus: email.is_empty(),
        ..Field::text("email", words::email())
    };
    let password_field = Field {
        kind: "password",
        autocomplete: "current-password",
        focus: !email.is_empty(),
        ..Field::text("password", words::password())
    };
    card(
        words::sign_in_title(),
        "",
        view! {
            <form class="form" method="post" action="/sign-in">
                {form_note(note)}
                {form_error(error)}
                {hint.map(|hint| view! { <p class="field__hint">{hint}</p> })}
                {email_field.view(Entry::of(email))}
                {password_field.view(Entry::default())}
                {next.map(|next| view! { <input type="hidden" name="next" value=next/> })}
                <button class="button button--primary">{words::sign_in_button()}</button>
                <p class="field__hint">{words::sign_in_help()}</p>
            </form>
            {passkey}
        },
    )
}

fn passkey_form(next: Option<String>) -> Node {
    let fields = view! {
        {next.map(|next| view! { <input type="hidden" name="next" value=next/> })}
        <button class="button">{passkeys::sign_in()}</button>
    };
    let addresses = ("/sign-in/passkey", "/sign-in/passkey/ask");
    asking(Way::Another, addresses, fields, passkeys::failed())
}
