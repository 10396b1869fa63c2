//! The name of a host, as a `Host` header has it without its port.

use std::fmt;
use std::str::FromStr;

/// A name in lower case.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct HostName(String);

/// What is no name.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct HostNameError;

impl HostName {
    /// Whether this is how somebody wrote the name.
    pub fn is(&self, written: &str) -> bool {
        self.0.eq_ignore_ascii_case(written)
    }
}

impl FromStr for HostName {
    type Err = HostNameError;

    fn from_str(text: &str) -> Result<Self, HostNameError> {
        let name = text.trim().to_ascii_lowercase();
        let fits =
            |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_');
        let is_name = !name.is_empty() && name.len() <= 253 && name.chars().all(fits);
        if is_name { Ok(Self(name)) } else { Err(HostNameError) }
    }
}

impl fmt::Display for HostNameError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("write a name like chat.example.org, without scheme and port")
    }
}

impl std::error::Error for HostNameError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_a_name_and_nothing_else() {
        let name: HostName = " Chat.Example.org".parse().unwrap();
        assert!(name.is("chat.example.ORG") && !name.is("chat.example.org.evil.example"));
        for wrong in ["", "https://chat.example.org", "chat.example.org:3000", "a b", "[::1]"] {
            assert_eq!(wrong.parse::<HostName>(), Err(HostNameError), "{wrong}");
        }
    }
}
