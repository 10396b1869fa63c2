//! A page that is one card: the mark, what it is about, and usually a form.

use crate::ui::view::{IntoNode, Node, view};
use crate::ui::{Icon, icon};

/// The card around its contents.
pub(super) fn card(
    title: impl Into<String>,
    text: impl Into<String>,
    contents: impl IntoNode,
) -> Node {
    let text = Some(text.into()).filter(|text| !text.is_empty());
    view! {
        <main class="card-page">
            <div class="card">
                <span class="mark">{icon(Icon::Mark)}</span>
                <h1>{title.into()}</h1>
                {text.map(|text| view! { <p>{text}</p> })}
                {contents}
            </div>
        </main>
    }
}

/// What went wrong with a whole form.
pub(super) fn form_error(text: Option<impl Into<String>>) -> Node {
    text.map(|text| view! { <p class="form__error" role="alert">{text.into()}</p> }).into_node()
}

/// What came of the last thing somebody did.
pub(super) fn form_note(text: Option<&'static str>) -> Node {
    text.map(|text| view! { <p class="form__note" role="status">{text}</p> }).into_node()
}
