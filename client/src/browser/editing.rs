//! Changing and removing one's own messages.

use std::rc::Rc;

use hark_protocol::markup::readable;
use hark_protocol::sync::Input;
use hark_protocol::{Body, Message, Row, Seq};
use web_sys::{HtmlDialogElement, HtmlTextAreaElement};

use super::dom;
use super::host::Host;
use super::mentioning::Wide;
use crate::chat::rows::Editing;
use crate::chat::words;

impl Host {
    /// Opens a message for writing, where it stands.
    pub(super) fn begin_edit(self: &Rc<Self>, seq: Seq) {
        let Some(body) = self.message(seq).and_then(|message| message.body) else { return };
        self.set_change(seq, Some(Editing::Writing(readable(&body, &self.members()), None)));
        self.focus_editor(seq);
    }

    /// Opens the viewer's last message for writing. Says whether there is one.
    pub(super) fn edit_last(self: &Rc<Self>) -> bool {
        let last = {
            let client = self.client.borrow();
            let timeline = client.open().and_then(|room| client.room(room)?.timeline());
            timeline.and_then(|timeline| {
                let mine = |row: &&Row| match row {
                    Row::Message(message) => {
                        message.author.id == client.me().id && message.body.is_some()
                    }
                    Row::Notice(_) => false,
                };
                timeline.rows().rev().find(mine).map(Row::seq)
            })
        };
        last.into_iter().for_each(|seq| self.begin_edit(seq));
        last.is_some()
    }

    /// Keeps the changed text, or says why not.
    pub(super) fn save_edit(self: &Rc<Self>, seq: Seq) {
        let (Some(field), Some(message)) = (editor(seq), self.message(seq)) else { return };
        let text = field.value();
        match Body::parse(&self.written(&text)) {
            Ok(body) if message.body.as_ref() == Some(&body) => self.end_edit(seq),
            Ok(body) if self.asks_before(&body, Wide::Save(seq)) => {}
            Ok(body) => self.save(seq, body, &message),
            Err(error) => {
                let why = words::text_error(error);
                self.set_change(seq, Some(Editing::Writing(text, Some(why))));
                self.focus_editor(seq);
            }
        }
    }

    /// Keeps the changed text, whoever is told of it.
    pub(super) fn save_now(self: &Rc<Self>, seq: Seq) {
        if let (Some(field), Some(message)) = (editor(seq), self.message(seq))
            && let Ok(body) = Body::parse(&self.written(&field.value()))
        {
            self.save(seq, body, &message);
        }
    }

    fn save(self: &Rc<Self>, seq: Seq, body: Body, message: &Message) {
        self.set_change(seq, Some(Editing::Saving(body.clone(), message.revision)));
        if let Some(room) = self.open_room() {
            self.feed(Input::Edit { room, target: seq, body });
        }
        self.refresh_now();
        focus_composer();
    }

    /// Leaves the message as it was.
    pub(super) fn end_edit(self: &Rc<Self>, seq: Seq) {
        self.set_change(seq, None);
        self.refresh_now();
        focus_composer();
    }

    /// Asks whether to remove a message.
    pub(super) fn ask_to_delete(&self, seq: Seq) {
        self.deleting.set(Some(seq));
        if let Some(dialog) = dialog() {
            // Fails where it is open already.
            let _ = dialog.show_modal();
        }
    }

    /// Removes the message that was asked about.
    pub(super) fn delete_now(self: &Rc<Self>) {
        self.close_dialog();
        if let (Some(room), Some(target)) = (self.open_room(), self.deleting.take()) {
            self.set_change(target, None);
            self.feed(Input::Delete { room, target });
        }
    }

    /// Closes the dialog.
    pub(super) fn close_dialog(&self) {
        if let Some(dialog) = dialog() {
            dialog.close();
        }
    }

    fn set_change(self: &Rc<Self>, seq: Seq, change: Option<Editing>) {
        let changes = &mut self.reader.borrow_mut().changes;
        match change {
            Some(change) => changes.insert(seq, change),
            None => changes.remove(&seq),
        };
        self.room_changed();
    }

    /// Once the field stands in the row, the keyboard goes there, behind the text.
    fn focus_editor(self: &Rc<Self>, seq: Seq) {
        self.refresh_now();
        wasm_bindgen_futures::spawn_local(async move {
            if let Some(field) = editor(seq) {
                dom::focus(&field);
                dom::grow(&field);
                let end = field.value().encode_utf16().count() as u32;
                let _ = field.set_selection_range(end, end);
            }
        });
    }

    /// A message of the room in view, if it is held.
    pub(super) fn message(&self, seq: Seq) -> Option<Message> {
        let client = self.client.borrow();
        let timeline = client.open().and_then(|room| client.room(room)?.timeline())?;
        timeline.rows().find_map(|row| match row {
            Row::Message(message) if message.seq == seq => Some(message.clone()),
            Row::Message(_) | Row::Notice(_) => None,
        })
    }
}

fn editor(seq: Seq) -> Option<HtmlTextAreaElement> {
    let row = dom::by_id(&["m-", &seq.to_string()].concat())?;
    row.query_selector("textarea").ok().flatten().and_then(super::cast)
}

fn dialog() -> Option<HtmlDialogElement> {
    dom::by_id("delete-dialog").and_then(super::cast)
}

fn focus_composer() {
    if let Some(composer) = dom::composer() {
        dom::focus(&composer);
    }
}
