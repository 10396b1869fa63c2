//! What a message said before it was changed: a dialog with each text, the newest first. What is
//! asked of the server is in `browser::versions`.

use hark_protocol::{RoomId, Seq, Version, Versions};
use leptos::prelude::*;

use super::body::text;
use super::deed::Deed;
use super::screen::{Reader, Screen};
use super::words::versions as said;
use crate::ui::view::{Node, view};

/// The id of the dialog.
pub const DIALOG_ID: &str = "versions";

/// What the dialog shows of a message.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct VersionsView {
    /// The room.
    pub room: RoomId,
    /// The message.
    pub target: Seq,
    /// The event that last changed it when this was asked for.
    pub revision: Seq,
    /// Its texts so far, the newest first, each with when that was.
    pub all: Vec<(Version, String)>,
    /// There are some before these.
    pub earlier: bool,
    /// What is to be said beside them.
    pub note: String,
}

impl VersionsView {
    /// A message of which nothing has come yet.
    pub fn loading(room: RoomId, target: Seq, revision: Seq) -> Self {
        let (all, note) = (Vec::new(), said::loading().to_owned());
        Self { room, target, revision, all, earlier: false, note }
    }

    /// Adds those that came after those that are there.
    pub fn add(&mut self, more: Versions, reader: &Reader) {
        (self.earlier, self.note) = (more.earlier, String::new());
        let known = self.all.last().map(|(version, _)| version.seq);
        for version in more.all {
            if known.is_none_or(|known| version.seq < known) {
                let moment = reader.moment(version.at);
                let (newest, first) = (self.all.is_empty(), version.seq == self.target);
                self.all.push((version, said::when(&moment, newest, first)));
            }
        }
    }
}

/// The dialog, closed.
pub(super) fn versions(screen: Screen) -> Node {
    let list = move || -> Vec<Node> {
        let all = screen.versions.with(|view| view.as_ref().map(|view| view.all.clone()));
        all.unwrap_or_default().iter().map(version).collect()
    };
    let earlier = move || {
        let earlier = screen.versions.with(|view| view.as_ref().is_some_and(|view| view.earlier));
        earlier.then(more)
    };
    let note = move || {
        screen.versions.with(|view| view.as_ref().map(|view| view.note.clone()).unwrap_or_default())
    };
    view! {
        <dialog class="dialog versions" id=DIALOG_ID aria-labelledby="versions-title">
            <h2 class="dialog__title" id="versions-title">{said::title()}</h2>
            <ol class="versions__list" tabindex="0" aria-labelledby="versions-title">{list}</ol>
            <p class="versions__note" role="status">{note}</p>
            <form class="dialog__actions" method="dialog">
                {earlier}
                <button class="button button--quiet">{said::close()}</button>
            </form>
        </dialog>
    }
}

fn version((version, when): &(Version, String)) -> Node {
    let (when, body) = (when.clone(), text(&version.body));
    view! {
        <li class="version">
            <p class="version__when">{when}</p>
            <div class="message__body" dir="auto">{body}</div>
        </li>
    }
}

fn more() -> Node {
    view! {
        <button class="button" type="button" data-do=Deed::EarlierVersions.word()>
            {said::earlier()}
        </button>
    }
}

/// The mark of a message that was changed.
pub(super) fn mark() -> Node {
    view! {
        <button class="message__edited" type="button" aria-haspopup="dialog"
            aria-label=said::button() data-do=Deed::Versions.word()>
            {said::edited()}
        </button>
    }
}
