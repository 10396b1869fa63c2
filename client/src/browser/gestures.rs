//! What the person does with pointer and keyboard: one handler for each kind of event, at the
//! document, so that rows need none.

use std::rc::Rc;

use hark_protocol::sync::Input;
use hark_protocol::{ClientMessageId, Seq};
use leptos::prelude::*;
use web_sys::{Element, Event, HtmlInputElement, HtmlTextAreaElement, KeyboardEvent, MouseEvent};

use super::cast;
use super::dom;
use super::host::Host;
use super::{keys, marking, switching, text};
use crate::chat::composer::TEXT_ID;
use crate::chat::deed::Deed;
use crate::chat::keys::Shortcut;

/// Begins to listen.
pub(super) fn listen(host: &Rc<Host>) {
    let document = dom::document();
    let on = |name: &str, call: fn(&Rc<Host>, Event)| {
        let host = Rc::clone(host);
        dom::listen(&document, name, move |event| call(&host, event));
    };
    on("click", |host, event| host.clicked(&event));
    on("keydown", |host, event| host.key_pressed(&event));
    on("input", |host, event| host.typed(&event));
    on("submit", |host, event| host.submitted(&event));
    // The keyboard stays in the composer while a name is picked.
    on("mousedown", |_, event| {
        let target = event.target().and_then(cast::<Element>);
        if target.is_some_and(|at| at.closest("[data-mention]").ok().flatten().is_some()) {
            event.prevent_default();
        }
    });
    on("paste", |_, event| marking::pasted(&event));
}

impl Host {
    fn clicked(self: &Rc<Self>, event: &Event) {
        let Some(target) = event.target().and_then(cast::<Element>) else { return };
        let closest = |selector: &str| target.closest(selector).ok().flatten();
        if let Some(link) = closest("a[data-room]") {
            self.room_clicked(event, &link);
        } else if let Some(choice) = closest("[data-choice]") {
            let place = choice.get_attribute("data-choice").and_then(|place| place.parse().ok());
            place.into_iter().for_each(|place| self.choose(place));
        } else if let Some(choice) = closest("[data-mention]") {
            let place = choice.get_attribute("data-mention").and_then(|place| place.parse().ok());
            return place.into_iter().for_each(|place| self.name_one(place));
        } else if let Some(source) = closest("[data-do]") {
            let deed = source.get_attribute("data-do").and_then(|word| Deed::from_word(&word));
            if let Some(deed) = deed {
                self.do_deed(deed, event, &source);
            }
        } else if dom::media("(hover: none)") && closest("a, button, textarea").is_none() {
            choose(closest(".message").as_ref());
        }
        self.suggest_nobody();
    }

    /// What opens a tab or a window is left to the browser.
    fn room_clicked(self: &Rc<Self>, event: &Event, link: &Element) {
        let Some(click) = cast::<MouseEvent>(event.clone()) else { return };
        let special = click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key();
        let room = link.get_attribute("data-room").and_then(|room| room.parse().ok());
        if let Some(room) = room.filter(|_| !special && click.button() == 0) {
            event.prevent_default();
            self.go_to(room);
        }
    }

    fn do_deed(self: &Rc<Self>, deed: Deed, event: &Event, source: &Element) {
        let row = source.closest("li").ok().flatten();
        let attribute = |name: &str| row.as_ref().and_then(|row| row.get_attribute(name));
        let seq = || attribute("data-seq").and_then(|seq| seq.parse::<Seq>().ok());
        let id = || attribute("data-id").and_then(|id| id.parse::<ClientMessageId>().ok());
        match deed {
            Deed::TryNow => self.feed(Input::TryNow),
            Deed::Reload => drop(dom::window().location().reload()),
            Deed::Switch => self.switch(),
            Deed::People => self.screen.people_shown.update(|shown| *shown = !*shown),
            Deed::Rooms => {
                if self.go_to_list() {
                    event.prevent_default();
                }
            }
            Deed::Older => {
                event.prevent_default();
                self.open_room().into_iter().for_each(|room| self.feed(Input::LoadOlder(room)));
            }
            Deed::Jump => self.jump(),
            Deed::Retry => id().into_iter().for_each(|id| self.feed(Input::Retry(id))),
            Deed::Discard => id().into_iter().for_each(|id| self.feed(Input::Discard(id))),
            Deed::Edit => seq().into_iter().for_each(|seq| self.begin_edit(seq)),
            Deed::Save => seq().into_iter().for_each(|seq| self.save_edit(seq)),
            Deed::Cancel | Deed::Dismiss => seq().into_iter().for_each(|seq| self.end_edit(seq)),
            Deed::Delete => seq().into_iter().for_each(|seq| self.ask_to_delete(seq)),
            Deed::DeleteNow => self.delete_now(),
            Deed::Keep => self.close_dialog(),
            Deed::More => seq().into_iter().for_each(|seq| self.open_menu(seq, source)),
            Deed::Pin => self.pin(),
            Deed::Unpin => self.unpin(source, seq()),
            Deed::Versions => seq().into_iter().for_each(|seq| self.show_versions(seq)),
            Deed::EarlierVersions => self.show_earlier_versions(),
            Deed::CopyText => self.copy_text(),
            Deed::Quote => self.quote(),
            Deed::Forward => self.forward(),
            Deed::Keys => _ = self.show_keys(),
            Deed::CopyLink => self.copy_link(),
            Deed::React => self.reaction_clicked(source, seq()),
            Deed::PickReaction => {
                seq().into_iter().for_each(|seq| self.open_picker(seq, source));
            }
            Deed::Wide => self.wide_agreed(),
            Deed::NotWide => self.close_wide(),
            Deed::Unfold => self.unfold(source),
            Deed::CopyCode => text::copy_code(source),
        }
    }

