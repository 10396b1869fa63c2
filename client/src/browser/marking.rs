//! Marks put into a text field for the person: by a key round what is chosen, and a link of what
//! is chosen where an address is pasted over it. Everything goes in as if it was typed, so that it
//! can be undone, and what is sent is what stands in the field.

use hark_protocol::markup;
use web_sys::{ClipboardEvent, Event, HtmlDocument, HtmlTextAreaElement};

use super::cast;
use super::dom;
use crate::chat::keys::{Press, Shortcut};

/// Puts marks round what is chosen, or takes them away, if this key asks for it. Says whether.
pub(super) fn key_pressed(field: &HtmlTextAreaElement, press: &Press) -> bool {
    let Some(chosen) = Chosen::of(field) else { return false };
    if Shortcut::Strong.is(press) {
        chosen.mark(field, "**");
    } else if Shortcut::Emphasis.is(press) {
        chosen.mark(field, "_");
    } else if !Shortcut::Code.is(press) {
        return false;
    } else if chosen.text.contains('\n') {
        chosen.put(field, "```\n", "\n```");
    } else {
        chosen.mark(field, "`");
    }
    true
}

/// An address that is pasted over words becomes where they lead. All else is pasted as it is.
pub(super) fn pasted(event: &Event) {
    let field = event.target().and_then(cast::<HtmlTextAreaElement>);
    let data = cast::<ClipboardEvent>(event.clone()).and_then(|paste| paste.clipboard_data());
    let (Some(field), Some(data)) = (field, data) else { return };
    let (Some(chosen), Ok(pasted)) = (Chosen::of(&field), data.get_data("text/plain")) else {
        return;
    };
    let address = pasted.trim();
    let words = chosen.text.as_str();
    let of_words = !words.trim().is_empty() && !words.contains(['\n', '[', ']']);
    if of_words && markup::is_address(address) && !markup::is_address(words.trim()) {
        event.prevent_default();
        // Brackets in an address would end the link too early.
        let wraps = address.contains(['(', ')']);
        let address = if wraps { ["<", address, ">"].concat() } else { address.to_owned() };
        insert(&field, &["[", words, "](", &address, ")"].concat());
    }
}

/// What is chosen in a field, in the UTF-16 units that fields count in.
struct Chosen {
    start: u32,
    end: u32,
    text: String,
    /// What stands before and behind it.
    around: (Vec<u16>, Vec<u16>),
}

impl Chosen {
    fn of(field: &HtmlTextAreaElement) -> Option<Self> {
        let (start, end) = (field.selection_start().ok()??, field.selection_end().ok()??);
        let units: Vec<u16> = field.value().encode_utf16().collect();
        let text = String::from_utf16_lossy(units.get(start as usize..end as usize)?);
        let around = (units[..start as usize].to_vec(), units[end as usize..].to_vec());
        Some(Self { start, end, text, around })
    }

    /// With this mark on both sides, or without it where it is there.
    fn mark(&self, field: &HtmlTextAreaElement, mark: &str) {
        let units: Vec<u16> = mark.encode_utf16().collect();
        if !self.around.0.ends_with(&units) || !self.around.1.starts_with(&units) {
            return self.put(field, mark, mark);
        }
        let width = units.len() as u32;
        let _ = field.set_selection_range(self.start - width, self.end + width);
        insert(field, &self.text);
        let _ = field.set_selection_range(self.start - width, self.end - width);
    }

    fn put(&self, field: &HtmlTextAreaElement, before: &str, behind: &str) {
        insert(field, &[before, &self.text, behind].concat());
        let width = before.encode_utf16().count() as u32;
        let _ = field.set_selection_range(self.start + width, self.end + width);
    }
}

/// Puts a text in the place of what is chosen. The one way that browsers can undo, and that tells
/// the page of it as of typing; taking all away needs a word of its own.
pub(super) fn insert(field: &HtmlTextAreaElement, text: &str) {
    let Some(document) = cast::<HtmlDocument>(dom::document()) else { return };
    let command = if text.is_empty() { "delete" } else { "insertText" };
    if !document.exec_command_with_show_ui_and_value(command, false, text).unwrap_or(false) {
        let _ = field.set_range_text(text);
    }
}
