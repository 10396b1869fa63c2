//! What the chat page says of reactions.

use hark_protocol::TextError;

/// Opens the picker from a message's actions, and sends what stands in its field.
pub const REACT: &str = "React";

/// Opens the picker from the reactions that are there.
pub const ADD: &str = "Add a reaction";

/// The chips under a message.
pub const REACTIONS: &str = "Reactions";

/// The picker.
pub const PICKER: &str = "Pick a reaction";

/// Its emoji.
pub const EMOJI: &str = "Emoji";

/// Its field.
pub const TEXT: &str = "Or a short text";

/// So many people are named before the rest are counted.
const NAMED: usize = 20;

/// Who reacted with this, the viewer last.
pub fn who(reaction: &str, others: &[&str], viewer: bool) -> String {
    let mut names: Vec<String> = others.iter().take(NAMED).map(|name| (*name).into()).collect();
    match others.len().saturating_sub(NAMED) {
        0 => {}
        1 => names.push("1 other".into()),
        more => names.push([&more.to_string(), " others"].concat()),
    }
    if viewer {
        names.push(if names.is_empty() { "You" } else { "you" }.into());
    }
    let last = names.pop().unwrap_or_default();
    let people = if names.is_empty() { last } else { [&names.join(", "), " and ", &last].concat() };
    [&people, " reacted with ", reaction].concat()
}

/// Why a reaction was not added or taken back.
pub fn failed(why: &str) -> String {
    ["The reaction was not changed. ", why].concat()
}

/// Why a short text cannot be a reaction.
pub fn text_error(error: TextError) -> &'static str {
    match error {
        TextError::Empty => "Write a word or two, or pick an emoji.",
        TextError::TooLong => "At most 16 characters fit into a reaction.",
        TextError::Control => "This holds characters that cannot be sent.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_viewer_is_named_last_and_many_are_counted() {
        assert_eq!(who("👍", &["Ann"], false), "Ann reacted with 👍");
        assert_eq!(who("👍", &[], true), "You reacted with 👍");
        assert_eq!(who("Yes!", &["Ann", "Bob"], true), "Ann, Bob and you reacted with Yes!");
        let many = vec!["Ann"; 22];
        assert!(who("👍", &many, false).ends_with("Ann and 2 others reacted with 👍"));
        assert!(who("👍", &many[..21], true).ends_with("Ann, 1 other and you reacted with 👍"));
    }
}
