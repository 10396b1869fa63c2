//! What a click in the page asks for. The views write it into `data-do`; the browser's one click
//! handler reads it, so that three hundred rows need no handler each.

macro_rules! deeds {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)*) => {
        /// Something that can be done by a click.
        #[derive(Clone, Copy, Debug, Eq, PartialEq)]
        pub enum Deed {
            $($(#[$doc])* $name,)*
        }

        impl Deed {
            #[cfg(any(test, feature = "hydrate"))]
            const ALL: &[Self] = &[$(Self::$name),*];

            /// The value of `data-do`.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)*
                }
            }
        }
    };
}

deeds! {
    /// Connect without waiting longer.
    TryNow = "try-now",
    /// Load the page again.
    Reload = "reload",
    /// Open the dialog by which one goes somewhere by name, or close it.
    Switch = "switch",
    /// Show or hide who is here.
    People = "people",
    /// Show the list of rooms, where there is room for one pane only.
    Rooms = "rooms",
    /// Show earlier messages. Without a script it is a link.
    Older = "older",
    /// Show earlier replies. Without a script it is a link.
    OlderReplies = "older-replies",
    /// Leave the thread. Without a script it is a link.
    CloseThread = "close-thread",
    /// Be told of new replies in the thread.
    Follow = "follow",
    /// Be told of none any more.
    Unfollow = "unfollow",
    /// Go to the newest messages.
    Jump = "jump",
    /// Send a refused message again.
    Retry = "retry",
    /// Give a refused message up.
    Discard = "discard",
    /// Change one's message.
    Edit = "edit",
    /// Keep the changed text.
    Save = "save",
    /// Leave the message as it was.
    Cancel = "cancel",
    /// Ask whether to remove a message.
    Delete = "delete",
    /// Remove it.
    DeleteNow = "delete-now",
    /// Keep it.
    Keep = "keep",
    /// Add the reaction of the picker, or turn the one under a message over.
    React = "react",
    /// Choose a reaction.
    PickReaction = "pick-reaction",
    /// Show all of a long message, or again its beginning.
    Unfold = "unfold",
    /// Copy a block of code.
    CopyCode = "copy-code",
    /// See what else can be done with a message.
    More = "more",
    /// Pin a message.
    Pin = "pin",
    /// Take the pin off a message.
    Unpin = "unpin",
    /// See what a message said before it was changed.
    Versions = "versions",
    /// See what it said before that.
    EarlierVersions = "earlier-versions",
    /// Set the room unread from a message on.
    MarkUnread = "mark-unread",
    /// Put the text of a message on the clipboard.
    CopyText = "copy-text",
    /// Put a message into the composer, as a quotation.
    Quote = "quote",
    /// Choose a room for a link to a message.
    Forward = "forward",
    /// Show what the keys mean.
    Keys = "keys",
    /// Put the address of a message on the clipboard.
    CopyLink = "copy-link",
    /// Tell everybody in the room.
    Wide = "wide",
    /// Do not tell them yet.
    NotWide = "not-wide",
    /// Put away what was said of something that failed.
    Dismiss = "dismiss",
}

#[cfg(any(test, feature = "hydrate"))]
impl Deed {
    /// The deed of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|deed| deed.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_read_back() {
        for deed in Deed::ALL {
            assert_eq!(Deed::from_word(deed.word()), Some(*deed));
        }
        assert_eq!(Deed::from_word("dance"), None);
    }
}
