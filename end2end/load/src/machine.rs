//! What the system says of processes and of itself: processor time, memory, load, the network.

use std::collections::HashMap;
use std::fs;

use serde::Serialize;

/// Processor time in seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cpu {
    /// In the program itself.
    pub user: f64,
    /// In the system, on its behalf.
    pub system: f64,
}

impl Cpu {
    /// What a process has used so far, threads that ended included; `self` is this one.
    pub fn of(process: &str) -> Option<Self> {
        let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
        let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
        let ticks = rustix::param::clock_ticks_per_second() as f64;
        let mut seconds = || Some(fields.next()?.parse::<f64>().ok()? / ticks);
        Some(Self { user: seconds()?, system: seconds()? })
    }

    /// What a process and all that it started have used so far.
    pub fn of_all(process: u32) -> Self {
        let each = family(process).into_iter().filter_map(|one| Self::of(&one.to_string()));
        each.fold(Self::default(), |sum, one| Self {
            user: sum.user + one.user,
            system: sum.system + one.system,
        })
    }

    /// Both together.
    pub fn seconds(self) -> f64 {
        self.user + self.system
    }

    /// What was used since then.
    pub fn since(self, earlier: Self) -> Self {
        Self { user: self.user - earlier.user, system: self.system - earlier.system }
    }
}

/// A process, those that it started and that still run, and theirs.
pub fn family(process: u32) -> Vec<u32> {
    let tasks = fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
    let children = tasks.filter_map(|task| fs::read_to_string(task.path().join("children")).ok());
    let children: Vec<u32> = children
        .flat_map(|line| line.split(' ').filter_map(|child| child.parse().ok()).collect::<Vec<_>>())
        .collect();
    [process].into_iter().chain(children.into_iter().flat_map(family)).collect()
}

/// Processor time that all processes of the machine have used so far, and what the host took away.
pub fn busy_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/stat").unwrap_or_default();
    let ticks = rustix::param::clock_ticks_per_second() as f64;
    let all = stat.lines().next().unwrap_or_default().split_whitespace().skip(1);
    let times: Vec<f64> = all.filter_map(|time| time.parse().ok()).collect();
    // user nice system idle iowait irq softirq steal (proc_stat(5))
    let busy = [0, 1, 2, 5, 6, 7].iter().filter_map(|at| times.get(*at)).sum::<f64>();
    busy / ticks
}

/// Memory of a process, in KiB.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Memory {
    /// Its own, not of files (`RssAnon`).
    pub anon_kib: f64,
    /// All that it has, what is shared by shares (`Pss`). `None`: only root may see it.
    pub pss_kib: Option<f64>,
}

impl Memory {
    /// Of a process and all that it started.
    pub fn of(process: u32) -> Self {
        let sum = |sum: Self, one: Self| Self {
            anon_kib: sum.anon_kib + one.anon_kib,
            pss_kib: sum.pss_kib.zip(one.pss_kib).map(|(sum, one)| sum + one),
        };
        family(process).into_iter().map(Self::of_one).reduce(sum).unwrap_or_default()
    }

    fn of_one(process: u32) -> Self {
        let value = |file: &str, name: &str| {
            let text = fs::read_to_string(format!("/proc/{process}/{file}")).ok()?;
            let line = text.lines().find_map(|line| line.strip_prefix(name))?;
            line.split_whitespace().next()?.parse().ok()
        };
        Self {
            anon_kib: value("status", "RssAnon:").unwrap_or_default(),
            pss_kib: value("smaps_rollup", "Pss:"),
        }
    }
}

/// What the network of this machine has counted so far, by the names of `/proc/net/netstat`.
pub fn network() -> HashMap<String, u64> {
    let text = fs::read_to_string("/proc/net/netstat").unwrap_or_default();
    let mut lines = text.lines();
    let mut counts = HashMap::new();
    while let (Some(names), Some(values)) = (lines.next(), lines.next()) {
        let pairs = names.split_whitespace().zip(values.split_whitespace()).skip(1);
        counts.extend(pairs.filter_map(|(name, value)| Some((name.into(), value.parse().ok()?))));
    }
    counts
}

/// How busy the machine was: the average of its queue over one, five and fifteen minutes.
pub fn load() -> [f64; 3] {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let mut words = text.split_whitespace().map_while(|word| word.parse().ok());
    [(); 3].map(|()| words.next().unwrap_or_default())
}

/// Where all of this was measured.
#[derive(Clone, Debug, Serialize)]
pub struct Machine {
    /// Processors' model.
    pub processor: String,
    /// How many of them this process may use.
    pub cores: usize,
    /// The kernel's version.
    pub kernel: String,
    /// Memory, in MiB.
    pub memory_mib: u64,
}

impl Machine {
    /// This one.
    pub fn this() -> Self {
        let field = |file: &str, name: &str| {
            let text = fs::read_to_string(file).unwrap_or_default();
            let line = text.lines().find(|line| line.starts_with(name));
            line.and_then(|line| Some(line.split_once(':')?.1.trim().to_owned()))
                .unwrap_or_default()
        };
        let memory = field("/proc/meminfo", "MemTotal");
        let kib = memory.split(' ').next().and_then(|kib| kib.parse::<u64>().ok());
        let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
        Self {
            processor: field("/proc/cpuinfo", "model name"),
            cores: std::thread::available_parallelism().map_or(1, usize::from),
            kernel: kernel.trim().to_owned(),
            memory_mib: kib.unwrap_or_default() / 1024,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;
    use std::process::{Command, Stdio};

    use super::*;

    #[test]
    fn a_process_that_works_is_seen_to_work() {
        let (before, busy) = (Cpu::of("self").unwrap(), busy_seconds());
        let mut sum = 0_u64;
        while Cpu::of("self").unwrap().since(before).seconds() < 0.05 {
            sum = (0..1_000_000).fold(sum, |sum, number| std::hint::black_box(sum ^ number));
        }
        assert!(busy_seconds() - busy >= 0.03);
    }

    #[test]
    fn whom_a_process_started_belongs_to_it() {
        let mut shell = Command::new("sh");
        shell.args(["-c", "sleep 60 & echo; wait"]).stdout(Stdio::piped());
        let mut child = shell.spawn().unwrap();
        // It says a line when its own child is there.
        child.stdout.take().unwrap().read_exact(&mut [0]).unwrap();
        let both = family(child.id());
        let alone = Memory::of_one(child.id()).anon_kib;
        let together = Memory::of(child.id()).anon_kib;
        let mine = family(std::process::id());
        drop(Command::new("kill").args(both.iter().map(u32::to_string)).status());
        drop(child.wait());
        assert_eq!((both[0], both.len()), (child.id(), 2));
        assert!(both.iter().all(|process| mine.contains(process)), "{both:?} of {mine:?}");
        assert!(alone > 0.0 && together > alone, "{together} of {alone}");
    }

    #[test]
    fn the_system_tells_what_is_asked() {
        assert!(Memory::of(std::process::id()).anon_kib > 0.0);
        assert!(network().contains_key("TCPOrigDataSent"));
        assert!(network().contains_key("TCPSynRetrans"));
        assert!(Machine::this().cores > 0);
        assert!(!Machine::this().kernel.is_empty());
    }
}
