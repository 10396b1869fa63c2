//! Whether somebody is at the page: they looked at it and did something on it in the last minutes.

use std::rc::Rc;

use hark_protocol::Attention;
use hark_protocol::sync::Input;

use super::dom;
use super::host::Host;

/// How long somebody may do nothing before they are away, in milliseconds: long enough to read
/// what was written while one was gone.
const IDLE_MS: u64 = 5 * 60 * 1000;

/// Whatever somebody does where they are.
const DOINGS: [&str; 5] = ["pointermove", "pointerdown", "keydown", "wheel", "touchstart"];

/// Notices what is done.
pub(super) fn watch(host: &Rc<Host>) {
    for doing in DOINGS {
        let host = Rc::clone(host);
        dom::listen(&dom::window(), doing, move |_| host.attended());
    }
}

impl Host {
    /// Something was done.
    pub(super) fn attended(self: &Rc<Self>) {
        self.attended_at.set(dom::now_ms());
        self.attend();
    }

    /// Says whether somebody is there, where that is another answer than before.
    pub(super) fn attend(self: &Rc<Self>) {
        let idle = dom::now_ms() - self.attended_at.get() >= IDLE_MS;
        let attention =
            if idle || dom::document().hidden() { Attention::Away } else { Attention::Here };
        if self.attention.replace(attention) != attention {
            self.feed(Input::Attention(attention));
        }
    }
}
