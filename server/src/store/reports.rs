//! Reports: a message that somebody asks those to look at who look after what is said, with what
//! stood around it, and what came of it.

use std::time::Duration;

use hark_protocol::{Body, Person, RoomId, RoomName, Seq, TextError, Timestamp};

use super::{Mandate, Membership, Store, StoreError, sqlite};

/// Tells reports apart.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct ReportId(pub u64);

/// Why somebody reports a message, or what whoever decided has to say of it: plain text of at most
/// [`Remark::MAX_CHARS`] characters, maybe none.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Remark(String);

impl Remark {
    /// The longest one, in characters: a paragraph.
    pub const MAX_CHARS: usize = 500;

    /// The text as a form sends it, if it is valid.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        let text = text.trim().replace("\r\n", "\n");
        if text.chars().count() > Self::MAX_CHARS {
            return Err(TextError::TooLong);
        }
        match text.chars().any(|c| c.is_control() && c != '\n') {
            true => Err(TextError::Control),
            false => Ok(Self(text)),
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What came of a report.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Outcome {
    /// The message was removed.
    Removed,
    /// Its author may not write for a while.
    Silenced,
    /// Its author may not use the server.
    Banned,
    /// Nothing was wrong with it.
    Dismissed,
}

impl Outcome {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Removed, Self::Silenced, Self::Banned, Self::Dismissed];

    /// What the database and the forms call it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Removed => "removed",
            Self::Silenced => "silenced",
            Self::Banned => "banned",
            Self::Dismissed => "dismissed",
        }
    }

    /// The outcome of this word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.word() == word)
    }
}

/// A report.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Report {
    /// Which.
    pub id: ReportId,
    /// The room.
    pub room: RoomId,
    /// What it is called; `None`: it is a direct room.
    pub room_name: Option<RoomName>,
    /// The message.
    pub target: Seq,
    /// Who wrote it.
    pub author: Person,
    /// Who reported it.
    pub reporter: Person,
    /// When.
    pub at: Timestamp,
    /// Why, if they said so and it is still kept.
    pub reason: String,
    /// What came of it.
    pub decision: Option<Decision>,
}

/// What somebody decided of a report.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Decision {
    /// What came of it.
    pub outcome: Outcome,
    /// What they had to say, maybe nothing.
    pub note: String,
    /// Who.
    pub by: Person,
    /// When.
    pub at: Timestamp,
}

/// A message as it stood when it, or one beside it, was reported.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ReportedLine {
    /// Which.
    pub seq: Seq,
    /// When it was stored.
    pub at: Timestamp,
    /// Who wrote it, under the name they bear now.
    pub author: Person,
    /// What it said.
    pub body: Body,
}

/// What came of deciding.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Decided {
    /// It is decided.
    Now,
    /// Somebody had decided it before; that stands.
    Before,
    /// That is not what happened: the author is in no timeout, or not banned; or the message cannot
    /// be removed from here, because it stands in a direct room.
    NotSo,
}

impl Store {
    /// How many reports one person makes in [`Store::REPORTS_IN`] at the most.
    pub const REPORTS: u32 = 10;
    /// For how long those count.
    pub const REPORTS_IN: Duration = Duration::from_secs(60 * 60);
    /// How long the words of a report are kept after it was decided: time enough to complain.
    pub const REPORT_WORDS: Duration = Duration::from_secs(30 * 24 * 60 * 60);
    /// How many reports a list shows.
    pub const REPORTS_PAGE: usize = 50;

    /// Reports a message of somebody else that stands, once: again changes nothing.
    /// [`StoreError::LimitExceeded`] beyond [`Store::REPORTS`].
    pub async fn report(
        &self,
        by: &Membership,
        target: Seq,
        reason: Remark,
    ) -> Result<(), StoreError> {
        let by = *by;
        self.write(move |txn| sqlite::report::report(txn, &by, target, &reason)).await
    }

    /// When the member reported this message, if they did.
    pub async fn reported_at(
        &self,
        by: &Membership,
        target: Seq,
    ) -> Result<Option<Timestamp>, StoreError> {
        self.read(|conn| sqlite::report::reported_at(conn, by, target))
    }

    /// A message of the room that stands, as it would be reported.
    pub async fn reportable(
        &self,
        by: &Membership,
        target: Seq,
    ) -> Result<ReportedLine, StoreError> {
        self.read(|conn| sqlite::report::reportable(conn, by, target))
    }

    /// How many reports wait to be decided by this person. Nobody decides of what they wrote.
    pub async fn open_reports(&self, by: &Mandate) -> Result<u32, StoreError> {
        self.read(|conn| sqlite::report::count_open(conn, by))
    }

    /// The reports that wait, the oldest first; no more than [`Store::REPORTS_PAGE`].
    pub async fn waiting_reports(&self, by: &Mandate) -> Result<Vec<Report>, StoreError> {
        self.read(|conn| sqlite::report::waiting(conn, by))
    }

    /// The reports that were decided and made before this one, the newest first, and whether there
    /// are more.
    pub async fn decided_reports(
        &self,
        by: &Mandate,
        before: Option<ReportId>,
    ) -> Result<(Vec<Report>, bool), StoreError> {
        self.read(|conn| sqlite::report::decided(conn, by, before))
    }

    /// A report, and what is still kept of what was said.
    pub async fn reported(
        &self,
        by: &Mandate,
        report: ReportId,
    ) -> Result<(Report, Vec<ReportedLine>), StoreError> {
        self.read(|conn| sqlite::report::reported(conn, by, report))
    }

    /// Decides a report and all others of the same message that wait. Removes the message where
    /// that is the outcome.
    pub async fn decide(
        &self,
        by: &Mandate,
        report: ReportId,
        outcome: Outcome,
        note: Remark,
    ) -> Result<Decided, StoreError> {
        let by = *by;
        self.write_vital(move |txn| sqlite::report::decide(txn, &by, report, outcome, &note)).await
    }

    /// Forgets the words of reports that were decided longer ago than [`Store::REPORT_WORDS`].
    pub async fn forget_reported(&self) -> Result<(), StoreError> {
        self.write_vital(sqlite::report::forget).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remark_is_a_paragraph_of_plain_text_or_nothing() {
        assert_eq!(Remark::parse("  \r\n "), Ok(Remark::default()));
        assert_eq!(Remark::parse("Rude.\r\nTwice.").unwrap().as_str(), "Rude.\nTwice.");
        let long = "ž".repeat(Remark::MAX_CHARS);
        assert_eq!(Remark::parse(&long).unwrap().as_str(), long);
        assert_eq!(Remark::parse(&format!("{long}ž")), Err(TextError::TooLong));
        assert_eq!(Remark::parse("a\u{7}b"), Err(TextError::Control));
    }
}
