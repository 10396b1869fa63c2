//! E-mail addresses, by which people sign in. No mail is ever sent.

use std::fmt;

/// An address that could be one: something before and after the only `@`, no white space.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Email(String);

impl Email {
    /// The longest address, in bytes (RFC 5321, 4.5.3.1.3, less the angle brackets).
    pub const MAX_BYTES: usize = 254;

    /// The address, trimmed, if it could be one.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (local, domain) = text.split_once('@')?;
        let plausible = !local.is_empty()
            && !domain.is_empty()
            && !domain.contains('@')
            && text.len() <= Self::MAX_BYTES
            && !text.chars().any(|c| c.is_whitespace() || c.is_control());
        plausible.then(|| Self(text.to_owned()))
    }

    /// The address as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What two spellings of one address share: upper and lower case do not tell people apart.
    pub(super) fn key(&self) -> String {
        self.0.to_lowercase()
    }
}

impl fmt::Display for Email {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_could_be_an_address_is_one() {
        assert_eq!(Email::parse(" Ann@Example.org ").unwrap().as_str(), "Ann@Example.org");
        assert_eq!(Email::parse("Ann@Example.org").unwrap().key(), "ann@example.org");
        for text in ["", "ann", "@example.org", "ann@", "a@b@c", "a nn@example.org", "a\u{0}@b"] {
            assert_eq!(Email::parse(text), None, "{text:?}");
        }
        assert!(Email::parse(&format!("{}@x", "a".repeat(252))).is_some());
        assert!(Email::parse(&format!("{}@x", "a".repeat(253))).is_none());
    }
}
