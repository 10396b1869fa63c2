//! Changing one's own messages, and removing messages.

use std::rc::Rc;

use hark_protocol::markup::readable;
use hark_protocol::sync::Input;
use hark_protocol::{Body, Message, Row, Seq};
use web_sys::{HtmlDialogElement, HtmlTextAreaElement};

use super::dom;
use super::host::Host;
use super::mentioning::Wide;
use crate::chat::rows::Editing;
use crate::chat::screen::update;
use crate::chat::spot::{Side, Spot};
use crate::chat::words;

impl Host {
    /// Opens a message for writing, where it stands.
    pub(super) fn begin_edit(self: &Rc<Self>, spot: Spot) {
        let Some(body) = self.message(spot.seq).and_then(|message| message.body) else { return };
        self.set_change(spot, Some(Editing::Writing(readable(&body, &self.members()), None)));
        self.focus_editor(spot);
    }

    /// Opens the viewer's last message on this side for writing. Says whether there is one.
    pub(super) fn edit_last(self: &Rc<Self>, side: Side) -> bool {
        let last = self.place_in_view(side).and_then(|(room, thread)| {
            let client = self.client.borrow();
            let is_mine = |row: &&Row| match row {
                Row::Message(message) => {
                    message.author.id == client.me().id && message.body.is_some()
                }
                Row::Notice(_) => false,
            };
            client.room(room)?.window(thread)?.rows().rev().find(is_mine).map(Row::seq)
        });
        last.into_iter().for_each(|seq| self.begin_edit(Spot { side, seq }));
        last.is_some()
    }

    /// Keeps the changed text, or says why not.
    pub(super) fn save_edit(self: &Rc<Self>, spot: Spot) {
        let seq = spot.seq;
        let (Some(field), Some(message)) = (editor(spot), self.message(seq)) else { return };
        let text = field.value();
        match Body::parse(&self.written(&text)) {
            Ok(body) if message.body.as_ref() == Some(&body) => self.end_edit(spot),
            Ok(body) if self.asks_before(&body, Wide::Save(spot)) => {}
            Ok(body) => self.save(spot, body, &message),
            Err(error) => {
                let why = words::text_error(error);
                self.set_change(spot, Some(Editing::Writing(text, Some(why))));
                self.focus_editor(spot);
            }
        }
    }

    /// Keeps the changed text, whoever is told of it.
    pub(super) fn save_now(self: &Rc<Self>, spot: Spot) {
        if let (Some(field), Some(message)) = (editor(spot), self.message(spot.seq))
            && let Ok(body) = Body::parse(&self.written(&field.value()))
        {
            self.save(spot, body, &message);
        }
    }

    fn save(self: &Rc<Self>, spot: Spot, body: Body, message: &Message) {
        self.set_change(spot, Some(Editing::Saving(body.clone(), message.revision)));
        if let Some(room) = self.open_room() {
            self.feed(Input::Edit { room, target: spot.seq, body });
        }
        self.refresh_now();
        focus_composer(spot.side);
    }

    /// Leaves the message as it was.
    pub(super) fn end_edit(self: &Rc<Self>, spot: Spot) {
        self.set_change(spot, None);
        self.refresh_now();
        focus_composer(spot.side);
    }

    /// Whether the viewer may remove this message, which is another's.
    pub(super) fn may_remove(&self, seq: Seq) -> bool {
        let moderates = |room| self.client.borrow().moderates(room);
        self.open_room().is_some_and(moderates) && self.is_others(seq)
    }

    /// Whether somebody else wrote this message.
    pub(super) fn is_others(&self, seq: Seq) -> bool {
        self.message(seq).is_some_and(|message| message.author.id != self.me())
    }

    /// Asks whether to remove the message in this place, or else the one whose menu is open.
    pub(super) fn ask_to_delete(&self, spot: Option<Spot>) {
        let of_menu = || self.close_menu().map(|(_, message)| self.spot_of(message.seq));
        let Some(spot) = spot.or_else(of_menu) else { return };
        self.deleting.set(Some(spot));
        let author = self.message(spot.seq).map(|message| message.author);
        let other = author.filter(|author| author.id != self.me());
        update(self.screen.removing, other.map(|author| author.name.as_str().to_owned()));
        if let Some(dialog) = dialog() {
            // Fails where it is open already.
            let _ = dialog.show_modal();
        }
    }

    /// Removes the message that was asked about.
    pub(super) fn delete_now(self: &Rc<Self>) {
        self.close_dialog();
        if let (Some(room), Some(spot)) = (self.open_room(), self.deleting.take()) {
            self.set_change(spot, None);
            self.feed(Input::Delete { room, target: spot.seq });
        }
    }

    /// Closes the dialog.
    pub(super) fn close_dialog(&self) {
        if let Some(dialog) = dialog() {
            dialog.close();
        }
    }

    fn set_change(self: &Rc<Self>, spot: Spot, change: Option<Editing>) {
        self.reader.borrow_mut().changes.set(spot, change);
        self.room_changed();
    }

    /// Once the field stands in the row, the keyboard goes there, behind the text.
    fn focus_editor(self: &Rc<Self>, spot: Spot) {
        self.refresh_now();
        wasm_bindgen_futures::spawn_local(async move {
            if let Some(field) = editor(spot) {
                dom::focus(&field);
                dom::grow(&field);
                let end = field.value().encode_utf16().count() as u32;
                let _ = field.set_selection_range(end, end);
            }
        });
    }

    /// A message of the room in view, if it is held anywhere.
    pub(super) fn message(&self, seq: Seq) -> Option<Message> {
        let client = self.client.borrow();
        let state = client.open().and_then(|room| client.room(room))?;
        state.windows().find_map(|window| {
            let rows = window.rows().filter_map(Row::message);
            window.root().into_iter().chain(rows).find(|message| message.seq == seq).cloned()
        })
    }

    /// Where a message is that something went wrong with: where the viewer last did something to
    /// it, else where it is shown.
    pub(super) fn spot_of(&self, seq: Seq) -> Spot {
        let in_thread = Spot { side: Side::Thread, seq };
        let begun = self.reader.borrow().changes.get(in_thread).is_some();
        let in_room = Spot { side: Side::Room, seq };
        let shown = |spot: Spot| dom::by_id(&spot.anchor()).is_some();
        if begun || (shown(in_thread) && !shown(in_room)) { in_thread } else { in_room }
    }
}

fn editor(spot: Spot) -> Option<HtmlTextAreaElement> {
    let row = dom::by_id(&spot.anchor())?;
    row.query_selector("textarea").ok().flatten().and_then(super::cast)
}

fn dialog() -> Option<HtmlDialogElement> {
    dom::by_id("delete-dialog").and_then(super::cast)
}

fn focus_composer(side: Side) {
    if let Some(composer) = dom::composer(side) {
        dom::focus(&composer);
    }
}
