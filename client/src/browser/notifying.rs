//! What is told beside the page: hands it to the script `/notify.js`, which may or may not show it.

use hark_protocol::sync::Telling;
use hark_protocol::{RoomId, Seq};
use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit};

use super::dom;
use super::host::Host;
use crate::chat::words::notifying as words;
use crate::ui::address;
use crate::words::direct::called;

impl Host {
    pub(super) fn tell(&self, telling: &Telling) {
        let client = self.client.borrow();
        let Some(state) = client.room(telling.room) else { return };
        let room = called(&state.summary().room, client.me().id);
        let link = if telling.aside { address::reply } else { address::message };
        let parts = [
            tag(telling.room, telling.seq),
            words::title(telling.why, telling.author.name.as_str(), &room),
            telling.text.as_str().to_owned(),
            link(telling.room, telling.seq),
        ];
        let parts: Array = parts.iter().map(|part| JsValue::from(part.as_str())).collect();
        dispatch("hark-tell", &parts);
    }
}

/// Takes back what was told of this message.
pub(super) fn untell(room: RoomId, seq: Seq) {
    dispatch("hark-untell", &JsValue::from(tag(room, seq)));
}

fn tag(room: RoomId, seq: Seq) -> String {
    [&room.to_string(), "/", &seq.to_string()].concat()
}

fn dispatch(name: &str, detail: &JsValue) {
    let init = CustomEventInit::new();
    init.set_detail(detail);
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
        let _ = dom::document().dispatch_event(&event);
    }
}
