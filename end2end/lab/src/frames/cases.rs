//! All cases, group by group.

mod sizes;
mod control;
mod reserved;
mod fragmented;
mod text;
mod sequences;
mod closing;
mod volume;
mod hostile;

use super::script::Case;

/// All of them.
pub(crate) fn all() -> Vec<Case> {
    let groups = [
        sizes::cases(),
        control::cases(),
        reserved::cases(),
        fragmented::cases(),
        text::cases(),
        closing::cases(),
        volume::cases(),
        hostile::cases(),
    ];
    groups.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::frames::NON_STRICT;

    #[test]
    fn every_number_of_the_testsuite_is_there_once() {
        let all = all();
        let in_group = |group: &str| {
            let begin = format!("{group}.");
            all.iter().filter(|case| case.id.starts_with(&begin)).count()
        };
        let groups = ["1", "2", "3", "4", "5", "6", "7", "9", "10", "12", "13"];
        let counts = groups.map(in_group);
        assert_eq!(counts, [16, 11, 7, 10, 20, 145, 37, 54, 1, 1, 1]);
        let ids: HashSet<&str> = all.iter().map(|case| case.id.as_str()).collect();
        assert_eq!(ids.len(), all.len(), "a number stands twice");
        for (id, _) in NON_STRICT {
            assert!(ids.contains(id), "{id} is no case");
        }
        for case in &all {
            let listed = NON_STRICT.iter().any(|(id, _)| *id == case.id);
            assert_eq!(case.lenient.is_some(), listed, "{}", case.id);
        }
    }
}
