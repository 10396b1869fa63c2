//! How a message begins, for places that have room for a few lines of it.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize, Serializer};

use crate::markup::Markup;
use crate::{Body, TextError};

/// The beginning of what a message says, without its marks and in one line: at most
/// [`Excerpt::MAX_CHARS`] characters, and no control characters. Maybe empty.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize)]
#[serde(try_from = "String")]
pub struct Excerpt(Arc<str>);

impl Excerpt {
    /// The longest excerpt, in characters: three lines of a phone or two of a list.
    pub const MAX_CHARS: usize = 160;

    /// So much of a message is looked at, in characters: marks and addresses of links take some of
    /// it, and a list of excerpts costs the same however long its messages are.
    const READ_CHARS: usize = 4 * Self::MAX_CHARS;

    /// How this message begins. Where it goes on, an ellipsis says so.
    pub fn of(body: &Body) -> Self {
        let source = body.as_str();
        let end = source.char_indices().nth(Self::READ_CHARS).map(|(end, _)| end);
        let (read, goes_on) = match end.map(|end| Body::parse(&source[..end])) {
            Some(Ok(beginning)) => (Markup::of(&beginning).plain_text(), true),
            // Nothing can be seen in so much of it.
            Some(Err(_)) => (String::new(), true),
            None => (Markup::of(body).plain_text(), false),
        };
        let mut text = read.split_whitespace().collect::<Vec<_>>().join(" ");
        let whole = text.chars().count() <= Self::MAX_CHARS && !goes_on;
        if !whole {
            let most = Self::MAX_CHARS - 1;
            let end = text.char_indices().nth(most).map_or(text.len(), |(end, _)| end);
            text.truncate(text[..end].trim_end().len());
            text.push('…');
        }
        Self(text.into())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Excerpt {
    type Error = TextError;

    fn try_from(text: String) -> Result<Self, TextError> {
        if text.chars().count() > Self::MAX_CHARS {
            return Err(TextError::TooLong);
        }
        if text.chars().any(char::is_control) {
            Err(TextError::Control)
        } else {
            Ok(Self(text.into()))
        }
    }
}

impl Serialize for Excerpt {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0)
    }
}

impl fmt::Display for Excerpt {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(text: &str) -> String {
        Excerpt::of(&Body::parse(text).unwrap()).as_str().to_owned()
    }

    #[test]
    fn it_is_what_is_read_in_one_line() {
        assert_eq!(
            excerpt("**Lunch**\n\n- soup\n- [bread](https://b.example)"),
            "Lunch soup bread"
        );
        assert_eq!(excerpt("<b>so</b>"), "<b>so</b>");
    }

    #[test]
    fn it_ends_early_and_says_so() {
        let long = excerpt(&"tea ".repeat(100));
        assert!(long.ends_with("tea…") && long.chars().count() <= Excerpt::MAX_CHARS, "{long}");
        assert_eq!(excerpt(&"č".repeat(160)), "č".repeat(160));
        assert_eq!(excerpt(&"č".repeat(161)), "č".repeat(159) + "…");
        // Marks alone, for longer than is looked at.
        assert!(excerpt(&format!("{}x", "\u{200b}".repeat(700))).chars().count() <= 160);
    }

    #[test]
    fn whatever_it_begins_is_decoded_again() {
        for text in [
            "a\tb",
            "bell &#7; \u{9b}",
            "&#x85;&#13;x",
            &"*".repeat(16_000),
            &"> ".repeat(700),
            &"\u{301}".repeat(900),
        ] {
            let Ok(body) = Body::parse(text) else { continue };
            let made = Excerpt::of(&body);
            assert_eq!(Excerpt::try_from(made.as_str().to_owned()), Ok(made));
        }
        assert_eq!(Excerpt::try_from("x".repeat(161)), Err(TextError::TooLong));
        assert_eq!(Excerpt::try_from("x\n".to_owned()), Err(TextError::Control));
    }
}
