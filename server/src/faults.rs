//! Panics on purpose, to show what a panic comes to. They can be asked for in builds with debug
//! assertions only, and there only where the server was started with `--faults`; of what is said
//! here the shipped binary holds nothing.

use std::sync::atomic::{AtomicBool, Ordering};

/// Whether this process may be asked to panic.
static ARMED: AtomicBool = AtomicBool::new(false);

/// The limit of a `History` command that asks for a panic while the connection reads.
const READING: u16 = 0xfa17;

/// Where the text of a message can ask for a panic.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place {
    /// In a command that writes, before the store is asked.
    Command,
    /// In the write itself, on the store's thread, after the message was written.
    Store,
    /// In the handler of a page.
    Page,
}

impl Place {
    fn text(self) -> &'static str {
        match self {
            Self::Command => "Panic in the command.",
            Self::Store => "Panic in the store.",
            Self::Page => "Panic in the page.",
        }
    }
}

/// From here on this process does what is asked here.
#[cfg(debug_assertions)]
pub(crate) fn arm() {
    ARMED.store(true, Ordering::Relaxed);
}

/// Panics if a part of the timeline is asked for with the limit that asks for it.
pub(crate) fn in_reading(limit: u16) {
    if is_armed() && limit == READING {
        panic!("Asked for in the reading");
    }
}

/// Panics if this is the text that asks for it in this place.
pub(crate) fn at(place: Place, text: &str) {
    if is_armed() && text == place.text() {
        panic!("Asked for in: {place:?}");
    }
}

fn is_armed() -> bool {
    cfg!(debug_assertions) && ARMED.load(Ordering::Relaxed)
}
