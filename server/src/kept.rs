//! Pages that are kept as they were drawn, for who asks for the same once more while nothing was
//! committed. What may change without a commit is asked with the page or ends it.

mod sheet;

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;
use std::sync::{Arc, Mutex};

use hark_client::look::Look;
use hark_protocol::{ChatPage, RoomId, Timestamp};
use hark_words::Language;

use crate::assets::Names;
use crate::panics::lock;
use crate::store::{AsOf, SessionId};

pub use sheet::{Fresh, LEVEL, Packing, Sheet};

/// The most that is kept, in bytes: some three hundred pages as they are sent.
const KEPT_BYTES: usize = 4 * 1024 * 1024;

/// The smallest part of a moment that a page shows, in milliseconds.
const MINUTE: i64 = 60_000;

/// What a page is the answer to, besides the state of the store: all that a request, the files
/// beside the page and whoever asks can make different.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Question {
    /// Who asks, and where they are signed in.
    pub session: SessionId,
    /// Path and query.
    pub address: String,
    /// The language that is spoken.
    pub language: Language,
    /// The name of the reader's zone.
    pub zone: String,
    /// How pages look in their browser.
    pub look: Look,
    /// What their browser takes.
    pub packing: Packing,
    /// The files that the page loads.
    pub names: Arc<Names>,
}

/// A page that was drawn.
#[derive(Debug)]
pub struct Leaf {
    /// The page.
    pub sheet: Sheet,
    /// The room in view.
    pub room: RoomId,
    /// When it says what is so: not before it was drawn, since clocks are set back.
    pub holds: Range<Timestamp>,
}

/// The kept pages. Clones are the same.
#[derive(Clone, Default)]
pub struct Kept(Arc<Mutex<Shelf>>);

/// Pages of one state of the store.
#[derive(Default)]
struct Shelf {
    as_of: Option<AsOf>,
    /// `None` for what was asked once.
    leaves: HashMap<Question, Option<Arc<Leaf>>>,
    bytes: usize,
}

impl Kept {
    /// The answer to this question at this time, if it was drawn of this state of the store.
    pub fn find(&self, question: &Question, as_of: AsOf, now: Timestamp) -> Option<Arc<Leaf>> {
        let shelf = lock(&self.0);
        let leaf = shelf.leaves.get(question)?.as_ref().filter(|leaf| leaf.holds.contains(&now));
        leaf.filter(|_| shelf.as_of == Some(as_of)).cloned()
    }

    /// Keeps the answer to this question, from the second time on: most pages are asked for once,
    /// and what is kept is memory that the next page has to do without. All that it says was read
    /// after the store was in this state.
    pub fn keep(&self, question: Question, as_of: AsOf, leaf: Arc<Leaf>) {
        let around = question.address.len() + size_of::<(Question, Leaf)>();
        let bytes =
            |leaf: &Option<Arc<Leaf>>| around + leaf.as_ref().map_or(0, |leaf| leaf.sheet.bytes());
        let shelf = &mut *lock(&self.0);
        let again = shelf.as_of == Some(as_of) && shelf.leaves.contains_key(&question);
        let leaf = again.then_some(leaf);
        if shelf.as_of != Some(as_of) || shelf.bytes + bytes(&leaf) > KEPT_BYTES {
            *shelf = Shelf { as_of: Some(as_of), ..Shelf::default() };
        }
        if bytes(&leaf) <= KEPT_BYTES {
            shelf.bytes += bytes(&leaf);
            shelf.bytes -= shelf.leaves.insert(question, leaf).map_or(0, |old| bytes(&old));
        }
    }
}

/// When a page says what is so: within the minute in which it was drawn, since it shows days and
/// the time where somebody else is, and until the first status on it ends.
pub fn holds(page: &ChatPage) -> Range<Timestamp> {
    let minute = page.now.0.div_euclid(MINUTE).saturating_add(1).saturating_mul(MINUTE);
    let ends = page.about.iter().filter_map(|about| about.status.as_ref()?.until);
    let first = ends.filter(|until| *until > page.now).min();
    let until = first.map_or(Timestamp(minute), |first| first.min(Timestamp(minute)));
    page.now..until
}

impl fmt::Debug for Kept {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shelf = lock(&self.0);
        write!(out, "Kept({} pages, {} bytes)", shelf.leaves.len(), shelf.bytes)
    }
}

#[cfg(test)]
mod tests;
