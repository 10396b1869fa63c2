//! Codes that change with the time (RFC 6238, over RFC 4226): six digits, thirty seconds, SHA-1,
//! which is what every app knows.

use std::fmt;

use data_encoding::BASE32_NOPAD;
use hark_protocol::Timestamp;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;

/// How long a code is shown, in milliseconds.
const STEP_MS: i64 = 30_000;

/// How many steps a clock may be behind or ahead.
const DRIFT: u64 = 1;

/// Codes are below this.
const CODES: u32 = 1_000_000;

/// What an app and the server make codes of: 160 bits, as RFC 4226 (section 4) advises.
#[derive(Clone, Copy, Eq, PartialEq)]
pub struct Secret([u8; 20]);

impl Secret {
    /// A new one.
    pub fn random() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 20];
        getrandom::fill(&mut bytes)?;
        Ok(Self(bytes))
    }

    /// The one that is these bytes.
    pub const fn of(bytes: [u8; 20]) -> Self {
        Self(bytes)
    }

    /// Its bytes, to be stored.
    pub(crate) const fn bytes(&self) -> &[u8; 20] {
        &self.0
    }

    /// As people type it into an app: 32 letters and digits.
    pub fn text(&self) -> String {
        BASE32_NOPAD.encode(&self.0)
    }

    /// What an app reads from a picture: whose account it is, and where.
    pub fn address(&self, issuer: &str, account: &str) -> String {
        let (issuer, account) = (escaped(issuer), escaped(account));
        let secret = self.text();
        format!("otpauth://totp/{issuer}:{account}?secret={secret}&issuer={issuer}")
    }

    /// The step of time that this code is of, if it is one of about now.
    pub fn step_of(&self, code: &str, now: Timestamp) -> Option<u64> {
        let digits: String = code.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let code: u32 = digits.parse().ok()?;
        let now = step_at(now);
        // The newest first: an older one of the same digits would let it be used again.
        (now.saturating_sub(DRIFT)..=now + DRIFT).rev().find(|step| self.code(*step) == code)
    }

    /// The code that an app shows at this time.
    pub fn code_at(&self, now: Timestamp) -> String {
        format!("{:06}", self.code(step_at(now)))
    }

    /// The code of a step (RFC 4226, section 5.3).
    fn code(&self, step: u64) -> u32 {
        let mut hmac = Hmac::<Sha1>::new_from_slice(&self.0).expect("a key of any length will do");
        hmac.update(&step.to_be_bytes());
        let hash = hmac.finalize().into_bytes();
        let at = usize::from(hash[19] & 0xf);
        let word = [hash[at], hash[at + 1], hash[at + 2], hash[at + 3]];
        (u32::from_be_bytes(word) & 0x7fff_ffff) % CODES
    }
}

/// Which step of time this is.
fn step_at(now: Timestamp) -> u64 {
    u64::try_from(now.0 / STEP_MS).unwrap_or(0)
}

fn escaped(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}

/// Shows nothing, so that no log ever holds one.
impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of RFC 6238, appendix B.
    const SECRET: Secret = Secret::of(*b"12345678901234567890");

    #[test]
    fn codes_are_those_of_the_rfc() {
        let at = |seconds: i64| SECRET.code(step_at(Timestamp(seconds * 1_000)));
        // The last six of the eight digits that stand there.
        let known = [
            (59, 287_082),
            (1_111_111_109, 81_804),
            (1_111_111_111, 50_471),
            (1_234_567_890, 5_924),
            (2_000_000_000, 279_037),
            (20_000_000_000, 353_130),
        ];
        for (seconds, code) in known {
            assert_eq!(at(seconds), code, "at {seconds} s");
        }
    }

    #[test]
    fn a_code_is_taken_one_step_early_and_one_late() {
        let code = format!("{:06}", SECRET.code(1_000));
        let taken = |step: i64| SECRET.step_of(&code, Timestamp(step * STEP_MS));
        assert_eq!([999, 1_000, 1_001].map(taken), [Some(1_000); 3]);
        assert_eq!([998, 1_002].map(taken), [None; 2]);
        let now = Timestamp(1_000 * STEP_MS);
        assert_eq!(SECRET.step_of(&format!(" {} {}", &code[..3], &code[3..]), now), Some(1_000));
        for other in ["", "12345", "+12345", "1234567", "１２３４５６", "abcdef"] {
            assert_eq!(SECRET.step_of(other, now), None, "{other:?}");
        }
    }

    #[test]
    fn apps_read_where_it_belongs() {
        let address = SECRET.address("Hark (chat.example.org)", "ann@example.org");
        assert_eq!(
            address,
            "otpauth://totp/Hark%20%28chat.example.org%29:ann%40example.org\
             ?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Hark%20%28chat.example.org%29"
        );
        assert_eq!(format!("{SECRET:?}"), "Secret(…)");
    }
}
