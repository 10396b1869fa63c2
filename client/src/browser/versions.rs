//! Asking what a message said before it was changed, and keeping what is shown of it true.

use std::rc::Rc;

use hark_protocol::sync::Input;
use hark_protocol::{ErrorCode, RoomId, Seq, Versions};
use leptos::prelude::*;
use web_sys::HtmlDialogElement;

use super::dom;
use super::host::Host;
use crate::chat::versions::{DIALOG_ID, VersionsView};
use crate::chat::words::versions as words;

impl Host {
    /// Opens the dialog of a message that was changed.
    pub(super) fn show_versions(self: &Rc<Self>, target: Seq) {
        self.ask_for_versions(target);
        if let Some(dialog) = dialog() {
            // Fails where it is open already.
            let _ = dialog.show_modal();
        }
    }

    /// Asks for those before the ones shown.
    pub(super) fn show_earlier_versions(self: &Rc<Self>) {
        let Some(view) = self.screen.versions.get_untracked() else { return };
        let before = view.all.last().map(|(version, _)| version.seq);
        self.feed(Input::Versions { room: view.room, target: view.target, before });
    }

    /// The answer came, or none did.
    pub(super) fn versions_came(
        &self,
        room: RoomId,
        target: Seq,
        result: Result<Versions, Option<ErrorCode>>,
    ) {
        let Some(mut view) = self.screen.versions.get_untracked() else { return };
        if (view.room, view.target) != (room, target) {
            return;
        }
        match result {
            Ok(versions) => view.add(versions, &self.reader.borrow()),
            Err(code) => view.note = words::failed(code),
        }
        self.screen.versions.set(Some(view));
    }

    /// What was removed, or is out of sight, is not shown here either; what was changed again is
    /// asked for anew.
    pub(super) fn keep_versions_true(self: &Rc<Self>) {
        let Some(view) = self.screen.versions.get_untracked() else { return };
        let message = self.message(view.target).filter(|message| message.body.is_some());
        match message.filter(|_| self.open_room() == Some(view.room)) {
            Some(message) if message.revision == view.revision => {}
            Some(_) => self.ask_for_versions(view.target),
            None => {
                self.screen.versions.set(None);
                if let Some(dialog) = dialog() {
                    dialog.close();
                }
            }
        }
    }

    fn ask_for_versions(self: &Rc<Self>, target: Seq) {
        let (Some(room), Some(message)) = (self.open_room(), self.message(target)) else { return };
        let view = VersionsView::loading(room, target, message.revision);
        self.screen.versions.set(Some(view));
        self.feed(Input::Versions { room, target, before: None });
    }
}

fn dialog() -> Option<HtmlDialogElement> {
    dom::by_id(DIALOG_ID).and_then(super::cast)
}
