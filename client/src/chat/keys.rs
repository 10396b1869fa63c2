//! The keys that mean something on the chat page: one table, which the handlers in `browser` ask
//! and the map of them on `?` is drawn from, so that it says what is so. The keys by which one
//! moves in a menu, a list or a picker are those of all menus, lists and pickers, and not in it.

use leptos::prelude::*;

use super::screen::Screen;
use super::words::keys as words;
use crate::ui::view::{Node, view};

/// The id of the map.
pub const DIALOG_ID: &str = "keys";

macro_rules! shortcuts {
    ($($(#[$doc:meta])* $name:ident = $place:ident, $held:ident, $key:literal, $what:expr;)*) => {
        /// What keys can ask for.
        #[derive(Clone, Copy, Debug, Eq, PartialEq)]
        pub enum Shortcut {
            $($(#[$doc])* $name,)*
        }

        impl Shortcut {
            const ALL: &[Self] = &[$(Self::$name),*];

            fn entry(self) -> Entry {
                match self {
                    $(Self::$name => Entry {
                        place: Place::$place,
                        held: Held::$held,
                        key: $key,
                        what: $what,
                    },)*
                }
            }
        }
    };
}

shortcuts! {
    /// Go somewhere by name.
    Switch = Anywhere, Command, "k", words::switch;
    /// Show the map.
    Keys = Elsewhere, Nothing, "?", words::keys;
    /// Hide the panel of who is here.
    HidePeople = Elsewhere, Nothing, "Escape", words::hide_people;
    /// Go to the newest message, whatever was scrolled away meanwhile.
    Newest = Timeline, Nothing, "End", words::newest;
    /// Set the room unread from this message on.
    MarkUnread = Message, Nothing, "u", words::mark_unread;
    /// Go to the message above.
    Above = Timeline, Nothing, "ArrowUp", words::above;
    /// Go to the message below.
    Below = Timeline, Nothing, "ArrowDown", words::below;
    /// Send what the composer holds.
    Send = Composer, Nothing, "Enter", words::send;
    /// Begin a line. What every browser does by itself.
    Line = Composer, Shift, "Enter", words::line;
    /// Change one's last message, where nothing is written yet.
    EditLast = Composer, Nothing, "ArrowUp", words::edit_last;
    /// Leave the thread that is open beside the room.
    CloseThread = Composer, Nothing, "Escape", words::close_thread;
    /// Bold.
    Strong = Writing, Command, "b", words::strong;
    /// Italic.
    Emphasis = Writing, Command, "i", words::emphasis;
    /// Code.
    Code = Writing, Command, "e", words::code;
    /// Keep the changed text.
    Save = Editor, Nothing, "Enter", words::save;
    /// Leave the message as it was.
    Leave = Editor, Nothing, "Escape", words::leave;
}

/// Where the keyboard has to be.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Place {
    Anywhere,
    /// Not where one writes.
    Elsewhere,
    /// Anywhere in the messages of a room or a thread but a text field.
    Timeline,
    /// On anything of a message but a text field.
    Message,
    Composer,
    /// In the composer, or where a message is changed.
    Writing,
    /// Where a message is changed.
    Editor,
}

/// What is held down beside the key.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Held {
    Nothing,
    Shift,
    /// Control; on a Mac, Command: there, Control moves the cursor.
    Command,
}

struct Entry {
    place: Place,
    held: Held,
    /// As `KeyboardEvent.key` says it, letters in lower case.
    key: &'static str,
    what: fn() -> &'static str,
}

/// A key that was pressed.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Press {
    /// As `KeyboardEvent.key` says it.
    pub key: String,
    /// The system's own key for commands is held: Command on a Mac, Control elsewhere.
    pub command: bool,
    /// The other one of these two is held.
    pub other: bool,
    /// Shift is held.
    pub shift: bool,
    /// Alt is held.
    pub alt: bool,
}

impl Shortcut {
    /// Whether this is its key. Where the keyboard is, the caller knows.
    #[cfg(any(test, feature = "hydrate"))]
    pub fn is(self, press: &Press) -> bool {
        let Entry { held, key, .. } = self.entry();
        // Shift is part of how a sign is typed, and says nothing beside it.
        let is_sign = key.chars().count() == 1;
        let held = match held {
            Held::Nothing if is_sign => !press.command && !press.other,
            Held::Nothing => !press.shift,
            Held::Shift => press.shift,
            Held::Command => press.command && !press.other && !press.shift,
        };
        held && !press.alt && press.key.eq_ignore_ascii_case(key)
    }

    /// The keys as people name them.
    pub fn keys(self) -> String {
        let Entry { held, key, .. } = self.entry();
        let key = match key {
            "ArrowUp" => "↑".to_owned(),
            "ArrowDown" => "↓".to_owned(),
            "Escape" => "Esc".to_owned(),
            key if key.len() == 1 => key.to_ascii_uppercase(),
            key => key.to_owned(),
        };
        match held {
            Held::Nothing => key,
            Held::Shift => [words::shift(), " ", &key].concat(),
            Held::Command => [words::command(), " ", &key].concat(),
        }
    }
}

/// The map, closed, and empty until somebody asked for it.
pub(super) fn keys(screen: Screen) -> Node {
    let groups = move || screen.keys_shown.get().then(groups);
    view! {
        <dialog class="dialog keys" id=DIALOG_ID aria-labelledby="keys-title">
            <h2 class="dialog__title" id="keys-title">{words::title()}</h2>
            {groups}
            <form class="dialog__actions" method="dialog">
                <button class="button button--quiet">{words::close()}</button>
            </form>
        </dialog>
    }
}

fn groups() -> Node {
    let groups = [
        (words::anywhere(), Place::Anywhere),
        (words::elsewhere(), Place::Elsewhere),
        (words::timeline(), Place::Timeline),
        (words::message(), Place::Message),
        (words::composer(), Place::Composer),
        (words::writing(), Place::Writing),
        (words::editor(), Place::Editor),
    ];
    groups.into_iter().map(|(name, place)| group(name, place)).collect()
}

fn group(name: &'static str, place: Place) -> Node {
    let there = Shortcut::ALL.iter().filter(|shortcut| shortcut.entry().place == place);
    let rows: Vec<Node> = there.map(|shortcut| row(*shortcut)).collect();
    view! {
        <h3 class="keys__place">{name}</h3>
        <dl class="keys__list">{rows}</dl>
    }
}

fn row(shortcut: Shortcut) -> Node {
    view! {
        <div class="keys__row">
            <dt>{(shortcut.entry().what)()}</dt>
            <dd><kbd class="keys__keys">{shortcut.keys()}</kbd></dd>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(shortcut: Shortcut) -> Press {
        let Entry { held, key, .. } = shortcut.entry();
        Press {
            key: key.to_owned(),
            command: held == Held::Command,
            shift: held == Held::Shift || key == "?",
            ..Press::default()
        }
    }

    #[test]
    fn each_is_its_own_key_and_no_other_in_the_same_place() {
        for shortcut in Shortcut::ALL {
            let press = press(*shortcut);
            assert!(shortcut.is(&press), "{press:?}");
            assert!(!shortcut.is(&Press { alt: true, ..press.clone() }));
            let alike = Shortcut::ALL
                .iter()
                .filter(|other| other.is(&press) && other.entry().place == shortcut.entry().place);
            assert_eq!(alike.count(), 1, "{press:?}");
        }
    }

    #[test]
    fn what_is_held_counts() {
        let key = |key: &str| Press { key: key.to_owned(), ..Press::default() };
        assert!(!Shortcut::Switch.is(&key("k")));
        assert!(Shortcut::Switch.is(&Press { command: true, ..key("K") }));
        assert!(!Shortcut::Switch.is(&Press { command: true, shift: true, ..key("K") }));
        assert!(!Shortcut::Strong.is(&Press { command: true, other: true, ..key("b") }));
        assert!(!Shortcut::Send.is(&Press { shift: true, ..key("Enter") }));
        assert!(Shortcut::Send.is(&Press { command: true, ..key("Enter") }), "as in other chats");
        assert!(!Shortcut::Keys.is(&Press { command: true, ..key("?") }));
    }

    #[test]
    fn they_are_named_as_people_name_them() {
        assert_eq!(Shortcut::Switch.keys(), "Ctrl/⌘ K");
        assert_eq!(Shortcut::Line.keys(), "Shift Enter");
        assert_eq!(Shortcut::EditLast.keys(), "↑");
    }
}
