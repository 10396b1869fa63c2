//! The same workload before several servers, in turns: A B, B A, A B. What changes on the machine
//! meanwhile then meets all of them alike.

use std::ffi::OsString;

use hark_lab::Failure;
use serde_json::{Map, Value, json};

use crate::fan_out::{self, Plan};
use crate::faults::Faults;
use crate::spread::{number, spread};
use crate::subject::Subject;

/// What came out, by server, and whether every delivery came once and in order.
#[derive(Debug)]
pub struct Comparison {
    /// Each server's numbers.
    pub servers: Map<String, Value>,
    /// Nothing went wrong.
    pub ok: bool,
}

/// Runs W1 so often before each of these, which are started by another program where one is named.
pub fn fan_out(
    subjects: &mut [Subject],
    runs: usize,
    plan: Plan,
    through: &[OsString],
) -> Result<Comparison, Failure> {
    let mut outcomes: Vec<Vec<Value>> = vec![Vec::new(); subjects.len()];
    let mut ok = true;
    for run in 0..runs {
        let mut order: Vec<usize> = (0..subjects.len()).collect();
        if run % 2 == 1 {
            order.reverse();
        }
        for at in order {
            let subject = &mut subjects[at];
            let stage = subject.start(through)?;
            let outcome = fan_out::run(&stage, plan)?;
            subject.stop()?;
            ok &= report(subject.name(), &outcome.faults);
            let value = json!(outcome);
            let cost = number(&value, "one_poster.server_us_per_delivery").unwrap_or_default();
            eprintln!("  {} {}: {cost} µs of server for each delivery", subject.name(), run + 1);
            outcomes[at].push(value);
        }
    }
    let names = subjects.iter().map(|subject| subject.name().to_owned());
    let servers = names.zip(outcomes.iter().map(|outcomes| spread(outcomes))).collect();
    Ok(Comparison { servers, ok })
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
