//! A labelled field of a form, with what was written before and what was wrong with it.

use crate::ui::view::{Node, view};

/// What somebody wrote, and why it was not taken.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Entry {
    /// The text as it was written. Passwords are never given back.
    pub value: String,
    /// What to do about it.
    pub error: Option<&'static str>,
}

impl Entry {
    /// What was written.
    pub fn of(value: impl Into<String>) -> Self {
        Self { value: value.into(), error: None }
    }

    /// Nothing to show again, as for a password, but maybe a reason.
    pub fn hidden(error: Option<&'static str>) -> Self {
        Self { value: String::new(), error }
    }
}

/// How a field looks and behaves before anything is written.
pub(super) struct Field {
    /// Its name in the form, and its id on the page.
    pub(super) name: &'static str,
    /// What it is called.
    pub(super) label: &'static str,
    /// The kind of `<input>`.
    pub(super) kind: &'static str,
    /// What password managers and keyboards may fill in.
    pub(super) autocomplete: &'static str,
    /// More about it.
    pub(super) hint: Option<&'static str>,
    /// An empty one cannot be sent.
    pub(super) required: bool,
    /// Where writing starts when the page opens.
    pub(super) focus: bool,
}

impl Field {
    /// A line of text that must not be empty.
    pub(super) const fn text(name: &'static str, label: &'static str) -> Self {
        Self {
            name,
            label,
            kind: "text",
            autocomplete: "off",
            hint: None,
            required: true,
            focus: false,
        }
    }

    /// The field with what was written in it.
    pub(super) fn view(self, entry: Entry) -> Node {
        let Self { name, label, kind, autocomplete, hint, required, focus } = self;
        let note_id = format!("{name}-note");
        let note = entry.error.or(hint);
        let class = if entry.error.is_some() { "field__error" } else { "field__hint" };
        let described = note.map(|_| note_id.clone());
        view! {
            <div class="field">
                <label class="field__label" for=name>{label}</label>
                <input
                    class="field__input"
                    id=name
                    name=name
                    type=kind
                    autocomplete=autocomplete
                    value=entry.value
                    required=required
                    autofocus=focus || entry.error.is_some()
                    aria-describedby=described
                    aria-invalid=entry.error.map(|_| "true")
                />
                {note.map(|note| view! { <p class=class id=note_id>{note}</p> })}
            </div>
        }
    }
}

/// A field for a paragraph.
pub(super) struct Area {
    /// Its name in the form, and its id on the page.
    pub(super) name: &'static str,
    /// What it is called.
    pub(super) label: &'static str,
    /// More about it.
    pub(super) hint: &'static str,
}

impl Area {
    /// The field with what was written in it.
    pub(super) fn view(self, entry: Entry) -> Node {
        let Self { name, label, hint } = self;
        let note_id = format!("{name}-note");
        let class = if entry.error.is_some() { "field__error" } else { "field__hint" };
        let note = entry.error.unwrap_or(hint);
        view! {
            <div class="field">
                <label class="field__label" for=name>{label}</label>
                <textarea
                    class="field__input"
                    id=name
                    name=name
                    rows="3"
                    dir="auto"
                    autofocus=entry.error.is_some()
                    aria-describedby=note_id.clone()
                    aria-invalid=entry.error.map(|_| "true")
                >{entry.value}</textarea>
                <p class=class id=note_id>{note}</p>
            </div>
        }
    }
}
