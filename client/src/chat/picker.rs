//! The picker of reactions: a few emoji and a field for a short text, in one popover for the whole
//! page. Its contents are drawn when it is first opened. How it moves is in `browser::reacting`.

use leptos::prelude::*;

use super::deed::Deed;
use super::screen::Screen;
use super::words;
use crate::ui::view::{Node, view};

/// The id of the popover.
pub const PICKER_ID: &str = "picker";

/// The id of the field for a short text.
pub const TEXT_ID: &str = "picker-text";

/// What people say to each other most with one sign.
const EMOJI: [&str; 40] = [
    "👍", "👎", "❤️", "😂", "😊", "🎉", "🙏", "👏", "👀", "✅", "🔥", "💯", "🚀", "🤔", "😮", "😢",
    "😅", "😍", "😎", "🙂", "🙃", "😉", "😴", "😡", "🙌", "💪", "🤝", "👋", "🤞", "🫶", "🤷", "🤯",
    "☕", "🍰", "🐛", "💡", "⭐", "⏳", "❌", "❓",
];

/// The picker, closed.
pub(super) fn picker(screen: Screen) -> Node {
    view! {
        <div class="picker" id=PICKER_ID popover="auto" role="dialog"
            aria-label=words::reactions::picker()>
            {move || screen.picking.get().then(|| contents(screen))}
        </div>
    }
}

fn contents(screen: Screen) -> Node {
    let emoji: Vec<Node> = EMOJI.iter().enumerate().map(|(at, emoji)| one(at, emoji)).collect();
    view! {
        <div class="picker__emoji" role="group" aria-label=words::reactions::emoji()>{emoji}</div>
        <form class="picker__form">
            <input class="picker__text" id=TEXT_ID autocomplete="off" dir="auto"
                aria-label=words::reactions::text() placeholder=words::reactions::text()
                aria-describedby="picker-note"/>
            <button class="button">{words::reactions::react()}</button>
        </form>
        <p class="picker__note" id="picker-note" role="status">
            {move || screen.picker_note.get()}
        </p>
    }
}

/// The tab key reaches one of them; from there the arrow keys lead to the others.
fn one(at: usize, emoji: &'static str) -> Node {
    let tab = if at == 0 { "0" } else { "-1" };
    view! {
        <button class="picker__one" type="button" tabindex=tab data-do=Deed::React.word()
            data-reaction=emoji>
            {emoji}
        </button>
    }
}
