//! The menu of what else can be done with a message: one popover for the whole page. Its contents
//! are drawn when it is opened. How it moves is in `browser::menu`.

use hark_protocol::Seq;
use leptos::prelude::*;

use super::deed::Deed;
use super::screen::Screen;
use super::words::{menu as words, pins};
use crate::ui::view::{Node, view};
use crate::ui::{Icon, icon};

/// The id of the popover.
pub const MENU_ID: &str = "menu";

/// A message whose menu is open.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Menu {
    /// The message.
    pub seq: Seq,
    /// The viewer may write in its room.
    pub writable: bool,
    /// It is pinned.
    pub pinned: bool,
    /// The room can be set unread from it on.
    pub unreadable: bool,
    /// Where it can be reported, if it is another's.
    pub report: Option<String>,
    /// The viewer may remove it although it is another's.
    pub removable: bool,
}

/// The menu, closed.
pub(super) fn menu(screen: Screen) -> Node {
    view! {
        <div class="menu" id=MENU_ID popover="auto" role="menu" aria-label=words::more()>
            {move || screen.menu.get().map(items)}
        </div>
    }
}

fn items(menu: Menu) -> Vec<Node> {
    let mut items = Vec::new();
    if menu.writable {
        items.push(item(Deed::Quote, Icon::Quote, words::quote()));
    }
    items.push(item(Deed::Forward, Icon::Forward, words::forward()));
    items.push(item(Deed::CopyText, Icon::Copy, words::copy_text()));
    items.push(item(Deed::CopyLink, Icon::Link, words::copy_link()));
    match (menu.writable, menu.pinned) {
        (true, true) => items.push(item(Deed::Unpin, Icon::Pin, pins::unpin())),
        (true, false) => items.push(item(Deed::Pin, Icon::Pin, pins::pin())),
        (false, _) => {}
    }
    if menu.unreadable {
        items.push(item(Deed::MarkUnread, Icon::Unread, words::mark_unread()));
    }
    if let Some(address) = menu.report {
        items.push(view! {
            <a class="menu__item" role="menuitem" tabindex="-1" href=address>
                {icon(Icon::Flag)} {words::report()}
            </a>
        });
    }
    if menu.removable {
        items.push(item(Deed::Delete, Icon::Trash, words::remove()));
    }
    items
}

fn item(deed: Deed, picture: Icon, text: &'static str) -> Node {
    view! {
        <button class="menu__item" type="button" role="menuitem" tabindex="-1"
            data-do=deed.word()>
            {icon(picture)} {text}
        </button>
    }
}

/// The last of a message's actions.
pub(super) fn action() -> Node {
    view! {
        <button class="icon-button" type="button" aria-haspopup="menu" aria-label=words::more()
            data-do=Deed::More.word()>
            {icon(Icon::More)}
        </button>
    }
}