    fn key_pressed(self: &Rc<Self>, event: &Event) {
        let Some(key) = cast::<KeyboardEvent>(event.clone()) else { return };
        // 229: the key belongs to an input method, in browsers that do not say so otherwise.
        if key.is_composing() || key.key_code() == 229 {
            return;
        }
        let press = keys::press(&key);
        if Shortcut::Switch.is(&press) {
            event.prevent_default();
            return self.switch();
        }
        let line = event.target().and_then(cast::<HtmlInputElement>);
        if line.is_some_and(|line| switching::is_field(&line)) {
            if self.switcher_key(&key.key()) {
                event.prevent_default();
            }
            return;
        }
        let field = event.target().and_then(cast::<HtmlTextAreaElement>);
        let took = match field {
            Some(field) if marking::key_pressed(&field, &press) => true,
            Some(field) if field.id() == TEXT_ID && self.suggest_key(&key.key()) => true,
            Some(field) if field.id() == TEXT_ID => {
                if Shortcut::Send.is(&press) {
                    self.send_composer()
                } else {
                    Shortcut::EditLast.is(&press) && field.value().is_empty() && self.edit_last()
                }
            }
            Some(field) => match edited_row(&field) {
                Some(seq) if Shortcut::Save.is(&press) => {
                    self.save_edit(seq);
                    true
                }
                Some(seq) if Shortcut::Leave.is(&press) => {
                    self.end_edit(seq);
                    true
                }
                Some(_) | None => false,
            },
            None if event.target().and_then(cast::<HtmlInputElement>).is_some() => {
                self.screen.picking.get_untracked() && self.picker_key(&key)
            }
            None if Shortcut::Keys.is(&press) => self.show_keys(),
            None if self.screen.menu.with_untracked(Option::is_some) => self.menu_key(&key),
            None if self.screen.picking.get_untracked() => self.picker_key(&key),
            None if Shortcut::HidePeople.is(&press) && self.screen.people_shown.get_untracked() => {
                self.screen.people_shown.set(false);
                true
            }
            None => false,
        };
        if took {
            event.prevent_default();
        }
    }

    fn typed(self: &Rc<Self>, event: &Event) {
        let line = event.target().and_then(cast::<HtmlInputElement>);
        if line.is_some_and(|line| switching::is_field(&line)) {
            return self.switcher_typed();
        }
        let Some(field) = event.target().and_then(cast::<HtmlTextAreaElement>) else { return };
        dom::grow(&field);
        if field.id() == TEXT_ID {
            self.composer_typed(&field);
        }
    }

    fn submitted(self: &Rc<Self>, event: &Event) {
        let form = event.target().and_then(cast::<Element>);
        let Some(classes) = form.map(|form| form.class_list()) else { return };
        if classes.contains("composer") {
            event.prevent_default();
            self.send_composer();
        } else if classes.contains("picker__form") {
            event.prevent_default();
            self.react_in_words();
        }
    }
}

/// The message whose text this field holds.
fn edited_row(field: &HtmlTextAreaElement) -> Option<Seq> {
    field.closest("li").ok().flatten()?.get_attribute("data-seq")?.parse().ok()
}

/// On a screen without a pointer that hovers, a tap shows what can be done with a message.
fn choose(message: Option<&Element>) {
    const ACTIVE: &str = "message--active";
    let before = dom::document().query_selector(".message--active").ok().flatten();
    if let Some(before) = &before {
        let _ = before.class_list().remove_1(ACTIVE);
    }
    if let Some(message) = message.filter(|message| before.as_ref() != Some(message)) {
        let _ = message.class_list().add_1(ACTIVE);
    }
}
