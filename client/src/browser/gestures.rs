//! What the person does with pointer and keyboard: one handler for each kind of event, at the
//! document, so that rows need none.

use std::rc::Rc;

use hark_protocol::ClientMessageId;
use hark_protocol::sync::Input;
use leptos::prelude::*;
use web_sys::{Element, Event, HtmlInputElement, HtmlTextAreaElement, KeyboardEvent, MouseEvent};

use super::cast;
use super::dom;
use super::host::Host;
use super::{keys, marking, switching, text};
use crate::chat::composer::{TEXT_ID, THREAD_TEXT_ID};
use crate::chat::deed::Deed;
use crate::chat::keys::Shortcut;
use crate::chat::spot::{Side, Spot};

/// What a message is called that was tapped.
const ACTIVE: &str = "message--active";

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
    on("pointerover", |host, event| host.pointer_came(&event));
    on("focusin", |host, event| host.keyboard_came(&event));
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
        if self.is_spent() {
            return event.prevent_default();
        }
        let Some(target) = event.target().and_then(cast::<Element>) else { return };
        let closest = |selector: &str| target.closest(selector).ok().flatten();
        if let Some(link) = closest("a[data-room]") {
            self.room_clicked(event, &link);
        } else if let Some(link) = closest("a[data-thread]") {
            self.thread_clicked(event, &link);
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
            match closest(".message") {
                Some(message) => choose(&message, false),
                None => _ = choose_none(),
            }
        }
        self.suggest_nobody();
    }

    /// What opens a tab or a window is left to the browser.
    fn room_clicked(self: &Rc<Self>, event: &Event, link: &Element) {
        let room = link.get_attribute("data-room").and_then(|room| room.parse().ok());
        if let Some(room) = room.filter(|_| !is_special(event)) {
            event.prevent_default();
            self.go_to(room);
        }
    }

    fn do_deed(self: &Rc<Self>, deed: Deed, event: &Event, source: &Element) {
        let row = source.closest("li").ok().flatten();
        let attribute = |name: &str| row.as_ref().and_then(|row| row.get_attribute(name));
        let seq = || attribute("data-seq").and_then(|seq| seq.parse().ok());
        let spot = || attribute("id").and_then(|id| Spot::of_anchor(&id));
        let id = || attribute("data-id").and_then(|id| id.parse::<ClientMessageId>().ok());
        match deed {
            Deed::TryNow => self.feed(Input::TryNow),
            Deed::Reload => drop(dom::window().location().reload()),
            Deed::Switch => self.switch(),
            Deed::People => {
                self.screen.people_shown.update(|shown| *shown = !*shown);
                self.feed(Input::WhoWasHere);
            }
            Deed::Rooms => {
                if self.go_to_list() {
                    event.prevent_default();
                }
            }
            Deed::Older => {
                event.prevent_default();
                self.open_room().into_iter().for_each(|room| self.feed(Input::LoadOlder(room)));
            }
            Deed::OlderReplies => {
                event.prevent_default();
                self.feed(Input::LoadOlderReplies);
            }
            Deed::CloseThread => {
                event.prevent_default();
                self.close_thread();
            }
            Deed::Follow => self.feed(Input::Follow),
            Deed::Unfollow => self.feed(Input::Unfollow),
            Deed::Jump => self.jump(),
            Deed::Retry => id().into_iter().for_each(|id| self.feed(Input::Retry(id))),
            Deed::Discard => id().into_iter().for_each(|id| self.feed(Input::Discard(id))),
            Deed::Edit => spot().into_iter().for_each(|spot| self.begin_edit(spot)),
            Deed::Save => spot().into_iter().for_each(|spot| self.save_edit(spot)),
            Deed::Cancel | Deed::Dismiss => spot().into_iter().for_each(|spot| self.end_edit(spot)),
            Deed::Delete => self.ask_to_delete(spot()),
            Deed::DeleteNow => self.delete_now(),
            Deed::Keep => self.close_dialog(),
            Deed::More => spot().into_iter().for_each(|spot| self.open_menu(spot.seq, source)),
            Deed::Pin => self.pin(),
            Deed::Unpin => self.unpin(source, seq()),
            Deed::Versions => seq().into_iter().for_each(|seq| self.show_versions(seq)),
            Deed::EarlierVersions => self.show_earlier_versions(),
            Deed::MarkUnread => self.mark_unread_of_menu(),
            Deed::CopyText => self.copy_text(),
            Deed::Quote => self.quote(),
            Deed::Forward => self.forward(),
            Deed::Keys => _ = self.show_keys(),
            Deed::CopyLink => self.copy_link(),
            Deed::React => self.reaction_clicked(source, spot()),
            Deed::PickReaction => {
                spot().into_iter().for_each(|spot| self.open_picker(spot.seq, source));
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
            Some(field) if is_composer(&field) && self.suggest_key(&key.key()) => true,
            Some(field) if is_composer(&field) => {
                let side = dom::side_of(&field);
                if Shortcut::Send.is(&press) {
                    self.send_composer(side)
                } else if Shortcut::CloseThread.is(&press) {
                    self.escaped_thread(event)
                } else {
                    let empty = field.value().is_empty();
                    Shortcut::EditLast.is(&press) && empty && self.edit_last(side)
                }
            }
            Some(field) => match edited_row(&field) {
                Some(spot) if Shortcut::Save.is(&press) => {
                    self.save_edit(spot);
                    true
                }
                Some(spot) if Shortcut::Leave.is(&press) => {
                    self.end_edit(spot);
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
            None if Shortcut::CloseThread.is(&press) => self.escaped_thread(event),
            None if Shortcut::Newest.is(&press) => self.to_newest_at(event),
            None if Shortcut::MarkUnread.is(&press) => self.mark_unread_at(event),
            None => keys::step(&press, event),
        };
        if took {
            event.prevent_default();
        }
    }

    /// Escape was pressed somewhere in the thread: leaves it. Says whether it was there.
    fn escaped_thread(self: &Rc<Self>, event: &Event) -> bool {
        let at = event.target().and_then(cast::<Element>);
        let inside = at.is_some_and(|at| dom::side_of(&at) == Side::Thread);
        if inside {
            self.close_thread();
        }
        inside
    }

    fn typed(self: &Rc<Self>, event: &Event) {
        let line = event.target().and_then(cast::<HtmlInputElement>);
        if line.is_some_and(|line| switching::is_field(&line)) {
            return self.switcher_typed();
        }
        let Some(field) = event.target().and_then(cast::<HtmlTextAreaElement>) else { return };
        dom::grow(&field);
        if is_composer(&field) {
            self.composer_typed(dom::side_of(&field), &field);
        }
    }

    fn submitted(self: &Rc<Self>, event: &Event) {
        let form = event.target().and_then(cast::<Element>);
        let Some(form) = form else { return };
        let classes = form.class_list();
        if classes.contains("composer") {
            event.prevent_default();
            self.send_composer(dom::side_of(&form));
        } else if classes.contains("picker__form") {
            event.prevent_default();
            self.react_in_words();
        }
    }
}

/// The message whose text this field holds.
fn edited_row(field: &HtmlTextAreaElement) -> Option<Spot> {
    Spot::of_anchor(&field.closest("li").ok().flatten()?.id())
}

fn is_composer(field: &HtmlTextAreaElement) -> bool {
    [TEXT_ID, THREAD_TEXT_ID].contains(&field.id().as_str())
}

/// Whether this click opens a tab or a window, and so is the browser's.
pub(super) fn is_special(event: &Event) -> bool {
    let Some(click) = cast::<MouseEvent>(event.clone()) else { return true };
    let held = click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key();
    held || click.button() != 0
}

/// On a screen without a pointer that hovers, a tap shows what can be done with a message, and
/// hides it again where it is shown and does not `stay`.
pub(super) fn choose(message: &Element, stay: bool) {
    let before = choose_none();
    if stay || before.as_ref() != Some(message) {
        let _ = message.class_list().add_1(ACTIVE);
    }
}

/// Hides what can be done with the message that was tapped. Says which that was.
fn choose_none() -> Option<Element> {
    let before = dom::document().query_selector(&[".", ACTIVE].concat()).ok().flatten()?;
    let _ = before.class_list().remove_1(ACTIVE);
    Some(before)
}
