//! Text that people write: valid by construction, on both ends and in the decoder.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize, Serializer};

/// Why a text was refused.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum TextError {
    /// Nothing that can be seen.
    Empty,
    /// More than it may hold.
    TooLong,
    /// Control characters.
    Control,
}

impl fmt::Display for TextError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Empty => "nothing is written here",
            Self::TooLong => "this is too long",
            Self::Control => "this holds control characters",
        })
    }
}

impl std::error::Error for TextError {}

macro_rules! text {
    ($(#[$doc:meta])* $name:ident, $check:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Deserialize)]
        #[serde(try_from = "String")]
        pub struct $name(Arc<str>);

        impl $name {
            /// The text with white space trimmed from its ends, if it is valid.
            pub fn parse(text: &str) -> Result<Self, TextError> {
                let check: fn(&str) -> Result<Arc<str>, TextError> = $check;
                check(text).map(Self)
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = TextError;

            fn try_from(text: String) -> Result<Self, TextError> {
                Self::parse(&text)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(&self.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(&self.0)
            }
        }
    };
}

text! {
    /// The text of a message: at most [`Body::MAX_BYTES`], with line breaks and tabs but no other
    /// control characters, and something in it that can be seen. Line breaks are line feeds: those
    /// of forms and of other systems (CR LF, CR) are turned into them.
    Body, |text| {
        let text = text.trim();
        if text.contains('\r') {
            return Body::parse(&text.replace("\r\n", "\n").replace('\r', "\n")).map(|body| body.0);
        }
        if text.len() > Body::MAX_BYTES {
            return Err(TextError::TooLong);
        }
        if has_control(text) {
            return Err(TextError::Control);
        }
        if is_blank(text) { Err(TextError::Empty) } else { Ok(text.into()) }
    }
}

impl Body {
    /// The longest message, in bytes of UTF-8: about ten pages of English.
    pub const MAX_BYTES: usize = 16 * 1024;
}

text! {
    /// A person's name: one line of 1 to [`PersonName::MAX_CHARS`] characters.
    PersonName, |text| one_line(text, 1, PersonName::MAX_CHARS)
}

impl PersonName {
    /// The longest name, in characters.
    pub const MAX_CHARS: usize = 64;
}

text! {
    /// A room's name: one line of 1 to [`RoomName::MAX_CHARS`] characters.
    RoomName, |text| one_line(text, 1, RoomName::MAX_CHARS)
}

impl RoomName {
    /// The longest name, in characters.
    pub const MAX_CHARS: usize = 64;
}

text! {
    /// A room's topic: one line of at most [`Topic::MAX_CHARS`] characters, maybe empty.
    Topic, |text| one_line(text, 0, Topic::MAX_CHARS)
}

impl Topic {
    /// The longest topic, in characters.
    pub const MAX_CHARS: usize = 250;
}

impl Default for Topic {
    fn default() -> Self {
        Self("".into())
    }
}

text! {
    /// What somebody thinks of a message, as an emoji or a short text: one line of 1 to
    /// [`Reaction::MAX_CHARS`] characters.
    Reaction, |text| one_line(text, 1, Reaction::MAX_CHARS)
}

impl Reaction {
    /// The longest reaction, in characters: a few words, and any emoji, of which the longest are
    /// made of ten.
    pub const MAX_CHARS: usize = 16;
}

text! {
    /// What somebody is about, with an emoji or without: one line of 1 to
    /// [`StatusText::MAX_CHARS`] characters.
    StatusText, |text| one_line(text, 1, StatusText::MAX_CHARS)
}

impl StatusText {
    /// The longest status, in characters: what fits under a room's name on a phone.
    pub const MAX_CHARS: usize = 60;
}

text! {
    /// The name of a time zone, as IANA has it: at most [`ZoneName::MAX_BYTES`]. That there is such
    /// a zone is up to whoever looks at it.
    ZoneName, |text| match text {
        "" => Err(TextError::Empty),
        _ if text.len() > ZoneName::MAX_BYTES => Err(TextError::TooLong),
        _ if text.bytes().all(is_of_zone) => Ok(text.into()),
        _ => Err(TextError::Control),
    }
}

impl ZoneName {
    /// The longest name, in bytes; the longest of now has 32.
    pub const MAX_BYTES: usize = 48;
}

fn is_of_zone(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'_' | b'-' | b'+')
}

/// Control characters other than line feeds and tabs. All begin with one of these bytes, which
/// hardly any text has, so that bytes are looked at first, many at once.
fn has_control(text: &str) -> bool {
    let is_suspect = |byte| matches!(byte, 0..=8 | 11..=31 | 0x7f | 0xc2);
    let suspect = text.bytes().fold(false, |found, byte| found | is_suspect(byte));
    suspect && text.chars().any(|c| c.is_control() && c != '\n' && c != '\t')
}

fn one_line(text: &str, min: usize, max: usize) -> Result<Arc<str>, TextError> {
    let text = text.trim();
    // Overrides of the writing direction in a name would turn round what stands beside it.
    if text.chars().any(|c| c.is_control() || is_line_break(c) || is_bidi_control(c)) {
        return Err(TextError::Control);
    }
    if text.chars().count() > max {
        return Err(TextError::TooLong);
    }
    if min > 0 && is_blank(text) {
        return Err(TextError::Empty);
    }
    Ok(text.into())
}

/// Unicode's own line and paragraph separators, which are no control characters.
fn is_line_break(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}')
}

fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
}

/// Nothing in it can be seen.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(is_invisible)
}

/// White space, marks of direction and the characters of no width (Unicode's
/// Default_Ignorable_Code_Point, as far as keyboards and clipboards bring them).
fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || is_bidi_control(c)
        || matches!(
            c,
            '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
                | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{206f}'
                | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_control_character_but_two_is_found_in_a_text() {
        for c in '\0'..=char::MAX {
            let is_refused = Body::parse(&format!("a{c}b")) == Err(TextError::Control);
            // A carriage return is the end of a line.
            let is_control = c.is_control() && !matches!(c, '\n' | '\t' | '\r');
            assert_eq!(is_refused, is_control, "{c:?}");
        }
    }
}
