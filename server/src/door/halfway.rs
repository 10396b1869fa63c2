//! Those who have shown their password and owe a code from their app. Kept in memory: a restart
//! asks for the password again.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use hark_protocol::UserId;
use tokio::time::Instant;

use crate::panics::lock;
use crate::store::{Token, token_hash};

/// How long the password counts.
pub(super) const HALFWAY_VALID: Duration = Duration::from_secs(10 * 60);

/// How many codes may be wrong before the password is asked for again.
const TRIES: u32 = 5;

/// Kept at the most, some megabytes. Each of them has cost somebody a right password.
const REMEMBERED: usize = 10_000;

/// Those who are halfway in. Clones are the same.
#[derive(Clone, Default)]
pub struct Halfway(Arc<Mutex<HashMap<[u8; 32], Half>>>);

/// Somebody who has shown their password.
#[derive(Clone, Debug)]
pub struct Half {
    /// Who.
    pub user: UserId,
    /// Where they want to go.
    pub next: String,
    until: Instant,
    tries: u32,
}

impl Halfway {
    /// Somebody has shown their password. What their browser shows next.
    pub fn begin(&self, user: UserId, next: &str) -> Result<Token, getrandom::Error> {
        let token = Token::random()?;
        let mut all = lock(&self.0);
        if all.len() >= REMEMBERED {
            let now = Instant::now();
            all.retain(|_, half| half.until > now);
            if all.len() >= REMEMBERED {
                all.clear();
            }
        }
        let until = Instant::now() + HALFWAY_VALID;
        let half = Half { user, next: next.to_owned(), until, tries: TRIES };
        all.insert(token_hash(token.as_str()), half);
        Ok(token)
    }

    /// Who shows this token, if their password still counts.
    pub fn find(&self, token: &str) -> Option<Half> {
        let half = lock(&self.0).get(&token_hash(token)).cloned()?;
        (half.until > Instant::now()).then_some(half)
    }

    /// A code is looked at. Whether there is one more to look at: a hundred at once are a hundred.
    pub fn may_try(&self, token: &str) -> bool {
        let mut all = lock(&self.0);
        let Some(half) = all.get_mut(&token_hash(token)) else { return false };
        let may = half.tries > 0;
        half.tries = half.tries.saturating_sub(1);
        may
    }

    /// They are in, or have to begin again.
    pub fn end(&self, token: &str) {
        lock(&self.0).remove(&token_hash(token));
    }
}

impl fmt::Debug for Halfway {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Halfway({})", lock(&self.0).len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_password_counts_for_some_minutes_and_some_codes() {
        let halfway = Halfway::default();
        let token = halfway.begin(UserId(7), "/rooms/3").unwrap();
        let half = halfway.find(token.as_str()).unwrap();
        assert_eq!((half.user, half.next.as_str()), (UserId(7), "/rooms/3"));
        assert!(halfway.find("planted").is_none() && !halfway.may_try("planted"));
        assert!((0..TRIES).all(|_| halfway.may_try(token.as_str())));
        assert!(!halfway.may_try(token.as_str()));

        let late = halfway.begin(UserId(7), "/").unwrap();
        tokio::time::advance(HALFWAY_VALID).await;
        assert!(halfway.find(late.as_str()).is_none());
        halfway.end(late.as_str());
        assert!(!halfway.may_try(late.as_str()));
    }
}
