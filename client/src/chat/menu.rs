//! The menu of what else can be done with a message: one popover for the whole page. Its contents
//! are drawn when it is opened. How it moves is in `browser::menu`.

use hark_protocol::Seq;
use leptos::prelude::*;

use super::deed::Deed;
use super::screen::Screen;
use super::words::{menu as words, pins};
use crate::ui::{Erase, Icon, icon};

/// The id of the popover.
pub const MENU_ID: &str = "menu";

/// A message whose menu is open.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Menu {
    /// The message.
    pub seq: Seq,
    /// Whether it is pinned; `None`: the viewer may not change that.
    pub pinned: Option<bool>,
}

/// The menu, closed.
pub(super) fn menu(screen: Screen) -> AnyView {
    view! {
        <div class="menu" id=MENU_ID popover="auto" role="menu" aria-label=words::MORE>
            {move || screen.menu.get().map(items)}
        </div>
    }
    .erase()
}

fn items(menu: Menu) -> Vec<AnyView> {
    let pin = menu.pinned.map(|pinned| match pinned {
        true => item(Deed::Unpin, Icon::Pin, pins::UNPIN),
        false => item(Deed::Pin, Icon::Pin, pins::PIN),
    });
    let mut items = vec![item(Deed::CopyLink, Icon::Copy, words::COPY_LINK)];
    items.extend(pin);
    items
}

fn item(deed: Deed, picture: Icon, text: &'static str) -> AnyView {
    view! {
        <button class="menu__item" type="button" role="menuitem" tabindex="-1"
            data-do=deed.word()>
            {icon(picture)} {text}
        </button>
    }
    .erase()
}

/// The last of a message's actions.
pub(super) fn action() -> AnyView {
    view! {
        <button class="icon-button" type="button" aria-haspopup="menu" aria-label=words::MORE
            data-do=Deed::More.word()>
            {icon(Icon::More)}
        </button>
    }
    .erase()
}
