//! How people come in: the first run, invites, sessions and forgotten passwords. Passwords come
//! here hashed, as PHC strings.

use std::time::Duration;

use hark_protocol::{Person, PersonName, RoomId, Timestamp, UserId};

use super::sqlite::Txn;
use super::{
    Deed, Email, Mandate, SessionId, Shown, Store, StoreError, Token, Viewer, earlier, sqlite,
};

/// How exactly the last use of a session is kept: each note of it costs a write.
const TOUCH_EVERY: Duration = Duration::from_secs(60);

/// Somebody who is about to become a person of this server.
#[derive(Clone, Debug)]
pub struct NewPerson {
    /// The name shown.
    pub name: PersonName,
    /// How they sign in.
    pub email: Email,
    /// Their password's PHC string.
    pub password: String,
}

/// Somebody who has become one.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Welcomed {
    /// Who.
    pub person: Person,
    /// The room they have been made a member of, to land in. `None`: it is archived.
    pub room: Option<RoomId>,
}

/// What signing in is checked against.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// Who.
    pub user: UserId,
    /// Their password's PHC string.
    pub password: String,
    /// They may not use the server.
    pub banned: bool,
    /// They have to show a code, too.
    pub second_step: bool,
}

/// A session that has begun. The tokens are shown this once.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// Which.
    pub id: SessionId,
    /// The cookie's value.
    pub token: Token,
    /// What the browser is known by from now on.
    pub device: Token,
}

/// A browser that somebody has signed in with before.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct DeviceId(pub u64);

/// A session as its owner sees it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SessionInfo {
    /// Which.
    pub id: SessionId,
    /// What browser it is in, as that browser says.
    pub agent: String,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used, to the minute.
    pub used_at: Timestamp,
}

/// An invite.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct InviteId(pub u64);

/// An invite as owners see it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Invite {
    /// Which.
    pub id: InviteId,
    /// Who made it.
    pub created_by: Person,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// How many people can still come in by it.
    pub uses_left: u32,
}

impl Store {
    /// How long a session lasts without being used, at least: some minutes more, so that setting
    /// the clock ends none.
    pub const SESSION_IDLE: Duration = Duration::from_secs(30 * 24 * 60 * 60);
    /// How long a session lasts at the most, but for the same minutes.
    pub const SESSION_MAX: Duration = Duration::from_secs(90 * 24 * 60 * 60);
    /// How long a browser is known in which nobody signs in.
    pub const DEVICE_KNOWN: Duration = Duration::from_secs(365 * 24 * 60 * 60);
    /// How many browsers of one person are known at once; those used last.
    pub(super) const DEVICES_MAX: u32 = 20;
    /// How long the link for a new password works.
    pub const RESET_VALID: Duration = Duration::from_secs(24 * 60 * 60);

    /// Whether somebody owns this server.
    pub async fn has_owner(&self) -> Result<bool, StoreError> {
        self.read(sqlite::owner::has_owner)
    }

    /// What the first owner has to show: made anew at each start while there is no owner.
    pub fn first_run_token(&self) -> Option<Token> {
        self.0.first_run.clone()
    }

    /// Makes the first owner, and the room "General" with them in it. Happens once.
    pub async fn claim(&self, token: &str, owner: NewPerson) -> Result<Welcomed, StoreError> {
        let right = self.0.first_run.as_ref().is_some_and(|first| first.is(token));
        self.write(move |txn| {
            let claim = sqlite::owner::claim(txn, &owner)?;
            if right { Ok(claim) } else { Err(StoreError::TokenInvalid) }
        })
        .await
    }

    /// What to check a password against.
    pub async fn credentials(&self, email: &Email) -> Result<Option<Credentials>, StoreError> {
        self.read(|conn| sqlite::person::credentials(conn, email))
    }

    /// The browser that is known by this token, if whoever has this address has signed in there.
    pub async fn device(&self, token: &str, email: &Email) -> Result<Option<DeviceId>, StoreError> {
        self.read(|conn| sqlite::device::find(conn, token, email, self.now()))
    }

    /// Sets a person's password and ends their sessions but this one, which goes by a new token
    /// from now on. None of their browsers is known any longer but the one that it is in.
    pub async fn change_password(
        &self,
        user: UserId,
        password: String,
        session: SessionId,
    ) -> Result<Token, StoreError> {
        let token = Token::random().map_err(|_| StoreError::NoRandomness)?;
        let secret = token.clone();
        self.write_vital(move |txn| {
            sqlite::reset::set_password(txn, user, &password)?;
            sqlite::session::keep_only(txn, user, session, &secret)
        })
        .await?;
        Ok(token)
    }

    /// Begins a session of somebody who has shown their password. See [`Store::begin_session`].
    pub async fn create_session(
        &self,
        user: UserId,
        agent: &str,
        device: Option<&str>,
    ) -> Result<NewSession, StoreError> {
        self.begin_session(user, Shown::Password, agent, device).await
    }

