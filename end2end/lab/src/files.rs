//! How many files this process may have open, which is how many connections.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Has this process open so many files, or tells how many it may.
pub(crate) fn may_open(needed: u64) -> Result<(), u64> {
    let limit = getrlimit(Resource::Nofile);
    let enough = |allowed: Option<u64>| allowed.is_none_or(|allowed| allowed >= needed);
    if enough(limit.current) {
        return Ok(());
    }
    let raised = Rlimit { current: limit.maximum, maximum: limit.maximum };
    match setrlimit(Resource::Nofile, raised) {
        Ok(()) if enough(limit.maximum) => Ok(()),
        Ok(()) | Err(_) => Err(limit.maximum.unwrap_or_default()),
    }
}
