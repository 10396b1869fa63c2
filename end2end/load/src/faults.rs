//! What went wrong in a run: counted, and the first of it told word by word.

use serde::Serialize;

/// Faults that are told; all are counted.
const FAULTS_TOLD: usize = 1000;

/// What went wrong.
#[derive(Debug, Default, Serialize)]
pub struct Faults {
    /// Deliveries that never came.
    pub missing: u64,
    /// Deliveries that came twice.
    pub duplicate: u64,
    /// Deliveries that came after later ones.
    pub out_of_order: u64,
    /// Everything else: a refusal, a connection that ended, an answer that was wrong.
    pub failures: u64,
    /// The first of them, for people.
    #[serde(skip)]
    pub told: Vec<String>,
}

impl Faults {
    /// All of them together.
    pub fn count(&self) -> u64 {
        self.missing + self.duplicate + self.out_of_order + self.failures
    }

    /// These too.
    pub fn add(&mut self, other: Self) {
        self.missing += other.missing;
        self.duplicate += other.duplicate;
        self.out_of_order += other.out_of_order;
        self.failures += other.failures;
        self.told.extend(other.told);
        self.told.truncate(FAULTS_TOLD);
    }

    /// Something went wrong that is not about a single delivery.
    pub fn fail(&mut self, what: impl FnOnce() -> String) {
        self.failures += 1;
        self.tell(what);
    }

    /// Adds the words for one that was counted.
    pub(crate) fn tell(&mut self, what: impl FnOnce() -> String) {
        if self.told.len() < FAULTS_TOLD {
            self.told.push(what());
        }
    }
}
