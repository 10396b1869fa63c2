//! A server as a process of its own: started, killed, frozen and started again on the same data
//! and the same port.

use std::ffi::OsString;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpListener};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process_group};

use super::clock;
use crate::Failure;

/// A server that has not answered by then does not start.
const START_PATIENCE: Duration = Duration::from_secs(30);

/// How to start a server.
#[derive(Clone, Debug)]
pub struct Launch {
    /// The program.
    pub program: PathBuf,
    /// Where its data are.
    pub data: PathBuf,
    /// Where it listens, each time.
    pub address: SocketAddr,
    /// Where what it says is kept, one file for each start.
    pub logs: PathBuf,
    /// A program that starts it, with its arguments: a debugger, another clock.
    pub through: Vec<OsString>,
    /// What stands in its environment besides.
    pub environment: Vec<(OsString, OsString)>,
}

impl Launch {
    /// A server on a new directory under this one, on a port that is free now.
    pub fn in_dir(program: &Path, dir: &Path) -> Result<Self, Failure> {
        let logs = dir.join("logs");
        std::fs::create_dir_all(&logs).map_err(|error| Failure::of("the directory", error))?;
        // The port is free again once the listener is gone, and nobody else asks for it by number.
        let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        Ok(Self {
            program: program.to_owned(),
            data: dir.join("data"),
            address: free.map_err(|error| Failure::of("a port", error))?,
            logs,
            through: Vec::new(),
            environment: Self::without_limits(),
        })
    }

    /// Crowds here say in a second what people say in a day.
    pub fn without_limits() -> Vec<(OsString, OsString)> {
        let raised = [
            ("HARK_SOCKET_RATE", "100000000"),
            ("HARK_POSTS_PER_SECOND", "1000000"),
            ("HARK_ROOM_POSTS_PER_SECOND", "1000000"),
            ("HARK_COMMANDS_PER_SECOND", "1000000"),
            ("HARK_FORMS_PER_SECOND", "1000000"),
            ("HARK_UPGRADES_PER_SECOND", "1000000"),
            ("HARK_FAILED_SIGN_INS", "1000000"),
        ];
        raised.map(|(name, value)| (name.into(), value.into())).to_vec()
    }
}

/// A server that answers, until it is stopped. Dropping it kills it.
#[derive(Debug)]
pub struct Server {
    launch: Launch,
    child: Child,
    /// Where its first owner comes in, while it has none.
    pub owner_path: Option<String>,
    /// How long it took from its start to its first answer.
    pub ready_after: Duration,
}

