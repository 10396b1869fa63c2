//! A page that says what did not work.

use leptos::prelude::*;

use super::card::card;
use crate::words::problem as words;

/// What happened, what was kept, and the way back.
pub fn problem(title: &'static str, text: String) -> impl IntoView {
    card(
        title,
        text,
        view! {
            <div class="form">
                <a class="button button--primary" href="/">{words::HOME}</a>
            </div>
        },
    )
}
