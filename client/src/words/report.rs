//! What is said of reports.

pub use hark_words::report::*;

/// What came of a report, by the outcome's word.
pub fn outcome(word: &str) -> &'static str {
    match word {
        "removed" => outcome_removed(),
        "silenced" => outcome_silenced(),
        "banned" => outcome_banned(),
        _ => outcome_dismissed(),
    }
}