impl Server {
    /// Starts it and waits until it listens.
    pub fn start(launch: Launch) -> Result<Self, Failure> {
        let begun = Instant::now();
        let fresh = !launch.data.join("hark.db").exists();
        let number = std::fs::read_dir(&launch.logs).map_or(0, Iterator::count);
        let log = launch.logs.join(format!("server-{number:04}.log"));
        let log = File::create(log).map_err(|error| Failure::of("the log", error))?;
        let mut words = launch.through.clone();
        words.push(launch.program.clone().into());
        let mut command = Command::new(&words[0]);
        command
            .args(&words[1..])
            .args(["serve", "--listen", &launch.address.to_string(), "--data"])
            .arg(&launch.data)
            .env("RUST_LOG", "warn")
            .envs(launch.environment.iter().cloned())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log)
            // A group of its own: what started it is stopped with it.
            .process_group(0);
        let mut child =
            command.spawn().map_err(|error| Failure::of(&words[0].to_string_lossy(), error))?;
        let said = child.stdout.take().map(BufReader::new);
        let mut server = Self { launch, child, owner_path: None, ready_after: Duration::ZERO };
        let mut said = said.ok_or_else(|| Failure("the server has no output".into()))?;
        let mut line = String::new();
        match said.read_line(&mut line) {
            Ok(0) | Err(_) => return Err(server.did_not_start()),
            Ok(_) => server.ready_after = begun.elapsed(),
        }
        if fresh {
            server.owner_path = owner_line(said);
        }
        Ok(server)
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.launch.address
    }

    /// How it was started.
    pub fn launch(&self) -> &Launch {
        &self.launch
    }

    /// Its database.
    pub fn database(&self) -> PathBuf {
        self.launch.data.join("hark.db")
    }

    /// The process that was started: the server, or the program that started it.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// What the same program says as `hark admin`, beside this server.
    pub fn admin(&self, words: &[&str]) -> Result<String, Failure> {
        let mut command = Command::new(&self.launch.program);
        command.arg("admin").args(words);
        command.arg("--data").arg(&self.launch.data);
        if !matches!(words, ["audit", ..]) {
            command.args(["--listen", &self.launch.address.to_string()]);
        }
        let output = command.output().map_err(|error| Failure::of("hark admin", error))?;
        if output.status.success() {
            Ok(String::from_utf8_lossy(&output.stdout).into_owned())
        } else {
            Err(Failure(String::from_utf8_lossy(&output.stderr).into_owned()))
        }
    }

    /// The exit code of a server that does not start on its data.
    pub fn refuses(launch: &Launch) -> Result<Option<i32>, Failure> {
        let output = Command::new(&launch.program)
            .args(["serve", "--listen", &launch.address.to_string(), "--data"])
            .arg(&launch.data)
            .stdin(Stdio::null())
            .output()
            .map_err(|error| Failure::of("the server", error))?;
        Ok(output.status.code())
    }

    /// SIGKILL: it ends between two instructions.
    pub fn kill(mut self) -> Result<Launch, Failure> {
        self.signal(Signal::KILL)?;
        self.wait()?;
        Ok(self.launch.clone())
    }

    /// SIGTERM, and waits until it has ended in good order.
    pub fn stop(mut self) -> Result<(Launch, ExitStatus), Failure> {
        self.signal(Signal::TERM)?;
        let status = self.wait()?;
        Ok((self.launch.clone(), status))
    }

    /// SIGSTOP: it is there and does nothing.
    pub fn freeze(&self) -> Result<(), Failure> {
        self.signal(Signal::STOP)
    }

    /// SIGCONT: it goes on.
    pub fn thaw(&self) -> Result<(), Failure> {
        self.signal(Signal::CONT)
    }

    /// The exit code, if it has ended by itself. A server that was killed by a signal has none.
    pub fn ended(&mut self) -> Result<Option<Option<i32>>, Failure> {
        let ended = self.child.try_wait().map_err(|error| Failure::of("waiting", error))?;
        Ok(ended.map(|status| status.code()))
    }

    /// A value of `/proc/PID/status` in KiB, as `VmRSS` or `RssAnon`.
    pub fn memory_kib(&self, name: &str) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
        line.split_whitespace().next()?.parse().ok()
    }

    /// Processor time it has used so far, in its own code and in the system's.
    pub fn cpu(&self) -> Option<Duration> {
        cpu_of(&self.id().to_string())
    }

    fn signal(&self, signal: Signal) -> Result<(), Failure> {
        let group = Pid::from_child(&self.child);
        kill_process_group(group, signal)
            .map_err(|error| Failure(format!("the server took no signal: {error}")))
    }

    fn wait(&mut self) -> Result<ExitStatus, Failure> {
        self.child.wait().map_err(|error| Failure::of("waiting for the server", error))
    }

    fn did_not_start(&mut self) -> Failure {
        let begun = Instant::now();
        while begun.elapsed() < START_PATIENCE {
            if let Ok(Some(status)) = self.child.try_wait() {
                return Failure(format!("the server did not start: {status}"));
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        Failure("the server did not say that it listens".into())
    }
}

/// Processor time that a process has used so far: by its number, or `self` for this one.
pub fn cpu_of(process: &str) -> Option<Duration> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let own: u64 = fields.next()?.parse().ok()?;
    let system: u64 = fields.next()?.parse().ok()?;
    let ticks = rustix::param::clock_ticks_per_second();
    Some(Duration::from_millis((own + system) * 1000 / ticks.max(1)))
}

/// The second line, which an unclaimed server prints at once after the first.
fn owner_line(mut said: impl BufRead) -> Option<String> {
    let mut line = String::new();
    said.read_line(&mut line).ok()?;
    let (_, path) = line.trim_end().split_once("/first-run/")?;
    Some(format!("/first-run/{path}"))
}

impl Drop for Server {
    fn drop(&mut self) {
        // One that has ended takes no signal, and that is well.
        drop(self.signal(Signal::KILL));
        drop(self.child.wait());
        clock::clear_after(self.child.id());
    }
}
