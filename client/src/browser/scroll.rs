//! Where the reader is in the timeline of a room or a thread, held still while rows come and go.
//! The browser's own anchoring is off: it does not know what we remove.

use std::cell::{Cell, RefCell};

use wasm_bindgen::JsCast;
use web_sys::Element;

use super::dom;
use super::navigation::linked;
use crate::chat::spot::{Side, Spot};
use crate::chat::thread::TIMELINE_ID;

/// The reader's place.
pub(super) struct Scroll {
    side: Side,
    /// The reader is at the newest row and wants to stay there.
    stuck: Cell<bool>,
    /// How far down the timeline was when last looked at.
    top: Cell<i32>,
    /// The place is still to be chosen, as in a room that was just opened.
    fresh: Cell<bool>,
    /// The rows in view, and how far below the timeline's top each begins, in CSS pixels.
    anchors: RefCell<Vec<(Element, f64)>>,
}

/// What is known of the rows when the place is looked at.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    /// There are rows before those held.
    pub(super) older: bool,
    /// There are rows after those held.
    pub(super) newer: bool,
    /// No more can be held without letting go of rows at the other end.
    pub(super) full: bool,
    /// The room's rows are there.
    pub(super) ready: bool,
}

/// Where the newest row is: the timeline's column is reversed, so that it begins there and stays
/// there even before the page is brought to life. Upward is negative.
const NEWEST: i32 = 0;

/// Nearer to the end than this counts as being there, in CSS pixels: half a line.
const NEAR: i32 = 12;

/// Rows in view that are remembered, in case some of them go.
const ANCHORS: usize = 12;

impl Scroll {
    /// For the timeline on this side.
    pub(super) fn new(side: Side) -> Self {
        Self {
            side,
            stuck: Cell::default(),
            top: Cell::default(),
            fresh: Cell::default(),
            anchors: RefCell::default(),
        }
    }

    /// Looks for a place anew once rows are there.
    pub(super) fn renew(&self) {
        self.fresh.set(true);
        self.stuck.set(false);
        self.anchors.borrow_mut().clear();
    }

    /// Goes to the newest row and stays there.
    pub(super) fn stick(&self) {
        self.fresh.set(false);
        self.stuck.set(true);
        // From here on, only who goes further up leaves.
        self.top.set(timeline(self.side).map_or(NEWEST, |timeline| timeline.scroll_top()));
    }

    /// Stays where the reader is, whatever comes below.
    pub(super) fn unstick(&self) {
        self.stuck.set(false);
    }

    /// Whether the reader is at the newest row.
    pub(super) fn is_stuck(&self) -> bool {
        self.stuck.get()
    }

    /// Remembers what is in view, before rows change.
    pub(super) fn hold(&self) {
        if self.fresh.get() {
            return;
        }
        // While only the list of rooms is shown, rows have no place; the last one is remembered.
        let Some(timeline) = timeline(self.side).filter(|timeline| timeline.client_height() > 0)
        else {
            return;
        };
        // Who goes up has done so before the browser tells of it, with its next frame.
        if timeline.scroll_top() < self.top.get() - NEAR {
            self.stuck.set(false);
        }
        if self.stuck.get() {
            return;
        }
        let mut rows = rows_in_view(&timeline);
        let mut anchors = self.anchors.borrow_mut();
        // A place is put back in whole pixels. What that leaves over is carried on, or the reader
        // would creep away from the place with every change.
        let top = timeline.get_bounding_client_rect().top();
        let over = anchors
            .iter()
            .find(|(row, _)| row.is_connected())
            .map(|(row, was)| was - (row.get_bounding_client_rect().top() - top));
        if let Some(over) = over.filter(|over| over.abs() < 1.0) {
            rows.iter_mut().for_each(|(_, at)| *at += over);
        }
        *anchors = rows;
    }

