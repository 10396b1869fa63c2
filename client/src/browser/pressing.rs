//! A finger that stays on a message: what can be done with it is shown, and when the finger is
//! lifted, its menu at the foot of the page, within reach of the thumb.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use web_sys::{Element, Event, PointerEvent};

use super::gestures::choose;
use super::host::Host;
use super::{cast, dom};
use crate::chat::spot::Spot;

/// How long a finger stays where it means to press, in milliseconds, as on phones everywhere.
const LONG_MS: u64 = 500;

/// How long after the finger was lifted the menu opens, in milliseconds. What browsers make of a
/// tap comes first, and would close it.
const LIFTED_MS: u64 = 50;

/// A finger that moved further than this means something else, in CSS pixels.
const STILL: i32 = 10;

/// What a finger is on.
#[derive(Default)]
pub(super) struct Pressing {
    down: RefCell<Option<Down>>,
    timer: Cell<i32>,
    /// The message that was pressed for long enough, until its menu opens.
    pressed: RefCell<Option<Element>>,
    /// The click that may follow is none.
    spent: Cell<bool>,
}

struct Down {
    row: Element,
    at: (i32, i32),
}

/// Begins to listen.
pub(super) fn listen(host: &Rc<Host>) {
    let on = |name: &str, call: fn(&Rc<Host>, &Event)| {
        let host = Rc::clone(host);
        dom::listen(&dom::document(), name, move |event| call(&host, &event));
    };
    on("pointerdown", Host::pointer_down);
    on("pointermove", Host::pointer_moved);
    on("pointerup", |host, _| host.pointer_up());
    on("pointercancel", |host, _| host.press_ended());
    // What the browser would offer instead.
    on("contextmenu", |host, event| {
        let pressing = &host.pressing;
        if pressing.down.borrow().is_some() || pressing.pressed.borrow().is_some() {
            event.prevent_default();
        }
    });
}

impl Host {
    fn pointer_down(self: &Rc<Self>, event: &Event) {
        self.press_ended();
        self.pressing.spent.set(false);
        let Some(pointer) = cast::<PointerEvent>(event.clone()) else { return };
        let target = event.target().and_then(cast::<Element>);
        let closest = |selector: &str| target.as_ref()?.closest(selector).ok().flatten();
        // A link or a button has a meaning of its own.
        let own = closest("a, button, textarea").is_some();
        let Some(row) = closest(".message").filter(|_| pointer.pointer_type() == "touch" && !own)
        else {
            return;
        };
        *self.pressing.down.borrow_mut() =
            Some(Down { row, at: (pointer.client_x(), pointer.client_y()) });
        self.pressing.timer.set(dom::later(&self.press, LONG_MS));
    }

    fn pointer_moved(self: &Rc<Self>, event: &Event) {
        let Some(pointer) = cast::<PointerEvent>(event.clone()) else { return };
        let is_far = |down: &Down| {
            let (x, y) = down.at;
            (pointer.client_x() - x).abs() > STILL || (pointer.client_y() - y).abs() > STILL
        };
        if self.pressing.down.borrow().as_ref().is_some_and(is_far) {
            self.press_ended();
        }
    }

    /// The finger has stayed for long enough, or was lifted after that.
    pub(super) fn pressed_long(self: &Rc<Self>) {
        if let Some(Down { row, .. }) = self.pressing.down.take() {
            self.pressing.spent.set(true);
            choose(&row, true);
            *self.pressing.pressed.borrow_mut() = Some(row);
        } else if let Some(row) = self.pressing.pressed.take()
            && let Some(spot) = Spot::of_anchor(&row.id())
        {
            self.open_menu(spot.seq, &row);
        }
    }

    fn pointer_up(self: &Rc<Self>) {
        if self.pressing.pressed.borrow().is_some() {
            self.pressing.timer.set(dom::later(&self.press, LIFTED_MS));
        } else {
            self.press_ended();
        }
    }

    fn press_ended(&self) {
        self.pressing.down.take();
        self.pressing.pressed.take();
        dom::window().clear_timeout_with_handle(self.pressing.timer.take());
    }

    /// Whether this click is only the end of a press.
    pub(super) fn is_spent(&self) -> bool {
        self.pressing.spent.take()
    }
}
