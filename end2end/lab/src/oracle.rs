//! Compares what was asked for, what the server said, what its disk holds and what every tab
//! shows. It reads the database by itself, with SQL and none of the server's code.

mod stored;
mod record;
mod reactions;
mod threads;
mod views;

use std::collections::{BTreeMap, HashMap, HashSet};

use hark_protocol::Row;

pub use record::{Record, RoomRecord};
pub use stored::{Stored, StoredEvent};
pub use threads::compare_replies;

use crate::report::Report;
use crate::simclient::{Entry, Journal};

/// Everything that tabs asked for and were told, over all their lives.
#[derive(Debug, Default)]
pub struct Ledger {
    /// Message ids that somebody sent, with the room and the text.
    attempted: BTreeMap<String, (u64, String)>,
    /// Message ids that the server said it stored, with every number it gave.
    acked: BTreeMap<String, HashSet<u64>>,
    /// Message ids that were refused for good.
    refused: HashMap<String, String>,
}

impl Ledger {
    /// Takes in what one tab noted, and holds its view to be monotone.
    pub fn take(&mut self, who: &str, journal: &Journal, report: &mut Report) {
        for (_, entry) in &journal.entries {
            match entry {
                Entry::Send { room, id, body } => {
                    self.attempted.insert(id.clone(), (*room, body.clone()));
                }
                Entry::Ack { id, seq, .. } => {
                    self.acked.entry(id.clone()).or_default().insert(*seq);
                }
                Entry::Refused { id, code, retry_after_ms: None } => {
                    self.refused.insert(id.clone(), code.clone());
                }
                Entry::Refused { .. }
                | Entry::Page { .. }
                | Entry::Apply { .. }
                | Entry::Again { .. }
                | Entry::Gap { .. }
                | Entry::Summary { .. }
                | Entry::Reset { .. }
                | Entry::Open { .. }
                | Entry::Live { .. }
                | Entry::Close { .. }
                | Entry::Failed { .. } => {}
            }
        }
        views::hold_monotone(who, journal, report);
    }

    /// How many messages were sent.
    pub fn sent(&self) -> usize {
        self.attempted.len()
    }

    /// The ids of those that the server said it stored.
    pub fn acked(&self) -> impl Iterator<Item = &str> {
        self.acked.keys().map(String::as_str)
    }

    /// Why a message was refused for good, if it was.
    pub fn refusal(&self, id: &str) -> Option<&str> {
        self.refused.get(id).map(String::as_str)
    }

    /// Acked ⊆ stored ⊆ attempted, each at most once, under the one number that was told.
    pub fn compare(&self, stored: &Stored, report: &mut Report) {
        report.sent += self.attempted.len() as u64;
        report.acked += self.acked.len() as u64;
        let mut found: HashMap<&str, u64> = HashMap::new();
        for message in stored.messages() {
            if found.insert(message.id, message.seq).is_some() {
                report.duplicated += 1;
                report.problem(format!("message {} is stored twice", message.id));
            }
            match self.attempted.get(message.id) {
                None => report.problem(format!("message {} was never sent", message.id)),
                Some((room, body)) => {
                    let same = message.first_body.is_none_or(|text| text == body);
                    report.require(*room == message.room && same, || {
                        format!(
                            "message {} is stored in another room or with another text",
                            message.id
                        )
                    });
                }
            }
        }
        for (id, told) in &self.acked {
            match found.get(id.as_str()) {
                None => {
                    report.lost += 1;
                    report.problem(format!("message {id} was acked and is not stored"));
                }
                Some(seq) => report.require(told.len() == 1 && told.contains(seq), || {
                    format!("message {id} is event {seq} and was acked as {told:?}")
                }),
            }
        }
        stored.hold_contiguous(report);
    }

    /// Everything that was sent is stored, but for what was refused for good. Once all is settled.
    pub fn hold_all_stored(&self, stored: &Stored, report: &mut Report) {
        let found: HashSet<&str> = stored.messages().map(|message| message.id).collect();
        for id in self.attempted.keys() {
            if !found.contains(id.as_str()) && !self.refused.contains_key(id) {
                report.lost += 1;
                report.problem(format!("message {id} was sent, is settled and is not stored"));
            }
        }
    }
}

/// Holds what one tab shows of a room, paged back to its first row, against the log.
pub fn compare_screen(who: &str, room: u64, rows: &[Row], stored: &Stored, report: &mut Report) {
    views::compare_screen(who, room, rows, stored, report);
}
