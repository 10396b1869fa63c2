//! Passkeys (WebAuthn level 3): which server they are for, and what is under way between a question
//! and its answer. What is asked, signed and checked is the library's.

use std::collections::HashMap;
use std::fmt;
use std::net::IpAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::time::Instant;
use webauthn_rs::prelude::{
    CreationChallengeResponse, CredentialID, DiscoverableAuthentication, Passkey,
    PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential,
    RequestChallengeResponse, Url, Uuid, Webauthn, WebauthnBuilder, WebauthnError,
};
use webauthn_rs_proto::ResidentKeyRequirement;

use crate::panics::lock;
use crate::store::{SessionId, Token, token_hash};

/// How long an answer may take.
const VALID: Duration = Duration::from_secs(5 * 60);

/// Questions that are remembered at the most, some megabytes: more than one address may ask while
/// they are valid, by the rate of its forms.
const REMEMBERED: usize = 10_000;

/// The server as passkeys know it: by its name and its origin.
#[derive(Debug)]
pub struct Party(Webauthn);

/// A question that was asked, of which one answer is taken.
#[derive(Clone)]
pub enum Asked {
    /// For a new passkey, in this session, to be called like this.
    New {
        /// Whose.
        session: SessionId,
        /// What the device will call that person.
        handle: Uuid,
        /// What it will be called.
        name: String,
        /// What the answer is checked against.
        state: Box<PasskeyRegistration>,
    },
    /// For any passkey of this server.
    Any(Box<DiscoverableAuthentication>),
}

/// A question that waits for its answer.
struct Waiting {
    from: IpAddr,
    until: Instant,
    asked: Asked,
}

/// Those that wait, each by the hash of what its answer comes with.
type All = HashMap<[u8; 32], Waiting>;

/// The questions that wait for their answers. Kept in memory: a restart forgets them. Clones are
/// the same.
#[derive(Clone, Default)]
pub struct Questions(Arc<Mutex<All>>);

impl Party {
    /// The one whose pages have this origin. `None` where browsers know no passkeys: where it has
    /// no name, but a number, and where it is reached by plain HTTP, unless that is this machine
    /// (WebAuthn level 3, sections 5.1.3 and 13.4.9).
    pub fn of(origin: &str) -> Option<Self> {
        let origin = Url::parse(origin).ok()?;
        let host = origin.host_str()?;
        let is_number = host.starts_with('[') || host.parse::<IpAddr>().is_ok();
        let is_safe = origin.scheme() == "https" || host == "localhost";
        if is_number || !is_safe {
            return None;
        }
        let builder = WebauthnBuilder::new(host, &origin).ok()?.rp_name("Hark").timeout(VALID);
        builder.build().ok().map(Self)
    }

    /// Asks for a new passkey of somebody who has these.
    pub fn ask_for_new(
        &self,
        handle: Uuid,
        (email, name): (&str, &str),
        known: Vec<CredentialID>,
    ) -> Result<(CreationChallengeResponse, PasskeyRegistration), WebauthnError> {
        let begun = self.0.start_passkey_registration(handle, email, name, Some(known));
        let (mut asked, state) = begun?;
        // It is to be found without a name: one button signs in.
        if let Some(chosen) = &mut asked.public_key.authenticator_selection {
            chosen.resident_key = Some(ResidentKeyRequirement::Required);
            chosen.require_resident_key = true;
        }
        Ok((asked, state))
    }

    /// The new passkey, if the answer is right.
    pub fn take_new(
        &self,
        answer: &RegisterPublicKeyCredential,
        state: &PasskeyRegistration,
    ) -> Result<Passkey, WebauthnError> {
        self.0.finish_passkey_registration(answer, state)
    }

    /// Asks for any passkey.
    pub fn ask_for_any(
        &self,
    ) -> Result<(RequestChallengeResponse, DiscoverableAuthentication), WebauthnError> {
        let (mut asked, state) = self.0.start_discoverable_authentication()?;
        // A button asks, not the field for the name.
        asked.mediation = None;
        Ok((asked, state))
    }

