//! The dialog by which one goes somewhere by name: opening it, typing and choosing in it.

use std::rc::Rc;

use hark_protocol::UserId;
use js_sys::JsString;
use leptos::prelude::*;
use web_sys::{HtmlDialogElement, HtmlFormElement, HtmlInputElement};

use super::dom;
use super::host::Host;
use super::recent;
use crate::chat::switcher::{Choice, DIALOG_ID, FIELD_ID, PERSON_FORM_ID, Switcher};

impl Host {
    /// Opens the dialog with all there is; where it is open, closes it.
    pub(super) fn switch(&self) {
        self.forwarding.take();
        self.toggle_switcher();
    }

    /// Opens the dialog with the rooms that this link can be taken to.
    pub(super) fn choose_room_for(&self, link: String) {
        *self.forwarding.borrow_mut() = Some(link);
        self.toggle_switcher();
    }

    fn toggle_switcher(&self) {
        let Some(dialog) = dialog() else { return };
        if dialog.open() {
            return dialog.close();
        }
        if let Some(field) = field() {
            field.set_value("");
        }
        self.switcher_typed();
        // The browser gives the keyboard to the field, and at the end back to where it was.
        let _ = dialog.show_modal();
    }

    /// The text in its field is another.
    pub(super) fn switcher_typed(&self) {
        let asked = field().map(|field| field.value()).unwrap_or_default();
        let me = self.me();
        let (recent, people) = (recent::read(me), self.members());
        let mut switcher = self
            .screen
            .rooms
            .with_untracked(|rooms| Switcher::of(&asked, me, rooms, &recent, &people, fold));
        if self.forwarding.borrow().is_some() {
            switcher = switcher.forwarding();
        }
        self.screen.switcher.set(switcher);
    }

    /// A key was pressed in its field. Says whether it meant something.
    pub(super) fn switcher_key(self: &Rc<Self>, key: &str) -> bool {
        match key {
            "ArrowDown" => self.screen.switcher.update(Switcher::down),
            "ArrowUp" => self.screen.switcher.update(Switcher::up),
            "Enter" => self.choose(self.screen.switcher.with_untracked(|all| all.chosen)),
            _ => return false,
        }
        if let Some(chosen) =
            dom::document().query_selector(".choice[aria-selected=true]").ok().flatten()
        {
            chosen.scroll_into_view_with_bool(false);
        }
        true
    }

    /// Goes where this choice leads.
    pub(super) fn choose(self: &Rc<Self>, place: usize) {
        let choice = self.screen.switcher.with_untracked(|all| all.choices.get(place).cloned());
        let Some(Choice { room, person, address, .. }) = choice else { return };
        if let Some(dialog) = dialog() {
            dialog.close();
        }
        let link = self.forwarding.take();
        match (room, person) {
            (Some(room), _) if let Some(link) = link => self.forward_to(room, &link),
            (Some(room), _) => self.go_to(room),
            (None, Some(person)) => write_to(person),
            (None, None) => drop(dom::window().location().set_href(&address)),
        }
    }
}

/// Whether this is the dialog's field.
pub(super) fn is_field(field: &HtmlInputElement) -> bool {
    field.id() == FIELD_ID
}

/// In lower case and without accents: the browser knows how to take letters to pieces.
pub(super) fn fold(text: &str) -> String {
    let pieces = String::from(JsString::from(text).to_lower_case().normalize("NFD"));
    pieces.chars().filter(|letter| !matches!(letter, '\u{300}'..='\u{36f}')).collect()
}

/// Goes to the room of the viewer and this person, which the server makes where there is none.
fn write_to(person: UserId) {
    let form = dom::by_id(PERSON_FORM_ID).and_then(super::cast::<HtmlFormElement>);
    let field = form.as_ref().and_then(|form| form.query_selector("input").ok().flatten());
    if let (Some(form), Some(field)) = (form, field) {
        let _ = field.set_attribute("value", &person.0.to_string());
        let _ = form.submit();
    }
}

fn dialog() -> Option<HtmlDialogElement> {
    dom::by_id(DIALOG_ID).and_then(super::cast)
}

fn field() -> Option<HtmlInputElement> {
    dom::by_id(FIELD_ID).and_then(super::cast)
}
