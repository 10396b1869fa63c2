//! A page that is one card: the mark, what it is about, and usually a form.

use leptos::prelude::*;

use crate::ui::{Icon, icon};

/// The card around its contents.
pub(super) fn card(
    title: impl Into<String>,
    text: impl Into<String>,
    contents: impl IntoView,
) -> impl IntoView {
    let text = Some(text.into()).filter(|text| !text.is_empty());
    view! {
        <main class="card-page">
            <div class="card">
                <span class="mark">{icon(Icon::Mark)}</span>
                <h1>{title.into()}</h1>
                {text.map(|text| view! { <p>{text}</p> })}
                {contents.into_view()}
            </div>
        </main>
    }
}

/// What went wrong with a whole form.
pub(super) fn form_error(text: Option<&'static str>) -> impl IntoView {
    text.map(|text| view! { <p class="form__error" role="alert">{text}</p> })
}

/// What came of the last thing somebody did.
pub(super) fn form_note(text: Option<&'static str>) -> impl IntoView {
    text.map(|text| view! { <p class="form__note" role="status">{text}</p> })
}