    /// Whose passkey an answer says it is of, and which.
    pub fn named<'a>(&self, answer: &'a PublicKeyCredential) -> Option<(Uuid, &'a [u8])> {
        self.0.identify_discoverable_authentication(answer).ok()
    }

    /// The passkey as it is after this answer, if that is right: signed with it, for this question
    /// and this server, by somebody who was asked to show that it is them, and counted on.
    pub fn take(
        &self,
        answer: &PublicKeyCredential,
        state: DiscoverableAuthentication,
        mut passkey: Passkey,
    ) -> Result<Passkey, WebauthnError> {
        let result = self.0.finish_discoverable_authentication_v2(answer, state, &passkey)?;
        passkey.update_credential(&result);
        Ok(passkey)
    }
}

impl Questions {
    /// Remembers a question of somebody at this address. What its answer has to come with.
    pub fn ask(&self, from: IpAddr, asked: Asked) -> Result<Token, getrandom::Error> {
        let (token, now) = (Token::random()?, Instant::now());
        let mut all = lock(&self.0);
        if all.len() >= REMEMBERED {
            all.retain(|_, waiting| waiting.until > now);
        }
        if all.len() >= REMEMBERED {
            make_room(&mut all);
        }
        all.insert(token_hash(token.as_str()), Waiting { from, until: now + VALID, asked });
        Ok(token)
    }

    /// The question that an answer came with, once.
    pub fn take(&self, token: &str) -> Option<Asked> {
        let Waiting { until, asked, .. } = lock(&self.0).remove(&token_hash(token))?;
        (until > Instant::now()).then_some(asked)
    }
}

/// Forgets the older half of what the address asked that asked most: whoever floods pushes out
/// their own questions and nobody else's.
fn make_room(all: &mut All) {
    let mut of_each = HashMap::<IpAddr, Vec<(Instant, [u8; 32])>>::new();
    for (key, waiting) in &*all {
        of_each.entry(waiting.from).or_default().push((waiting.until, *key));
    }
    let Some(mut most) = of_each.into_values().max_by_key(Vec::len) else { return };
    most.sort_unstable();
    for (_, key) in &most[..most.len().div_ceil(2)] {
        all.remove(key);
    }
}

impl fmt::Debug for Asked {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Asked(…)")
    }
}

impl fmt::Debug for Questions {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Questions({})", lock(&self.0).len())
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    const HOME: IpAddr = IpAddr::V4(Ipv4Addr::new(198, 51, 100, 7));

    #[test]
    fn only_a_name_over_tls_or_this_machine_has_passkeys() {
        for origin in
            ["https://chat.example.org", "https://a.example:8443", "http://localhost:3000"]
        {
            assert!(Party::of(origin).is_some(), "{origin}");
        }
        for origin in [
            "http://chat.example.org",
            "https://192.0.2.7",
            "http://127.0.0.1:3000",
            "https://[2001:db8::1]",
            "",
        ] {
            assert!(Party::of(origin).is_none(), "{origin}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn one_answer_is_taken_within_five_minutes() {
        let (party, questions) = (Party::of("http://localhost").unwrap(), Questions::default());
        let ask = || {
            let (_, state) = party.ask_for_any().unwrap();
            questions.ask(HOME, Asked::Any(Box::new(state))).unwrap()
        };
        let first = ask();
        assert!(questions.take(first.as_str()).is_some());
        assert!(questions.take(first.as_str()).is_none());
        let late = ask();
        tokio::time::advance(VALID).await;
        assert!(questions.take(late.as_str()).is_none());
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_floods_pushes_out_their_own_questions() {
        let (party, questions) = (Party::of("http://localhost").unwrap(), Questions::default());
        let (_, state) = party.ask_for_any().unwrap();
        let ask = |from| questions.ask(from, Asked::Any(Box::new(state.clone()))).unwrap();
        let mine = ask(HOME);
        let crowd = [1, 2, 3].map(|last| IpAddr::from([192, 0, 2, last]));
        for from in crowd.into_iter().cycle().take(3 * REMEMBERED) {
            ask(from);
            tokio::time::advance(Duration::from_millis(1)).await;
        }
        let last = ask(crowd[0]);
        assert!(lock(&questions.0).len() <= REMEMBERED);
        assert!(questions.take(mine.as_str()).is_some(), "somebody else's");
        assert!(questions.take(last.as_str()).is_some(), "the newest");
    }
}
