//! Naming people in the composer: the list while a name is typed, with its keys, and the question
//! before everybody is told.

use std::rc::Rc;

use hark_protocol::Body;
use hark_protocol::markup::{self, Mentions};
use leptos::prelude::*;
use web_sys::{HtmlDialogElement, HtmlTextAreaElement};

use super::host::Host;
use super::{cast, composing, dom, marking, switching};
use crate::chat::screen::update;
use crate::chat::spot::{Side, Spot};
use crate::chat::suggest::{Choice, FEW, Reach, Suggest, WIDE_ID, typed_name};

/// What is done once the question is answered.
#[derive(Clone, Copy, Debug)]
pub(super) enum Wide {
    /// What stands in the composer is sent.
    Send(Side),
    /// This message is changed.
    Save(Spot),
}

impl Host {
    /// The text before the cursor is another.
    pub(super) fn suggest(&self, side: Side, field: &HtmlTextAreaElement) {
        let members = self.members();
        let count = self.screen.room.with_untracked(|room| room.members.unwrap_or_default());
        let before = before_cursor(field);
        let suggest = Suggest::of(&before, self.me(), &members, count, switching::fold);
        update(self.screen.suggest, Suggest { side, ..suggest });
    }

    /// Nobody is to be named for now.
    pub(super) fn suggest_nobody(&self) {
        update(self.screen.suggest, Suggest::default());
    }

    /// A key was pressed in the composer. Says whether it was one for the list.
    pub(super) fn suggest_key(self: &Rc<Self>, key: &str) -> bool {
        if self.screen.suggest.with_untracked(|suggest| suggest.choices.is_empty()) {
            return false;
        }
        match key {
            "ArrowDown" => self.screen.suggest.update(Suggest::down),
            "ArrowUp" => self.screen.suggest.update(Suggest::up),
            "Enter" | "Tab" => {
                self.name_one(self.screen.suggest.with_untracked(|suggest| suggest.chosen));
            }
            "Escape" => self.suggest_nobody(),
            _ => return false,
        }
        true
    }

    /// Puts this choice into the text, in the place of what was typed of it.
    pub(super) fn name_one(self: &Rc<Self>, place: usize) {
        let (side, choice) = self
            .screen
            .suggest
            .with_untracked(|suggest| (suggest.side, suggest.choices.get(place).cloned()));
        let (Some(choice), Some(field)) = (choice, dom::composer(side)) else { return };
        let name = match choice {
            Choice::Member(person) => markup::typed(&person, &self.members()),
            Choice::Room(_) => "@room".to_owned(),
        };
        let before = before_cursor(&field);
        if let Some(typed) = typed_name(&before) {
            let end = before.encode_utf16().count() as u32;
            let start = end - typed.encode_utf16().count() as u32 - 1;
            dom::focus(&field);
            let _ = field.set_selection_range(start, end);
            marking::insert(&field, &[&name, " "].concat());
        }
        self.suggest_nobody();
    }

    /// Asks before so many are told of this text. Says whether the answer has to be waited for.
    pub(super) fn asks_before(&self, body: &Body, wide: Wide) -> bool {
        let members = self.screen.room.with_untracked(|room| room.members.unwrap_or_default());
        let asks = members > FEW + 1 && Mentions::of(body).room;
        if let Some(dialog) = dialog().filter(|_| asks) {
            update(self.screen.wide, self.reach(wide));
            self.wide.set(Some(wide));
            // Fails where it is open already.
            let _ = dialog.show_modal();
        }
        asks
    }

    /// What is shown in the room is for all who are there.
    fn reach(&self, wide: Wide) -> Reach {
        let in_thread = match wide {
            Wide::Send(Side::Room) => false,
            Wide::Send(Side::Thread) => {
                let choice =
                    dom::composer(Side::Thread).and_then(|field| composing::choice(&field));
                !choice.is_some_and(|choice| choice.checked())
            }
            Wide::Save(spot) => {
                let to = self.message(spot.seq).and_then(|message| message.to);
                to.is_some_and(|to| !to.in_room)
            }
        };
        if in_thread { Reach::Thread } else { Reach::Room }
    }

    /// They are to be told.
    pub(super) fn wide_agreed(self: &Rc<Self>) {
        self.close_wide();
        match self.wide.take() {
            Some(Wide::Send(side)) => self.send_now(side),
            Some(Wide::Save(spot)) => self.save_now(spot),
            None => {}
        }
    }

    /// They are not to be told yet.
    pub(super) fn close_wide(&self) {
        dialog().iter().for_each(HtmlDialogElement::close);
    }
}

fn dialog() -> Option<HtmlDialogElement> {
    dom::by_id(WIDE_ID).and_then(cast)
}

fn before_cursor(field: &HtmlTextAreaElement) -> String {
    let text: Vec<u16> = field.value().encode_utf16().collect();
    let cursor = field.selection_start().ok().flatten().unwrap_or_default() as usize;
    String::from_utf16_lossy(&text[..cursor.min(text.len())])
}
