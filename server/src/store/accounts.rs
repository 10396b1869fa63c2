//! How people come in: the first run, invites, sessions and forgotten passwords. Passwords come
//! here hashed, as PHC strings.

use std::time::Duration;

use hark_protocol::{Person, PersonName, RoomId, Timestamp, UserId};

use super::{Deed, Email, Mandate, SessionId, Store, StoreError, Token, Viewer, earlier, sqlite};

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
}

/// A session that has begun. The token is shown this once.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// Which.
    pub id: SessionId,
    /// The cookie's value.
    pub token: Token,
}

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

    /// Sets a person's password and ends their sessions but this one.
    pub async fn set_password(
        &self,
        user: UserId,
        password: String,
        keep: Option<SessionId>,
    ) -> Result<(), StoreError> {
        self.write_vital(move |txn| sqlite::reset::set_password(txn, user, &password, keep)).await
    }

    /// Begins a session. `agent` is what its owner will know it by. [`StoreError::Banned`] for
    /// whoever may not use the server.
    pub async fn create_session(
        &self,
        user: UserId,
        agent: &str,
    ) -> Result<NewSession, StoreError> {
        let token = Token::random().map_err(|_| StoreError::NoRandomness)?;
        let (secret, agent) = (token.clone(), agent.to_owned());
        let id = self
            .write_vital(move |txn| sqlite::session::create(txn, user, &secret, &agent))
            .await?;
        Ok(NewSession { id, token })
    }

    /// Who asks under this token, if its session goes on. Using a session keeps it alive.
    pub async fn viewer(&self, token: &str) -> Result<Option<Viewer>, StoreError> {
        let now = self.now();
        let onward = self.0.onward.at(now);
        let Some(found) = self.read(|conn| sqlite::session::find(conn, token, onward))? else {
            return Ok(None);
        };
        if found.used_at <= earlier(now, TOUCH_EVERY) {
            let session = found.viewer.session;
            // The next use notes it where a busy writer does not now.
            drop(self.0.writer.write_later(move |txn| sqlite::session::touch(txn, session)));
        }
        Ok(Some(found.viewer))
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

    /// Sets the password by this token, which is then used up, and ends all sessions.
    pub async fn use_reset(&self, token: &str, password: String) -> Result<UserId, StoreError> {
        let token = token.to_owned();
        self.write(move |txn| sqlite::reset::apply(txn, &token, &password)).await
    }
}
