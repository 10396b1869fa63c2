//! A page that says what did not work.

use super::card::card;
use crate::ui::view::{Node, view};
use crate::words::problem as words;

/// What happened, what was kept, and the way back.
pub fn problem(title: &'static str, text: String) -> Node {
    card(
        title,
        text,
        view! {
            <div class="form">
                <a class="button button--primary" href="/">{words::home()}</a>
            </div>
        },
    )
}
