//! Reacting to messages: the chips under them, and the picker with its keys.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use hark_protocol::sync::Input;
use hark_protocol::{Message, Reaction, Seq};
use web_sys::{Element, HtmlElement, HtmlInputElement, KeyboardEvent};

use super::host::Host;
use super::popover::{self, is_focus_lost};
use super::{cast, dom};
use crate::chat::picker::{PICKER_ID, TEXT_ID};
use crate::chat::screen::update;
use crate::chat::spot::Spot;
use crate::chat::words;

/// What the picker is for, and where the keyboard goes when what it was on is gone.
#[derive(Default)]
pub(super) struct Reacting {
    /// The message.
    target: Cell<Option<Seq>>,
    /// What was last taken back, until that is shown.
    taken_back: RefCell<Option<(Spot, Reaction)>>,
}

/// Notices when the picker is closed.
pub(super) fn watch(host: &Rc<Host>) {
    popover::when_closed(host, PICKER_ID, |host| {
        update(host.screen.picking, false);
        host.reacting.target.set(None);
    });
}

impl Host {
    /// Opens the picker for a message, beside what was clicked.
    pub(super) fn open_picker(self: &Rc<Self>, target: Seq, source: &Element) {
        self.reacting.target.set(Some(target));
        update(self.screen.picker_note, "");
        update(self.screen.picking, true);
        self.open_popover(PICKER_ID, source, ".picker__one");
    }

    /// A reaction was clicked: in the picker it is added, under a message it is turned over.
    pub(super) fn reaction_clicked(self: &Rc<Self>, source: &Element, row: Option<Spot>) {
        let reaction = source.get_attribute("data-reaction");
        let Some(reaction) = reaction.and_then(|text| Reaction::parse(&text).ok()) else { return };
        if row.is_none() {
            return self.react(reaction);
        }
        let (Some(room), Some(spot)) = (self.open_room(), row) else { return };
        let target = spot.seq;
        let mine = !self.has_reacted(target, &reaction);
        self.reader.borrow_mut().changes.react(target, reaction.clone(), mine);
        if mine {
            self.feed(Input::React { room, target, reaction });
        } else {
            *self.reacting.taken_back.borrow_mut() = Some((spot, reaction.clone()));
            self.feed(Input::Unreact { room, target, reaction });
        }
        self.room_changed();
    }

    /// Sends what stands in the field of the picker, or says why not.
    pub(super) fn react_in_words(self: &Rc<Self>) {
        let Some(field) = dom::by_id(TEXT_ID).and_then(cast::<HtmlInputElement>) else { return };
        match Reaction::parse(&field.value()) {
            Ok(reaction) => self.react(reaction),
            Err(error) => update(self.screen.picker_note, words::reactions::text_error(error)),
        }
    }

    /// The keys of the picker. Says that one was taken; Escape is the browser's.
    pub(super) fn picker_key(&self, key: &KeyboardEvent) -> bool {
        let Some(at) = key.target().and_then(cast::<HtmlElement>) else { return false };
        let all = emoji();
        let columns = columns(&all);
        let next = match (all.iter().position(|one| *one == at), key.key().as_str()) {
            (Some(at), "ArrowRight") => (at + 1) % all.len(),
            (Some(at), "ArrowLeft") => (at + all.len() - 1) % all.len(),
            (Some(at), "ArrowDown") => at + columns,
            (Some(at), "ArrowUp") if at >= columns => at - columns,
            (Some(_), "Home") => 0,
            (Some(_), "End") => all.len() - 1,
            (None, "ArrowUp") if at.id() == TEXT_ID => all.len() - columns,
            _ => return false,
        };
        match all.get(next) {
            Some(one) => {
                for other in &all {
                    other.set_tab_index(if other == one { 0 } else { -1 });
                }
                dom::focus(one);
            }
            None => {
                dom::by_id(TEXT_ID).and_then(cast).iter().for_each(dom::focus);
            }
        }
        true
    }

    /// The chip that had the keyboard may be gone with the last of its people: the keyboard stays
    /// with the message.
    pub(super) fn keep_focus_at_reactions(&self) {
        let shown = |(spot, reaction): &mut (Spot, Reaction)| !self.has_reacted(spot.seq, reaction);
        let taken_back = self.reacting.taken_back.borrow_mut().take_if(shown);
        let Some((spot, _)) = taken_back.filter(|_| is_focus_lost()) else { return };
        dom::by_id(&spot.anchor()).and_then(cast).iter().for_each(dom::focus);
    }

    /// Whether the viewer has reacted so to a message, as it is shown.
    fn has_reacted(&self, seq: Seq, reaction: &Reaction) -> bool {
        let reader = self.reader.borrow();
        let shown = reader.changes.reactions(seq).find(|(other, _)| *other == reaction);
        shown.map_or_else(|| self.is_told(seq, reaction, true), |(_, mine)| mine)
    }

    /// Whether the room says of a message that the viewer has reacted so to it, or has not.
    fn is_told(&self, seq: Seq, reaction: &Reaction, mine: bool) -> bool {
        let me = self.me();
        let is_mine = |message: Message| {
            let mut all = message.reactions.all.iter();
            all.any(|reacted| reacted.reaction == *reaction && reacted.has(me))
        };
        self.message(seq).is_some_and(|message| is_mine(message) == mine)
    }

    /// What the room has told by now of the viewer's reactions is not shown ahead of it any more.
    pub(super) fn settle_reactions(&self) {
        let Some(room) = self.open_room() else { return };
        let mut changes = std::mem::take(&mut self.reader.borrow_mut().changes);
        changes.settle_reactions(|target, reaction, mine| {
            let asked = self.client.borrow().is_reacting(room, target);
            let is_there = self.message(target).is_some_and(|message| message.body.is_some());
            is_there && (asked || !self.is_told(target, reaction, mine))
        });
        self.reader.borrow_mut().changes = changes;
    }

    fn react(self: &Rc<Self>, reaction: Reaction) {
        if let (Some(room), Some(target)) = (self.open_room(), self.reacting.target.get()) {
            self.reader.borrow_mut().changes.react(target, reaction.clone(), true);
            self.feed(Input::React { room, target, reaction });
            self.room_changed();
        }
        popover::close(PICKER_ID);
    }
}

fn emoji() -> Vec<HtmlElement> {
    let group = dom::by_id(PICKER_ID).and_then(|picker| picker.first_element_child());
    let Some(all) = group.map(|group| group.children()) else { return Vec::new() };
    (0..all.length()).filter_map(|at| all.item(at)).filter_map(cast).collect()
}

/// How many stand in the first line.
fn columns(all: &[HtmlElement]) -> usize {
    let top = all.first().map(HtmlElement::offset_top);
    all.iter().take_while(|one| Some(one.offset_top()) == top).count().max(1)
}
