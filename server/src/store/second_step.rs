//! Codes from an app, which somebody signs in with after their password, and the codes that work
//! where the app is gone.

use std::fmt;

use hark_protocol::{Timestamp, UserId};
use sha2::{Digest as _, Sha256};

use super::{Mandate, SessionId, Store, StoreError, StoredPasskey, Token, sqlite};
use crate::totp::Secret;

/// How somebody who signs in has shown who they are.
#[derive(Clone, Debug)]
pub enum Shown {
    /// By their password, or because they have just become somebody.
    Password,
    /// By their password and a code of this step of time.
    Code(u64),
    /// By their password and a recovery code, as they wrote it.
    RecoveryCode(String),
    /// By a passkey, which stands for a password and a code.
    Passkey {
        /// As it was when the answer was checked against it.
        passkey: StoredPasskey,
        /// What its library keeps of it from now on.
        key: String,
    },
}

/// What somebody signs in with after their password.
#[derive(Clone, Debug)]
pub struct SecondStep {
    /// What codes are made of.
    pub secret: Secret,
    /// Since when it is asked for; `None`: it is not yet.
    pub since: Option<Timestamp>,
    /// How many recovery codes are left.
    pub codes_left: u32,
}

/// A code that works once where the app is gone: 80 random bits in 16 letters and digits. The store
/// keeps its hash only.
#[derive(Clone, Eq, PartialEq)]
pub struct RecoveryCode(String);

/// Letters and digits that nobody takes for each other (Crockford's base 32).
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

impl RecoveryCode {
    const LETTERS: usize = 16;

    /// A new one.
    pub(super) fn random() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; Self::LETTERS];
        getrandom::fill(&mut bytes)?;
        let letter = |byte: u8| char::from(ALPHABET[usize::from(byte % 32)]);
        Ok(Self(bytes.into_iter().map(letter).collect()))
    }

    /// The one that somebody wrote, if it could be one.
    pub fn parse(text: &str) -> Option<Self> {
        let letters = text.chars().filter(|c| !c.is_whitespace() && *c != '-');
        let letter = |c: char| match c.to_ascii_lowercase() {
            'o' => '0',
            'i' | 'l' => '1',
            c => c,
        };
        let code: String = letters.map(letter).collect();
        let known = |c: char| u8::try_from(c).is_ok_and(|byte| ALPHABET.contains(&byte));
        (code.chars().count() == Self::LETTERS && code.chars().all(known)).then_some(Self(code))
    }

    /// What the store keeps. Without salt, which 80 random bits do not need.
    pub(super) fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0.as_bytes()).into()
    }
}

/// In groups of four.
impl fmt::Display for RecoveryCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (a, b) = self.0.split_at(8);
        let ((a, b), (c, d)) = (a.split_at(4), b.split_at(4));
        write!(out, "{a}-{b}-{c}-{d}")
    }
}

/// Shows nothing, so that no log ever holds one.
impl fmt::Debug for RecoveryCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("RecoveryCode(…)")
    }
}

impl Store {
    /// How many recovery codes there are at first.
    pub const RECOVERY_CODES: usize = 10;

    /// What this person signs in with after their password, asked for or not yet.
    pub async fn second_step(&self, user: UserId) -> Result<Option<SecondStep>, StoreError> {
        self.read(|conn| sqlite::second_step::find(conn, user))
    }

    /// Makes what an app is to be given; it is asked for once a code of it was shown. Where it is
    /// asked for already, [`StoreError::Forbidden`].
    pub async fn prepare_second_step(&self, user: UserId) -> Result<Secret, StoreError> {
        let secret = Secret::random().map_err(|_| StoreError::NoRandomness)?;
        self.write(move |txn| sqlite::second_step::prepare(txn, user, secret)).await?;
        Ok(secret)
    }

    /// Asks for codes from now on, of which one of this step was shown. Ends this person's sessions
    /// but this one, which gets a new token; and the recovery codes.
    pub async fn turn_on_second_step(
        &self,
        user: UserId,
        step: u64,
        session: SessionId,
    ) -> Result<(Token, Vec<RecoveryCode>), StoreError> {
        let (token, codes) = (random()?, recovery_codes()?);
        let (secret, new) = (token.clone(), codes.clone());
        self.write_vital(move |txn| {
            sqlite::second_step::turn_on(txn, user, step)?;
            sqlite::second_step::set_recovery_codes(txn, user, &new)?;
            sqlite::session::keep_only(txn, user, session, &secret)
        })
        .await?;
        Ok((token, codes))
    }

    /// Asks for codes no longer. Ends this person's sessions but this one, which gets a new token.
    pub async fn turn_off_second_step(
        &self,
        user: UserId,
        session: SessionId,
    ) -> Result<Token, StoreError> {
        let token = random()?;
        let secret = token.clone();
        self.write_vital(move |txn| {
            sqlite::second_step::turn_off(txn, user, Some(user))?;
            sqlite::session::keep_only(txn, user, session, &secret)
        })
        .await?;
        Ok(token)
    }

    /// Takes it off somebody else, who has lost their app.
    pub async fn take_off_second_step(&self, by: &Mandate, user: UserId) -> Result<(), StoreError> {
        let by = *by;
        self.write_vital(move |txn| sqlite::second_step::take_off(txn, &by, user)).await
    }

    /// Likewise, for whoever runs the server.
    pub async fn remove_second_step(&self, user: UserId) -> Result<(), StoreError> {
        self.write_vital(move |txn| sqlite::second_step::turn_off(txn, user, None)).await
    }

    /// New recovery codes in place of those there are.
    pub async fn renew_recovery_codes(
        &self,
        user: UserId,
    ) -> Result<Vec<RecoveryCode>, StoreError> {
        let codes = recovery_codes()?;
        let new = codes.clone();
        self.write_vital(move |txn| sqlite::second_step::set_recovery_codes(txn, user, &new))
            .await?;
        Ok(codes)
    }
}

fn random() -> Result<Token, StoreError> {
    Token::random().map_err(|_| StoreError::NoRandomness)
}

fn recovery_codes() -> Result<Vec<RecoveryCode>, StoreError> {
    let codes = (0..Store::RECOVERY_CODES).map(|_| RecoveryCode::random());
    codes.collect::<Result<_, _>>().map_err(|_| StoreError::NoRandomness)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recovery_code_is_read_as_people_write_it() {
        let code = RecoveryCode::parse("k7qf-2m9x-01ab-cdef").unwrap();
        assert_eq!(code.to_string(), "k7qf-2m9x-01ab-cdef");
        for written in ["K7QF2M9X01ABCDEF", " k7qf 2m9x oLab cdef\n", "k7qf-2m9x-OIab-cdef"] {
            assert_eq!(RecoveryCode::parse(written), Some(code.clone()), "{written:?}");
        }
        for other in
            ["", "123456", "k7qf-2m9x-01ab-cde", "k7qf-2m9x-01ab-cdeu", "k7qf-2m9x-01ab-cdeé"]
        {
            assert_eq!(RecoveryCode::parse(other), None, "{other:?}");
        }
        let random = RecoveryCode::random().unwrap();
        assert_eq!(RecoveryCode::parse(&random.to_string()), Some(random));
    }
}
