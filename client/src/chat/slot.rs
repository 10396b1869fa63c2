//! The places of rows on the page, which stay while what they show changes.

use leptos::prelude::*;

use super::rows::{Key, View};
use crate::ui::view::Left;

/// A row's place, which stays while what it shows changes.
#[derive(Clone, Debug)]
pub struct Slot {
    /// Tells it apart.
    pub key: Key,
    /// What it shows.
    pub view: ArcRwSignal<View>,
    /// The pointer or the keyboard came to it, so that what can be done with it is shown.
    pub reached: ArcRwSignal<bool>,
}

/// Keeps the places of rows that stay, and tells only those that changed.
pub(super) fn set_rows(places: RwSignal<Vec<Slot>>, views: Vec<(Key, View)>) {
    let old = places.get_untracked();
    let same_keys =
        old.len() == views.len() && old.iter().zip(&views).all(|(slot, (key, _))| slot.key == *key);
    let mut old = Left::of(old);
    let slots = views.into_iter().map(|(key, view)| match old.take(|slot| slot.key == key) {
        Some((_, kept)) => {
            if kept.view.with_untracked(|old| *old != view) {
                kept.view.set(view);
            }
            kept
        }
        None => Slot { key, view: ArcRwSignal::new(view), reached: ArcRwSignal::new(false) },
    });
    let slots: Vec<Slot> = slots.collect();
    if !same_keys {
        places.set(slots);
    }
}
