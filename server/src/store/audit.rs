//! The audit log: what was done that somebody may have to answer for, each entry bound to the one
//! before by its hash.

use std::fmt;

use hark_protocol::{Person, RoomId, Timestamp, UserId};
use sha2::{Digest as _, Sha256};

use super::{Mandate, Store, StoreError, sqlite};

/// Something that is kept in the audit log.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Deed {
    /// Somebody made the server theirs.
    ServerClaimed,
    /// Somebody signed in.
    SignedIn,
    /// Somebody tried to, with a wrong password or a name that nobody has.
    SignInFailed,
    /// Somebody ended one of their sessions.
    SessionEnded,
    /// Somebody ended all of theirs, or somebody else's.
    SessionsEnded,
    /// Somebody changed their password, by the old one or by a link.
    PasswordChanged,
    /// Somebody is asked for a code after their password from now on.
    SecondStepOn,
    /// Somebody is no longer, or somebody else took it off them.
    SecondStepOff,
    /// Somebody got new recovery codes.
    RecoveryCodesMade,
    /// Somebody signed in with one.
    RecoveryCodeUsed,
    /// Somebody has one more passkey.
    PasskeyAdded,
    /// Somebody has one less.
    PasskeyRemoved,
    /// A link for a new password was made.
    ResetMade,
    /// Somebody got another role.
    RoleChanged,
    /// Somebody was banned.
    Banned,
    /// A ban was lifted.
    BanLifted,
    /// Somebody was silenced, or may write again.
    Silenced,
    /// A room was made.
    RoomMade,
    /// A room was renamed, or got another topic.
    RoomChanged,
    /// A room was archived.
    RoomArchived,
    /// A room was opened again.
    RoomUnarchived,
    /// Somebody was removed from a room.
    MemberRemoved,
    /// What somebody wrote was removed by somebody else.
    MessageRemoved,
    /// A report was decided.
    ReportDecided,
    /// An invite was made.
    InviteMade,
    /// Somebody came by an invite.
    InviteUsed,
    /// An invite was revoked.
    InviteRevoked,
}

impl Deed {
    /// All of them.
    pub const ALL: [Self; 27] = [
        Self::ServerClaimed,
        Self::SignedIn,
        Self::SignInFailed,
        Self::SessionEnded,
        Self::SessionsEnded,
        Self::PasswordChanged,
        Self::SecondStepOn,
        Self::SecondStepOff,
        Self::RecoveryCodesMade,
        Self::RecoveryCodeUsed,
        Self::PasskeyAdded,
        Self::PasskeyRemoved,
        Self::ResetMade,
        Self::RoleChanged,
        Self::Banned,
        Self::BanLifted,
        Self::Silenced,
        Self::RoomMade,
        Self::RoomChanged,
        Self::RoomArchived,
        Self::RoomUnarchived,
        Self::MemberRemoved,
        Self::MessageRemoved,
        Self::ReportDecided,
        Self::InviteMade,
        Self::InviteUsed,
        Self::InviteRevoked,
    ];

    /// What the log says of it, for good.
    pub fn word(self) -> &'static str {
        match self {
            Self::ServerClaimed => "server-claimed",
            Self::SignedIn => "signed-in",
            Self::SignInFailed => "sign-in-failed",
            Self::SessionEnded => "session-ended",
            Self::SessionsEnded => "sessions-ended",
            Self::PasswordChanged => "password-changed",
            Self::SecondStepOn => "second-step-on",
            Self::SecondStepOff => "second-step-off",
            Self::RecoveryCodesMade => "recovery-codes-made",
            Self::RecoveryCodeUsed => "recovery-code-used",
            Self::PasskeyAdded => "passkey-added",
            Self::PasskeyRemoved => "passkey-removed",
            Self::ResetMade => "reset-made",
            Self::RoleChanged => "role-changed",
            Self::Banned => "banned",
            Self::BanLifted => "ban-lifted",
            Self::Silenced => "silenced",
            Self::RoomMade => "room-made",
            Self::RoomChanged => "room-changed",
            Self::RoomArchived => "room-archived",
            Self::RoomUnarchived => "room-unarchived",
            Self::MemberRemoved => "member-removed",
            Self::MessageRemoved => "message-removed",
            Self::ReportDecided => "report-decided",
            Self::InviteMade => "invite-made",
            Self::InviteUsed => "invite-used",
            Self::InviteRevoked => "invite-revoked",
        }
    }

    /// The deed of this word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|deed| deed.word() == word)
    }
}

