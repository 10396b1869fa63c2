//! Where the pointer and the keyboard came to last: what can be done with a message is drawn there
//! and nowhere else. It is most of what a row consists of, and would be most of what a page of
//! history costs.

use std::cell::RefCell;

use hark_protocol::ClientMessageId;
use leptos::prelude::*;
use web_sys::{Element, Event};

use super::host::Host;
use super::{cast, dom};
use crate::chat::rows::View;
use crate::chat::spot::{Side, Spot};

/// The rows that were come to last, by what tells them so.
#[derive(Default)]
pub(super) struct Reaching {
    pointer: Last,
    keyboard: Last,
}

type Last = RefCell<Option<ArcRwSignal<bool>>>;

impl Host {
    /// The pointer came to something.
    pub(super) fn pointer_came(&self, event: &Event) {
        self.came(event, &self.reaching.pointer);
    }

    /// The keyboard did. Where it goes into a menu or a dialog, the message stays as it is, for the
    /// way back.
    pub(super) fn keyboard_came(&self, event: &Event) {
        self.came(event, &self.reaching.keyboard);
    }

    fn came(&self, event: &Event, last: &Last) {
        let at = event.target().and_then(cast::<Element>);
        let row = at.and_then(|at| at.closest(".message").ok().flatten());
        let Some(new) = row.and_then(|row| self.reached_of(&row)) else { return };
        let before = last.replace(Some(new.clone()));
        let Reaching { pointer, keyboard } = &self.reaching;
        let is_last =
            |row: &_| [pointer, keyboard].iter().any(|at| at.borrow().as_ref() == Some(row));
        if let Some(before) = before.filter(|before| !is_last(before)) {
            before.set(false);
        }
        if !new.get_untracked() {
            new.set(true);
        }
    }

    /// Whether this row was reached, which its place in the list knows.
    fn reached_of(&self, row: &Element) -> Option<ArcRwSignal<bool>> {
        let id: ClientMessageId = row.get_attribute("data-id")?.parse().ok()?;
        let spot = Spot::of_anchor(&row.id());
        let lists = match dom::side_of(row) {
            Side::Room => vec![self.screen.slots],
            Side::Thread => vec![self.screen.thread.root, self.screen.thread.slots],
        };
        let is_it = |view: &View| match view {
            View::Message(message) => message.spot == spot && message.client_message_id == id,
            View::Day(_) | View::Unread | View::Notice(_) => false,
        };
        lists.into_iter().find_map(|slots| {
            slots.with_untracked(|slots| {
                let slot = slots.iter().find(|slot| slot.view.with_untracked(is_it))?;
                Some(slot.reached.clone())
            })
        })
    }
}
