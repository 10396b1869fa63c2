//! One WebSocket: the browser's own, because only that says whether it is open.

use std::rc::Rc;

use hark_protocol::sync::{Generation, Input};
use hark_protocol::{SOCKET_PATH, SUBPROTOCOL};
use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::JsCast;
use web_sys::{BinaryType, CloseEvent, MessageEvent, WebSocket};

use super::dom;
use super::host::Host;

/// A socket that was opened or is being opened.
pub(super) struct Socket {
    generation: Generation,
    raw: WebSocket,
}

/// What is said of a socket that closed without a code (RFC 6455, 7.1.5).
const ABNORMAL: u16 = 1006;

impl Socket {
    /// Opens a socket and tells the host what becomes of it.
    pub(super) fn open(host: &Rc<Host>, generation: Generation) -> Option<Self> {
        let Ok(raw) = WebSocket::new_with_str(&address(), SUBPROTOCOL) else {
            host.feed(Input::Closed(generation, ABNORMAL));
            return None;
        };
        raw.set_binary_type(BinaryType::Arraybuffer);
        let (opening, receiving, closing) = (Rc::clone(host), Rc::clone(host), Rc::clone(host));
        dom::listen(&raw, "open", move |_| opening.feed(Input::Opened(generation)));
        dom::listen(&raw, "message", move |event| {
            let data = event.unchecked_into::<MessageEvent>().data();
            // Hark has no text frames; what is missing is noticed as a gap.
            if let Some(bytes) = data.dyn_ref::<ArrayBuffer>() {
                receiving.feed(Input::Received(generation, Uint8Array::new(bytes).to_vec()));
            }
        });
        // An error has nothing to say; the close that follows it has a code.
        dom::listen(&raw, "close", move |event| {
            closing.feed(Input::Closed(generation, event.unchecked_into::<CloseEvent>().code()));
        });
        Some(Self { generation, raw })
    }

    /// Sends, if the socket is open. A closed one would take the bytes and lose them.
    pub(super) fn send(&self, generation: Generation, bytes: &[u8]) {
        if self.generation == generation && self.raw.ready_state() == WebSocket::OPEN {
            // Refused only while connecting, which it is not.
            let _ = self.raw.send_with_u8_array(bytes);
        }
    }

    /// Closes it. Browsers allow 1000 and 3000 to 4999.
    pub(super) fn close(&self, generation: Generation, code: u16) {
        if self.generation == generation && self.raw.close_with_code(code).is_err() {
            let _ = self.raw.close();
        }
    }
}

fn address() -> String {
    let location = dom::window().location();
    let secure = location.protocol().is_ok_and(|protocol| protocol == "https:");
    let host = location.host().unwrap_or_default();
    [if secure { "wss://" } else { "ws://" }, &host, SOCKET_PATH].concat()
}
