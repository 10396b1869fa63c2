//! A store without a thread, for the simulation: what other threads would do meanwhile is done by
//! hand, between two reads or whenever it pleases.

use std::cell::RefCell;
use std::path::Path;
use std::sync::Arc;

use super::onward::Onward;
use super::sqlite::{self, Opened, Way, Writer};
use super::{OpenError, Options, Shared, Store};

pub(crate) use super::sqlite::Hand;

/// What is done after each read on this thread.
pub(crate) type Between = Box<dyn FnMut()>;

thread_local! {
    static BETWEEN: RefCell<Option<Between>> = const { RefCell::new(None) };
}

impl Store {
    /// Opens the store in this directory. Nothing is written but by the hand.
    pub(crate) fn by_hand(dir: &Path, options: Options) -> Result<(Self, Hand), OpenError> {
        let Opened { conn, readers, epoch, claimed: _, lock } = sqlite::open(dir, Way::Alone)?;
        let clock = options.clock.clone();
        let (writer, hand) = Writer::by_hand(conn, lock, options);
        let shared =
            Shared { epoch, readers, clock, onward: Onward::default(), first_run: None, writer };
        Ok((Self(Arc::new(shared)), hand))
    }

    /// From now on does this after each read on this thread, or nothing: with other threads at
    /// work the store may have changed by then.
    pub(crate) fn between_reads(between: Option<Between>) {
        BETWEEN.set(between);
    }
}

pub(super) fn after_a_read() {
    // Taken out, since what is done may read too.
    if let Some(mut between) = BETWEEN.take() {
        between();
        BETWEEN.set(Some(between));
    }
}
