//! A page of lists and settings: a way back, a title, and sections under it.

use crate::ui::view::{IntoNode, Node, view};
use crate::ui::{Icon, icon};

/// The page around its sections. `back` is an address and what it is called.
pub(super) fn column(
    title: impl Into<String>,
    back: (String, &'static str),
    actions: impl IntoNode,
    sections: impl IntoNode,
) -> Node {
    let (address, name) = back;
    view! {
        <main class="page">
            <header class="page__head">
                <a class="page__back" href=address>{icon(Icon::Back)} {name}</a>
                <h1>{title.into()}</h1>
                {actions}
            </header>
            {sections}
        </main>
    }
}

/// One section under its title.
pub(super) fn section(title: &'static str, contents: impl IntoNode) -> Node {
    view! {
        <section class="section">
            <h2 class="section__title">{title}</h2>
            {contents}
        </section>
    }
}

/// A section of what has a page of its own: what it is about, and the way there.
pub(super) fn elsewhere(address: &'static str, about: &'static str, label: &'static str) -> Node {
    view! {
        <div class="form">
            <p class="field__hint">{about}</p>
            <a class="button" href=address>{label}</a>
        </div>
    }
}
