//! How many files the process may have open. Each connection is one, and what a shell or a
//! supervisor allows at first, 1,024 on most systems, is a habit from before servers had thousands.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tracing::warn;

/// Allows the process as many files as the system lets it have without asking anybody.
pub fn allow_all() {
    let limit = getrlimit(Resource::Nofile);
    if limit.current == limit.maximum {
        return;
    }
    let all = Rlimit { current: limit.maximum, maximum: limit.maximum };
    if let Err(error) = setrlimit(Resource::Nofile, all) {
        warn!(allowed = limit.current, "No more files may be open: {error}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_shell_allows_at_first_is_not_the_end() {
        let before = getrlimit(Resource::Nofile);
        // One less than all: other tests run beside this one.
        let less = before.maximum.map_or(1 << 20, |all| all - 1);
        let less = Rlimit { current: Some(less), maximum: before.maximum };
        setrlimit(Resource::Nofile, less).unwrap();
        allow_all();
        assert_eq!(getrlimit(Resource::Nofile).current, before.maximum);
    }
}
