//! The same workload before several servers, in turns: A B, B A, A B. What changes on the machine
//! meanwhile then meets all of them alike.

use std::ffi::OsString;

use hark_lab::Failure;
use serde_json::{Map, Value};

use crate::fan_out::Stage;
use crate::faults::Faults;
use crate::spread::spread;
use crate::subject::Subject;

/// What came out, by server, and whether every delivery came once and in order.
#[derive(Debug)]
pub struct Comparison {
    /// Each server's numbers.
    pub servers: Map<String, Value>,
    /// What each of them is, and what it does not do.
    pub labels: Map<String, Value>,
    /// Nothing went wrong.
    pub ok: bool,
}

/// A run before one server: its numbers, and what went wrong.
pub type Run<'a> = dyn Fn(&Stage) -> Result<(Value, Faults), Failure> + 'a;

/// Runs so often before each of these, which are started by another program where one is named.
pub fn in_turns(
    subjects: &mut [Subject],
    runs: usize,
    through: &[OsString],
    run: &Run<'_>,
) -> Result<Comparison, Failure> {
    let mut outcomes: Vec<Vec<Value>> = vec![Vec::new(); subjects.len()];
    let mut ok = true;
    for number in 1..=runs {
        let mut order: Vec<usize> = (0..subjects.len()).collect();
        if number % 2 == 0 {
            order.reverse();
        }
        for at in order {
            let subject = &mut subjects[at];
            eprintln!("  {}, run {number} of {runs}", subject.name());
            let stage = subject.start(through)?;
            let (value, faults) = run(&stage)?;
            subject.stop()?;
            ok &= report(subject.name(), &faults);
            outcomes[at].push(value);
        }
    }
    let names = subjects.iter().map(|subject| subject.name().to_owned());
    let servers = names.zip(outcomes.iter().map(|outcomes| spread(outcomes))).collect();
    let labels = subjects.iter().map(|subject| (subject.name().to_owned(), subject.label().into()));
    let labels = labels.collect();
    Ok(Comparison { servers, labels, ok })
}

/// Names what went wrong. Whether nothing did.
pub fn report(server: &str, faults: &Faults) -> bool {
    for fault in &faults.told {
        eprintln!("  {server}: {fault}");
    }
    let count = faults.count();
    if count > faults.told.len() as u64 {
        eprintln!("  {server}: {count} faults in all");
    }
    count == 0
}
