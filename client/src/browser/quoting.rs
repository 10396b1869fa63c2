//! Taking a message further: as a quotation into the composer, or as a link into the draft of a
//! room of one's choice.

use std::rc::Rc;

use hark_protocol::RoomId;
use hark_protocol::markup::readable;

use super::host::Host;
use super::menu::at_origin;
use super::{dom, drafts, marking};
use crate::chat::quoting::quote;
use crate::chat::spot::Side;
use crate::ui::address;

impl Host {
    /// Puts the message whose menu is open into the composer, behind what stands there.
    pub(super) fn quote(self: &Rc<Self>) {
        let Some((room, message)) = self.close_menu() else { return };
        let Some(body) = &message.body else { return };
        let link = at_origin(&address::of(room, &message));
        let text = readable(body, &self.members());
        self.write_on(&quote(message.author.name.as_str(), &link, &text));
    }

    /// Asks for a room to take a link to the message to.
    pub(super) fn forward(self: &Rc<Self>) {
        let Some((room, message)) = self.close_menu() else { return };
        let link = at_origin(&address::of(room, &message));
        self.choose_room_for(link);
    }

    /// Takes a link to the room that was chosen for it, where it is to be sent or not.
    pub(super) fn forward_to(self: &Rc<Self>, room: RoomId, link: &str) {
        if self.open_room() == Some(room) {
            return self.write_on(link);
        }
        let draft = drafts::read(self.me(), (room, None));
        drafts::write(self.me(), (room, None), &[&draft, gap(&draft), link].concat());
        self.go_to(room);
    }

    /// Goes on writing in the composer with this text, on a line of its own.
    fn write_on(&self, text: &str) {
        let Some(field) = dom::composer(Side::Room) else { return };
        dom::focus(&field);
        let draft = field.value();
        let end = draft.encode_utf16().count() as u32;
        let _ = field.set_selection_range(end, end);
        marking::insert(&field, &[gap(&draft), text].concat());
    }
}

/// What parts a draft from what is put behind it.
fn gap(draft: &str) -> &'static str {
    if draft.is_empty() || draft.ends_with("\n\n") {
        ""
    } else if draft.ends_with('\n') {
        "\n"
    } else {
        "\n\n"
    }
}
