//! What the chat page says of reactions.

use hark_protocol::TextError;
pub use hark_words::reactions::*;

/// So many people are named before the rest are counted.
const NAMED: usize = 20;

/// Who reacted with this, the viewer last.
pub fn who(reaction: &str, others: &[&str], viewer: bool) -> String {
    if others.is_empty() && viewer {
        return who_you(reaction);
    }
    let more = others.len().saturating_sub(NAMED);
    let more = (more > 0).then(|| hark_words::reactions::others(more));
    let named = others.iter().take(NAMED).copied();
    let people: Vec<&str> = named.chain(more.as_deref()).chain(viewer.then(you)).collect();
    hark_words::reactions::who(&hark_words::list(&people), reaction)
}

/// Why a short text cannot be a reaction.
pub fn text_error(error: TextError) -> &'static str {
    match error {
        TextError::Empty => empty(),
        TextError::TooLong => too_long(),
        TextError::Control => control(),
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
