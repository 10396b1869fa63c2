//! Commits, and what made the disk safe after them, as `strace` saw them from outside: SQLite marks
//! a commit in its write-ahead log by the size of the database in the header of its last frame.

use std::io::{self, BufRead};

use serde::Serialize;

/// What is watched. In its hexadecimal, no text of anybody's can look like a call.
pub const WATCHED: [&str; 9] =
    ["strace", "-f", "-qq", "-y", "-xx", "-s", "24", "-e", "trace=fsync,fdatasync,pwrite64"];

/// How the path of a write-ahead log ends: `-wal`.
const LOG: &str = "\\x2d\\x77\\x61\\x6c>";

/// The header of a frame (<https://www.sqlite.org/fileformat2.html#the_write_ahead_log>).
const HEADER: &str = ", 24, ";

/// What was counted.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize)]
pub struct Syncs {
    /// Transactions in the log that added events.
    pub commits: u64,
    /// Calls that made the log safe when there were such commits in it that were not.
    pub after_commits: u64,
    /// All other calls: for writes that add no event, for carrying the log over into the database,
    /// and for making files.
    pub others: u64,
    /// Commits of events that no call has made safe.
    pub open: u64,
}

impl Syncs {
    /// Counts in what `strace` wrote. What adds events writes this page of the database, where the
    /// heads of rooms stand. The index of texts is filled behind them and may be lost, so that
    /// nothing has to make it safe.
    pub fn read(calls: impl BufRead, heads: u32) -> io::Result<Self> {
        let (mut counted, mut has_events) = (Self::default(), false);
        for line in calls.lines() {
            match Call::of(&line?) {
                Some(Call::Frame { page, is_last }) => {
                    has_events |= page == heads;
                    if is_last && std::mem::take(&mut has_events) {
                        counted.commits += 1;
                        counted.open += 1;
                    }
                }
                Some(Call::Sync { of_log: true }) if counted.open > 0 => {
                    counted.after_commits += 1;
                    counted.open = 0;
                }
                Some(Call::Sync { .. }) => counted.others += 1,
                None => {}
            }
        }
        Ok(counted)
    }

    /// Whether each commit had a call of its own that made it safe.
    pub fn is_one_for_each(self) -> bool {
        self.after_commits == self.commits && self.open == 0
    }
}

/// A call of the system, known when it begins: what others do meanwhile may stand before its end.
enum Call {
    /// The header of a frame in the log: of this page, and maybe the last one of a transaction.
    Frame { page: u32, is_last: bool },
    /// Something is made safe.
    Sync { of_log: bool },
}

impl Call {
    fn of(line: &str) -> Option<Self> {
        let (before, file) = line.split_once('(')?;
        let of_log = file.split(' ').next()?.contains(LOG);
        match before.split_whitespace().last()? {
            "pwrite64" if of_log => Self::frame(file),
            "fsync" | "fdatasync" => Some(Self::Sync { of_log }),
            _ => None,
        }
    }

    /// The first number is the page, the second the size of the database after a transaction.
    fn frame(written: &str) -> Option<Self> {
        let (bytes, rest) = written.split_once('"')?.1.split_once('"')?;
        let mut digits = bytes.split("\\x").skip(1);
        let mut number = || {
            let four: String = digits.by_ref().take(4).collect();
            u32::from_str_radix(&four, 16).ok()
        };
        let (page, size) = (number()?, number()?);
        rest.starts_with(HEADER).then_some(Self::Frame { page, is_last: size > 0 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DATABASE: &str = "4<\\x2f\\x68\\x2e\\x64\\x62>";
    const WAL: &str = "7<\\x2f\\x68\\x2e\\x64\\x62\\x2d\\x77\\x61\\x6c>";

    const HEADS: u32 = 9;

    /// The header of a page's frame that leaves the database with so many pages.
    fn frame(page: u32, pages: u32) -> String {
        let header: String = [page, pages, 0xa217_6695, 0x88e4_eb40, 0x014f_5fd3, 0x2bbe_6b6d]
            .into_iter()
            .flat_map(u32::to_be_bytes)
            .map(|byte| format!("\\x{byte:02x}"))
            .collect();
        format!("630   pwrite64({WAL}, \"{header}\", 24, 8272) = 24")
    }

    /// A transaction that adds events, and one that adds none.
    fn commit() -> [String; 4] {
        [frame(HEADS, 0), page(), frame(5, 20), page()]
    }

    fn index() -> [String; 4] {
        [frame(6, 0), page(), frame(7, 21), page()]
    }

    fn page() -> String {
        format!("630   pwrite64({WAL}, \"{}\"..., 4096, 8296) = 4096", "\\x02".repeat(24))
    }

    fn sync(file: &str) -> String {
        format!("630   fdatasync({file}) = 0")
    }

    fn counted(lines: &[String]) -> Syncs {
        Syncs::read(lines.join("\n").as_bytes(), HEADS).unwrap()
    }

    #[test]
    fn a_commit_is_its_last_frame_and_what_makes_it_safe_comes_after_it() {
        let two = [&commit()[..], &[sync(WAL)], &commit(), &[sync(WAL)]].concat();
        let found = counted(&two);
        assert_eq!(found, Syncs { commits: 2, after_commits: 2, others: 0, open: 0 });
        assert!(found.is_one_for_each());
        // The index is filled, the log is carried over and begun anew.
        let carried = [sync(WAL), sync(DATABASE), page(), sync(WAL)];
        let found = counted(&[&two[..], &index(), &index(), &carried, &two].concat());
        assert_eq!(found, Syncs { commits: 4, after_commits: 4, others: 3, open: 0 });
        assert!(found.is_one_for_each());
    }

    #[test]
    fn a_commit_that_nothing_makes_safe_is_seen() {
        let shared = counted(&[&commit()[..], &commit(), &[sync(WAL)]].concat());
        assert_eq!(shared, Syncs { commits: 2, after_commits: 1, others: 0, open: 0 });
        assert!(!shared.is_one_for_each(), "one call for two");
        let last = [&commit()[..], &[sync(WAL)], &commit(), &[sync(DATABASE)]].concat();
        let last = counted(&last);
        assert_eq!(last, Syncs { commits: 2, after_commits: 1, others: 1, open: 1 });
        assert!(!last.is_one_for_each(), "the database is not the log");
    }

    #[test]
    fn calls_of_several_threads_are_told_apart() {
        let begun = |line: String, end: &str| line.replace(end, " <unfinished ...>");
        let found = counted(&[
            begun(frame(HEADS, 20), ") = 24"),
            "631   <... fdatasync resumed>) = 0".into(),
            "630   <... pwrite64 resumed>) = 24".into(),
            begun(sync(WAL), ") = 0"),
            "630   <... fdatasync resumed>) = 0".into(),
        ]);
        assert_eq!(found, Syncs { commits: 1, after_commits: 1, others: 0, open: 0 });
    }
}
