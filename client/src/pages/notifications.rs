//! Whether this browser may notify: what is so, and the button to ask. Which of the sentences holds
//! only the browser knows: the script `/notify.js` shows it.

use super::column::section;
use crate::ui::view::{Node, view};
use crate::words::notifications as words;

/// The section.
pub(super) fn notifications() -> Node {
    let says = |state: &'static str, text: &'static str| {
        view! { <p class="list__meta" data-state=state hidden=true>{text}</p> }
    };
    section(
        words::title(),
        view! {
            <div class="form" data-notify aria-live="polite">
                <noscript><p class="list__meta">{words::no_script()}</p></noscript>
                {says("granted", words::granted())}
                {says("denied", words::denied())}
                {says("unsupported", words::unsupported())}
                <div class="form" data-state="default" hidden=true>
                    <p class="list__meta">{words::default()}</p>
                    <button class="button" type="button">{words::allow()}</button>
                </div>
            </div>
        },
    )
}
