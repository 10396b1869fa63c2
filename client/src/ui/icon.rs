//! Icons, drawn from one sprite so that each is downloaded once.

use crate::ui::view::{Node, view};

/// The symbols of `/icons.svg`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Icon {
    Alert,
    Archive,
    Back,
    Bell,
    Check,
    Clock,
    Close,
    Copy,
    Direct,
    Down,
    Edit,
    Forward,
    Leave,
    Link,
    Lock,
    Mark,
    More,
    People,
    Pin,
    Plus,
    Quote,
    React,
    Search,
    Send,
    Settings,
    Thread,
    Trash,
    Unread,
}

/// The picture. It says nothing to those who listen: what holds it has a name of its own.
pub fn icon(icon: Icon) -> Node {
    view! {
        <svg class=icon.class() aria-hidden="true" focusable="false">
            <use href=icon.address()></use>
        </svg>
    }
}

impl Icon {
    /// What points along the line points the other way where lines run to the left.
    fn class(self) -> &'static str {
        if matches!(self, Self::Back | Self::Forward) { "icon icon--along" } else { "icon" }
    }

    fn address(self) -> &'static str {
        match self {
            Self::Alert => "/icons.svg#alert",
            Self::Archive => "/icons.svg#archive",
            Self::Back => "/icons.svg#back",
            Self::Bell => "/icons.svg#bell",
            Self::Check => "/icons.svg#check",
            Self::Clock => "/icons.svg#clock",
            Self::Close => "/icons.svg#close",
            Self::Copy => "/icons.svg#copy",
            Self::Direct => "/icons.svg#direct",
            Self::Down => "/icons.svg#down",
            Self::Edit => "/icons.svg#edit",
            Self::Forward => "/icons.svg#forward",
            Self::Leave => "/icons.svg#leave",
            Self::Link => "/icons.svg#link",
            Self::Lock => "/icons.svg#lock",
            Self::Mark => "/icons.svg#mark",
            Self::More => "/icons.svg#more",
            Self::People => "/icons.svg#people",
            Self::Pin => "/icons.svg#pin",
            Self::Plus => "/icons.svg#plus",
            Self::Quote => "/icons.svg#quote",
            Self::React => "/icons.svg#react",
            Self::Search => "/icons.svg#search",
            Self::Send => "/icons.svg#send",
            Self::Settings => "/icons.svg#settings",
            Self::Thread => "/icons.svg#thread",
            Self::Trash => "/icons.svg#trash",
            Self::Unread => "/icons.svg#unread",
        }
    }
}
