//! What the process asks of the system it runs on.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tracing::warn;

/// Allows the process as many files as the system lets it have without asking anybody. Each
/// connection is one, and what a shell or a supervisor allows at first, 1,024 on most systems, is a
/// habit from before servers had thousands.
pub fn allow_all_files() {
    let limit = getrlimit(Resource::Nofile);
    if limit.current == limit.maximum {
        return;
    }
    let all = Rlimit { current: limit.maximum, maximum: limit.maximum };
    if let Err(error) = setrlimit(Resource::Nofile, all) {
        warn!(allowed = limit.current, "No more files may be open: {error}");
    }
}

/// Leaves nothing of its memory behind where it crashes: passwords are in it, and what people say.
/// No core is written, nor handed to a program that writes it, and no other process of the same
/// user may look (prctl(2), `PR_SET_DUMPABLE`). A debug build may be looked into.
pub fn keep_memory_private() {
    let none = Rlimit { current: Some(0), maximum: Some(0) };
    if let Err(error) = setrlimit(Resource::Core, none) {
        warn!("A crash may leave a core behind: {error}");
    }
    #[cfg(all(target_os = "linux", not(debug_assertions)))]
    if let Err(error) =
        rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable)
    {
        warn!("A crash may be looked into: {error}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crash_leaves_no_core() {
        keep_memory_private();
        let core = getrlimit(Resource::Core);
        assert_eq!((core.current, core.maximum), (Some(0), Some(0)));
    }

    #[test]
    fn what_a_shell_allows_at_first_is_not_the_end() {
        let before = getrlimit(Resource::Nofile);
        // One less than all: other tests run beside this one.
        let less = before.maximum.map_or(1 << 20, |all| all - 1);
        let less = Rlimit { current: Some(less), maximum: before.maximum };
        setrlimit(Resource::Nofile, less).unwrap();
        allow_all_files();
        assert_eq!(getrlimit(Resource::Nofile).current, before.maximum);
    }
}