/// An entry of the log.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AuditEntry {
    /// Its place.
    pub number: u64,
    /// When, by the server's clock.
    pub at: Timestamp,
    /// The deed's word.
    pub deed: String,
    /// Who did it; `None`: nobody who was signed in.
    pub actor: Option<UserId>,
    /// Whom it was done to.
    pub subject: Option<UserId>,
    /// Where.
    pub room: Option<RoomId>,
    /// What more there is to say.
    pub detail: String,
    /// Binds it to all entries before.
    pub hash: AuditHash,
}

/// An entry as a page shows it, with the names that people bear now.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AuditRow {
    /// The entry.
    pub entry: AuditEntry,
    /// Who did it.
    pub actor: Option<Person>,
    /// Whom it was done to.
    pub subject: Option<Person>,
}

/// What an entry is bound by.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct AuditHash(pub [u8; 32]);

/// The log does not hold together.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Tampered {
    /// This entry is not what was written, is not where it was, or one before it is gone.
    At(u64),
    /// The entry that is known to have been written is not there.
    KnownEntryGone,
}

impl AuditEntry {
    /// The hash of an entry like this after one of that hash: over lengths and bytes, so that
    /// nothing moves from one field to the next.
    pub fn hash_after(&self, before: AuditHash) -> AuditHash {
        let mut hash = Sha256::new();
        hash.update(b"hark audit 1");
        hash.update(before.0);
        hash.update(self.number.to_be_bytes());
        hash.update(self.at.0.to_be_bytes());
        for id in [self.actor.map(|id| id.0), self.subject.map(|id| id.0), self.room.map(|id| id.0)]
        {
            hash.update([u8::from(id.is_some())]);
            hash.update(id.unwrap_or(0).to_be_bytes());
        }
        for text in [&self.deed, &self.detail] {
            hash.update((text.len() as u64).to_be_bytes());
            hash.update(text);
        }
        AuditHash(hash.finalize().into())
    }
}

/// Follows the log from its first entry. `known`: an entry that was once read from it.
pub fn verify<'e>(
    entries: impl IntoIterator<Item = &'e AuditEntry>,
    known: Option<AuditHash>,
) -> Result<AuditHash, Tampered> {
    let mut last = AuditHash::default();
    let mut is_there = known.is_none();
    for (number, entry) in (1..).zip(entries) {
        if entry.number != number || entry.hash != entry.hash_after(last) {
            return Err(Tampered::At(number));
        }
        last = entry.hash;
        is_there |= known == Some(last);
    }
    if is_there { Ok(last) } else { Err(Tampered::KnownEntryGone) }
}

impl AuditHash {
    /// The hash that is written like this.
    pub fn parse(text: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        if text.len() != 64 || !text.is_ascii() {
            return None;
        }
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[2 * at..2 * at + 2], 16).ok()?;
        }
        Some(Self(bytes))
    }
}

impl fmt::Display for AuditHash {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

impl fmt::Display for Tampered {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(number) => {
                write!(out, "the audit log was tampered with: entry {number} does not follow")
            }
            Self::KnownEntryGone => {
                out.write_str("the audit log was tampered with: the known entry is not in it")
            }
        }
    }
}

impl Store {
    /// How many entries a page shows.
    pub const AUDIT_PAGE: usize = 50;

    /// The newest entries before this number, newest first, and whether there are more.
    pub async fn audit(
        &self,
        by: &Mandate,
        before: Option<u64>,
    ) -> Result<(Vec<AuditRow>, bool), StoreError> {
        self.read(|conn| sqlite::audit::page(conn, by, before))
    }

    /// All entries, oldest first: for whoever runs the server.
    pub async fn whole_audit(&self) -> Result<Vec<AuditEntry>, StoreError> {
        self.read(sqlite::audit::all_entries)
    }

    /// Notes a sign-in that failed, as whom it may be. Nobody waits for it: an address that nobody
    /// has must not take longer than one that somebody has.
    pub fn note_failed_sign_in(&self, user: Option<UserId>) {
        drop(self.0.writer.write_later(move |txn| {
            sqlite::audit::note(txn, Deed::SignInFailed, None, user, None, "")
        }));
    }
}
