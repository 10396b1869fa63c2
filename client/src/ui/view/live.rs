//! What a closure draws, again whenever a signal that it read has changed. Behind it on the page
//! stands a comment, in front of which it is drawn.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use leptos::prelude::{Owner, document, untrack};
use leptos::reactive::effect::RenderEffect;
use web_sys::Node as Dom;

use super::draw::{Before, Drawn, change, draw};
use super::hydrate::{Walk, hydrate};
use super::{Node, Place};

pub(super) struct Live {
    slot: Slot,
    /// Ends with what holds it.
    _effect: RenderEffect<()>,
}

/// What stands on the page, changed by the effect and by what holds it.
#[derive(Clone)]
struct Slot {
    shown: Rc<RefCell<Drawn>>,
    end: Rc<OnceCell<Dom>>,
}

impl Live {
    pub(super) fn draw(ask: Box<dyn Fn() -> Node>, place: &Before<'_>) -> Self {
        Self::of(Slot::draw(place), ask, None)
    }

    pub(super) fn draw_list(ask: Box<dyn FnMut() -> Vec<Place>>, place: &Before<'_>) -> Self {
        Self::of_list(Slot::draw(place), ask, None)
    }

    pub(super) fn hydrate(ask: Box<dyn Fn() -> Node>, walk: &Rc<Walk>) -> Self {
        let live = Self::of(Slot::new(), ask, Some(Rc::clone(walk)));
        live.ended(walk)
    }

    pub(super) fn hydrate_list(ask: Box<dyn FnMut() -> Vec<Place>>, walk: &Rc<Walk>) -> Self {
        let live = Self::of_list(Slot::new(), ask, Some(Rc::clone(walk)));
        live.ended(walk)
    }

    fn ended(self, walk: &Walk) -> Self {
        let _ = self.slot.end.set(walk.end());
        self
    }

    /// Goes on with another closure from what stands there.
    pub(super) fn change(&mut self, ask: Box<dyn Fn() -> Node>) {
        *self = Self::of(self.slot.clone(), ask, None);
    }

    fn of(slot: Slot, ask: Box<dyn Fn() -> Node>, walk: Option<Rc<Walk>>) -> Self {
        let (its, mut walk) = (slot.clone(), walk);
        let effect = RenderEffect::new(move |_| {
            let node = ask();
            match walk.take() {
                Some(walk) => its.shown.replace(hydrate(node, &walk)).remove(),
                None => its.with(|shown, place| change(shown, node, place)),
            }
        });
        Self { slot, _effect: effect }
    }

    fn of_list(
        slot: Slot,
        mut ask: Box<dyn FnMut() -> Vec<Place>>,
        walk: Option<Rc<Walk>>,
    ) -> Self {
        // Rows outlive the call that drew them, and so does what owns them.
        let owner = Owner::current().unwrap_or_default();
        let (its, mut walk) = (slot.clone(), walk);
        let effect = RenderEffect::new(move |_| {
            let places = ask();
            untrack(|| {
                owner.with(|| match walk.take() {
                    Some(walk) => {
                        let rows =
                            Node::Many(places.into_iter().filter_map(Place::into_new).collect());
                        its.shown.replace(hydrate(rows, &walk)).remove();
                    }
                    None => its.with(|shown, place| arrange(shown, places, place)),
                });
            });
        });
        Self { slot, _effect: effect }
    }

    pub(super) fn first(&self) -> Option<Dom> {
        self.slot.shown.borrow().first().or_else(|| self.slot.end.get().cloned())
    }

    pub(super) fn tops(&self, then: &mut dyn FnMut(&Dom)) {
        self.slot.shown.borrow().tops(then);
        self.slot.end.get().into_iter().for_each(then);
    }
}

impl Slot {
    fn new() -> Self {
        let shown = Rc::new(RefCell::new(Drawn::Many(Vec::new())));
        Self { shown, end: Rc::default() }
    }

    fn draw(place: &Before<'_>) -> Self {
        let slot = Self::new();
        let end: Dom = document().create_comment("").into();
        place.insert(&end);
        let _ = slot.end.set(end);
        slot
    }

    fn with(&self, change: impl FnOnce(&mut Drawn, &Before<'_>)) {
        let end = self.end.get();
        if let Some(parent) = end.and_then(Dom::parent_node) {
            change(&mut self.shown.borrow_mut(), &Before::dom(&parent, end));
        }
    }
}

/// Brings the rows of a list into their new places. What is in its place is not touched, so that it
/// keeps the focus.
fn arrange(drawn: &mut Drawn, places: Vec<Place>, place: &Before<'_>) {
    let Drawn::Many(rows) = drawn else { return };
    let mut old: Vec<Option<Drawn>> = std::mem::take(rows).into_iter().map(Some).collect();
    let mut kept: Vec<bool> = old.iter().map(|_| false).collect();
    for place in &places {
        if let Place::Kept(at) = place {
            kept[*at] = true;
        }
    }
    for (row, kept) in old.iter_mut().zip(kept) {
        if !kept && let Some(row) = row.take() {
            row.remove();
        }
    }
    // From the end, so that what comes behind is in its place already.
    let mut next = place.next();
    for place_of_row in places.into_iter().rev() {
        let before = Before::dom(place.parent, next.as_ref());
        let row = match place_of_row {
            Place::New(node) => draw(node, &before),
            Place::Kept(at) => {
                let Some(row) = old[at].take() else { continue };
                if !ends_before(&row, next.as_ref()) {
                    row.tops(&mut |dom| before.insert(dom));
                }
                row
            }
        };
        next = row.first().or(next);
        rows.push(row);
    }
    rows.reverse();
}

fn ends_before(row: &Drawn, next: Option<&Dom>) -> bool {
    let mut last = None;
    row.tops(&mut |dom| last = Some(dom.clone()));
    last.is_none_or(|last| last.next_sibling().as_ref() == next)
}
