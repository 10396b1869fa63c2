//! What a run found, and the one line of JSON that it ends with.

use serde_json::{Map, Value};

/// What a run of a promise found. Numbers of several seeds are added up or compared by
/// [`Report::add`]; every problem is kept as a sentence.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Messages that somebody asked to be sent.
    pub sent: u64,
    /// Messages that the server said it had stored.
    pub acked: u64,
    /// Acked and not stored, or not shown to a member.
    pub lost: u64,
    /// Stored or shown more than once.
    pub duplicated: u64,
    /// Shown in another order than the log's.
    pub reordered: u64,
    /// Numbers missing in a room's log, or skipped by a client without a word.
    pub gaps: u64,
    /// What the promise's bar speaks of besides, by name.
    pub measured: Map<String, Value>,
    /// What is wrong, in sentences. None: the bar was met.
    pub problems: Vec<String>,
    /// What could not be tried on this machine, and why. Never counted as passed.
    pub skipped: Vec<String>,
}

impl Report {
    /// The most sentences printed; a broken promise breaks thousands of times.
    const PROBLEMS_SHOWN: usize = 12;

    /// Notes a number that the bar speaks of.
    pub fn measure(&mut self, name: &str, value: impl Into<Value>) {
        self.measured.insert(name.to_owned(), value.into());
    }

    /// Notes what is wrong.
    pub fn problem(&mut self, sentence: impl Into<String>) {
        self.problems.push(sentence.into());
    }

    /// Holds a bar: where it is missed, this sentence says so.
    pub fn require(&mut self, held: bool, sentence: impl FnOnce() -> String) {
        if !held {
            self.problems.push(sentence());
        }
    }

    /// Whether the bar was met.
    pub fn is_ok(&self) -> bool {
        self.problems.is_empty()
            && self.lost == 0
            && self.duplicated == 0
            && self.reordered == 0
            && self.gaps == 0
    }

    /// Takes in the report of another seed: counts are added, of measured numbers the larger stays.
    pub fn add(&mut self, other: Self) {
        self.sent += other.sent;
        self.acked += other.acked;
        self.lost += other.lost;
        self.duplicated += other.duplicated;
        self.reordered += other.reordered;
        self.gaps += other.gaps;
        for (name, value) in other.measured {
            let larger = match (self.measured.get(&name).and_then(Value::as_f64), value.as_f64()) {
                (Some(ours), Some(theirs)) => theirs > ours,
                (None, _) | (_, None) => true,
            };
            if larger {
                self.measured.insert(name, value);
            }
        }
        self.problems.extend(other.problems);
        for skipped in other.skipped {
            if !self.skipped.contains(&skipped) {
                self.skipped.push(skipped);
            }
        }
    }

    /// The line of JSON.
    pub fn line(&self, promise: &str, seeds: u64, seconds: f64) -> String {
        let mut line = Map::new();
        let mut put = |name: &str, value: Value| {
            line.insert(name.to_owned(), value);
        };
        // A suite of cases has a word for its name, and sends nothing that is counted.
        if promise.starts_with('P') {
            put("promise", promise.into());
            put("seeds", seeds.into());
            for (name, count) in [
                ("sent", self.sent),
                ("acked", self.acked),
                ("lost", self.lost),
                ("duplicated", self.duplicated),
                ("reordered", self.reordered),
                ("gaps", self.gaps),
            ] {
                put(name, count.into());
            }
        } else {
            put("suite", promise.into());
        }
        for (name, value) in &self.measured {
            put(name, value.clone());
        }
        if !self.skipped.is_empty() {
            put("skipped", self.skipped.clone().into());
        }
        put("seconds", ((seconds * 10.0).round() / 10.0).into());
        put("ok", self.is_ok().into());
        Value::Object(line).to_string()
    }

    /// The problems as lines for people, the first of many.
    pub fn complaints(&self) -> String {
        let shown = self.problems.iter().take(Self::PROBLEMS_SHOWN);
        let mut lines: Vec<String> = shown.map(|problem| format!("  - {problem}")).collect();
        let more = self.problems.len().saturating_sub(Self::PROBLEMS_SHOWN);
        if more > 0 {
            lines.push(format!("  - and {more} more"));
        }
        lines.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_seed_missed_the_whole_run_missed() {
        let mut whole = Report { sent: 10, acked: 9, ..Report::default() };
        whole.measure("settled_s", 3.5);
        assert!(whole.is_ok());
        let mut second = Report { sent: 5, acked: 5, lost: 1, ..Report::default() };
        second.measure("settled_s", 2.0);
        whole.add(second);
        assert!(!whole.is_ok());
        let line: Value = serde_json::from_str(&whole.line("P1", 2, 1.26)).unwrap();
        assert_eq!(line["sent"], 15);
        assert_eq!(line["lost"], 1);
        assert_eq!(line["settled_s"], 3.5, "the worst of the seeds");
        assert_eq!(line["ok"], false);
    }

    #[test]
    fn a_problem_alone_is_a_miss() {
        let mut report = Report::default();
        report.require(true, || unreachable!());
        assert!(report.is_ok());
        report.require(false, || "The room stayed empty.".into());
        assert!(!report.is_ok());
        assert_eq!(report.complaints(), "  - The room stayed empty.");
    }
}
