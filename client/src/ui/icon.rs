//! Icons, on a grid of 24 by 24. Each is one path in the page itself: a picture elsewhere that is
//! used again and again is copied by the browser for each use, and every row of a timeline has
//! three.

use crate::ui::view::{Node, view};

/// What there are pictures of.
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
    Flag,
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
        <svg class=icon.class() viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=icon.path()></path>
        </svg>
    }
}

impl Icon {
    /// What points along the line points the other way where lines run to the left. The others are
    /// lines of one width, but for two.
    fn class(self) -> &'static str {
        if matches!(self, Self::Back | Self::Forward) {
            "icon icon--along"
        } else if matches!(self, Self::Mark | Self::More) {
            "icon icon--filled"
        } else {
            "icon"
        }
    }

    #[expect(clippy::too_many_lines, reason = "it is a table")]
    fn path(self) -> &'static str {
        match self {
            Self::Alert => {
                "M3.75 12a8.25 8.25 0 1 0 16.5 0a8.25 8.25 0 1 0-16.5 0M12 7.75v5M12 16.25v.01"
            }
            Self::Archive => concat!(
                "M4.5 4.5h15a1 1 0 0 1 1 1v2.5a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1v-2.5",
                "a1 1 0 0 1 1-1zM5 9v8.5a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V9M10 13h4",
            ),
            Self::Back => "M14.5 5.5 8 12l6.5 6.5",
            Self::Bell => concat!(
                "M6.5 10a5.5 5.5 0 0 1 11 0c0 4.5 1.75 6 1.75 6H4.75s1.75-1.5 1.75-6M10 19",
                "a2.1 2.1 0 0 0 4 0",
            ),
            Self::Check => "M4.75 12.75l4.75 4.75 9.75-11",
            Self::Clock => "M3.75 12a8.25 8.25 0 1 0 16.5 0a8.25 8.25 0 1 0-16.5 0M12 7.5V12l3 2",
            Self::Close => "M6.5 6.5l11 11M17.5 6.5l-11 11",
            Self::Copy => concat!(
                "M10.5 8.5h7.5a2 2 0 0 1 2 2v7.5a2 2 0 0 1-2 2h-7.5a2 2 0 0 1-2-2v-7.5",
                "a2 2 0 0 1 2-2zM15.5 8.5V6a2 2 0 0 0-2-2H6a2 2 0 0 0-2 2v7.5a2 2 0 0 0 2 2",
                "h2.5",
            ),
            Self::Direct => concat!(
                "M12 4.25c4.8 0 8.5 3.1 8.5 7s-3.7 7-8.5 7c-1 0-2-.15-2.9-.4L4.75 19.5l1-3.6",
                "C4.3 14.7 3.5 13 3.5 11.25c0-3.9 3.7-7 8.5-7z",
            ),
            Self::Down => "M12 5v13.5M6 12.5l6 6 6-6",
            Self::Edit => "M4.5 19.5l.9-4L15.6 5.3a2.2 2.2 0 0 1 3.1 3.1L8.5 18.6zM13.5 7.5l3 3",
            Self::Flag => "M6 20.5V4.75c4-2 7.5 2 12.5 0v8.75c-5 2-8.5-2-12.5 0",
            Self::Forward => "M13.5 5.5l6 5.75-6 5.75v-3.5c-4.5 0-7 1.5-9 4.5.4-5 3.3-8.75 9-9.25z",
            Self::Leave => "M10 4.5H6.5a2 2 0 0 0-2 2v11a2 2 0 0 0 2 2H10M9.5 12h10.5M16 8l4 4-4 4",
            Self::Link => concat!(
                "M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1.2 1.2M14 10a4 4 0 0 0-5.7 0",
                "l-3 3a4 4 0 0 0 5.7 5.7l1.2-1.2",
            ),
            Self::Lock => concat!(
                "M7.5 10.5h9a2 2 0 0 1 2 2v5.5a2 2 0 0 1-2 2h-9a2 2 0 0 1-2-2v-5.5",
                "a2 2 0 0 1 2-2zM8.5 10.5V7.5a3.5 3.5 0 0 1 7 0v3",
            ),
            Self::Mark => concat!(
                "M8.5 1h7A7.5 7.5 0 0 1 23 8.5v7a7.5 7.5 0 0 1-7.5 7.5h-13A1.5 1.5 0 0 1 1 21.5",
                "v-13A7.5 7.5 0 0 1 8.5 1zM5 5.85a1.25 1.25 0 0 1 2.5 0V10.23",
                "A4.9 4.9 0 0 1 14.8 14.5V18.15a1.25 1.25 0 0 1-2.5 0V14.5a2.4 2.4 0 0 0-4.8 0",
                "V18.15a1.25 1.25 0 0 1-2.5 0zM9.9 5.2A9.3 9.3 0 0 1 19.2 14.5",
                "a1.25 1.25 0 0 1-2.5 0A6.8 6.8 0 0 0 9.9 7.7a1.25 1.25 0 0 1 0-2.5z",
            ),
            Self::More => concat!(
                "M4 12a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0M10.5 12a1.5 1.5 0 1 0 3 0",
                "a1.5 1.5 0 1 0-3 0M17 12a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0",
            ),
            Self::People => concat!(
                "M5.75 8.25a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0M2.75 19.5",
                "c.4-3.5 2.9-5.25 6.5-5.25s6.1 1.75 6.5 5.25M15.5 5a3.5 3.5 0 0 1 0 6.5",
                "M18 14.75c1.9.8 3 2.4 3.25 4.75",
            ),
            Self::Pin => "M9 4.5h6l-.75 5.75 3.25 3.25h-11l3.25-3.25zM12 13.5v6.5",
            Self::Plus => "M12 5.5v13M5.5 12h13",
            Self::Quote => {
                "M9.5 7c-3 .8-4.5 3-4.5 6v3.5h5v-5H5.3M18.5 7c-3 .8-4.5 3-4.5 6v3.5h5v-5h-4.7"
            }
            Self::React => concat!(
                "M20 11.25a8.25 8.25 0 1 1-7.25-7.2M8.75 14.25c.7 1.25 1.8 1.9 3.25 1.9",
                "s2.55-.65 3.25-1.9M9 9.5v.5M15 9.5v.5M19.25 2.5v5.5M16.5 5.25H22",
            ),
            Self::Search => {
                "M4.5 10.75a6.25 6.25 0 1 0 12.5 0a6.25 6.25 0 1 0-12.5 0M15.5 15.5l4.5 4.5"
            }
            Self::Send => "M12 19V5.5M6 11.5l6-6 6 6",
            Self::Settings => concat!(
                "M3.5 7.5h9M18.5 7.5h2M3.5 16.5h2M11.5 16.5h9M12.75 7.5a2.75 2.75 0 1 0 5.5 0",
                "a2.75 2.75 0 1 0-5.5 0M5.75 16.5a2.75 2.75 0 1 0 5.5 0a2.75 2.75 0 1 0-5.5 0",
            ),
            Self::Thread => "M4.5 5.5h15M9.5 12h10M9.5 18.5h10M4.5 9v7a2.5 2.5 0 0 0 2.5 2.5",
            Self::Trash => {
                "M4.5 6.5h15M9.5 6.5v-2h5v2M6.5 6.5l.8 13h9.4l.8-13M10.25 10.5v5M13.75 10.5v5"
            }
            Self::Unread => concat!(
                "M20.25 11.5v4.25a2 2 0 0 1-2 2h-6.5L7.25 21v-3.25h-1.5a2 2 0 0 1-2-2v-8",
                "a2 2 0 0 1 2-2H13M15.75 6.25a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0M17.35 6.25",
                "a0.9 0.9 0 1 0 1.8 0a0.9 0.9 0 1 0-1.8 0",
            ),
        }
    }
}
