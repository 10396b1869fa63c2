//! Secrets that travel in cookies and links. The store keeps their hash only.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

/// 256 random bits in 43 characters that fit a URL and a cookie.
#[derive(Clone, Eq, PartialEq)]
pub struct Token(String);

impl Token {
    /// A new one.
    pub(crate) fn random() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)?;
        Ok(Self(URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// Whether this is it. Compares hashes, so that the time it takes says nothing.
    pub(super) fn is(&self, text: &str) -> bool {
        token_hash(&self.0) == token_hash(text)
    }

    /// Its characters, to hand to the one person it is for.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Shows nothing, so that no log ever holds one.
impl fmt::Debug for Token {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Token(…)")
    }
}

/// What the store keeps of a token. SHA-256 without salt will do for 256 random bits.
pub(crate) fn token_hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}
