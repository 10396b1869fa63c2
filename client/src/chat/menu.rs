//! The menu of what else can be done with a message: one popover for the whole page. Its contents
//! are drawn when it is opened. How it moves is in `browser::menu`.

use hark_protocol::Seq;
use leptos::prelude::*;

use super::deed::Deed;
use super::screen::Screen;
use super::words::menu as words;
use crate::ui::{Erase, Icon, icon};

/// The id of the popover.
pub const MENU_ID: &str = "menu";

/// A message whose menu is open.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Menu {
    /// The message.
    pub seq: Seq,
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

fn items(_menu: Menu) -> AnyView {
    item(Deed::CopyLink, Icon::Copy, words::COPY_LINK)
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