    /// Puts what was in view back where it was, or the reader to the end, or to a first place.
    pub(super) fn restore(&self, place: Place) {
        let Some(timeline) = timeline(self.side).filter(|timeline| timeline.client_height() > 0)
        else {
            return;
        };
        if self.fresh.get() {
            if !place.ready {
                return;
            }
            self.fresh.set(false);
            match linked_row(self.side).or_else(|| unread_line(&timeline)) {
                Some(row) => to_row(&timeline, &row),
                None => timeline.set_scroll_top(NEWEST),
            }
            return self.moved(place);
        }
        if self.stuck.get() {
            timeline.set_scroll_top(NEWEST);
            self.top.set(timeline.scroll_top());
            return;
        }
        let top = timeline.get_bounding_client_rect().top();
        let anchors = self.anchors.borrow();
        if let Some((row, was)) = anchors.iter().find(|(row, _)| row.is_connected()) {
            let moved = row.get_bounding_client_rect().top() - top - was;
            if moved.abs() >= 1.0 {
                timeline.set_scroll_top(timeline.scroll_top() + moved.round() as i32);
            }
        }
    }

    /// How much there is above and below what is in view, in heights of the timeline; none while
    /// the timeline is not shown.
    pub(super) fn distances(&self) -> Option<(f64, f64)> {
        let timeline = timeline(self.side).filter(|timeline| timeline.client_height() > 0)?;
        let height = f64::from(timeline.client_height());
        let above = timeline.scroll_height() - timeline.client_height() + timeline.scroll_top();
        Some((f64::from(above) / height, f64::from(below(&timeline)) / height))
    }

    /// The reader moved: are they at the end?
    pub(super) fn moved(&self, place: Place) {
        let Some(timeline) = timeline(self.side).filter(|timeline| timeline.client_height() > 0)
        else {
            return;
        };
        if self.fresh.get() {
            return;
        }
        // What grows below the reader tells of no wish to leave; only going up does.
        let top = timeline.scroll_top();
        let stays = self.stuck.get() && top >= self.top.replace(top);
        self.stuck.set((stays || below(&timeline) <= NEAR) && !place.newer);
        self.hold();
    }
}

/// The timeline on this side.
pub(super) fn timeline(side: Side) -> Option<Element> {
    dom::by_id(match side {
        Side::Room => "timeline",
        Side::Thread => TIMELINE_ID,
    })
}

fn below(timeline: &Element) -> i32 {
    NEWEST - timeline.scroll_top()
}

/// The message that the page's address names on this side, if it is held.
fn linked_row(side: Side) -> Option<Element> {
    dom::by_id(&Spot { side, seq: linked(side)? }.anchor())
}

fn unread_line(timeline: &Element) -> Option<Element> {
    timeline.query_selector(".unread-line").ok().flatten()
}

/// The row a quarter down, with some of what is known above it.
fn to_row(timeline: &Element, row: &Element) {
    let from_top = row.get_bounding_client_rect().top() - timeline.get_bounding_client_rect().top();
    let wanted = f64::from(timeline.client_height()) / 4.0;
    timeline.set_scroll_top(timeline.scroll_top() + (from_top - wanted) as i32);
}

fn rows_in_view(timeline: &Element) -> Vec<(Element, f64)> {
    let Ok(Some(list)) = timeline.query_selector(".timeline__rows") else { return Vec::new() };
    let (rows, top) = (list.children(), timeline.get_bounding_client_rect().top());
    let begins = |row: &Element| row.get_bounding_client_rect().top() - top;
    // Days stick to the top and so lie about where they are; the search may err to the front only.
    let (mut first, mut end) = (0, rows.length());
    while first < end {
        let middle = (first + end) / 2;
        let above = rows.item(middle).is_some_and(|row| begins(&row) < 0.0);
        if above { first = middle + 1 } else { end = middle }
    }
    (first.saturating_sub(1)..rows.length())
        .filter_map(|index| rows.item(index))
        .filter(|row| row.has_attribute("data-id") || row.has_attribute("data-seq"))
        .filter(|row| row.get_bounding_client_rect().bottom() > top)
        .take(ANCHORS)
        .map(|row| (row.clone().unchecked_into(), begins(&row)))
        .collect()
}
