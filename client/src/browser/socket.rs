//! One WebSocket. gloo makes a stream of what comes; what goes out goes to the browser's own
//! object, because only that says whether it is open.

use std::rc::Rc;

use futures::StreamExt;
use gloo_net::websocket::futures::WebSocket;
use gloo_net::websocket::{Message, WebSocketError};
use hark_protocol::sync::{Generation, Input};
use hark_protocol::{SOCKET_PATH, SUBPROTOCOL};
use wasm_bindgen_futures::spawn_local;

use super::dom;
use super::host::Host;

/// A socket that was opened or is being opened.
pub(super) struct Socket {
    generation: Generation,
    raw: web_sys::WebSocket,
}

/// What is said of a socket that closed without a code (RFC 6455, 7.1.5).
const ABNORMAL: u16 = 1006;

impl Socket {
    /// Opens a socket and tells the host what becomes of it.
    pub(super) fn open(host: &Rc<Host>, generation: Generation) -> Option<Self> {
        let opened = web_sys::WebSocket::new_with_str(&address(), SUBPROTOCOL).ok();
        let opened = opened.and_then(|raw| {
            raw.set_binary_type(web_sys::BinaryType::Arraybuffer);
            let frames = WebSocket::try_from(raw.clone()).ok()?;
            Some((raw, frames))
        });
        let Some((raw, frames)) = opened else {
            host.feed(Input::Closed(generation, ABNORMAL));
            return None;
        };
        let opening = Rc::clone(host);
        dom::listen(&raw, "open", move |_| opening.feed(Input::Opened(generation)));
        spawn_local(read(Rc::clone(host), generation, frames));
        Some(Self { generation, raw })
    }

    /// Sends, if the socket is open. A closed one would take the bytes and lose them.
    pub(super) fn send(&self, generation: Generation, bytes: &[u8]) {
        if self.generation == generation && self.raw.ready_state() == web_sys::WebSocket::OPEN {
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

async fn read(host: Rc<Host>, generation: Generation, mut frames: WebSocket) {
    let mut code = ABNORMAL;
    while let Some(frame) = frames.next().await {
        match frame {
            Ok(Message::Bytes(bytes)) => host.feed(Input::Received(generation, bytes)),
            // Hark has no text frames; what is missing is noticed as a gap.
            Ok(Message::Text(_)) => {}
            // The close event follows, with the code.
            Err(WebSocketError::ConnectionClose(close)) => code = close.code,
            Err(_) => {}
        }
    }
    host.feed(Input::Closed(generation, code));
}

fn address() -> String {
    let location = dom::window().location();
    let secure = location.protocol().is_ok_and(|protocol| protocol == "https:");
    let host = location.host().unwrap_or_default();
    [if secure { "wss://" } else { "ws://" }, &host, SOCKET_PATH].concat()
}