    /// Begins a session. `agent` is what its owner will know it by, `device` what the browser is
    /// known by so far. [`StoreError::Banned`] for whoever may not use the server,
    /// [`StoreError::SecondStep`] where what was shown is not enough, and
    /// [`StoreError::TokenInvalid`] where it does not count any more.
    pub async fn begin_session(
        &self,
        user: UserId,
        shown: Shown,
        agent: &str,
        device: Option<&str>,
    ) -> Result<NewSession, StoreError> {
        let random = || Token::random().map_err(|_| StoreError::NoRandomness);
        let (token, known) = (random()?, random()?);
        let (secret, agent) = (token.clone(), agent.to_owned());
        let (old, new) = (device.map(str::to_owned), known.clone());
        let create = move |txn: &mut Txn<'_>| {
            sqlite::session::create(txn, user, &shown, &secret, &agent, (old.as_deref(), &new))
        };
        let id = self.write_vital(create).await?;
        Ok(NewSession { id, token, device: known })
    }

    /// Who asks under this token, if its session goes on. Using a session keeps it alive.
    pub async fn viewer(&self, token: &str) -> Result<Option<Viewer>, StoreError> {
        let onward = self.0.onward.at(self.now());
        let found = self.read(|conn| sqlite::session::find(conn, token, onward))?;
        Ok(self.touched(found))
    }

    /// Notes the use of a session.
    fn touched(&self, found: Option<sqlite::session::Found>) -> Option<Viewer> {
        let found = found?;
        if found.used_at <= earlier(self.now(), TOUCH_EVERY) {
            let session = found.viewer.session;
            // The next use notes it where a busy writer does not now.
            drop(self.0.writer.write_later(move |txn| sqlite::session::touch(txn, session)));
        }
        Some(found.viewer)
    }

    /// Who uses this session, if it goes on, whatever its token is by now.
    pub async fn viewer_again(&self, session: SessionId) -> Result<Option<Viewer>, StoreError> {
        let onward = self.0.onward.at(self.now());
        let found = self.read(|conn| sqlite::session::find_again(conn, session, onward))?;
        Ok(self.touched(found))
    }

    /// A person's sessions that go on, the last used first.
    pub async fn sessions(&self, user: UserId) -> Result<Vec<SessionInfo>, StoreError> {
        self.read(|conn| sqlite::session::list(conn, user, self.now()))
    }

    /// Ends one of a person's sessions.
    pub async fn end_session(&self, user: UserId, session: SessionId) -> Result<(), StoreError> {
        self.write_vital(move |txn| sqlite::session::end(txn, user, session)).await
    }

    /// Ends all of a person's sessions.
    pub async fn end_sessions(&self, user: UserId) -> Result<(), StoreError> {
        self.write_vital(move |txn| {
            sqlite::audit::note(txn, Deed::SessionsEnded, Some(user), None, None, "")?;
            sqlite::session::end_all(txn, user, None)
        })
        .await
    }

    /// Makes an invite for so many people, and for so long. [`StoreError::Forbidden`] where that is
    /// not this person's to do.
    pub async fn create_invite(
        &self,
        by: UserId,
        uses: u32,
        valid: Duration,
    ) -> Result<Token, StoreError> {
        let token = Token::random().map_err(|_| StoreError::NoRandomness)?;
        let secret = token.clone();
        self.write(move |txn| sqlite::invite::create(txn, by, &secret, uses, valid)).await?;
        Ok(token)
    }

    /// The invite with this token, if it still works.
    pub async fn invite(&self, token: &str) -> Result<Option<Invite>, StoreError> {
        self.read(|conn| sqlite::invite::find(conn, token, self.now()))
    }

    /// The invites that still work, newest first.
    pub async fn invites(&self, by: &Mandate) -> Result<Vec<Invite>, StoreError> {
        self.read(|conn| sqlite::invite::list(conn, by, self.now()))
    }

    /// Ends an invite.
    pub async fn revoke_invite(&self, by: &Mandate, invite: InviteId) -> Result<(), StoreError> {
        let by = *by;
        self.write_vital(move |txn| sqlite::invite::revoke(txn, &by, invite)).await
    }

    /// Makes a person who comes by an invite, in the first room.
    pub async fn accept_invite(
        &self,
        token: &str,
        person: NewPerson,
    ) -> Result<Welcomed, StoreError> {
        let token = token.to_owned();
        self.write(move |txn| sqlite::invite::accept(txn, &token, &person)).await
    }

    /// Makes a token by which this person sets a new password. An earlier one stops working.
    pub async fn create_reset(&self, user: UserId) -> Result<Token, StoreError> {
        let token = Token::random().map_err(|_| StoreError::NoRandomness)?;
        let secret = token.clone();
        self.write(move |txn| sqlite::reset::create(txn, user, &secret)).await?;
        Ok(token)
    }

    /// Who may set a new password by this token.
    pub async fn reset(&self, token: &str) -> Result<Option<Person>, StoreError> {
        self.read(|conn| sqlite::reset::find(conn, token, self.now()))
    }

    /// Sets the password by this token, which is then used up, ends all sessions and removes all
    /// passkeys.
    pub async fn use_reset(&self, token: &str, password: String) -> Result<UserId, StoreError> {
        let token = token.to_owned();
        self.write(move |txn| sqlite::reset::apply(txn, &token, &password)).await
    }
}
